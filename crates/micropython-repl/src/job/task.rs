//! What can be done at the prompt, how far it is, and what comes of it.

use crate::error::Error;
use crate::exception::Exception;
use crate::exec::Sending;
use crate::files::{Listing, SaveStep, Saved};
use alloc::rc::Rc;

/// What is to be done. Paths are bytes, and begin with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Runs a program; what is typed is for it.
    Run {
        /// Its text.
        source: Rc<[u8]>,
    },
    /// Types a text in paste mode, at an empty prompt; it runs as if it had been typed.
    Paste {
        /// The text, with `\n` between lines.
        text: Rc<str>,
    },
    /// Lists a folder.
    List {
        /// Its path.
        folder: Rc<[u8]>,
    },
    /// Reads a file.
    Read {
        /// Its path.
        path: Rc<[u8]>,
    },
    /// Puts a file on the board, or in the place of another.
    Save {
        /// Where it goes.
        path: Rc<[u8]>,
        /// Its bytes.
        content: Rc<[u8]>,
    },
    /// Removes a file, or a folder with nothing in it.
    Remove {
        /// Its path.
        path: Rc<[u8]>,
    },
    /// Gives a file or folder another name.
    Rename {
        /// Its path.
        path: Rc<[u8]>,
        /// Its path from then on.
        to: Rc<[u8]>,
    },
    /// Makes a folder.
    MakeFolder {
        /// Its path.
        path: Rc<[u8]>,
    },
    /// Ends what a job was doing that was dropped, and clears what it has left.
    Abandon {
        /// The path of the file that was being saved, if one was.
        saving: Option<Rc<[u8]>>,
    },
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The program runs.
    Running {
        /// It has begun a line and waits: most likely for a person to type.
        asks: bool,
    },
    /// So many bytes of the file have come.
    Reading {
        /// Bytes.
        bytes: usize,
    },
    /// The file is being saved.
    Saving(SaveStep),
    /// This is how the board takes programs.
    Learnt(Sending),
    /// It was done, or not.
    Ended(Outcome),
    /// The board was given back; whether it is at a friendly prompt. Comes last.
    Back {
        /// Whether it is.
        is_at_prompt: bool,
    },
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
    /// The board took a paste up to a place and no further; nothing of it ran.
    Stuck {
        /// The line in which that is, counted from 1.
        line: usize,
    },
    /// It was not done.
    Failed(Error),
}
