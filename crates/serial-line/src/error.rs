//! What can go wrong, and what that leaves usable.

use alloc::string::String;

/// Why bytes were not read, written or thrown away.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Nothing happened within the time allowed. The line is usable.
    #[error("timed out")]
    TimedOut,
    /// Something on the wire was garbled or dropped. The line is usable.
    #[error("line fault: {0}")]
    LineFault(LineFault),
    /// The system refused, in its own words. The line is as before: a later call may succeed, except
    /// on a port that is closed, where every call is refused until [`set_baud`] has opened it.
    ///
    /// [`set_baud`]: crate::SerialPort::set_baud
    #[error("{0}")]
    Refused(String),
    /// The device is gone, for good: after replugging it is another port.
    #[error("the device has been lost")]
    Lost,
}

/// Why the speed or the modem lines were not set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// The system refused, in its own words, and the port is as before: open, at its speed.
    #[error("{0}")]
    Refused(String),
    /// The system refused, in its own words, and the port is closed now. Setting a speed, also
    /// another one, tries to open it.
    #[error("{0}")]
    Closed(String),
    /// The system did not answer in time. Whether it has done what it was asked, and whether the
    /// port is still open, is unknown until a speed is set.
    #[error("the system did not answer in time")]
    TimedOut,
    /// The device is gone, for good: after replugging it is another port.
    #[error("the device has been lost")]
    Lost,
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
