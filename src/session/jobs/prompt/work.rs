//! What a screen shows of a job at the prompt.

use super::Task;
use micropython_repl::error::Error;
use micropython_repl::exception::Exception;
use micropython_repl::files::{Listing, SaveStep, Saved};
use std::rc::Rc;

/// A job at the prompt, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// What is done.
    pub task: Task,
    /// How far it is.
    pub step: Step,
}

/// How far a job at the prompt is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The board's Python is being taken over.
    Begun,
    /// The program runs.
    Running,
    /// So many bytes of the file have come.
    Reading {
        /// Bytes.
        bytes: usize,
    },
    /// The file is being saved.
    Saving(SaveStep),
    /// It is over.
    Ended(Outcome),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The program ended.
    Ran {
        /// What it raised and did not catch.
        raised: Option<Exception>,
    },
    /// What is in the folder.
    Listed(Rc<Listing>),
    /// The file's bytes.
    Read(Rc<[u8]>),
    /// The file is on the board, as the board itself has checked.
    Saved(Saved),
    /// It is done.
    Done,
    /// The name is taken; nothing was done.
    NameTaken,
    /// A person gave it up; what was on the board before is there.
    Cancelled,
    /// It was not done.
    Failed(Error),
}

impl Work {
    /// One that begins.
    #[must_use]
    pub const fn new(task: Task) -> Self {
        Self { task, step: Step::Begun }
    }

    /// Whether it is over.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.step, Step::Ended(_))
    }
}
