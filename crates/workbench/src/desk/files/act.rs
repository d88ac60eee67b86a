//! What a person does to the files.

use super::note::{Form, Note, WrongName};
use super::pack::Pack;
use super::path::{Path, ROOT, check_name, element_of, join, parent};
use super::step::Step;
use super::upload::{Picked, Plan};
use super::{Action, Content, FORM_ELEMENT, Files, HEAD_ELEMENT, Uploads};
use crate::desk::Effect;
use micropython_repl::files::Kind;
use std::rc::Rc;

/// A file of more bytes takes long to come, and the editor long to show.
pub(super) const LARGE_BYTES: u64 = 300_000;

impl Files {
    /// Takes what a person did; gives what is to be done about it.
    pub(in crate::desk) fn update(&mut self, action: Action) -> Vec<Effect> {
        if needs_board(&action) && !self.can_ask() {
            self.note = Some(if self.board.is_away() { Note::Away } else { Note::Busy });
            return Vec::new();
        }
        // A person does something else: the board must have been given back, whatever was told.
        self.is_settling &= !needs_board(&action);
        let mut effects = self.act(action);
        effects.extend(self.go_on());
        effects
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Pressed(path) => self.pressed(path),
            Action::Look => {
                self.note = None;
                self.tree.forget(ROOT);
                self.look();
                Vec::new()
            }
            Action::Open(path) => self.open(path),
            Action::OpenLarge(path) => {
                self.steps.push_back(Step::Open(path.clone()));
                self.close_form()
            }
            Action::Download(path) => match self.note.take() {
                // It was read just before.
                Some(Note::NotText(of, _, content)) if of == path => {
                    vec![Effect::Download { name: file_name(&path), content }]
                }
                _ => {
                    self.steps.push_back(Step::Download(path));
                    Vec::new()
                }
            },
            Action::DownloadAll => {
                if self.pack.is_none() {
                    self.note = None;
                    self.pack = Some(Pack::default());
                    self.steps.push_back(Step::PackList(ROOT.into()));
                }
                Vec::new()
            }
            Action::Packed(Err(words)) => {
                self.note = Some(Note::PackFailed(words));
                Vec::new()
            }
            // The desk has a new program made.
            Action::Packed(Ok(())) | Action::NewFile => Vec::new(),
            Action::Ask(form) => self.ask(form),
            Action::FormClosed => self.close_form(),
            Action::Named(name) => self.named(&name),
            Action::Confirmed => self.confirmed(),
            Action::Picked(folder, picked) => self.picked(folder, picked),
            Action::PickedRead(id, content) => {
                self.picked_read(id, content);
                Vec::new()
            }
            Action::Finish(leftover) => {
                let rename = Step::Rename { path: leftover.path, to: leftover.of.clone() };
                self.steps.push_back(if leftover.is_place_taken {
                    Step::Remove { path: leftover.of, then: Some(Box::new(rename)) }
                } else {
                    rename
                });
                vec![Effect::Focus(HEAD_ELEMENT.into())]
            }
            Action::ThrowAway(path) => {
                self.steps.push_back(Step::Remove { path, then: None });
                vec![Effect::Focus(HEAD_ELEMENT.into())]
            }
            Action::Stop => {
                self.stop();
                vec![Effect::Focus(HEAD_ELEMENT.into())]
            }
            Action::NoteRead => {
                self.note = None;
                vec![Effect::Focus(HEAD_ELEMENT.into())]
            }
        }
    }

    fn pressed(&mut self, path: Path) -> Vec<Effect> {
        self.form = None;
        self.note = None;
        let is_open = match self.tree.kind(&path) {
            Some(Kind::Folder) => self.tree.toggle(&path),
            _ => self.chosen.as_ref() != Some(&path),
        };
        self.chosen = is_open.then_some(path);
        if !self.board.is_away() {
            self.look();
        }
        Vec::new()
    }

    fn open(&mut self, path: Path) -> Vec<Effect> {
        self.note = None;
        if core::str::from_utf8(&path).is_err() {
            self.note = Some(Note::NameNotText(path));
            return Vec::new();
        }
        match self.tree.kind(&path) {
            Some(Kind::File { bytes }) if bytes > LARGE_BYTES => {
                self.ask(Form::OpenLarge(path, bytes))
            }
            _ => {
                self.steps.push_back(Step::Open(path));
                Vec::new()
            }
        }
    }

    fn ask(&mut self, form: Form) -> Vec<Effect> {
        (self.note, self.wrong_name) = (None, None);
        match form {
            Form::Delete(folder) if self.tree.is_filled(&folder) => {
                self.note = Some(Note::NotEmpty(folder));
                Vec::new()
            }
            form => {
                self.form = Some(form);
                vec![Effect::Focus(FORM_ELEMENT.into())]
            }
        }
    }

    /// Gives the keyboard back to what the form was about.
    fn close_form(&mut self) -> Vec<Effect> {
        self.wrong_name = None;
        let Some(form) = self.form.take() else { return Vec::new() };
        let about = match &form {
            Form::Rename(path) | Form::Delete(path) | Form::OpenLarge(path, _) => path,
            Form::NewFolder(folder) => folder,
            Form::Upload(plan) => &plan.folder,
        };
        let focus =
            Effect::Focus(if &**about == ROOT { HEAD_ELEMENT.into() } else { element_of(about) });
        if matches!(form, Form::Upload(_)) && self.uploads.is_none() {
            return vec![Effect::ForgetPicked, focus];
        }
        vec![focus]
    }

    fn named(&mut self, name: &str) -> Vec<Effect> {
        let name = name.trim();
        let (to, step) = match &self.form {
            Some(Form::Rename(path)) => {
                let to = join(parent(path), name.as_bytes());
                if *path == to {
                    return self.close_form();
                }
                (to.clone(), Step::Rename { path: path.clone(), to })
            }
            Some(Form::NewFolder(folder)) => {
                let to = join(folder, name.as_bytes());
                (to.clone(), Step::MakeFolder(to))
            }
            _ => return Vec::new(),
        };
        self.wrong_name = match check_name(name) {
            Err(why) => Some(WrongName::Bad(why)),
            Ok(()) if self.tree.kind(&to).is_some() => Some(WrongName::Taken),
            Ok(()) => None,
        };
        if self.wrong_name.is_some() {
            return vec![Effect::Focus(FORM_ELEMENT.into())];
        }
        self.steps.push_back(step);
        self.close_form()
    }

    fn confirmed(&mut self) -> Vec<Effect> {
        match self.form.take() {
            Some(Form::Delete(path)) => {
                self.steps.push_back(Step::Remove { path: path.clone(), then: None });
                vec![Effect::Focus(element_of(&path))]
            }
            Some(Form::Upload(plan)) => {
                self.upload(plan);
                vec![Effect::Focus(HEAD_ELEMENT.into())]
            }
            form => {
                self.form = form;
                Vec::new()
            }
        }
    }

    fn picked(&mut self, folder: Path, picked: Vec<Picked>) -> Vec<Effect> {
        let plan = Plan::new(&self.tree, folder, picked);
        if plan.is_plain() {
            self.upload(plan);
            return Vec::new();
        }
        self.ask(Form::Upload(plan))
    }

    fn upload(&mut self, plan: Plan) {
        if plan.files.is_empty() || plan.no_room.is_some() {
            return;
        }
        self.note = None;
        self.tree.unfold(&plan.folder);
        let uploads = self.uploads.get_or_insert_with(Uploads::default);
        uploads.all += u32::try_from(plan.files.len()).unwrap_or_default();
        uploads.folder = Some(plan.folder);
        let steps =
            plan.files.into_iter().map(|file| Step::Upload { id: file.id, path: file.path });
        self.steps.extend(steps);
    }

    fn picked_read(&mut self, id: u32, content: Option<Rc<[u8]>>) {
        if self.content != Content::Reading(id) {
            return;
        }
        self.content = match content {
            Some(content) => Content::Read(id, content),
            None => {
                self.not_uploaded(id);
                Content::Unread
            }
        };
    }

    /// The browser can't read it: it was moved, or changed, since it was picked.
    fn not_uploaded(&mut self, id: u32) {
        let at = self
            .steps
            .iter()
            .position(|step| matches!(step, Step::Upload { id: it, .. } if *it == id));
        if let Some(Step::Upload { path, .. }) = at.and_then(|at| self.steps.remove(at)) {
            self.upload_failed(&path);
        }
    }
}

const fn needs_board(action: &Action) -> bool {
    match action {
        Action::Look
        | Action::Open(_)
        | Action::OpenLarge(_)
        | Action::DownloadAll
        | Action::Ask(_)
        | Action::Named(_)
        | Action::Confirmed
        | Action::Picked(..)
        | Action::Finish(_)
        | Action::ThrowAway(_) => true,
        Action::Pressed(_)
        | Action::Download(_)
        | Action::Packed(_)
        | Action::NewFile
        | Action::FormClosed
        | Action::PickedRead(..)
        | Action::Stop
        | Action::NoteRead => false,
    }
}

/// What a file is called on the person's computer.
pub(super) fn file_name(path: &[u8]) -> String {
    String::from_utf8_lossy(super::path::name_of(path)).into_owned()
}
