//! The board itself: what it is, a copy of its flash, that copy back onto a board, and its files erased.
//!
//! What is known here is of one board: it is forgotten when the panel goes, as it does when the port is closed.

mod facts;
mod progress;
mod report;
#[cfg(test)]
mod tests;
pub mod words;

pub use facts::Facts;
pub use progress::{Amount, Progress};
pub use report::report;

use super::Effect;
use crate::loader::{Done, Task, Told};
use esp8266_loader::error::Error;
use std::rc::Rc;
use workbench_api::{Board, Pane, Side};

/// What gets the keyboard when the panel is opened, and when a question is answered.
pub const HEAD_ELEMENT: &str = "board-head";
/// What gets it when a question is asked.
pub const ASK_ELEMENT: &str = "board-ask";
/// Flash chips that boards with this chip have, as far as a copy reaches.
const COPY_BYTES: [u32; 5] = [256 << 10, 512 << 10, 1 << 20, 2 << 20, 4 << 20];

/// What the panel knows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BoardPanel {
    /// What the board said it is.
    pub facts: Facts,
    /// The job that has the board.
    pub going: Option<Progress>,
    /// What a person is asked before it is done.
    pub question: Option<Question>,
    /// What came of the last thing that was wanted.
    pub note: Option<Note>,
    /// The report, where the browser could not copy it.
    pub report: Option<String>,
}

/// What a person is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Whether this copy should take the place of all that is on the board.
    Restore {
        /// The name of its file.
        name: String,
        /// Its bytes.
        copy: Rc<[u8]>,
        /// By its name it was made of another board.
        is_of_other: bool,
    },
    /// Whether the files should go.
    EraseFiles,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// The copy was given to the computer. `flash_bytes` is the size of the chip, where that is more.
    Copied {
        /// Its length.
        bytes: usize,
        /// Of the whole chip.
        flash_bytes: Option<u32>,
    },
    /// The flash holds the copy. So many bytes were different.
    Restored(u32),
    /// The files are gone; or there was no place of files.
    Erased(bool),
    /// It was given up.
    Dropped {
        /// Nothing was changed.
        is_unchanged: bool,
    },
    /// It failed.
    Failed(Error),
    /// The file is no copy of a board of this size.
    OtherSize {
        /// Its name.
        name: String,
        /// Its length.
        bytes: u64,
        /// What a copy of this board has, where that is known.
        board_bytes: Option<u32>,
    },
    /// The browser could not read the file of this name.
    Unreadable(String),
    /// Whether the report is in the clipboard.
    ReportCopied(bool),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The chip should tell what it is.
    ChipInfoWanted,
    /// A copy should be made.
    CopyWanted,
    /// A person picked this file; it comes by [`FileRead`](Self::FileRead).
    FilePicked {
        /// Its name.
        name: String,
        /// Its length.
        bytes: u64,
    },
    /// The file of this name was read, or could not be.
    FileRead(String, Option<Rc<[u8]>>),
    /// The files should be erased.
    EraseWanted,
    /// The question was answered with yes.
    Confirmed,
    /// The question was answered with no.
    Declined,
    /// The job should be given up.
    CancelWanted,
    /// Something happened in a job.
    Told(Told),
    /// The report is wanted; the browser calls itself this.
    ReportWanted(String),
    /// The report is in the clipboard, or the browser did not take it.
    ReportCopied(bool),
}

impl BoardPanel {
    /// Takes what happened; gives what is to be done about it. `is_shown` is whether the panel is.
    pub fn update(&mut self, action: Action, board: Board, is_shown: bool) -> Vec<Effect> {
        match action {
            Action::Told(told) => return self.told(told, is_shown),
            Action::CancelWanted => return vec![Effect::CancelJob],
            Action::ReportWanted(browser) => {
                let report = report(&self.facts, &browser);
                self.report = Some(report.clone());
                return vec![Effect::CopyText(report)];
            }
            Action::ReportCopied(is_copied) => {
                self.note = Some(Note::ReportCopied(is_copied));
                if is_copied {
                    self.report = None;
                }
                return vec![];
            }
            Action::Declined => {
                self.question = None;
                return vec![Effect::Focus(HEAD_ELEMENT.into())];
            }
            _ => {}
        }
        if !self.can_begin(board) {
            return vec![];
        }
        match action {
            Action::ChipInfoWanted => self.begin(Task::ChipInfo),
            Action::CopyWanted => self.begin(Task::Copy),
            Action::EraseWanted => self.ask(Question::EraseFiles),
            Action::FilePicked { name, bytes } => self.picked(name, bytes),
            Action::FileRead(name, None) => {
                self.note = Some(Note::Unreadable(name));
                vec![]
            }
            Action::FileRead(name, Some(copy)) => {
                let is_of_other = self.facts.is_other(&name);
                self.ask(Question::Restore { name, copy, is_of_other })
            }
            Action::Confirmed => {
                let task = match self.question.take() {
                    Some(Question::Restore { copy, .. }) => Task::Restore(copy),
                    Some(Question::EraseFiles) => Task::EraseFiles,
                    None => return vec![],
                };
                let mut effects = self.begin(task);
                effects.push(Effect::Focus(HEAD_ELEMENT.into()));
                effects
            }
            _ => vec![],
        }
    }

