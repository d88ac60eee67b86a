//! What becomes of the files when a job has ended.

use super::act::file_name;
use super::note::Note;
use super::path::{Path, ROOT, element_of, join, lossy, parent, shown};
use super::step::Step;
use super::{Files, HEAD_ELEMENT};
use crate::desk::{Effect, text_of};
use micropython_repl::error::Error;
use micropython_repl::files::{Kind, Listing, MARK_COMPLETE, MARK_PARTIAL};
use micropython_repl::job::{Outcome, Task};
use std::rc::Rc;
use workbench_api::{Board, Request};

impl Files {
    /// Learns from a job that has ended, whoever began it.
    pub(in crate::desk) fn ended(
        &mut self,
        request: &Request,
        outcome: &Outcome,
        is_shown: bool,
    ) -> Vec<Effect> {
        // Until the page tells what the board does, it has not been given back.
        self.is_settling = self.board == Board::Ready;
        let mut effects = match self.running.take() {
            Some(running) if running.request == *request => self.settle(running.step, outcome),
            running => {
                self.running = running;
                self.learn(&request.task, is_shown);
                Vec::new()
            }
        };
        effects.extend(self.go_on());
        effects
    }

    /// A job of somebody else's.
    fn learn(&mut self, task: &Task, is_shown: bool) {
        let changed = match task {
            Task::Save { path, .. } | Task::Remove { path } | Task::MakeFolder { path } => path,
            Task::Rename { path, .. } => path,
            Task::Abandon { saving } => {
                // It cleans up after one that a person gave up.
                if self.running.take().is_some() {
                    self.stop();
                }
                match saving {
                    Some(path) => path,
                    None => return,
                }
            }
            Task::Run { .. } | Task::Paste { .. } | Task::List { .. } | Task::Read { .. } => return,
        };
        let folder = parent(changed);
        if is_shown && self.tree.knows(folder) {
            self.look_into(folder.into());
        } else {
            self.tree.forget(folder);
        }
    }

    /// A job of ours.
    fn settle(&mut self, step: Step, outcome: &Outcome) -> Vec<Effect> {
        let is_stopped = is_about_the_board(outcome);
        let effects = match (step, outcome) {
            (Step::List(folder), Outcome::Listed(listing)) => {
                self.tree.listed(&folder, listing);
                self.look();
                Vec::new()
            }
            (Step::PackList(folder), Outcome::Listed(listing)) => {
                self.tree.listed(&folder, listing);
                self.pack_folder(&folder, listing);
                Vec::new()
            }
            (Step::PackList(folder) | Step::List(folder), _) => {
                self.tree.fold(&folder);
                if self.pack.is_some() && !is_stopped && &*folder != ROOT {
                    self.not_packed(&folder);
                }
                Vec::new()
            }
            (Step::PackRead(path), Outcome::Read(content)) => {
                if let Some(pack) = &mut self.pack {
                    pack.add(&path, Rc::clone(content));
                }
                Vec::new()
            }
            (Step::PackRead(path), _) => {
                self.not_packed(&path);
                Vec::new()
            }
            (Step::Open(path), Outcome::Read(content)) => {
                match text_of(content) {
                    Ok(text) => self.text = Some((lossy(&path).into(), text.into())),
                    Err(why) => self.note = Some(Note::NotText(path, why, Rc::clone(content))),
                }
                Vec::new()
            }
            (Step::Download(path), Outcome::Read(content)) => {
                vec![Effect::Download { name: file_name(&path), content: Rc::clone(content) }]
            }
            (Step::Remove { path, then }, Outcome::Done) => {
                let next = self.beside(&path);
                self.tree.removed(&path);
                self.look_into(parent(&path).into());
                if let Some(then) = then {
                    self.steps.push_front(*then);
                }
                if self.chosen.as_ref().is_some_and(|chosen| *chosen == path) {
                    self.chosen = None;
                    vec![Effect::Focus(next.map_or(HEAD_ELEMENT.into(), |next| element_of(&next)))]
                } else {
                    Vec::new()
                }
            }
            (Step::Rename { path, to }, Outcome::Done) => {
                self.tree.renamed(&path, &to);
                self.look_into(parent(&to).into());
                if self.chosen.as_ref().is_some_and(|chosen| *chosen == path) {
                    self.chosen = Some(to.clone());
                }
                vec![Effect::Focus(element_of(&to))]
            }
            (Step::MakeFolder(path), Outcome::Done) => {
                self.look_into(parent(&path).into());
                Vec::new()
            }
            (Step::Upload { .. }, Outcome::Saved(_)) => {
                if let Some(uploads) = &mut self.uploads {
                    uploads.done += 1;
                }
                Vec::new()
            }
            (Step::Upload { path, .. }, _) => {
                self.upload_failed(&path);
                Vec::new()
            }
            // The page says why. What is there may be something else by now.
            (
                Step::Open(path)
                | Step::Download(path)
                | Step::Remove { path, .. }
                | Step::Rename { path, .. }
                | Step::MakeFolder(path),
                _,
            ) => {
                if !is_stopped {
                    self.look_into(parent(&path).into());
                }
                Vec::new()
            }
        };
        if is_stopped {
            self.steps.clear();
            self.stop();
        }
        effects
    }

    pub(super) fn upload_failed(&mut self, path: &Path) {
        if let Some(uploads) = &mut self.uploads {
            uploads.failed.push(shown(path).into_owned());
        }
    }

    fn not_packed(&mut self, path: &Path) {
        if let Some(pack) = &mut self.pack {
            pack.missing.push(shown(path).into_owned());
        }
    }

    /// Folders come before files, so that it is soon known how many there are.
    fn pack_folder(&mut self, folder: &[u8], listing: &Listing) {
        for entry in &listing.entries {
            let path = join(folder, &entry.name);
            match entry.kind {
                Kind::Folder => self.steps.push_front(Step::PackList(path)),
                Kind::File { .. }
                    if [MARK_PARTIAL, MARK_COMPLETE].iter().any(|mark| path.ends_with(mark)) => {}
                Kind::File { .. } => self.steps.push_back(Step::PackRead(path)),
            }
        }
    }

    /// What stands behind a path in its folder, or else before it.
    fn beside(&self, path: &[u8]) -> Option<Path> {
        let rows = self.tree.rows(parent(path))?;
        let at = rows.iter().position(|row| &*row.path == path)?;
        let next = rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?))?;
        Some(next.path.clone())
    }
}

/// Whether it failed by something that the next one would meet too.
pub(in crate::desk) const fn is_about_the_board(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Cancelled => true,
        Outcome::Failed(error) => match error {
            Error::Line(_)
            | Error::NotTakenOver { .. }
            | Error::NoAnswer { .. }
            | Error::Restarted
            | Error::NoFileSystem => true,
            Error::ControlByte { .. }
            | Error::Raised(_)
            | Error::NoRoom { .. }
            | Error::Damaged
            | Error::Different { .. } => false,
        },
        _ => false,
    }
}
