use super::*;
use crate::desk::program::{Action as ProgramAction, Editor, EditorEffect};
use crate::desk::{self, Desk};
use lessons::bundle;

const BLINK: &str =
    "# Blink\n\n## One\n\na\n\n### It didn’t\n\nb\n\n## Two\n\n```python program\nlight()\n```\n";
const HELLO: &str = "# Hello\n\n## One\n\na\n";

fn place(lesson: &str, card: usize) -> Option<Place> {
    Some(Place { lesson: lesson.into(), card })
}

fn fetched(texts: &[(&str, &str)], wanted: Option<&str>, kept: Option<Place>) -> Lesson {
    let mut lesson = Lesson::default();
    assert_eq!(lesson.opened(), [Effect::FetchLessons]);
    let file = Ok(bundle(texts.iter().copied()).into());
    let wanted = wanted.map(Into::into);
    assert_eq!(lesson.update(Action::Fetched(Fetched { file, wanted, kept })), []);
    lesson
}

fn blink() -> Lesson {
    fetched(&[("blink", BLINK)], None, None)
}

#[test]
fn the_only_lesson_begins_with_its_first_card() {
    let lesson = blink();
    assert_eq!(lesson.place, place("blink", 0));
    assert_eq!(lesson.card().unwrap().heading, "One");
}

#[test]
fn among_several_lessons_there_is_a_choice() {
    let mut lesson = fetched(&[("blink", BLINK), ("hello", HELLO)], None, None);
    assert_eq!((lesson.place.clone(), lesson.lessons().len()), (None, 2));
    lesson.update(Action::Picked("hello".into()));
    assert_eq!(lesson.place, place("hello", 0));
    lesson.update(Action::Left);
    assert_eq!(lesson.place, None);
}

#[test]
fn the_texts_are_fetched_once_and_again_only_after_a_failure() {
    let mut lesson = blink();
    assert_eq!(lesson.opened(), []);
    let mut lesson = Lesson::default();
    lesson.opened();
    let file = Err("offline".to_owned());
    lesson.update(Action::Fetched(Fetched { file, wanted: None, kept: None }));
    assert_eq!(lesson.texts, Texts::Failed("offline".into()));
    assert_eq!(lesson.update(Action::TriedAgain), [Effect::FetchLessons]);
}

#[test]
fn a_file_without_lessons_is_a_failure() {
    let lesson = fetched(&[], None, None);
    assert_eq!((lesson.texts, lesson.place), (Texts::Failed(String::new()), None));
}

#[test]
fn the_address_chooses_a_lesson_and_the_last_visit_its_card() {
    let both = &[("blink", BLINK), ("hello", HELLO)];
    assert_eq!(fetched(both, Some("blink"), None).place, place("blink", 0));
    assert_eq!(fetched(both, Some("blink"), place("blink", 1)).place, place("blink", 1));
    assert_eq!(fetched(both, Some("hello"), place("blink", 1)).place, place("hello", 0));
    assert_eq!(fetched(both, None, place("blink", 1)).place, place("blink", 1));
}

#[test]
fn a_lesson_that_is_not_there_is_told_and_the_others_are_shown() {
    let mut lesson = fetched(&[("blink", BLINK)], Some("blnik"), place("blink", 1));
    assert_eq!((lesson.place.clone(), lesson.unknown.as_deref()), (None, Some("blnik")));
    lesson.update(Action::Picked("blink".into()));
    assert_eq!((lesson.place, lesson.unknown), (place("blink", 0), None));
}

#[test]
fn a_place_that_a_host_has_removed_since_is_forgotten() {
    assert_eq!(fetched(&[("blink", BLINK)], None, place("blink", 7)).place, place("blink", 0));
    assert_eq!(fetched(&[("blink", BLINK)], None, place("gone", 1)).place, place("blink", 0));
}

