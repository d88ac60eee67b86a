//! What a person is asked, and what they are told.

use super::path::{BadName, Path};
use super::upload::Plan;
use crate::desk::NotText;
use std::rc::Rc;

/// What a person is asked, in the place that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Another name for this one.
    Rename(Path),
    /// Whether this one should go.
    Delete(Path),
    /// The name of a new folder in this one.
    NewFolder(Path),
    /// Whether files should go to the board although there is something to say.
    Upload(Plan),
    /// Whether a file of this size should be opened.
    OpenLarge(Path, u64),
}

/// Why a name that a person gave is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongName {
    /// No file can have it.
    Bad(BadName),
    /// Another one has it.
    Taken,
}

/// What they are told, until they have read it or do something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The board runs a program.
    Busy,
    /// There is no board.
    Away,
    /// The file is no text; its bytes were read.
    NotText(Path, NotText, Rc<[u8]>),
    /// Its name is no text, and the editor could not save it under the same.
    NameNotText(Path),
    /// The folder has something in it.
    NotEmpty(Path),
    /// So many of so many files are on the board, without those.
    Uploaded {
        /// Files that are.
        done: u32,
        /// All.
        all: u32,
        /// The names of those that could not be saved.
        failed: Vec<String>,
    },
    /// So many files were read and are packed, without those.
    Packed {
        /// Files.
        files: u32,
        /// Names.
        missing: Vec<String>,
    },
    /// A person gave up packing.
    PackStopped,
    /// The browser could not pack; its words.
    PackFailed(String),
    /// The board went while several files were on their way.
    Lost,
}
