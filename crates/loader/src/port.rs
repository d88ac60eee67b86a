//! The one trait between this crate and the outside: a serial line with a clock.
//!
//! [`SerialPort`] is its own trait, and not one of `embedded-io-async`, because the loader needs
//! three things that byte streams do not have: the line speed, the modem lines that reset the
//! board, and time. Every wait in this crate goes through [`SerialPort::read`] or
//! [`SerialPort::sleep`], so a port that runs on virtual time runs the whole protocol in
//! milliseconds and repeats it to the byte.

use alloc::string::String;
use core::time::Duration;

/// One serial line to one board, with the clock its timeouts run on.
///
/// The line is always 8 data bits, no parity, one stop bit, no flow control.
///
/// # Dropping a future
///
/// The future of [`read`](Self::read) may be dropped at any time: bytes that had arrived are
/// handed out by the next call. The futures of the other methods should be run to their end;
/// after dropping one, it is unknown how much of it was done.
#[expect(
    async_fn_in_trait,
    reason = "no Send bound: browser ports live on one thread, and callers are generic over the port"
)]
pub trait SerialPort {
    /// Waits until at least one byte has arrived, and fills `buf` with what is there.
    ///
    /// Returns the number of bytes, from 1 to `buf.len()`. A short read means only that no more
    /// had arrived yet. `buf` must not be empty.
    ///
    /// # Errors
    ///
    /// - [`PortError::TimedOut`]: nothing arrived for `timeout`. The port is as before.
    /// - [`PortError::LineFault`]: bytes may be missing or wrong at this place in the stream. What
    ///   came before it has been handed out; what comes after it is read by the next call.
    /// - [`PortError::Lost`]: the device is gone. Every later call says so too.
    /// - [`PortError::Platform`]: the system refused, in its own words.
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, PortError>;

    /// Hands all of `bytes` to the line.
    ///
    /// Done means accepted, not sent: only a reply proves that bytes reached the board.
    ///
    /// # Errors
    ///
    /// [`PortError::Lost`], [`PortError::Platform`], or [`PortError::TimedOut`] when the system
    /// does not take the bytes within ten seconds. It is then unknown how many were sent.
    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), PortError>;

    /// Sets the speed of the line in both directions, in bits per second.
    ///
    /// What was written before is sent first, at the old speed. Input that was not yet read is
    /// lost. Some systems must close and reopen the port for this, which raises and drops the
    /// modem lines and can reset the board; after it the lines are at [`Signals::IDLE`].
    ///
    /// # Errors
    ///
    /// [`PortError::Lost`] or [`PortError::Platform`].
    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), PortError>;

    /// Switches the modem lines: DTR first, RTS after it.
    ///
    /// Between the two the board sees the new DTR with the old RTS, for about a millisecond.
    /// Choose sequences that are right with that state in between.
    ///
    /// # Errors
    ///
    /// [`PortError::Lost`] or [`PortError::Platform`], for example where the adapter has no
    /// modem lines.
    async fn set_signals(&mut self, signals: Signals) -> Result<(), PortError>;

    /// Throws away the input that has arrived so far.
    ///
    /// # Errors
    ///
    /// [`PortError::Lost`] or [`PortError::Platform`]. Line faults among the input are thrown
    /// away with it.
    async fn discard_input(&mut self) -> Result<(), PortError>;

    /// Lets `duration` pass. Input that arrives meanwhile is kept.
    async fn sleep(&mut self, duration: Duration);

    /// The time on the port's clock: monotonic, from an arbitrary start.
    ///
    /// It moves only while a method of the port is awaited or, on a real clock, by itself. It lets
    /// a wait keep its limit while noise trickles in.
    fn now(&self) -> Duration;
}

/// The two modem lines. `true` is *asserted*: the wire is electrically low.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Signals {
    /// Data Terminal Ready. Asserted without RTS, it pulls GPIO0 low on the usual boards.
    pub dtr: bool,
    /// Request To Send. Asserted without DTR, it pulls the reset line low on the usual boards.
    pub rts: bool,
}

impl Signals {
    /// Neither line asserted: every board runs.
    pub const IDLE: Self = Self { dtr: false, rts: false };
}

/// Why a port operation failed, and what that leaves usable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// Nothing happened within the time allowed. The port is usable.
    #[error("timed out")]
    TimedOut,
    /// The line garbled or dropped something. The port is usable.
    #[error("line fault: {0}")]
    LineFault(LineFault),
    /// The device is gone, for good: after replugging it is another port.
    #[error("the device has been lost")]
    Lost,
    /// The system refused; its own words. Whether the port is usable is unknown.
    #[error("{0}")]
    Platform(String),
}

/// What the receiver saw on the wire instead of a clean byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LineFault {
    /// A stop bit was missing: the usual sign of another speed on the line.
    #[error("framing")]
    Framing,
    /// The line was held low for longer than a byte.
    #[error("break")]
    Break,
    /// A parity bit was wrong.
    #[error("parity")]
    Parity,
    /// Bytes arrived faster than they were taken.
    #[error("overrun")]
    Overrun,
    /// The system named none of these.
    #[error("unknown")]
    Unknown,
}
