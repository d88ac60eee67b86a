//! What a board's own words say about its prompt.

use micropython_repl::place::Place;
use micropython_repl::signs::{Fault, Firmware};

/// Something about the prompt that shows in what the board says, or in its silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Python told its version, in the banner before its prompt: letters, digits, dots, hyphens and
    /// plus signs, such as `1.9.3-8-g63826ac5c`.
    PythonVersion(String),
    /// Python is somewhere else than before.
    Place(Place),
    /// The board shows `>>> `, as the last thing.
    PromptSeen,
    /// No prompt came in its time, but a program prints.
    ProgramRuns,
    /// No prompt came in the time that one takes.
    NoPrompt,
    /// The board has restarted, and nobody asked it to.
    RestartedByItself,
    /// The board is in trouble, as its own words tell.
    Fault(Fault),
    /// Another firmware speaks.
    Firmware(Firmware),
    /// What comes is no text, for longer or more often than of a start: the board speaks at another speed.
    OtherSpeed,
    /// Python says that the file system on the board is damaged.
    FilesystemCorrupt,
}

impl Notice {
    /// What it means on a board that has no programs.
    pub(super) fn without_programs(self) -> Self {
        match self {
            Self::ProgramRuns => Self::NoPrompt,
            notice => notice,
        }
    }

    /// Whether it says where Python is.
    pub(super) const fn is_place(&self) -> bool {
        matches!(self, Self::Place(_))
    }

    /// Whether it says that a prompt is there, or will not come by itself.
    pub(super) const fn is_clear(&self) -> bool {
        match self {
            Self::PromptSeen | Self::NoPrompt | Self::ProgramRuns | Self::FilesystemCorrupt => true,
            Self::PythonVersion(_)
            | Self::Place(_)
            | Self::RestartedByItself
            | Self::Fault(_)
            | Self::Firmware(_)
            | Self::OtherSpeed => false,
        }
    }
}