#[test]
fn the_next_card_gets_the_keyboard_and_is_kept_for_the_next_visit() {
    let mut lesson = blink();
    lesson.update(Action::Folded);
    let effects = lesson.update(Action::Next);
    assert_eq!(effects, [Effect::KeepPlace(place("blink", 1)), Effect::FocusLesson(Part::Card)]);
    assert!(!lesson.is_unfolded);
    assert_eq!(lesson.update(Action::Next), []);
    lesson.update(Action::Back);
    assert_eq!(lesson.place, place("blink", 0));
    assert_eq!(lesson.update(Action::Back), []);
}

#[test]
fn what_to_do_if_it_did_not_work_gets_the_keyboard_when_it_is_unfolded() {
    let mut lesson = blink();
    assert_eq!(lesson.update(Action::Folded), [Effect::FocusLesson(Part::Fold)]);
    assert_eq!(lesson.update(Action::Folded), []);
}

#[test]
fn the_end_closes_the_lesson_and_the_next_visit_begins_anew() {
    let mut lesson = blink();
    lesson.update(Action::Next);
    let effects = lesson.update(Action::Finished);
    let close = Effect::Close(Pane::Side(Side::Lesson));
    assert_eq!(effects, [Effect::KeepPlace(place("blink", 0)), close.clone()]);
    let mut lesson = fetched(&[("blink", BLINK), ("hello", HELLO)], Some("hello"), None);
    assert_eq!(lesson.update(Action::Finished), [Effect::KeepPlace(None), close]);
}

/// A desk with a lesson, whose editor shows this.
fn desk() -> Desk {
    let mut desk = Desk { lesson: blink(), ..Desk::default() };
    desk.program.editor = Editor::Shown;
    desk
}

fn theirs(text: &str, is_changed: bool) -> Option<Kept> {
    Some(Kept { name: Some("mine.py".into()), text: text.into(), is_changed })
}

/// What the editor shows after code was inserted.
fn inserted(desk: &mut Desk, insertion: Insertion, theirs: Option<Kept>) -> Option<Rc<str>> {
    let code: Rc<str> = "light()".into();
    let action = Action::Inserted(Rc::clone(&code), insertion);
    let effects = desk.update(desk::Action::Lesson(action));
    assert_eq!(effects, [Effect::InsertIntoProgram(Rc::clone(&code), insertion)]);
    let effects = desk.update(desk::Action::Inserting { code, insertion, theirs });
    effects.into_iter().find_map(|effect| match effect {
        Effect::Editor(EditorEffect::Show(text)) => Some(text),
        _ => None,
    })
}

#[test]
fn code_for_the_prompt_is_typed_there() {
    let effects = blink().update(Action::Typed("2 + 3".into()));
    assert_eq!(effects, [Effect::Insert("2 + 3".into())]);
}

#[test]
fn code_comes_in_place_of_what_nobody_would_miss() {
    for theirs in [None, theirs("", true), theirs(" light()\n", true), theirs("saved()", false)] {
        let shown = inserted(&mut desk(), Insertion::Asking, theirs);
        assert_eq!(shown.as_deref(), Some("light()\n"));
    }
}

#[test]
fn a_program_of_the_persons_own_is_not_replaced_unasked() {
    let mut desk = desk();
    assert_eq!(inserted(&mut desk, Insertion::Asking, theirs("mine()", true)), None);
    assert_eq!(desk.lesson.question.as_deref(), Some("light()"));
    let shown = inserted(&mut desk, Insertion::Appending, theirs("mine()\n", true));
    assert_eq!(shown.as_deref(), Some("mine()\n\nlight()\n"));
    assert_eq!((desk.lesson.question, desk.program.name.as_deref()), (None, Some("mine.py")));
}

#[test]
fn a_program_of_the_persons_own_is_replaced_if_they_say_so() {
    let mut desk = desk();
    let shown = inserted(&mut desk, Insertion::Replacing, theirs("mine()", true));
    assert_eq!((shown.as_deref(), desk.program.name), (Some("light()\n"), None));
}

#[test]
fn what_waits_for_the_editor_is_the_persons_too() {
    let mut desk = Desk { lesson: blink(), ..Desk::default() };
    desk.program.update(ProgramAction::TextGiven("mine()".into()));
    assert_eq!(inserted(&mut desk, Insertion::Asking, None), None);
    assert_eq!(desk.lesson.question.as_deref(), Some("light()"));
}
