//! The board's files: what is known of them, and what a person wants done to them.
//!
//! The board does one job at a time, and only from its prompt. So what is to be done waits in a row, and the
//! next one begins when the page says that the board is ready.

mod act;
mod note;
mod pack;
pub mod path;
mod settle;
mod step;
mod tree;
mod upload;
pub mod words;

pub use note::{Form, Note, WrongName};
pub use pack::{PACK_NAME, Pack};
pub(super) use settle::is_about_the_board;
pub use tree::{Leftover, Room, Row, RowKind, Tree};
pub use upload::{NoRoom, Picked, Plan, Planned, Refusal};

use super::Effect;
use path::{Path, ROOT};
use std::collections::VecDeque;
use std::rc::Rc;
use step::Step;
use workbench_api::{Board, Request};

/// The element that gets the keyboard when a form opens.
pub const FORM_ELEMENT: &str = "files-form";
/// The element that gets it when there is no better one.
pub const HEAD_ELEMENT: &str = "files-head";

/// The files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Files {
    /// What is known of them; of the board before, while there is none.
    pub tree: Tree,
    /// Whether the board's Python can be asked.
    pub board: Board,
    /// The file or folder of which more is shown.
    pub chosen: Option<Path>,
    /// What a person is asked.
    pub form: Option<Form>,
    /// Why a name that they gave is none.
    pub wrong_name: Option<WrongName>,
    /// What they should know.
    pub note: Option<Note>,
    /// Files on their way to the board.
    pub uploads: Option<Uploads>,
    /// All files, on their way to the person's computer.
    pub pack: Option<Pack>,
    steps: VecDeque<Step>,
    /// The job that was asked for.
    running: Option<Running>,
    /// The job before has ended, and the board was not given back yet.
    is_settling: bool,
    /// A board was there, and what is known is of that one.
    is_known: bool,
    content: Content,
    /// A file that was opened, for the editor: its name and its text.
    text: Option<(Rc<str>, Rc<str>)>,
}

/// Files on their way to the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Uploads {
    /// So many are there.
    pub done: u32,
    /// Of so many.
    pub all: u32,
    /// The names of those that are not.
    pub failed: Vec<String>,
    /// The folder of the last one.
    folder: Option<Path>,
}

/// Something that happened to the files.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The name of a file or folder was pressed.
    Pressed(Path),
    /// Look again what is there.
    Look,
    /// Open a file in the editor.
    Open(Path),
    /// The same, although it is large.
    OpenLarge(Path),
    /// Give a file to the person's computer.
    Download(Path),
    /// All of them.
    DownloadAll,
    /// They were packed, or not; the browser's words.
    Packed(Result<(), String>),
    /// An empty program, in the editor.
    NewFile,
    /// Ask the person.
    Ask(Form),
    /// They don't want it.
    FormClosed,
    /// They gave a name.
    Named(String),
    /// They said yes.
    Confirmed,
    /// They picked files for a folder.
    Picked(Path, Vec<Picked>),
    /// A file that they picked was read, or can't be.
    PickedRead(u32, Option<Rc<[u8]>>),
    /// Put what an unfinished save has left in its place.
    Finish(Leftover),
    /// Remove it.
    ThrowAway(Path),
    /// Begin nothing more of what waits.
    Stop,
    /// The note was read.
    NoteRead,
}

/// A job that the page was asked to begin.
#[derive(Debug, Clone, PartialEq)]
struct Running {
    step: Step,
    request: Request,
    /// The board was busy since.
    has_begun: bool,
}

/// The bytes of the next file for the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Content {
    #[default]
    Unread,
    Reading(u32),
    Read(u32, Rc<[u8]>),
}