    /// It has been opened.
    #[must_use]
    pub fn opened(&self) -> Vec<Effect> {
        vec![Effect::Focus(HEAD_ELEMENT.into())]
    }

    /// It is gone from the screen, perhaps with its board. A job that runs goes on.
    pub fn closed(&mut self) {
        *self = Self { going: self.going.take(), ..Self::default() };
    }

    /// Whether a job can begin.
    #[must_use]
    pub fn can_begin(&self, board: Board) -> bool {
        self.going.is_none() && board != Board::Busy
    }

    fn begin(&mut self, task: Task) -> Vec<Effect> {
        (self.question, self.note, self.report) = (None, None, None);
        vec![Effect::StartLoader(task)]
    }

    fn ask(&mut self, question: Question) -> Vec<Effect> {
        self.note = None;
        self.question = Some(question);
        vec![Effect::Focus(ASK_ELEMENT.into())]
    }

    fn picked(&mut self, name: String, bytes: u64) -> Vec<Effect> {
        let board_bytes = self.facts.copy_bytes();
        let is_copy = |size: &u32| u64::from(*size) == bytes;
        let fits = match board_bytes {
            Some(size) => is_copy(&size),
            None => COPY_BYTES.iter().any(is_copy),
        };
        self.question = None;
        self.note = (!fits).then(|| Note::OtherSize { name: name.clone(), bytes, board_bytes });
        if fits { vec![Effect::ReadCopy(name)] } else { vec![] }
    }

    fn told(&mut self, told: Told, is_shown: bool) -> Vec<Effect> {
        match told {
            Told::Begun { task, usb, python } => {
                self.facts.begin(usb, python);
                self.going = Some(Progress::new(task));
                vec![]
            }
            Told::Loader(at, event) => {
                self.facts.learn(&event);
                if let Some(going) = &mut self.going {
                    going.learn(at, &event);
                }
                vec![]
            }
            Told::Ended(at, outcome) => {
                let mut going = self.going.take();
                if let (Some(going), Ok(_)) = (&mut going, &outcome) {
                    going.end(at);
                    self.facts.served(going);
                }
                let mut effects = self.ended(outcome);
                if !is_shown {
                    // What came of it is said here.
                    effects.push(Effect::Open(Pane::Side(Side::Board)));
                }
                effects
            }
            Told::Dropped => {
                let going = self.going.take();
                let is_unchanged = going.is_none_or(|going| !going.is_committed);
                self.note = Some(Note::Dropped { is_unchanged });
                vec![]
            }
        }
    }

    fn ended(&mut self, outcome: Result<Done, Error>) -> Vec<Effect> {
        let (mut effects, mut note) = (vec![], None);
        match outcome {
            Ok(Done::Identified { table_bytes, boot_log }) => {
                (self.facts.table_bytes, self.facts.boot_log) = (Some(table_bytes), boot_log);
            }
            Ok(Done::Copied(content)) => {
                let flash_bytes = self.facts.flash_bytes();
                let larger = flash_bytes.filter(|bytes| *bytes as usize > content.len());
                note = Some(Note::Copied { bytes: content.len(), flash_bytes: larger });
                effects.push(Effect::DownloadCopy { stem: self.facts.copy_name(), content });
            }
            Ok(Done::Restored(bytes)) => note = Some(Note::Restored(bytes)),
            Ok(Done::Erased(region)) => note = Some(Note::Erased(region.is_some())),
            Err(error) => note = Some(Note::Failed(error)),
        }
        self.note = note;
        effects
    }
}
