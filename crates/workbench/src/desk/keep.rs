//! Keeping a board's files over an installation that would lose them: all are read, the browser keeps them, the
//! firmware is installed on an empty board, and all are put back. Until they are proven on a board, the browser keeps
//! them, whatever happens: at any later connection a person can have them put back, or as one file.
//!
//! | stage | what is waited for | then |
//! | --- | --- | --- |
//! | [`Wanted`](Stage::Wanted) | a prompt, and whether the browser keeps files of before | `Reading` |
//! | [`Reading`](Stage::Reading) | each file; one that can't be read ends it, and nothing was changed | `Storing` |
//! | [`Storing`](Stage::Storing) | the browser, and the board's prompt | `Installing` |
//! | [`Installing`](Stage::Installing) | the page, to the prompt of what it installed | `Putting` |
//! | [`Putting`](Stage::Putting) | each file, and the board's word that all are there | `Over` |
//! | [`Kept`](Stage::Kept) | a person: what came in between, they know | `Putting` |

mod kept;
mod putting;
mod reading;
pub mod words;

pub use kept::{File, Kept};
pub use putting::Putting;
pub use reading::Reading;

use super::Effect;
use super::files::{PACK_NAME, is_about_the_board};
use core::mem::take;
use micropython_repl::job::{Outcome, Task};
use std::rc::Rc;
use workbench_api::{Board, Request};

/// The files of a board that are kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Keep {
    /// How far it is.
    pub stage: Stage,
    /// Why the files could not be packed: the browser's words.
    pub unpacked: Option<String>,
    board: Board,
    /// What the browser keeps of before is known.
    is_remembered: bool,
    /// The job that was asked for.
    running: Option<Running>,
    /// The job before has ended, and the board was not given back yet.
    is_settling: bool,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stage {
    /// Nobody wants it, and nothing is kept.
    #[default]
    Idle,
    /// A person wants it.
    Wanted,
    /// The files are read.
    Reading(Reading),
    /// The browser has been given them.
    Storing {
        /// The files.
        kept: Rc<Kept>,
        /// The browser has them.
        is_stored: bool,
    },
    /// The page has been asked to install.
    Installing {
        /// The files.
        kept: Rc<Kept>,
        /// It does.
        has_begun: bool,
    },
    /// They are put back.
    Putting(Putting),
    /// They are kept, and a person decides.
    Kept {
        /// The files.
        kept: Rc<Kept>,
        /// Why they are not on the board.
        why: Why,
        /// Whether they are sure that they want them no more is asked.
        is_forgetting: bool,
    },
    /// The browser could not keep them, in its words. Nothing was changed.
    Unstored(Rc<Kept>, String),
    /// There is something to say.
    Over(Note),
}

/// Why files are kept and not on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It came to no end at an earlier visit.
    Remembered,
    /// The board was lost, or a person gave it up.
    Stopped,
    /// A person wants to keep those of another board, and these are still there.
    StillThere,
    /// These are not on the board.
    Missing {
        /// Their names.
        names: Vec<String>,
        /// There was not room for them.
        is_full: bool,
    },
}

/// What came of it, where nothing is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A person gave it up before anything was changed.
    GivenUp,
    /// The board was lost before anything was changed.
    Lost,
    /// This could not be read, and nothing was changed.
    Unread(String),
    /// So many files are on the board, checked.
    Back(u32),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// What the browser keeps of an earlier visit, if anything.
    Remembered(Option<Kept>),
    /// A person wants the files kept over an installation.
    Wanted,
    /// The browser keeps them, or can't: its words.
    Stored(Result<(), String>),
    /// A person wants them back on the board.
    PutBack,
    /// They want them in one file.
    Pack,
    /// They were packed, or not: the browser's words.
    Packed(Result<(), String>),
    /// They want them no more.
    Forget,
    /// They are sure.
    ForgetConfirmed,
    /// They are not.
    ForgetDenied,
    /// They give it up.
    Stop,
    /// They have read what came of it.
    NoteRead,
}

#[derive(Debug, Clone, PartialEq)]
struct Running {
    request: Request,
    /// The board was busy since.
    has_begun: bool,
}