impl Files {
    /// Whether something can be begun, now or when what was asked for before is done.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        match self.board {
            Board::Ready => true,
            Board::Busy => self.is_working(),
            Board::Away | Board::Gone | Board::Installing => false,
        }
    }

    /// Whether something is being done, or waits.
    #[must_use]
    pub fn is_working(&self) -> bool {
        self.running.is_some() || !self.steps.is_empty()
    }

    /// Whether a folder waits to be looked into.
    #[must_use]
    pub fn is_looking(&self, folder: &[u8]) -> bool {
        let is_it = |step: &Step| matches!(step, Step::List(path) | Step::PackList(path) if &**path == folder);
        self.running.iter().map(|running| &running.step).chain(&self.steps).any(is_it)
    }

    /// The file that is on its way to the board, or comes next.
    #[must_use]
    pub fn uploading(&self) -> Option<&Path> {
        let steps = self.running.iter().map(|running| &running.step).chain(&self.steps);
        steps.into_iter().find_map(|step| match step {
            Step::Upload { path, .. } => Some(path),
            _ => None,
        })
    }

    /// How many files are still to be read, for all in one.
    #[must_use]
    pub fn to_pack(&self) -> usize {
        let steps = self.running.iter().map(|running| &running.step).chain(&self.steps);
        steps.filter(|step| matches!(step, Step::PackRead(_))).count()
    }

    /// The board can be asked, or not.
    pub(super) fn board_is(&mut self, board: Board, is_shown: bool) -> Vec<Effect> {
        self.board = board;
        self.is_settling = false;
        match board {
            Board::Away | Board::Gone | Board::Installing => return self.lost(),
            Board::Busy => {
                if let Some(running) = &mut self.running {
                    running.has_begun = true;
                }
            }
            Board::Ready => {
                match self.running.take() {
                    // It did not end, and the board is back: a person gave it up.
                    Some(Running { has_begun: true, .. }) => self.stop(),
                    // The page could not begin it.
                    Some(running) => self.steps.push_front(running.step),
                    None => {}
                }
                if !self.is_known {
                    self.is_known = true;
                    self.tree.forget(ROOT);
                    self.chosen = None;
                    if is_shown {
                        self.look();
                    }
                }
            }
        }
        self.go_on()
    }

    /// A person looks at them.
    pub(super) fn opened(&mut self) -> Vec<Effect> {
        if !self.board.is_away() {
            self.look();
        }
        self.go_on()
    }

    /// The text of a file that was opened, once, with its name.
    pub(super) fn take_text(&mut self) -> Option<(Rc<str>, Rc<str>)> {
        self.text.take()
    }

    /// There is no board any more.
    fn lost(&mut self) -> Vec<Effect> {
        self.is_known = false;
        let is_cut = self.uploads.is_some() || self.pack.is_some();
        self.running = None;
        self.steps.clear();
        self.content = Content::Unread;
        self.uploads = None;
        self.pack = None;
        self.form = None;
        if is_cut {
            self.note = Some(Note::Lost);
        }
        vec![Effect::ForgetPicked]
    }

    /// Looks into what is shown and not known.
    fn look(&mut self) {
        for folder in self.tree.unknown() {
            self.look_into(folder);
        }
    }

    /// Looks into a folder, once.
    fn look_into(&mut self, folder: Path) {
        let step = Step::List(folder);
        if !self.steps.contains(&step) {
            self.steps.push_back(step);
        }
    }

    /// Begins nothing more of several files. What was asked for one by one is still done.
    fn stop(&mut self) {
        self.steps.retain(|step| !step.is_upload() && !step.is_pack());
        if self.pack.take().is_some() {
            self.note = Some(Note::PackStopped);
        }
    }

    /// Begins the next, if the board is ready for it.
    fn go_on(&mut self) -> Vec<Effect> {
        let mut effects = self.finish();
        if self.board != Board::Ready || self.running.is_some() || self.is_settling {
            return effects;
        }
        let Some(step) = self.steps.front() else { return effects };
        let mut content: Rc<[u8]> = [].into();
        if let Step::Upload { id, .. } = step {
            match &self.content {
                Content::Read(read, bytes) if read == id => content = Rc::clone(bytes),
                Content::Reading(reading) if reading == id => return effects,
                _ => {
                    self.content = Content::Reading(*id);
                    effects.push(Effect::ReadPicked(*id));
                    return effects;
                }
            }
            self.content = Content::Unread;
        }
        let request = step.request(&content);
        effects.push(Effect::Start(request.clone()));
        if let Some(step) = self.steps.pop_front() {
            self.running = Some(Running { step, request, has_begun: false });
        }
        effects
    }

    /// Ends what is done as a whole.
    fn finish(&mut self) -> Vec<Effect> {
        let is_left = |is_it: fn(&Step) -> bool| {
            let steps = self.running.iter().map(|running| &running.step).chain(&self.steps);
            steps.into_iter().any(is_it)
        };
        let (has_uploads, has_pack) = (is_left(Step::is_upload), is_left(Step::is_pack));
        let mut effects = Vec::new();
        if !has_uploads && let Some(uploads) = self.uploads.take() {
            let Uploads { done, all, failed, folder } = uploads;
            self.note = Some(Note::Uploaded { done, all, failed });
            self.content = Content::Unread;
            if let Some(folder) = folder {
                self.look_into(folder);
            }
            if !matches!(self.form, Some(Form::Upload(_))) {
                effects.push(Effect::ForgetPicked);
            }
        }
        if !has_pack && let Some(pack) = self.pack.take() {
            let files = u32::try_from(pack.files.len()).unwrap_or(u32::MAX);
            self.note = Some(Note::Packed { files, missing: pack.missing });
            if files > 0 {
                effects.push(Effect::Pack { name: PACK_NAME.into(), files: pack.files });
            }
        }
        effects
    }
}

#[cfg(test)]
mod tests;
