//! What is not taken to the board, and why.

use super::{Picked, Purpose};
use crate::session::State;
use std::rc::Rc;

/// No board has room for more, and sending it would take minutes.
pub const MOST_BYTES: usize = 1 << 20;

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is none, as where words were dropped.
    Nothing,
    /// There are several.
    Several {
        /// So many.
        count: usize,
    },
    /// A job has the board.
    Busy,
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
        bytes: usize,
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

/// Looks at what was picked; gives the name of the one file.
pub(super) fn look_at(
    purpose: Purpose,
    picked: &[Picked],
    session: &State,
) -> Result<String, Refusal> {
    if session.is_working() {
        return Err(Refusal::Busy);
    }
    let file = match picked {
        [] => return Err(Refusal::Nothing),
        [file] => file,
        files => return Err(Refusal::Several { count: files.len() }),
    };
    let name = file.name.clone();
    if file.is_folder {
        return Err(Refusal::Folder { name });
    }
    if file.bytes > MOST_BYTES {
        return Err(Refusal::TooLarge { name, bytes: file.bytes });
    }
    if purpose == Purpose::Save && !is_name(&name) {
        return Err(Refusal::Name { name });
    }
    Ok(name)
}

/// Looks into what was read.
pub(super) fn look_into(
    purpose: Purpose,
    name: &str,
    outcome: Result<Rc<[u8]>, String>,
    session: &State,
) -> Result<Rc<[u8]>, Refusal> {
    let name = name.to_owned();
    match outcome {
        _ if session.is_working() => Err(Refusal::Busy),
        Err(problem) => Err(Refusal::Unreadable { name, problem }),
        Ok(content) if purpose == Purpose::Run && content.contains(&0) => {
            Err(Refusal::NotText { name })
        }
        Ok(content) => Ok(content),
    }
}

/// Whether a file of a board can have this name.
fn is_name(name: &str) -> bool {
    let is_plain = name.chars().all(|letter| letter != '/' && !letter.is_control());
    is_plain && !name.chars().all(char::is_whitespace) && name != "." && name != ".."
}
