//! All files of a board, read one after the other.

use super::kept::{File, Kept};
use crate::desk::files::path::{Path, ROOT, join, lossy};
use micropython_repl::files::{Kind, Listing, MARK_PARTIAL};
use micropython_repl::job::{Outcome, Task};
use std::collections::VecDeque;
use std::rc::Rc;
use workbench_api::Request;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    folders: VecDeque<Path>,
    files: VecDeque<Path>,
    kept: Kept,
}

impl Reading {
    pub(super) fn new() -> Self {
        Self { folders: [ROOT.into()].into(), files: VecDeque::new(), kept: Kept::default() }
    }

    /// How many files were read, and how many there are as far as is known.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        let left = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let done = self.kept.count();
        (done, done.saturating_add(left))
    }

    /// What to ask the board for next; nothing where all is read.
    pub(super) fn next(&self) -> Option<Request> {
        if let Some(folder) = self.folders.front() {
            // It shows by itself.
            return Some(Request { name: "".into(), task: Task::List { folder: folder.clone() } });
        }
        let path = self.files.front()?;
        Some(Request { name: lossy(path).into(), task: Task::Read { path: path.clone() } })
    }

    /// What was asked for came, or did not; what could not be read then.
    pub(super) fn settle(&mut self, outcome: &Outcome) -> Result<(), String> {
        if let Some(folder) = self.folders.pop_front() {
            let Outcome::Listed(listing) = outcome else { return Err(lossy(&folder)) };
            self.list(&folder, listing);
            return Ok(());
        }
        let Some(path) = self.files.pop_front() else { return Ok(()) };
        let Outcome::Read(content) = outcome else { return Err(lossy(&path)) };
        self.kept.files.push(File { path, content: Rc::clone(content) });
        Ok(())
    }

    /// All of it, once it is there.
    pub(super) fn kept(&self) -> Kept {
        self.kept.clone()
    }

    fn list(&mut self, folder: &[u8], listing: &Listing) {
        for entry in &listing.entries {
            let path = join(folder, &entry.name);
            match entry.kind {
                Kind::Folder => {
                    self.kept.folders.push(path.clone());
                    self.folders.push_back(path);
                }
                // A save that was cut has left it: the file itself is beside it.
                Kind::File { .. } if entry.name.ends_with(MARK_PARTIAL) => {}
                Kind::File { .. } => self.files.push_back(path),
            }
        }
    }
}
