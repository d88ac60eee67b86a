use crate::words;
use workbench_api::Line;

/// No board has room for more, and sending it would take minutes.
pub const MOST_BYTES: u64 = 1 << 20;

/// Why what was picked is not taken to the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no file, as where words were dropped.
    Nothing,
    /// There are several.
    Several {
        /// So many.
        count: usize,
    },
    /// It is a folder.
    Folder {
        /// Its name.
        name: String,
    },
    /// No board has room for it.
    TooLarge {
        /// Its name.
        name: String,
        /// Its size.
        bytes: u64,
    },
    /// No file of a board can have this name.
    Name {
        /// The name.
        name: String,
    },
    /// It was to be run, and is no text.
    NotText {
        /// Its name.
        name: String,
    },
    /// The browser could not read it.
    Unreadable {
        /// Its name.
        name: String,
        /// The browser's words.
        problem: String,
    },
}

impl Refusal {
    /// Why, and what to do now.
    #[must_use]
    pub fn line(&self) -> Line {
        words::refusal(self)
    }
}
