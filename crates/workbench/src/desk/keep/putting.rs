//! Kept files, put back on a board: what is there already and the same is left, and at the end the board is asked
//! whether all of it is there.

use super::kept::Kept;
use crate::desk::files::path::{Path, ROOT, lossy, name_of, parent};
use micropython_repl::error::Error;
use micropython_repl::exception::errno;
use micropython_repl::files::{Entry, Kind};
use micropython_repl::job::{Outcome, Task};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use workbench_api::Request;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Putting {
    /// What is put back.
    pub kept: Rc<Kept>,
    steps: VecDeque<Step>,
    /// What the folders of the board had in them before.
    found: BTreeMap<Path, Vec<Entry>>,
    /// The places of the files that the board has, by its own word.
    back: BTreeSet<usize>,
    /// There was not room for all.
    is_full: bool,
    /// A folder is not there.
    lost_folders: Vec<String>,
}

/// What is done to the board.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Looks what is in a folder.
    Look(Path),
    /// Has a folder there be.
    Folder(Path),
    /// Compares a file with what is in its place.
    File(usize),
    /// Puts a file in its place.
    Save(usize),
    /// Looks whether all of a folder is there.
    Check(Path),
}

impl Putting {
    pub(super) fn new(kept: Rc<Kept>) -> Self {
        let folders = || kept.folders.iter().cloned();
        let mut steps = VecDeque::from([Step::Look(ROOT.into())]);
        steps.extend(folders().map(Step::Folder));
        steps.extend(kept.order().into_iter().map(Step::File));
        steps.push_back(Step::Check(ROOT.into()));
        steps.extend(folders().map(Step::Check));
        Self {
            steps,
            kept,
            found: BTreeMap::new(),
            back: BTreeSet::new(),
            is_full: false,
            lost_folders: Vec::new(),
        }
    }

    /// How many files are on the board.
    #[must_use]
    pub fn done(&self) -> u32 {
        u32::try_from(self.back.len()).unwrap_or(u32::MAX)
    }

    /// Whether there was not room for all.
    pub(super) const fn is_full(&self) -> bool {
        self.is_full
    }

    /// The names of what is not on the board.
    pub(super) fn missing(&self) -> Vec<String> {
        let missing = (0..self.kept.files.len()).filter(|at| !self.back.contains(at));
        self.lost_folders.iter().cloned().chain(missing.map(|at| self.kept.name(at))).collect()
    }

    /// What to ask of the board next; nothing where all was tried.
    pub(super) fn next(&mut self) -> Option<Request> {
        loop {
            let step = match self.steps.front()? {
                Step::Folder(path) if self.entry(path).is_some() => Step::Look(path.clone()),
                Step::File(at) if !self.may_be_same(*at) => Step::Save(*at),
                step => step.clone(),
            };
            let request = self.request(&step);
            if let Some(front) = self.steps.front_mut() {
                *front = step;
            }
            match request {
                Some(request) => return Some(request),
                // There is no such file.
                None => drop(self.steps.pop_front()),
            }
        }
    }

    /// What was asked of the board was done, or not.
    pub(super) fn settle(&mut self, outcome: &Outcome) {
        let Some(step) = self.steps.pop_front() else { return };
        match (step, outcome) {
            (Step::Look(folder), Outcome::Listed(listing)) => {
                self.found.insert(folder, listing.entries.clone());
            }
            (Step::File(at), Outcome::Read(content)) if self.is_content(at, content) => {
                self.back.insert(at);
            }
            (Step::File(at), _) => self.steps.push_front(Step::Save(at)),
            (Step::Save(at), Outcome::Saved(_)) => {
                self.back.insert(at);
            }
            (Step::Save(_), Outcome::Failed(error)) => self.is_full |= is_no_room(error),
            (Step::Check(folder), Outcome::Listed(listing)) => {
                self.check(&folder, &listing.entries);
            }
            (Step::Check(folder), _) => self.check(&folder, &[]),
            // What is not there is missed at the end.
            (Step::Look(_) | Step::Folder(_) | Step::Save(_), _) => {}
        }
    }

    fn request(&self, step: &Step) -> Option<Request> {
        let (name, task) = match step {
            Step::Look(folder) | Step::Check(folder) => {
                (String::new(), Task::List { folder: folder.clone() })
            }
            Step::Folder(path) => (lossy(path), Task::MakeFolder { path: path.clone() }),
            Step::File(at) => {
                let path = self.kept.files.get(*at)?.path.clone();
                (lossy(&path), Task::Read { path })
            }
            Step::Save(at) => {
                let file = self.kept.files.get(*at)?;
                let (path, content) = (file.path.clone(), Rc::clone(&file.content));
                (lossy(&path), Task::Save { path, content })
            }
        };
        Some(Request { name: name.into(), task })
    }

    /// What was found in this place.
    fn entry(&self, path: &[u8]) -> Option<&Entry> {
        let entries = self.found.get(parent(path))?;
        entries.iter().find(|entry| entry.name == name_of(path))
    }

    /// Whether a file of the same size is in its place.
    fn may_be_same(&self, at: usize) -> bool {
        let Some(file) = self.kept.files.get(at) else { return false };
        let bytes = file.content.len() as u64;
        self.entry(&file.path).is_some_and(|entry| entry.kind == Kind::File { bytes })
    }

    fn is_content(&self, at: usize, content: &[u8]) -> bool {
        self.kept.files.get(at).is_some_and(|file| *file.content == *content)
    }

    /// Where two names are the same to a file system, one file has taken the other's place.
    fn check(&mut self, folder: &[u8], entries: &[Entry]) {
        let has = |name: &[u8], kind| entries.iter().any(|it| it.name == name && it.kind == kind);
        let kept = Rc::clone(&self.kept);
        for (at, name, bytes) in kept.within(folder) {
            if !has(name, Kind::File { bytes }) {
                self.back.remove(&at);
            }
        }
        for path in kept.folders.iter().filter(|path| parent(path) == folder) {
            if !has(name_of(path), Kind::Folder) {
                self.lost_folders.push(lossy(path));
            }
        }
    }
}

fn is_no_room(error: &Error) -> bool {
    match error {
        Error::NoRoom { .. } => true,
        Error::Raised(raised) => raised.errno() == Some(errno::ENOSPC),
        _ => false,
    }
}
