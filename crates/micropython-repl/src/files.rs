//! The files of a board.
//!
//! Paths and names are bytes, as file systems have them: a name need not be UTF-8. A path begins
//! with `/`.

mod listing;
mod read;
mod save;
mod upload;

pub use listing::{Entry, Kind, Listing};
pub use save::{MARK_COMPLETE, MARK_PARTIAL, SaveStep, Saved};

use crate::error::Error;
use crate::python::{self, Program};
use crate::repl::{Repl, SOON};
use crate::reply::Reply;
use alloc::vec::Vec;
use core::time::Duration;
use serial_line::SerialLine;

/// Erasing a sector, and the file system's own work, take less.
const FLASH: Duration = Duration::from_secs(15);

impl<L: SerialLine> Repl<'_, L> {
    /// What is in a folder, and how much room the file system has.
    ///
    /// # Errors
    ///
    /// [`Error::NoFileSystem`], [`Error::Raised`] for a folder that is none, or what else stops a
    /// conversation.
    pub async fn list(&mut self, folder: &[u8]) -> Result<Listing, Error> {
        // Of `/` itself MicroPython lists names as text only, and not at all where one is none.
        let folder = if folder == b"/" { b"/." } else { folder };
        let source = Program::new(python::LIST).bytes(folder).source();
        let parts = self.parts(&source, SOON).await?;
        Listing::read(&parts).ok_or(Error::Damaged)
    }

    /// A file's bytes. `progress` is told how many bytes have come.
    ///
    /// # Errors
    ///
    /// [`Error::Raised`] for a file that is none, [`Error::Damaged`] where what came differs from the
    /// board's own SHA-256 each time, or what else stops a conversation.
    pub async fn read(
        &mut self,
        path: &[u8],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<u8>, Error> {
        read::read(self, path, progress).await
    }

    /// Puts a file on the board, or another in its place: the old one is there until the new one was
    /// checked. `progress` is told each step.
    ///
    /// # Errors
    ///
    /// [`Error::NoRoom`], [`Error::Raised`], [`Error::Different`], or what else stops a conversation.
    /// What the file was before, it still is.
    pub async fn save(
        &mut self,
        path: &[u8],
        content: &[u8],
        progress: &mut dyn FnMut(SaveStep),
    ) -> Result<Saved, Error> {
        save::save(self, path, content, progress).await
    }

    /// Removes a file, or a folder with nothing in it.
    ///
    /// # Errors
    ///
    /// As [`list`](Self::list).
    pub async fn remove(&mut self, path: &[u8]) -> Result<(), Error> {
        self.parts(&Program::new(python::REMOVE).bytes(path).source(), FLASH).await.map(drop)
    }

    /// Gives a file or a folder another name; `false` where that name is taken, and nothing was done.
    ///
    /// # Errors
    ///
    /// As [`list`](Self::list).
    pub async fn rename(&mut self, path: &[u8], to: &[u8]) -> Result<bool, Error> {
        let source = Program::new(python::RENAME).bytes(path).bytes(to).source();
        let parts = self.parts(&source, FLASH).await?;
        Ok(parts.first().is_some_and(|part| part == b"done"))
    }

    /// Makes a folder.
    ///
    /// # Errors
    ///
    /// As [`list`](Self::list); [`errno::EEXIST`](crate::exception::errno::EEXIST) where the name is taken.
    pub async fn make_folder(&mut self, path: &[u8]) -> Result<(), Error> {
        self.parts(&Program::new(python::MAKE_FOLDER).bytes(path).source(), FLASH).await.map(drop)
    }

    /// Clears what cut saves have left in a folder. A file that had been checked, and whose place was
    /// free, comes to its place; all else that is left of a save goes. Gives what was done about which
    /// name.
    ///
    /// # Errors
    ///
    /// As [`list`](Self::list).
    pub async fn tidy(&mut self, folder: &[u8]) -> Result<Vec<Tidied>, Error> {
        save::tidy(self, folder).await
    }

    /// The parts of an answer, where the board keeps files at all.
    async fn parts(&mut self, source: &str, silence: Duration) -> Result<Vec<Vec<u8>>, Error> {
        parts(self.ask(source, silence).await?)
    }
}

/// The folder that a path leads into.
#[must_use]
pub(crate) fn folder_of(path: &[u8]) -> &[u8] {
    match path.iter().rposition(|&byte| byte == b'/') {
        None | Some(0) => b"/",
        Some(end) => path.get(..end).unwrap_or_default(),
    }
}

/// What was done about what a cut save had left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tidied {
    /// This file had been checked: it has its name now.
    Finished(Vec<u8>),
    /// This file is as it was, or was never there: the new one had not come whole.
    Removed(Vec<u8>),
}

fn parts(reply: Reply) -> Result<Vec<Vec<u8>>, Error> {
    match reply.parts.first() {
        Some(part) if part == b"none" => Err(Error::NoFileSystem),
        Some(_) => Ok(reply.parts),
        None => Err(Error::Damaged),
    }
}
