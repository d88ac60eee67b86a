//! How a save or a run came out, from best to worst.

use super::job::Kind;
use super::log::{End, Log};
use super::sound::Sound;
use super::visit::Outcome;
use boardwalk::session::Failure;
use esp8266_loader::error::Error as JobError;
use micropython_repl::error::Error;
use micropython_repl::job::Outcome as Told;
use serial_line::LineError;

/// How it came out. The order is that of the worst of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// The fault can't strike in this step.
    Nothing,
    Done,
    /// Something was sent again.
    DoneAfterRetry,
    /// A program ran to its end, and what it was or what it printed was damaged on the way.
    RanDamaged,
    /// The end of a program was lost on the way: a person stopped it.
    Stopped,
    /// It is done, and no prompt came.
    NoPrompt,
    Restarted,
    Raised,
    Damaged,
    Different,
    NoAnswer,
    NotTakenOver,
    SystemRefused,
    SystemHung,
    Lost,
    Other,
}

impl Verdict {
    pub(crate) const ALL: [Self; 16] = [
        Self::Nothing,
        Self::Done,
        Self::DoneAfterRetry,
        Self::RanDamaged,
        Self::Stopped,
        Self::NoPrompt,
        Self::Restarted,
        Self::Raised,
        Self::Damaged,
        Self::Different,
        Self::NoAnswer,
        Self::NotTakenOver,
        Self::SystemRefused,
        Self::SystemHung,
        Self::Lost,
        Self::Other,
    ];

    /// Judges a job; `sound` is the same without any fault.
    pub(crate) fn of(outcome: &Outcome, sound: &Sound) -> Self {
        let log = &outcome.log;
        if let Some((End::Failed(failure), _)) = &log.end {
            return Self::of_failure(failure);
        }
        match &log.outcome {
            Some((Told::Failed(error), _)) if outcome.was_stopped => match error {
                Error::NoAnswer { .. } => Self::Stopped,
                error => Self::of_error(error),
            },
            Some((Told::Failed(error), _)) => Self::of_error(error),
            Some(_) if !matches!(log.end, Some((End::Prompt, _))) => Self::NoPrompt,
            Some(_) if outcome.was_stopped => Self::Stopped,
            Some((Told::Ran { raised }, _))
                if *raised != sound.raised || log.shown != sound.shown =>
            {
                Self::RanDamaged
            }

            Some((Told::Saved(_) | Told::Ran { .. }, _)) if log.writes > sound.writes => {
                Self::DoneAfterRetry
            }
            Some((Told::Saved(_) | Told::Ran { .. }, _)) => Self::Done,
            Some(_) | None => Self::Other,
        }
    }

    const fn of_failure(failure: &Failure) -> Self {
        match failure {
            Failure::Unplugged { .. } => Self::Lost,
            Failure::Port(error) => Self::of_line(error),
            Failure::Job(JobError::Line(error)) => Self::of_line(error),
            Failure::Job(JobError::Lost) => Self::Lost,
            _ => Self::Other,
        }
    }

    const fn of_error(error: &Error) -> Self {
        match error {
            Error::Line(error) => Self::of_line(error),
            Error::NotTakenOver { .. } => Self::NotTakenOver,
            Error::NoAnswer { .. } => Self::NoAnswer,
            Error::Restarted => Self::Restarted,
            Error::Raised(_) => Self::Raised,
            Error::Damaged => Self::Damaged,
            Error::Different { .. } => Self::Different,
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
            Self::Done => '.',
            Self::DoneAfterRetry => 'r',
            Self::RanDamaged => 'd',
            Self::Stopped => 's',
            Self::NoPrompt => 'P',
            Self::Restarted => 'B',
            Self::Raised => 'X',
            Self::Damaged => 'D',
            Self::Different => 'M',
            Self::NoAnswer => 'T',
            Self::NotTakenOver => 'N',
            Self::SystemRefused => 'C',
            Self::SystemHung => 'H',
            Self::Lost => 'L',
            Self::Other => '?',
        }
    }

    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Nothing => "does not apply",
            Self::Done => "succeeds without help",
            Self::DoneAfterRetry => "succeeds after its own retry",
            Self::RanDamaged => "runs, and its text or its output was damaged on the way",
            Self::Stopped => "its end was lost on the way: a person stops it",
            Self::NoPrompt => "is done, but no prompt came",
            Self::Restarted => "fails: the board has restarted",
            Self::Raised => "fails: Python raised an exception",
            Self::Damaged => "fails: the board's answers were damaged",
            Self::Different => "fails: the board has not what was sent",
            Self::NoAnswer => "fails: the board did not answer",
            Self::NotTakenOver => "fails: the board can't be taken over",
            Self::SystemRefused => "fails: the system refused, in its own words",
            Self::SystemHung => "fails: the system did not answer",
            Self::Lost => "fails: the device is gone",
            Self::Other => "fails in another way",
        }
    }
}

/// Whether the page said that it was done.
pub(crate) fn is_done(log: &Log, kind: Kind) -> bool {
    matches!(
        (kind, &log.outcome),
        (Kind::Save, Some((Told::Saved(_), _))) | (Kind::Run, Some((Told::Ran { .. }, _)))
    )
}
