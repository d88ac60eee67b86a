//! A file of the person's on its way to the board: picked, looked at, read, and then a job of the session.
//!
//! Nothing here waits or touches a browser: [`Handover::update`] takes what happened and gives what is to
//! be done about it, and the page does that.

mod refusal;

pub use refusal::{MOST_BYTES, Refusal};

use crate::session::jobs::Job;
use crate::session::jobs::prompt::{Request, Task};
use crate::session::{Adapter, Event, Phase, State};
use std::rc::Rc;

/// What stands at the beginning of a text, from some editors. Python takes it for a mistake.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// The file that runs whenever Python starts.
const MAIN: &str = "main.py";

/// How far it is, and whether somebody wants to see what came of the last one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handover {
    /// How far it is.
    pub step: Step,
    /// The person has read what came of the last job at the prompt.
    pub is_closed: bool,
    /// What was being saved when its board was lost.
    pub cut: Option<Cut>,
}

/// A file that was being saved when its board was lost. The board has the old one or the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// What was to be done.
    pub request: Request,
    /// What the board was connected with.
    adapter: Adapter,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Step {
    /// Nothing was picked, or the session has it.
    #[default]
    Idle,
    /// The browser reads it.
    Reading {
        /// What for.
        purpose: Purpose,
        /// Its name on the computer.
        name: String,
    },
    /// It was not taken.
    Refused(Refusal),
}

/// What a person wants done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Python runs it, and keeps nothing of it.
    Run,
    /// The board keeps it under its name.
    Save,
    /// The board keeps it under the name of the program that runs at each start.
    SaveAsMain,
}

/// What is known of a file before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Its name on the computer.
    pub name: String,
    /// Its size.
    pub bytes: usize,
    /// It is a folder.
    pub is_folder: bool,
}

/// Something that a person did, or that came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// They picked these.
    Picked(Purpose, Vec<Picked>),
    /// What was picked was read; or the browser's words.
    Read(Result<Rc<[u8]>, String>),
    /// They want what was being saved to be saved again.
    SavedAgain,
    /// They do not.
    CutForgotten,
    /// They have read what stands there.
    Closed,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read what was picked, and give it to [`Action::Read`].
    Read,
    /// Have the session do this.
    Start(Job),
}

impl Handover {
    /// Takes what happened; gives what is to be done about it.
    pub fn update(&mut self, action: Action, session: &State) -> Option<Effect> {
        match action {
            Action::Picked(purpose, picked) => match refusal::look_at(purpose, &picked, session) {
                Ok(name) => {
                    self.step = Step::Reading { purpose, name };
                    Some(Effect::Read)
                }
                Err(refusal) => {
                    self.step = Step::Refused(refusal);
                    None
                }
            },
            Action::Read(outcome) => {
                // What was picked at one connection is not for the next.
                let Step::Reading { purpose, name } = core::mem::take(&mut self.step) else {
                    return None;
                };
                match refusal::look_into(purpose, &name, outcome, session) {
                    Ok(content) => matches!(session.phase, Phase::Terminal(_))
                        .then(|| Effect::Start(Job::Prompt(request(purpose, &name, content)))),
                    Err(refusal) => {
                        self.step = Step::Refused(refusal);
                        None
                    }
                }
            }
            Action::SavedAgain => {
                let cut = self.cut.take()?;
                Some(Effect::Start(Job::Prompt(cut.request)))
            }
            Action::CutForgotten => {
                self.cut = None;
                None
            }
            Action::Closed => {
                (self.step, self.is_closed) = (Step::Idle, true);
                None
            }
        }
    }

    /// Learns from what happened on a board, of which this was known before.
    pub fn learn(&mut self, event: &Event, before: &State) {
        let cut = match event {
            Event::Opening { adapter } => self.cut.take().filter(|cut| cut.adapter == *adapter),
            Event::WorkStarted(_) => None,
            Event::Closed | Event::Failed(_) => cut(before).or_else(|| self.cut.take()),
            _ => return,
        };
        *self = Self { cut, ..Self::default() };
    }
}

