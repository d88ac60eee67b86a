//! The terminal: xterm.js, loaded when the page has been shown. What the board says goes straight
//! to it, past the page's state, so that no letter draws the page anew.
//!
//! No byte goes to the board that no person typed, and nothing that a board says takes the page from its
//! person: `sanitize` passes on what programs draw with, in pieces between which keys get through, and
//! all that waits has a bound.

#[cfg(any(target_arch = "wasm32", test))]
mod flow;
#[cfg(any(target_arch = "wasm32", test))]
mod sanitize;
#[cfg(any(target_arch = "wasm32", test))]
mod sequences;

#[cfg(target_arch = "wasm32")]
mod handle;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
mod xterm;

#[cfg(target_arch = "wasm32")]
pub use handle::Handle;
#[cfg(target_arch = "wasm32")]
pub use view::{Message, View};
