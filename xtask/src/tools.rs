//! What the commands need on the machine, one file a tool.
//!
//! Each `ensure` looks for its tool first, adds it if that can be done, and otherwise stops with
//! one sentence that names what to install by hand.

pub(crate) mod browser;
pub(crate) mod cargo_fuzz;
mod cargo_install;
pub(crate) mod chromedriver;
mod debian;
pub(crate) mod micropython;
pub(crate) mod nightly;
pub(crate) mod npm;
pub(crate) mod python;
pub(crate) mod toolchain;
pub(crate) mod trunk;
pub(crate) mod wasm_bindgen;
