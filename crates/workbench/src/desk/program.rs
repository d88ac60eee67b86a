//! The program that a person writes: its name, and whether the board has it as it is. Its text is the
//! editor's, and comes with each action that is about it.

use super::Effect;
use crate::mistakes::explain;
use micropython_repl::job::{Outcome, Task};
use std::rc::Rc;
use workbench_api::{Pane, Request};

/// Where its name is asked for.
pub const NAME_ELEMENT: &str = "program-name";
/// The name of a program that nobody has named.
pub const UNNAMED: &str = "main.py";
/// What stands at the begin of a text, from some editors. Python takes it for a mistake.
const MARK: char = '\u{FEFF}';
/// What Python calls a program that it is given at the prompt.
const FROM_PROMPT: &str = "File \"<stdin>\", line ";

/// The program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Program {
    /// Its path on the board, without the `/` before it; none where it has none yet.
    pub name: Option<Rc<str>>,
    /// It was changed since the board had it.
    pub is_changed: bool,
    /// The person is asked for a name, to save it.
    pub is_naming: bool,
    /// How far the editor is.
    pub editor: Editor,
    /// What a person should know of it.
    pub note: Option<Note>,
    /// Its text, as the browser keeps it.
    text: Rc<str>,
    /// What the board does not have, and another text took the place of.
    aside: Option<Kept>,
    /// What the editor is to show once it is there.
    waiting: Option<Rc<str>>,
    /// What is being saved.
    saving: Option<Rc<str>>,
    /// What the page's address brings, until a person wants it.
    linked: Option<Rc<str>>,
    /// That the browser does not keep it was told since it last did.
    is_told_not_kept: bool,
}

/// How far the editor is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Editor {
    /// Nobody has asked for it.
    #[default]
    Absent,
    /// It is on its way.
    Loading,
    /// It is there.
    Shown,
    /// It can't be had; the browser's words.
    Failed(String),
}

/// What a person should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The browser keeps nothing, or has no room: what is not saved goes with the page.
    NotKept,
    /// The text is open in another tab of this page, too.
    OtherTab,
    /// The name can't be a file's.
    BadName,
    /// The page's address brings a program, and there is one here that the board does not have.
    LinkWaits,
    /// The page's address brings something that is no program.
    BadLink,
    /// Another text is shown in place of one that the board does not have.
    SetAside,
}

/// A program that the page's address brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Link {
    /// None.
    #[default]
    None,
    /// This one.
    Program(Rc<str>),
    /// Something that is none.
    Unreadable,
}

/// What the browser keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name, if it has one.
    pub name: Option<Rc<str>>,
    /// Its text.
    pub text: Rc<str>,
    /// It was changed since the board had it.
    pub is_changed: bool,
}

/// Something that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// This the browser has kept at the last visit, and this of what another text took the place of.
    Remembered(Option<Kept>, Option<Kept>),
    /// The person opened its pane; this is what the browser has kept, and what the page's address brings.
    PaneOpened(Option<Kept>, Link),
    /// They want what the page's address brings, in place of what is there.
    LinkTaken,
    /// They want back what another text took the place of.
    TakenBack,
    /// The editor is there, or is not; the browser's words.
    EditorLoaded(Result<(), String>),
    /// Another text, with its name on the board.
    FileOpened(Rc<str>, Rc<str>),
    /// A text that came with a link or a lesson.
    TextGiven(Rc<str>),
    /// A program of ours to try, in place of what is there.
    SampleGiven(Rc<str>),
    /// This code is to stand behind the program, which is this.
    CodeAdded(Kept, Rc<str>),
    /// A new one, empty.
    New,
    /// The person changed the text, which is this now.
    Changed(Rc<str>),
    /// They want to run this text.
    Run(Rc<str>),
    /// They want this text saved.
    Save(Rc<str>),
    /// They want this text saved under a name that they are asked for.
    SaveAs,
    /// They gave this name to this text.
    Named(String, Rc<str>),
    /// They don't want to give a name.
    NamingGivenUp,
    /// The browser kept it, or did not.
    KeptBy(bool),
    /// It is open in another tab.
    SeenInOtherTab,
    /// The note was read.
    NoteRead,
    /// They want to see this line, counted from 1.
    LineWanted(u32),
}

