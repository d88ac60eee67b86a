//! A line whose speed and modem lines can be set.

use crate::error::ControlError;
use crate::line::SerialLine;

/// A serial port: a line with a speed and two modem lines.
///
/// It is always 8 data bits, no parity, one stop bit, no flow control.
#[expect(
    async_fn_in_trait,
    reason = "no Send bound: browser ports live on one thread, and callers are generic over the port"
)]
pub trait SerialPort: SerialLine {
    /// Sets the speed of the line in both directions, in bits per second.
    ///
    /// What was written before is sent first, at the old speed. Input that was not yet read is
    /// lost. Some systems must close and reopen the port for this, which raises and drops the
    /// modem lines and can reset the board; after it the lines are at [`Signals::IDLE`]. A port
    /// that an earlier call left closed is opened.
    ///
    /// # Errors
    ///
    /// - [`ControlError::Refused`]: the port goes on at the speed it had.
    /// - [`ControlError::Closed`]: the port is closed now.
    /// - [`ControlError::TimedOut`] or [`ControlError::Lost`].
    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), ControlError>;

    /// Switches the modem lines: DTR first, RTS after it.
    ///
    /// Between the two the board sees the new DTR with the old RTS, for about a millisecond.
    /// Choose sequences that are right with that state in between.
    ///
    /// # Errors
    ///
    /// - [`ControlError::Refused`]: for example where the adapter has no modem lines. Bytes go both
    ///   ways as before.
    /// - [`ControlError::Closed`]: an earlier [`set_baud`](Self::set_baud) left the port closed.
    /// - [`ControlError::TimedOut`] or [`ControlError::Lost`].
    async fn set_signals(&mut self, signals: Signals) -> Result<(), ControlError>;
}

/// A port that its owner can close.
#[expect(async_fn_in_trait, reason = "as above")]
pub trait Close: SerialPort {
    /// Lets both modem lines go without a reset, and closes the port. It does not fail: a port that
    /// can't be closed is gone.
    async fn close(self);
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
