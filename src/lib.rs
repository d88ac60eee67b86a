//! The page.

/// Shows the page.
#[cfg(target_arch = "wasm32")]
pub fn start() {}
