//! The terminal: xterm.js, loaded when the page has been shown. What the board says goes straight
//! to it, past the page's state, so that no letter draws the page anew.

#[cfg(any(target_arch = "wasm32", test))]
mod flow;
mod paste;

#[cfg(target_arch = "wasm32")]
mod handle;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
mod xterm;

pub use paste::{CHUNK_BYTES, Place, prepare};

#[cfg(target_arch = "wasm32")]
pub use handle::Handle;
#[cfg(target_arch = "wasm32")]
pub use view::use_view;
