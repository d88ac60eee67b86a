//! Web Serial: whether the browser has it, choosing a port, and the port itself.

mod missing;

#[cfg(target_arch = "wasm32")]
mod chooser;
#[cfg(target_arch = "wasm32")]
mod fault;
#[cfg(target_arch = "wasm32")]
mod incoming;
#[cfg(target_arch = "wasm32")]
mod known;
#[cfg(target_arch = "wasm32")]
mod pause;
#[cfg(target_arch = "wasm32")]
mod port;
#[cfg(target_arch = "wasm32")]
mod support;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

pub use missing::{ChooseError, Filter, Missing};

#[cfg(target_arch = "wasm32")]
pub use chooser::{ChosenPort, choose};
#[cfg(target_arch = "wasm32")]
pub use known::{known, on_change};
#[cfg(target_arch = "wasm32")]
pub use port::WebSerialPort;
#[cfg(target_arch = "wasm32")]
pub use support::support;
