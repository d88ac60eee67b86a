//! Bytes in both directions, and time.

use crate::error::LineError;
use core::time::Duration;

/// A line of bytes to one device, with the clock its timeouts run on.
///
/// # Dropping a future
///
/// The future of [`read`](Self::read) may be dropped at any time: bytes that had arrived are
/// handed out by the next call. The futures of the other methods should be run to their end;
/// after dropping one, it is unknown how much of it was done.
#[expect(
    async_fn_in_trait,
    reason = "no Send bound: browser ports live on one thread, and callers are generic over the line"
)]
pub trait SerialLine {
    /// Waits until at least one byte has arrived, and fills `buf` with what is there.
    ///
    /// Returns the number of bytes, from 1 to `buf.len()`. A short read means only that no more
    /// had arrived yet. `buf` must not be empty.
    ///
    /// # Errors
    ///
    /// - [`LineError::TimedOut`]: nothing arrived for `timeout`. The line is as before.
    /// - [`LineError::LineFault`]: bytes may be missing or wrong at this place in the stream. What
    ///   came before it has been handed out; what comes after it is read by the next call.
    /// - [`LineError::Refused`]: the system refused, or the port is closed.
    /// - [`LineError::Lost`]: the device is gone. Every later call says so too.
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError>;

    /// Hands all of `bytes` to the line.
    ///
    /// Done means accepted, not sent: only a reply proves that bytes reached the other end.
    ///
    /// # Errors
    ///
    /// [`LineError::Lost`], [`LineError::Refused`], or [`LineError::TimedOut`] when the system
    /// does not take the bytes within ten seconds. It is then unknown how many were sent.
    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError>;

    /// Throws away the input that has arrived so far, and the line faults among it.
    ///
    /// # Errors
    ///
    /// [`LineError::Lost`] or [`LineError::Refused`].
    async fn discard_input(&mut self) -> Result<(), LineError>;

    /// Lets `duration` pass. Input that arrives meanwhile is kept.
    async fn sleep(&mut self, duration: Duration);

    /// The time on the line's clock: monotonic, from an arbitrary start.
    ///
    /// It moves only while a method of the line is awaited or, on a real clock, by itself. It lets
    /// a wait keep its limit while noise trickles in.
    fn now(&self) -> Duration;
}