/// What was being saved.
fn cut(session: &State) -> Option<Cut> {
    let work = session.work.as_ref().filter(|work| !work.is_over())?;
    let is_save = matches!(work.request.task, Task::Save { .. });
    is_save.then(|| Cut { request: work.request.clone(), adapter: session.adapter })
}

fn request(purpose: Purpose, name: &str, content: Rc<[u8]>) -> Request {
    let saved = |name: &str| {
        let path = format!("/{name}").into_bytes().into();
        Request { name: name.into(), task: Task::Save { path, content: Rc::clone(&content) } }
    };
    match purpose {
        Purpose::Run => {
            let source = match content.strip_prefix(BYTE_ORDER_MARK) {
                Some(text) => text.into(),
                None => content,
            };
            Request { name: name.into(), task: Task::Run { source } }
        }
        Purpose::Save => saved(name),
        Purpose::SaveAsMain => saved(MAIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::jobs::prompt::Work;
    use crate::session::{Activity, BoardKind, Failure, Found};

    fn at_prompt() -> State {
        State::default().after(Event::Probed(Found::Prompt))
    }

    fn picked(name: &str, bytes: usize) -> Picked {
        Picked { name: name.into(), bytes, is_folder: false }
    }

    fn list() -> Request {
        Request { name: "".into(), task: Task::List { folder: b"/".as_slice().into() } }
    }

    fn read(text: &str) -> Action {
        Action::Read(Ok(text.as_bytes().into()))
    }

    /// What comes of one file with this content.
    fn given(purpose: Purpose, name: &str, content: &str) -> (Handover, Option<Effect>) {
        let (mut handover, session) = (Handover::default(), at_prompt());
        let files = vec![picked(name, content.len())];
        let effect = handover.update(Action::Picked(purpose, files), &session);
        assert_eq!(effect, Some(Effect::Read));
        let effect = handover.update(read(content), &session);
        (handover, effect)
    }

    /// Why these are not taken.
    fn refused(purpose: Purpose, files: Vec<Picked>) -> Refusal {
        let mut handover = Handover::default();
        assert_eq!(handover.update(Action::Picked(purpose, files), &at_prompt()), None);
        match handover.step {
            Step::Refused(refusal) => refusal,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_is_read_and_then_run_or_saved() {
        let (_, effect) = given(Purpose::Run, "hello.py", "\u{FEFF}print(1)\n");
        let task = Task::Run { source: b"print(1)\n".as_slice().into() };
        let request = Request { name: "hello.py".into(), task };
        assert_eq!(effect, Some(Effect::Start(Job::Prompt(request))));
        for (purpose, name) in [(Purpose::Save, "hello.py"), (Purpose::SaveAsMain, "main.py")] {
            let (_, effect) = given(purpose, "hello.py", "1");
            let path = format!("/{name}").into_bytes().into();
            let task = Task::Save { path, content: b"1".as_slice().into() };
            let request = Request { name: name.into(), task };
            assert_eq!(effect, Some(Effect::Start(Job::Prompt(request))));
        }
    }

    #[test]
    fn what_can_not_be_taken_is_told_and_nothing_happens() {
        assert_eq!(refused(Purpose::Save, vec![]), Refusal::Nothing);
        let two = vec![picked("a", 1), picked("b", 1)];
        assert_eq!(refused(Purpose::Save, two), Refusal::Several { count: 2 });
        let folder = Picked { is_folder: true, ..picked("lib", 0) };
        let name = "lib".to_owned();
        assert_eq!(refused(Purpose::Save, vec![folder]), Refusal::Folder { name });
        let large = refused(Purpose::Run, vec![picked("a.py", MOST_BYTES + 1)]);
        assert_eq!(large, Refusal::TooLarge { name: "a.py".into(), bytes: MOST_BYTES + 1 });
        for name in ["", " ", ".", "..", "a/b", "a\nb", "\u{85}"] {
            let refusal = refused(Purpose::Save, vec![picked(name, 1)]);
            assert_eq!(refusal, Refusal::Name { name: name.into() });
        }
    }

    #[test]
    fn a_program_that_is_no_text_is_not_run_but_can_be_saved() {
        let (handover, effect) = given(Purpose::Run, "photo.jpg", "\0\0");
        assert_eq!(effect, None);
        let refusal = Refusal::NotText { name: "photo.jpg".into() };
        assert_eq!(handover.step, Step::Refused(refusal));
        assert!(given(Purpose::Save, "photo.jpg", "\0\0").1.is_some());
    }

    #[test]
    fn a_file_that_can_not_be_read_is_told_in_the_words_of_the_browser() {
        let (mut handover, session) = (Handover::default(), at_prompt());
        handover.update(Action::Picked(Purpose::Save, vec![picked("a", 1)]), &session);
        assert_eq!(handover.update(Action::Read(Err("Gone.".into())), &session), None);
        let refusal = Refusal::Unreadable { name: "a".into(), problem: "Gone.".into() };
        assert_eq!(handover.step, Step::Refused(refusal));
    }

    #[test]
    fn a_board_that_works_takes_no_other_file() {
        let busy = at_prompt().after(Event::WorkStarted(Work::new(list())));
        let mut handover = Handover::default();
        handover.update(Action::Picked(Purpose::Save, vec![picked("a", 1)]), &busy);
        assert_eq!(handover.step, Step::Refused(Refusal::Busy));
    }

    #[test]
    fn what_was_picked_for_one_board_does_not_go_to_the_next() {
        let (mut handover, session) = (Handover::default(), at_prompt());
        handover.update(Action::Picked(Purpose::Save, vec![picked("a", 1)]), &session);
        handover.learn(&Event::Opening { adapter: Adapter::default() }, &session);
        assert_eq!(handover.update(read("1"), &session), None);
    }

    #[test]
    fn a_save_that_was_cut_is_offered_again_on_such_a_board() {
        let save = request(Purpose::Save, "a.py", b"1".as_slice().into());
        let saving = at_prompt().after(Event::WorkStarted(Work::new(save.clone())));
        let unplugged = Event::Failed(Failure::Unplugged { during: Activity::Terminal });
        let mut handover = Handover::default();
        handover.learn(&unplugged, &saving);
        let lost = saving.after(unplugged.clone());
        let (mut other, mut same) = (handover.clone(), handover);
        same.learn(&Event::Opening { adapter: Adapter::default() }, &lost);
        let effect = same.update(Action::SavedAgain, &at_prompt());
        assert_eq!(effect, Some(Effect::Start(Job::Prompt(save))));
        assert_eq!(same.cut, None);
        let adapter = Adapter { board: BoardKind::Practice, ..Adapter::default() };
        other.learn(&Event::Opening { adapter }, &lost);
        assert_eq!(other.cut, None);
    }

    #[test]
    fn what_was_saved_or_only_run_is_not_offered_again() {
        let mut handover = Handover::default();
        for task in [Task::Run { source: b"1".as_slice().into() }, list().task] {
            let begun = Event::WorkStarted(Work::new(Request { name: "a.py".into(), task }));
            handover.learn(&Event::Closed, &at_prompt().after(begun));
            assert_eq!(handover.cut, None);
        }
        handover.learn(&Event::Closed, &at_prompt());
        assert_eq!(handover.cut, None);
    }

    #[test]
    fn what_came_of_a_job_is_closed_until_the_next_one_begins() {
        let mut handover = Handover::default();
        handover.update(Action::Closed, &at_prompt());
        assert!(handover.is_closed);
        handover.learn(&Event::WorkStarted(Work::new(list())), &at_prompt());
        assert!(!handover.is_closed);
    }
}
