//! What the matrix says of a probe, from best to worst.

use crate::log::{End, Log};
use crate::stage::Stage;
use crate::visit::Outcome;
use boardwalk::session::Failure;
use esp8266_loader::error::{CommandError, Error};
use esp8266_loader::install::Verification;
use serial_line::{ControlError, LineError};

/// How an installation came out. The order is that of the worst of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// The fault can't strike in this stage.
    Nothing,
    Ready,
    /// Something was tried again.
    ReadyAfterRetry,
    /// Written by the ROM alone, and the page says that nobody compared it.
    ReadyUnverified,
    NoPrompt,
    CorruptFiles,
    /// Verified, and then the port did not open again.
    ClosedAfterwards,
    /// What came of the flash was damaged each time.
    ReadDamaged,
    UnknownFlashSize,
    ImageTooLarge,
    NoFlash,
    NoLoader,
    NoAnswer,
    Refused,
    StubSilent,
    Md5Mismatch,
    /// The system refused, and the page says its words.
    SystemRefused,
    SystemHung,
    Lost,
    Other,
}

impl Verdict {
    pub(crate) const ALL: [Self; 20] = [
        Self::Nothing,
        Self::Ready,
        Self::ReadyAfterRetry,
        Self::ReadyUnverified,
        Self::NoPrompt,
        Self::CorruptFiles,
        Self::ClosedAfterwards,
        Self::ReadDamaged,
        Self::UnknownFlashSize,
        Self::ImageTooLarge,
        Self::NoFlash,
        Self::NoLoader,
        Self::NoAnswer,
        Self::Refused,
        Self::StubSilent,
        Self::Md5Mismatch,
        Self::SystemRefused,
        Self::SystemHung,
        Self::Lost,
        Self::Other,
    ];

    /// Judges an installation; `sound` is the same without any fault.
    pub(crate) fn of(outcome: &Outcome, sound: &Log) -> Self {
        match outcome.end() {
            Some(End::Ready) if outcome.claim == Some(Verification::None) => Self::ReadyUnverified,
            Some(End::Ready) if outcome.log.is_longer_than(sound) => Self::ReadyAfterRetry,
            Some(End::Ready) => Self::Ready,
            Some(End::NoPrompt) => Self::NoPrompt,
            Some(End::CorruptFiles) => Self::CorruptFiles,
            Some(End::Failed(Failure::Unplugged { .. })) => Self::Lost,
            Some(End::Failed(Failure::Job(error))) => Self::of_error(error),
            Some(End::Failed(Failure::Port(LineError::Refused(_))))
                if outcome.log.span(Stage::Prompt).is_some() =>
            {
                Self::ClosedAfterwards
            }
            Some(End::Failed(Failure::Port(error))) => Self::of_line(error),
            Some(End::Failed(_)) | None => Self::Other,
        }
    }

    const fn of_error(error: &Error) -> Self {
        match error {
            Error::Lost => Self::Lost,
            Error::NoLoader { .. } => Self::NoLoader,
            Error::NoFlash { .. } => Self::NoFlash,
            Error::UnknownFlashSize { .. } => Self::UnknownFlashSize,
            Error::ImageTooLarge { .. } | Error::NoRoomForFiles { .. } => Self::ImageTooLarge,
            Error::StubSilent => Self::StubSilent,
            Error::ReadDamaged { .. } => Self::ReadDamaged,
            Error::Md5Mismatch { .. } => Self::Md5Mismatch,
            Error::Command(CommandError::NoAnswer { .. }) => Self::NoAnswer,
            Error::Command(CommandError::Refused { .. }) => Self::Refused,
            Error::SetBaud { source, .. } | Error::SetSignals(source) => match source {
                ControlError::Refused(_) | ControlError::Closed(_) => Self::SystemRefused,
                ControlError::TimedOut => Self::SystemHung,
                ControlError::Lost => Self::Lost,
            },
            Error::Line(source) | Error::Command(CommandError::Line { source, .. }) => {
                Self::of_line(source)
            }
            _ => Self::Other,
        }
    }

    const fn of_line(error: &LineError) -> Self {
        match error {
            LineError::Refused(_) => Self::SystemRefused,
            LineError::TimedOut => Self::SystemHung,
            LineError::Lost => Self::Lost,
            LineError::LineFault(_) => Self::Other,
        }
    }

    /// The letter in the tables.
    pub(crate) const fn letter(self) -> char {
        match self {
            Self::Nothing => '-',
            Self::Ready => '.',
            Self::ReadyAfterRetry => 'r',
            Self::ReadyUnverified => 'u',
            Self::NoPrompt => 'P',
            Self::CorruptFiles => 'K',
            Self::ClosedAfterwards => 'c',
            Self::ReadDamaged => 'D',
            Self::UnknownFlashSize => 'U',
            Self::ImageTooLarge => 'B',
            Self::NoFlash => 'F',
            Self::NoLoader => 'N',
            Self::NoAnswer => 'T',
            Self::Refused => 'R',
            Self::StubSilent => 'S',
            Self::Md5Mismatch => 'M',
            Self::SystemRefused => 'C',
            Self::SystemHung => 'H',
            Self::Lost => 'L',
            Self::Other => '?',
        }
    }

    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Nothing => "does not apply",
            Self::Ready => "succeeds without help",
            Self::ReadyAfterRetry => "succeeds after its own retry",
            Self::ReadyUnverified => {
                "succeeds by the ROM alone, and says that nothing was compared"
            }
            Self::NoPrompt => "installed and verified, but says that no prompt came",
            Self::CorruptFiles => "installed and verified, but Python finds its files damaged",
            Self::ClosedAfterwards => {
                "installed and verified, but the port did not open again, in the system's words"
            }
            Self::ReadDamaged => "fails: what came of the flash was damaged",
            Self::UnknownFlashSize => "fails: the size of the flash is unknown",
            Self::ImageTooLarge => "fails: the firmware does not fit into the flash",
            Self::NoFlash => "fails: no flash chip answers",
            Self::NoLoader => "fails: no boot loader answers",
            Self::NoAnswer => "fails: a command was not answered",
            Self::Refused => "fails: a command was refused",
            Self::StubSilent => "fails: the stub did not start",
            Self::Md5Mismatch => "fails: the flash does not hold what was written",
            Self::SystemRefused => "fails: the system refused, in its own words",
            Self::SystemHung => "fails: the system did not answer",
            Self::Lost => "fails: the device is gone",
            Self::Other => "fails in another way",
        }
    }
}
