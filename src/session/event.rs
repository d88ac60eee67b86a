//! What the session's task tells.

use super::command::SpeedReason;
use super::task::UsbIds;
use core::time::Duration;
use esp8266_loader as loader;
use serial_line::LineError;
use std::rc::Rc;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A port was chosen and is being opened.
    Opening {
        /// The adapter, where the system tells.
        usb: Option<UsbIds>,
    },
    /// The port is open; the board is being listened to.
    Looking,
    /// What is on the board is known, as far as one can tell without disturbing it.
    Found(Found),
    /// The person wants to see what could be installed.
    OfferInstall,
    /// The person wants the terminal as things are.
    TerminalOpened,
    /// An installation begins.
    InstallBegins {
        /// Why at the speed that it does.
        speed: SpeedReason,
    },
    /// Something happened in the installation.
    Install {
        /// Time since the installation began.
        at: Duration,
        /// What.
        event: loader::event::Event,
    },
    /// The board was written, checked and reset; its prompt is awaited.
    Installed(loader::install::Installed),
    /// A prompt is awaited, after a reset or an interrupt.
    AwaitingPrompt,
    /// Python told its version, in its banner.
    Banner {
        /// Such as `1.9.3-8-g63826ac5c`.
        version: String,
    },
    /// The board shows `>>> `.
    PromptSeen,
    /// No prompt came in the time that one takes.
    NoPrompt,
    /// Python says that the file system on the board is damaged.
    FilesystemCorrupt,
    /// The last bytes that the board sent, for a report: comes before what is worth reporting.
    Heard(Rc<[u8]>),
    /// Something failed.
    Failed(Failure),
    /// The port is closed because the person wished so.
    Closed,
}

/// What is on a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A MicroPython prompt.
    Prompt,
    /// A program that prints.
    Program,
    /// Bytes that are no text: another speed, or a board that restarts again and again.
    Noise,
    /// Nothing.
    Silence,
    /// Nobody looked since something else was done.
    Unknown,
}

/// Something failed, in some step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The system did not open the port.
    #[error("opening the port: {0}")]
    Open(OpenError),
    /// The device was unplugged, or its adapter failed for good.
    #[error("the device has been lost")]
    Unplugged {
        /// While what was done.
        during: Step,
    },
    /// The installation failed. The port is still open.
    #[error("installing: {0}")]
    Install(loader::error::Error),
    /// The port failed in another way while it was used. It is closed.
    #[error("port: {0}")]
    Port(LineError),
}

/// What was being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Opening the port and looking at the board.
    Looking,
    /// Nothing yet: the person was choosing.
    Choosing,
    /// Installing, before the flash was touched.
    Preparing,
    /// Installing, after it was touched: there is no whole firmware on the board.
    Writing,
    /// Using the terminal.
    Terminal,
}

/// Why a port could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is open already, in this page.
    #[error("already open")]
    AlreadyOpen,
    /// The system refused: another program has it, no rights, no driver, or it is gone.
    #[error("{0}")]
    Refused(String),
    /// The system did not answer in time.
    #[error("opening the port took too long")]
    TimedOut,
}