/// Something to do with the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditorEffect {
    /// Load it.
    Load,
    /// Show this text, in place of what was there.
    Show(Rc<str>),
    /// Mark this line, counted from 1, with what went wrong there.
    Mark(u32, Rc<str>),
    /// Take the mark away.
    Unmark,
    /// Give it the keyboard.
    Focus,
    /// Give it the keyboard at this line, counted from 1.
    GoTo(u32),
}

impl Program {
    /// Takes what happened; gives what is to be done about it.
    pub(super) fn update(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::PaneOpened(kept, link) => self.pane_opened(kept, link),
            Action::LinkTaken => {
                self.note = None;
                let linked = self.linked.take();
                linked.map(|text| self.replace(None, true, text)).unwrap_or_default()
            }
            Action::TakenBack => {
                self.note = None;
                let Some(Kept { name, text, is_changed }) = self.aside.take() else {
                    return Vec::new();
                };
                let forgotten = Effect::KeepAside(None);
                [vec![forgotten], self.replace(name, is_changed, text)].concat()
            }
            Action::Remembered(kept, aside) => {
                if let Some(Kept { name, text, is_changed }) = kept {
                    (self.name, self.text, self.is_changed) = (name, text, is_changed);
                }
                self.note = aside.as_ref().map(|_| Note::SetAside);
                self.aside = aside;
                Vec::new()
            }
            Action::EditorLoaded(Ok(())) => {
                self.editor = Editor::Shown;
                let text = self.waiting.take();
                text.map(|text| Effect::Editor(EditorEffect::Show(text))).into_iter().collect()
            }
            Action::EditorLoaded(Err(words)) => {
                self.editor = Editor::Failed(words);
                Vec::new()
            }
            Action::FileOpened(name, text) => self.replace(Some(name), false, text),
            Action::TextGiven(text) => {
                (self.name, self.is_changed) = (None, true);
                self.show(text)
            }
            Action::CodeAdded(Kept { name, text, .. }, code) => {
                (self.name, self.is_changed) = (name, true);
                self.show(format!("{}\n\n{code}\n", text.trim_end()).into())
            }
            Action::SampleGiven(text) => self.replace(None, false, text),
            Action::New => self.replace(None, false, "".into()),
            Action::Changed(text) => {
                self.is_changed = true;
                // The board gets what it was before.
                self.saving = None;
                vec![Effect::Editor(EditorEffect::Unmark), self.keep(text)]
            }
            // There is no text before its editor is there.
            Action::Run(_) | Action::Save(_) | Action::SaveAs | Action::Named(..)
                if self.editor != Editor::Shown =>
            {
                Vec::new()
            }
            Action::Run(text) => vec![
                Effect::Editor(EditorEffect::Unmark),
                Effect::Start(Request {
                    name: self.shown_name(),
                    task: Task::Run { source: text.trim_start_matches(MARK).as_bytes().into() },
                }),
            ],
            Action::Save(text) => match &self.name {
                Some(name) => {
                    let name = Rc::clone(name);
                    self.save(&name, &text)
                }
                None => self.ask_name(),
            },
            Action::SaveAs => self.ask_name(),
            Action::Named(name, text) => match file_name(&name) {
                Some(name) => {
                    self.is_naming = false;
                    self.note = self.note.filter(|note| *note != Note::BadName);
                    self.name = Some(Rc::clone(&name));
                    self.save(&name, &text)
                }
                None => {
                    self.note = Some(Note::BadName);
                    Vec::new()
                }
            },
            Action::NamingGivenUp => {
                self.is_naming = false;
                vec![Effect::Editor(EditorEffect::Focus)]
            }
            Action::KeptBy(is_kept) => {
                if is_kept {
                    self.is_told_not_kept = false;
                    self.note = self.note.filter(|note| *note != Note::NotKept);
                } else if self.note.is_none() && !self.is_told_not_kept {
                    // Another note may be the only way to a program: it is read first.
                    (self.note, self.is_told_not_kept) = (Some(Note::NotKept), true);
                }
                Vec::new()
            }
            Action::SeenInOtherTab => {
                self.note = Some(Note::OtherTab);
                Vec::new()
            }
            Action::LineWanted(line) if self.editor == Editor::Shown => {
                vec![Effect::Open(Pane::Program), Effect::Editor(EditorEffect::GoTo(line))]
            }
            Action::LineWanted(_) => vec![Effect::Open(Pane::Program)],
            Action::NoteRead => {
                let read = self.note.take();
                if read != Some(Note::SetAside) {
                    return Vec::new();
                }
                self.aside = None;
                vec![Effect::KeepAside(None)]
            }
        }
    }

    /// Learns from a job that has ended.
    pub(super) fn ended(&mut self, request: &Request, outcome: &Outcome) -> Vec<Effect> {
        match (&request.task, outcome) {
            (Task::Save { content, .. }, Outcome::Saved(_))
                if self.saving.as_ref().is_some_and(|text| text.as_bytes() == &**content) =>
            {
                self.is_changed = false;
                let text = self.saving.take();
                text.map(|text| self.keep(text)).into_iter().collect()
            }
            // It is still the same file.
            (Task::Rename { path, to }, Outcome::Done) if self.is_at(path) => {
                self.name =
                    core::str::from_utf8(to).ok().map(|to| to.trim_start_matches('/').into());
                Vec::new()
            }
            (Task::Run { .. }, Outcome::Ran { raised: Some(raised) })
                if request.name == self.shown_name() && !raised.is_interrupt() =>
            {
                let said = raised.text.trim().lines().last().unwrap_or_default();
                let said = match explain(raised) {
                    Some(sentence) => format!("{said} — {sentence}").into(),
                    None => said.into(),
                };
                let marked = line_of(&raised.text).map(|line| EditorEffect::Mark(line, said));
                marked.map(Effect::Editor).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// What it is called until it has a name.
    #[must_use]
    pub fn shown_name(&self) -> Rc<str> {
        self.name.clone().unwrap_or_else(|| UNNAMED.into())
    }

    /// What the editor is to show once it is there.
    pub(super) fn waiting(&self) -> Option<Kept> {
        let text = Rc::clone(self.waiting.as_ref()?);
        Some(Kept { name: self.name.clone(), text, is_changed: self.is_changed })
    }

    fn pane_opened(&mut self, kept: Option<Kept>, link: Link) -> Vec<Effect> {
        if matches!(self.editor, Editor::Loading | Editor::Shown) {
            return Vec::new();
        }
        self.editor = Editor::Loading;
        let theirs = kept.filter(|_| self.waiting.is_none());
        match link {
            Link::Program(text) if theirs.as_ref().is_none_or(|kept| !kept.is_changed) => {
                (self.name, self.is_changed, self.waiting) = (None, true, Some(text));
                return vec![Effect::Editor(EditorEffect::Load)];
            }
            Link::Program(text) if theirs.as_ref().is_some_and(|kept| kept.text != text) => {
                (self.linked, self.note) = (Some(text), Some(Note::LinkWaits));
            }
            Link::Unreadable => self.note = Some(Note::BadLink),
            Link::Program(_) | Link::None => {}
        }
        if let Some(kept) = theirs {
            (self.name, self.is_changed) = (kept.name, kept.is_changed);
            self.waiting = Some(kept.text);
        }
        vec![Effect::Editor(EditorEffect::Load)]
    }

    /// Whether this is its path on the board.
    fn is_at(&self, path: &[u8]) -> bool {
        let path = path.strip_prefix(b"/").unwrap_or(path);
        self.name.as_ref().is_some_and(|name| name.as_bytes() == path)
    }

    fn ask_name(&mut self) -> Vec<Effect> {
        self.is_naming = true;
        // Where one pane is seen at a time, it may be another one.
        vec![Effect::Open(Pane::Program), Effect::Focus(NAME_ELEMENT.into())]
    }

    /// Shows another text in place of what is there, which is set aside where the board does not have it.
    fn replace(&mut self, name: Option<Rc<str>>, is_changed: bool, text: Rc<str>) -> Vec<Effect> {
        let is_lost = self.is_changed && !self.text.trim().is_empty() && self.text != text;
        let aside = is_lost.then(|| Kept {
            name: self.name.clone(),
            text: Rc::clone(&self.text),
            is_changed: true,
        });
        (self.name, self.is_changed) = (name, is_changed);
        let mut effects = self.show(text);
        if aside.is_some() {
            (self.note, self.aside) = (Some(Note::SetAside), aside.clone());
            effects.push(Effect::KeepAside(aside));
        }
        effects
    }

    /// Shows another text, in an editor that may not be there yet.
    fn show(&mut self, text: Rc<str>) -> Vec<Effect> {
        self.is_naming = false;
        let kept = self.keep(Rc::clone(&text));
        match self.editor {
            Editor::Shown => vec![
                Effect::Open(Pane::Program),
                Effect::Editor(EditorEffect::Show(text)),
                Effect::Editor(EditorEffect::Focus),
                kept,
            ],
            _ => {
                self.waiting = Some(text);
                vec![Effect::Open(Pane::Program), kept]
            }
        }
    }

    fn save(&mut self, name: &str, text: &Rc<str>) -> Vec<Effect> {
        self.saving = Some(Rc::clone(text));
        vec![Effect::Start(Request {
            name: name.into(),
            task: Task::Save {
                path: format!("/{name}").into_bytes().into(),
                content: text.as_bytes().into(),
            },
        })]
    }

    fn keep(&mut self, text: Rc<str>) -> Effect {
        self.text = Rc::clone(&text);
        Effect::Keep(Kept { name: self.name.clone(), text, is_changed: self.is_changed })
    }
}

/// The name as a path on the board; none where no file can have it.
fn file_name(name: &str) -> Option<Rc<str>> {
    let name = name.trim().trim_start_matches('/');
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= 255;
    let is_name = name.split('/').all(is_part) && !name.chars().any(char::is_control);
    is_name.then(|| name.into())
}

/// The line of a program given at the prompt in which this traceback ends.
fn line_of(traceback: &str) -> Option<u32> {
    let (_, after) = traceback.rsplit_once(FROM_PROMPT)?;
    let digits = after.split(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_repl::exception::Exception;
    use micropython_repl::files::Saved;

    fn shown() -> Program {
        let mut program = Program::default();
        program.update(Action::PaneOpened(None, Link::None));
        program.update(Action::EditorLoaded(Ok(())));
        program
    }

    fn raised(text: &str) -> Outcome {
        Outcome::Ran { raised: Exception::parse(text.as_bytes()) }
    }

    fn started(effects: &[Effect]) -> Option<&Request> {
        effects.iter().find_map(|effect| match effect {
            Effect::Start(request) => Some(request),
            _ => None,
        })
    }

    #[test]
    fn what_the_browser_has_kept_comes_back() {
        let mut program = Program::default();
        let kept = Kept { name: Some("blink.py".into()), text: "x = 1".into(), is_changed: true };
        let effects = program.update(Action::PaneOpened(Some(kept), Link::None));
        assert_eq!(effects, [Effect::Editor(EditorEffect::Load)]);
        let effects = program.update(Action::EditorLoaded(Ok(())));
        assert_eq!(effects, [Effect::Editor(EditorEffect::Show("x = 1".into()))]);
        assert_eq!((program.name.as_deref(), program.is_changed), (Some("blink.py"), true));
    }

    #[test]
    fn a_line_that_is_wanted_is_shown_where_the_program_is() {
        let shown_line = shown().update(Action::LineWanted(3));
        let gone_to = Effect::Editor(EditorEffect::GoTo(3));
        assert_eq!(shown_line, [Effect::Open(Pane::Program), gone_to]);
        let opened = Program::default().update(Action::LineWanted(3));
        assert_eq!(opened, [Effect::Open(Pane::Program)]);
    }

    #[test]
    fn what_was_opened_before_the_editor_came_wins_over_what_was_kept() {
        let mut program = Program::default();
        program.update(Action::FileOpened("a.py".into(), "a".into()));
        let kept = Kept { name: None, text: "old".into(), is_changed: true };
        program.update(Action::PaneOpened(Some(kept), Link::None));
        let effects = program.update(Action::EditorLoaded(Ok(())));
        assert_eq!(effects, [Effect::Editor(EditorEffect::Show("a".into()))]);
    }

    #[test]
    fn a_program_of_the_address_is_shown_and_never_in_place_of_what_is_not_saved() {
        let opened = |kept: Option<Kept>| {
            let mut program = Program::default();
            program.update(Action::PaneOpened(kept, Link::Program("linked".into())));
            let effects = program.update(Action::EditorLoaded(Ok(())));
            let [Effect::Editor(EditorEffect::Show(text))] = &effects[..] else {
                panic!("{effects:?}")
            };
            (text.to_string(), program)
        };
        let kept = |text: &str, is_changed| {
            Some(Kept { name: Some("a.py".into()), text: text.into(), is_changed })
        };
        for kept in [None, kept("saved", false), kept("linked", true)] {
            let (shown, program) = opened(kept);
            assert_eq!((&*shown, program.note), ("linked", None));
        }
        let (shown, mut program) = opened(kept("precious", true));
        assert_eq!((&*shown, program.note), ("precious", Some(Note::LinkWaits)));
        let effects = program.update(Action::LinkTaken);
        assert!(effects.contains(&Effect::Editor(EditorEffect::Show("linked".into()))));
        assert_eq!((program.note, program.name), (None, None));
    }

    #[test]
    fn an_address_that_brings_nothing_to_read_is_told() {
        let mut program = Program::default();
        program.update(Action::PaneOpened(None, Link::Unreadable));
        assert_eq!(program.note, Some(Note::BadLink));
    }

    #[test]
    fn what_is_not_saved_is_set_aside_for_another_text_and_can_be_had_back() {
        let mine = Kept { name: None, text: "mine".into(), is_changed: true };
        for other in [Action::FileOpened("a.py".into(), "other".into()), Action::New] {
            let mut program = shown();
            program.update(Action::Changed("mine".into()));
            let effects = program.update(other);
            assert!(effects.contains(&Effect::KeepAside(Some(mine.clone()))), "{effects:?}");
            assert_eq!(program.note, Some(Note::SetAside));
            let effects = program.update(Action::TakenBack);
            assert!(effects.contains(&Effect::Editor(EditorEffect::Show("mine".into()))));
            assert!(effects.contains(&Effect::Keep(mine.clone())));
            assert_eq!((program.note, program.is_changed), (None, true));
        }
    }

    #[test]
    fn what_a_visit_has_left_is_set_aside_too_before_its_editor_was_opened() {
        let mine = Kept { name: Some("b.py".into()), text: "mine".into(), is_changed: true };
        let mut program = Program::default();
        program.update(Action::Remembered(Some(mine.clone()), None));
        let effects = program.update(Action::FileOpened("a.py".into(), "other".into()));
        assert!(effects.contains(&Effect::KeepAside(Some(mine.clone()))));
        let mut program = Program::default();
        program.update(Action::Remembered(None, Some(mine)));
        assert_eq!(program.note, Some(Note::SetAside));
        assert_eq!(program.update(Action::NoteRead), [Effect::KeepAside(None)]);
    }

    #[test]
    fn what_the_board_has_goes_without_a_word() {
        let mut program = shown();
        program.update(Action::FileOpened("a.py".into(), "1".into()));
        let effects = program.update(Action::New);
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeepAside(_))));
        assert_eq!(program.note, None);
    }

    #[test]
    fn nothing_is_run_or_saved_before_the_editor_is_there() {
        let kept = Kept { name: Some("main.py".into()), text: "precious".into(), is_changed: true };
        let mut program = Program::default();
        program.update(Action::PaneOpened(Some(kept), Link::None));
        for action in [Action::Run("".into()), Action::Save("".into())] {
            assert_eq!(program.update(action), []);
        }
    }

    #[test]
    fn a_program_runs_without_being_saved() {
        let effects = shown().update(Action::Run("print(1)".into()));
        let request = started(&effects).unwrap();
        assert_eq!(request.task, Task::Run { source: b"print(1)".as_slice().into() });
    }

    #[test]
    fn a_program_without_a_name_is_asked_for_one_before_it_is_saved() {
        let mut program = shown();
        let asked = [Effect::Open(Pane::Program), Effect::Focus(NAME_ELEMENT.into())];
        assert_eq!(program.update(Action::Save("1".into())), asked);
        assert!(program.is_naming);
        let effects = program.update(Action::Named(" lib/blink.py ".into(), "1".into()));
        let path = b"/lib/blink.py".as_slice().into();
        let content = b"1".as_slice().into();
        assert_eq!(started(&effects).unwrap().task, Task::Save { path, content });
        assert!(!program.is_naming);
    }

    #[test]
    fn a_name_that_no_file_can_have_is_told() {
        for name in ["", " ", "..", "a//b", "a\nb", "lib/"] {
            let mut program = shown();
            program.update(Action::Save("1".into()));
            assert_eq!(program.update(Action::Named(name.into(), "1".into())), [], "{name:?}");
            assert_eq!((program.note, program.is_naming), (Some(Note::BadName), true));
        }
    }

    #[test]
    fn it_is_saved_only_when_the_board_has_what_was_given() {
        let mut program = shown();
        program.update(Action::Changed("1".into()));
        let effects = program.update(Action::Named("a.py".into(), "1".into()));
        let request = started(&effects).unwrap().clone();
        program.ended(&request, &Outcome::Cancelled);
        assert!(program.is_changed);
        program.ended(&request, &Outcome::Saved(Saved { bytes: 1, sha256: [0; 32] }));
        assert!(!program.is_changed);
    }

    #[test]
    fn what_was_changed_while_it_was_saved_is_not_saved() {
        let mut program = shown();
        let effects = program.update(Action::Named("a.py".into(), "1".into()));
        let request = started(&effects).unwrap().clone();
        program.update(Action::Changed("12".into()));
        program.ended(&request, &Outcome::Saved(Saved { bytes: 1, sha256: [0; 32] }));
        assert!(program.is_changed);
    }

    #[test]
    fn a_file_that_was_renamed_is_saved_under_its_new_name() {
        let mut program = shown();
        program.update(Action::FileOpened("a.py".into(), "1".into()));
        let (path, to) = ((*b"/a.py").into(), (*b"/lib/b.py").into());
        let request = Request { name: "a.py".into(), task: Task::Rename { path, to } };
        program.ended(&request, &Outcome::Failed(micropython_repl::error::Error::NoFileSystem));
        assert_eq!(program.name.as_deref(), Some("a.py"));
        program.ended(&request, &Outcome::Done);
        assert_eq!(program.name.as_deref(), Some("lib/b.py"));
    }

    #[test]
    fn the_line_that_went_wrong_is_marked_with_what_python_said() {
        let mut program = shown();
        let effects = program.update(Action::Run("led.onn()".into()));
        let request = started(&effects).unwrap().clone();
        let text = "Traceback (most recent call last):\r\n  File \"<stdin>\", line 7, in <module>\r\n  \
                    File \"<stdin>\", line 3, in blink\r\nNameError: name 'led' isn't defined\r\n";
        let effects = program.ended(&request, &raised(text));
        let [Effect::Editor(EditorEffect::Mark(3, said))] = &*effects else {
            panic!("{effects:?}")
        };
        assert!(
            said.starts_with("NameError: name 'led' isn't defined — Python does not know “led”")
        );
    }

    #[test]
    fn an_error_in_a_module_marks_the_line_that_led_there() {
        let text =
            "  File \"<stdin>\", line 2, in <module>\r\n  File \"lib.py\", line 40, in f\r\nE\r\n";
        assert_eq!(line_of(text), Some(2));
        assert_eq!(line_of("MemoryError: \r\n"), None);
    }

    #[test]
    fn a_program_that_a_person_stopped_has_no_mistake() {
        let mut program = shown();
        let effects = program.update(Action::Run("1".into()));
        let request = started(&effects).unwrap().clone();
        let exception = Exception {
            class: "KeyboardInterrupt".into(),
            message: String::new(),
            text: "  File \"<stdin>\", line 1\r\nKeyboardInterrupt: \r\n".into(),
        };
        assert_eq!(program.ended(&request, &Outcome::Ran { raised: Some(exception) }), []);
    }

    #[test]
    fn a_browser_that_keeps_nothing_is_told_of_until_it_does() {
        let mut program = shown();
        program.update(Action::KeptBy(false));
        assert_eq!(program.note, Some(Note::NotKept));
        program.update(Action::KeptBy(true));
        assert_eq!(program.note, None);
    }

    #[test]
    fn it_is_told_once_and_takes_the_place_of_no_other_note() {
        let mut program = shown();
        program.update(Action::KeptBy(false));
        program.update(Action::NoteRead);
        program.update(Action::KeptBy(false));
        assert_eq!(program.note, None);

        let mut program = shown();
        program.update(Action::Changed("mine".into()));
        program.update(Action::New);
        program.update(Action::KeptBy(false));
        assert_eq!(program.note, Some(Note::SetAside));
        let effects = program.update(Action::TakenBack);
        assert!(effects.contains(&Effect::Editor(EditorEffect::Show("mine".into()))));
        program.update(Action::KeptBy(false));
        assert_eq!(program.note, Some(Note::NotKept));
    }

    #[test]
    fn a_mark_at_the_begin_of_a_file_is_saved_and_not_run() {
        let mut program = shown();
        program.update(Action::FileOpened("a.py".into(), "\u{FEFF}1".into()));
        let effects = program.update(Action::Save("\u{FEFF}12".into()));
        let Task::Save { content, .. } = &started(&effects).unwrap().task else { panic!() };
        assert_eq!(&**content, b"\xEF\xBB\xBF12");
        let effects = program.update(Action::Run("\u{FEFF}12".into()));
        let Task::Run { source } = &started(&effects).unwrap().task else { panic!() };
        assert_eq!(&**source, b"12");
    }
}
