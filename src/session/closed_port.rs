//! A port before it is open, as the session sees it.

use super::adapter::Adapter;
use super::event::OpenError;
use serial_line::Close;

/// A port that was chosen and is not open.
pub trait ClosedPort {
    /// What it is when open.
    type Open: Close;

    /// What is known of it.
    fn adapter(&self) -> Adapter;

    /// Opens it at a speed in bits per second. The modem lines may be in any state then, and the
    /// board may have been reset by it.
    ///
    /// # Errors
    ///
    /// An [`OpenError`]; the port is then still closed.
    #[expect(async_fn_in_trait, reason = "browser ports live on one thread")]
    async fn open(self, bits_per_second: u32) -> Result<Self::Open, OpenError>;
}
