//! Boardwalk: a web page that puts MicroPython on an ESP8266 and opens its prompt on the same port.

#[cfg(target_arch = "wasm32")]
pub mod demo;
pub mod firmware;
pub mod serial;
pub mod session;
mod stub;
pub mod texts;
pub mod words;

pub use stub::STUB;

/// Shows the page.
#[cfg(target_arch = "wasm32")]
pub fn start() {}
