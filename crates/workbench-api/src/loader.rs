use crate::Step;
use core::time::Duration;
use esp8266_loader::stub::StubImage;
use serial_line::{ControlError, LineError, Signals};

/// What the page knows of a board whose boot loader is to do something.
#[derive(Debug, Clone, Copy)]
pub struct LoaderStart<'a> {
    /// The stub's program. Only the page has it.
    pub stub: StubImage<'a>,
    /// How many of the fastest speeds of [`LADDER`](esp8266_loader::ladder::LADDER) have not served this adapter.
    pub skipped_rungs: u8,
    /// The adapter's vendor and product on USB, where it has told them.
    pub usb: Option<(u16, u16)>,
    /// The version that the board's Python told last.
    pub python: Option<&'a str>,
}

/// A job that has the whole port: also its speed and its modem lines. It has no port, and waits for nothing.
///
/// Take each [`step`](Self::step), then do the [`call`](Self::call) and [`answer`](Self::answer) it, until
/// [`Step::Restarted`] comes: then it is over. It may be dropped while the call that was taken waits for bytes or
/// time, until [`Step::Committed`] came; the board is then in its boot loader.
pub trait LoaderJob {
    /// What happened, in order.
    fn step(&mut self) -> Option<Step>;

    /// What is to be done with the port now; nothing where it is over. Each is given once.
    fn call(&mut self) -> Option<Call>;

    /// What came of that.
    fn answer(&mut self, answer: Answer, now: Duration);
}

/// One call of a port: a method of [`SerialLine`](serial_line::SerialLine) or of
/// [`SerialPort`](serial_line::SerialPort).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// Wait for bytes, at most this long; for [`Answer::Read`], of any length.
    Read(Duration),
    /// Let this time pass.
    Sleep(Duration),
    /// Hand these bytes to the line.
    Write(Vec<u8>),
    /// Throw away the input that has arrived.
    DiscardInput,
    /// Set the speed, in bits per second.
    SetBaud(u32),
    /// Switch the modem lines.
    SetSignals(Signals),
}

/// What came of a [`Call`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// These bytes.
    Read(Vec<u8>),
    /// It is done.
    Done,
    /// Bytes were not read, written or thrown away.
    Line(LineError),
    /// The speed or the modem lines were not set.
    Control(ControlError),
}

impl From<Result<(), LineError>> for Answer {
    fn from(outcome: Result<(), LineError>) -> Self {
        outcome.map_or_else(Self::Line, |()| Self::Done)
    }
}

impl From<Result<(), ControlError>> for Answer {
    fn from(outcome: Result<(), ControlError>) -> Self {
        outcome.map_or_else(Self::Control, |()| Self::Done)
    }
}
