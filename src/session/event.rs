//! What the session's task tells.

use super::activity::Activity;
use super::adapter::Adapter;
use super::found::Found;
use super::jobs::prompt::Work;
use super::jobs::{self, JobEvent};
use super::notice::Notice;
use esp8266_loader as loader;
use serial_line::LineError;
use std::rc::Rc;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A port was chosen and is being opened. All that comes after it is about this connection.
    Opening {
        /// The adapter.
        adapter: Adapter,
    },
    /// The port is open; the board is being listened to.
    Probing,
    /// What is on the board is known, as far as one can tell without disturbing it.
    Probed(Found),
    /// The person wants to see what could be installed.
    OfferOpened,
    /// The person wants the terminal as things are.
    TerminalOpened,
    /// A job begins; this is how its screen looks at first.
    JobStarted(jobs::View),
    /// A job of the workbench begins, beside what is on the screen.
    WorkStarted(Work),
    /// Something happened in the job.
    Job(JobEvent),
    /// The job was given up because the person wished so, before it changed anything.
    JobCancelled,
    /// A prompt is awaited, after a reset or an interrupt.
    AwaitingPrompt,
    /// A job of the boot loader has left the board in its program.
    Restarted,
    /// The board was to be reset, and its adapter can't: a person has to press the board's button.
    ResetByHand,
    /// Something about the prompt shows in what the board says.
    Notice(Notice),
    /// Something was pasted.
    Pasted(Pasted),
    /// The port is at this speed now, in baud.
    Speed(u32),
    /// Letters were typed that the prompt drops: it takes those of ASCII only.
    LettersDropped,
    /// The last bytes that the board sent, for a report: comes before what is worth reporting.
    Heard(Rc<[u8]>),
    /// Something failed.
    Failed(Failure),
    /// The port is closed because the person wished so.
    Closed,
}

/// What became of a paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// It is on its way.
    Sent {
        /// What was changed in it, as a sentence; nothing where it is what it was.
        changed: Option<String>,
    },
    /// A program runs, and it is not for Python: a person decides.
    Held {
        /// Its length.
        bytes: usize,
    },
    /// It was dropped.
    Dropped,
}

/// Something failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The system did not open the port.
    #[error("opening the port: {0}")]
    Open(OpenError),
    /// The device was unplugged, or its adapter failed for good.
    #[error("the device has been lost")]
    Unplugged {
        /// While what was done.
        during: Activity,
    },
    /// A job failed. The port is still open.
    #[error("job: {0}")]
    Job(loader::error::Error),
    /// The port failed in another way while it was used. It is closed.
    #[error("port: {0}")]
    Port(LineError),
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
