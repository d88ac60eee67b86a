//! Putting a file on the board. What a cut save has left beside it is cleared first.

use super::{Outcome, Step};
use micropython_repl::error::Error;
use micropython_repl::repl::Repl;
use serial_line::SerialLine;
use std::rc::Rc;

/// A file for the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where it goes.
    pub path: Rc<[u8]>,
    /// Its bytes.
    pub content: Rc<[u8]>,
}

impl NewFile {
    /// The folder that it goes into.
    pub(super) fn folder(&self) -> &[u8] {
        match self.path.iter().rposition(|&byte| byte == b'/') {
            None | Some(0) => b"/",
            Some(end) => self.path.get(..end).unwrap_or_default(),
        }
    }
}

pub(super) async fn run<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    file: &NewFile,
    told: &mut dyn FnMut(Step),
) -> Result<Outcome, Error> {
    let saved = repl.save(&file.path, &file.content, &mut |step| told(Step::Saving(step))).await?;
    Ok(Outcome::Saved(saved))
}