impl Keep {
    /// Whether it has the board: nobody else begins a job then.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        match self.stage {
            Stage::Reading(_)
            | Stage::Storing { .. }
            | Stage::Installing { .. }
            | Stage::Putting(_) => true,
            Stage::Idle
            | Stage::Wanted
            | Stage::Kept { .. }
            | Stage::Unstored(..)
            | Stage::Over(_) => false,
        }
    }

    /// Whether kept files can be put on the board now.
    #[must_use]
    pub fn can_put_back(&self) -> bool {
        self.board == Board::Ready
    }

    /// What the board does, as the page told it.
    pub(super) const fn board(&self) -> Board {
        self.board
    }

    /// Takes what happened; gives what is to be done about it.
    pub(super) fn update(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = self.act(action);
        effects.extend(self.go_on());
        effects
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match (action, take(&mut self.stage)) {
            (Action::Remembered(remembered), stage) => {
                self.is_remembered = true;
                self.stage = match (remembered, stage) {
                    (Some(kept), Stage::Wanted) => waits(kept.into(), Why::StillThere),
                    (Some(kept), Stage::Idle) => waits(kept.into(), Why::Remembered),
                    (_, stage) => stage,
                };
            }
            (Action::Wanted, Stage::Kept { kept, .. }) => {
                self.stage = waits(kept, Why::StillThere);
            }
            (Action::Wanted, Stage::Idle | Stage::Unstored(..) | Stage::Over(_)) => {
                (self.stage, self.unpacked) = (Stage::Wanted, None);
            }
            (Action::Stored(outcome), Stage::Storing { kept, .. }) => {
                self.stage = match outcome {
                    Ok(()) => Stage::Storing { kept, is_stored: true },
                    Err(words) => Stage::Unstored(kept, words),
                };
            }
            (Action::PutBack, Stage::Kept { kept, .. }) if self.can_put_back() => {
                // A person does something else: the board must have been given back, whatever was told.
                self.is_settling = false;
                self.stage = Stage::Putting(Putting::new(kept));
            }
            (Action::Pack, stage) => {
                self.stage = stage;
                self.unpacked = None;
                let (Stage::Kept { kept, .. } | Stage::Unstored(kept, _)) = &self.stage else {
                    return Vec::new();
                };
                return vec![Effect::PackKept { name: PACK_NAME.into(), files: kept.packed() }];
            }
            (Action::Packed(outcome), stage) => {
                (self.stage, self.unpacked) = (stage, outcome.err());
            }
            (Action::Forget, Stage::Kept { kept, why, .. }) => {
                self.stage = Stage::Kept { kept, why, is_forgetting: true };
            }
            (Action::ForgetDenied, Stage::Kept { kept, why, .. }) => {
                self.stage = Stage::Kept { kept, why, is_forgetting: false };
            }
            (Action::ForgetConfirmed, Stage::Kept { is_forgetting: true, .. }) => {
                return vec![Effect::ForgetFiles];
            }
            (Action::Stop, stage) => {
                self.stage = stage;
                return self.stop(Note::GivenUp);
            }
            (Action::NoteRead, Stage::Over(_) | Stage::Unstored(..)) => {}
            (_, stage) => self.stage = stage,
        }
        Vec::new()
    }

    /// The board can be asked, or not.
    pub(super) fn board_is(&mut self, board: Board) -> Vec<Effect> {
        self.board = board;
        self.is_settling = false;
        let mut effects = match board {
            Board::Gone => self.stop(Note::Lost),
            Board::Installing => match &mut self.stage {
                Stage::Installing { has_begun, .. } => {
                    *has_begun = true;
                    Vec::new()
                }
                // A person has something else installed.
                _ => self.stop(Note::GivenUp),
            },
            Board::Away => match &self.stage {
                // What was chosen can't be installed.
                Stage::Installing { has_begun: false, .. } => self.stop(Note::GivenUp),
                _ => Vec::new(),
            },
            Board::Busy => {
                if let Some(running) = &mut self.running {
                    running.has_begun = true;
                }
                Vec::new()
            }
            Board::Ready => match self.running.take() {
                // It did not end, and the board is back: a person gave it up.
                Some(Running { has_begun: true, .. }) => self.stop(Note::GivenUp),
                // The page could not begin it; it is asked for again.
                _ => Vec::new(),
            },
        };
        if board == Board::Ready
            && let Stage::Installing { kept, has_begun: true } = &self.stage
        {
            self.stage = Stage::Putting(Putting::new(Rc::clone(kept)));
        }
        effects.extend(self.go_on());
        effects
    }

    /// A job has ended, whoever began it.
    pub(super) fn ended(&mut self, request: &Request, outcome: &Outcome) -> Vec<Effect> {
        // Until the page tells what the board does, it has not been given back.
        self.is_settling = self.board == Board::Ready;
        let is_ours = self.running.as_ref().is_some_and(|running| running.request == *request);
        let is_given_up = matches!(request.task, Task::Abandon { .. }) && self.running.is_some();
        if !is_ours && !is_given_up {
            return self.go_on();
        }
        self.running = None;
        let is_stopped = is_given_up || is_about_the_board(outcome);
        let mut effects = Vec::new();
        match &mut self.stage {
            Stage::Reading(reading) => {
                let is_cancelled = is_given_up || *outcome == Outcome::Cancelled;
                match reading.settle(outcome) {
                    _ if is_cancelled => effects = self.stop(Note::GivenUp),
                    Err(name) => effects = self.stop(Note::Unread(name)),
                    Ok(()) => {}
                }
            }
            Stage::Putting(_) if is_stopped => effects = self.stop(Note::GivenUp),
            Stage::Putting(putting) => putting.settle(outcome),
            _ => {}
        }
        effects.extend(self.go_on());
        effects
    }

    /// Goes no further. What the browser has it keeps; what was only read is on the board as it was.
    fn stop(&mut self, note: Note) -> Vec<Effect> {
        self.running = None;
        let forgotten = || vec![Effect::ForgetFiles];
        let (stage, effects) = match take(&mut self.stage) {
            Stage::Wanted | Stage::Reading(_) => (Stage::Over(note), Vec::new()),
            // The board has not been touched, and nobody asked to keep more than what it has.
            Stage::Storing { .. } => (Stage::Over(note), forgotten()),
            Stage::Installing { has_begun: false, .. } => (Stage::Over(note), forgotten()),
            Stage::Installing { kept, .. } => (waits(kept, Why::Stopped), Vec::new()),
            Stage::Putting(putting) => (waits(putting.kept, Why::Stopped), Vec::new()),
            stage => (stage, Vec::new()),
        };
        self.stage = stage;
        effects
    }

    /// Begins the next, if the board is ready for it.
    fn go_on(&mut self) -> Vec<Effect> {
        let is_free = self.board == Board::Ready && self.running.is_none() && !self.is_settling;
        if !is_free {
            return Vec::new();
        }
        if self.stage == Stage::Wanted && self.is_remembered {
            self.stage = Stage::Reading(Reading::new());
        }
        let (request, kept) = match &mut self.stage {
            Stage::Reading(reading) => (reading.next(), Some(reading.kept())),
            Stage::Putting(putting) => (putting.next(), None),
            Stage::Storing { kept, is_stored: true } => {
                self.stage = Stage::Installing { kept: Rc::clone(kept), has_begun: false };
                return vec![Effect::InstallClean];
            }
            _ => return Vec::new(),
        };
        if let Some(request) = request {
            self.running = Some(Running { request: request.clone(), has_begun: false });
            return vec![Effect::Start(request)];
        }
        match (&self.stage, kept) {
            (_, Some(kept)) => {
                let kept = Rc::new(kept);
                self.stage = Stage::Storing { kept: Rc::clone(&kept), is_stored: false };
                vec![Effect::KeepFiles(kept)]
            }
            (Stage::Putting(putting), None) => {
                let (missing, is_full) = (putting.missing(), putting.is_full());
                let kept = Rc::clone(&putting.kept);
                if missing.is_empty() {
                    self.stage = Stage::Over(Note::Back(kept.count()));
                    return vec![Effect::ForgetFiles];
                }
                self.stage = waits(kept, Why::Missing { names: missing, is_full });
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}

const fn waits(kept: Rc<Kept>, why: Why) -> Stage {
    Stage::Kept { kept, why, is_forgetting: false }
}

#[cfg(test)]
mod tests;
