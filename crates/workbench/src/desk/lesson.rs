//! The lesson: which card is shown, and what becomes of its code.

use super::Effect;
use super::program::Kept;
use lessons::{Card, Insert, unbundle};
use std::rc::Rc;
use workbench_api::{Pane, Side};

/// The lesson.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lesson {
    /// How far the texts are.
    pub texts: Texts,
    /// What is shown; nothing where there is a choice of lessons.
    pub place: Option<Place>,
    /// Was asked for and is not there.
    pub unknown: Option<Rc<str>>,
    /// What to do if it did not work is shown.
    pub is_unfolded: bool,
    /// This code is to go where a program of the person's is: they are asked.
    pub question: Option<Rc<str>>,
}

/// How far the texts are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Texts {
    /// Nobody has asked for them.
    #[default]
    Absent,
    /// They are on their way.
    Loading,
    /// The lessons by their ids, of which there is one at least.
    Here(Rc<[(Rc<str>, lessons::Lesson)]>),
    /// They can't be had; the browser's words.
    Failed(String),
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The id of its lesson.
    pub lesson: Rc<str>,
    /// Counted from 0.
    pub card: usize,
}

/// What begins a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The file of all lessons; or the browser's words.
    pub file: Result<Rc<str>, String>,
    /// The lesson that the page's address asks for.
    pub wanted: Option<Rc<str>>,
    /// What was shown at the last visit.
    pub kept: Option<Place>,
}

/// Something that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The texts are there, or are not.
    Fetched(Fetched),
    /// The person wants them once more.
    TriedAgain,
    /// They have chosen this lesson.
    Picked(Rc<str>),
    /// They want to choose another one.
    Left,
    /// They want the card before this one.
    Back,
    /// They want the next card.
    Next,
    /// They have seen the last one.
    Finished,
    /// They want to see what to do if it did not work, or no longer.
    Folded,
    /// This code is to be typed at the prompt.
    Typed(Rc<str>),
    /// This code is to be in the program.
    Inserted(Rc<str>, Insertion),
    /// Their program is to stay as it is.
    InsertionGivenUp,
}

/// How code gets into the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insertion {
    /// In place of what is there, if nothing of the person's is lost by that; else they are asked.
    Asking,
    /// In place of what is there.
    Replacing,
    /// Behind it.
    Appending,
}

/// What gets the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The card.
    Card,
    /// What to do if it did not work.
    Fold,
    /// What the person is asked.
    Question,
}

impl Lesson {
    /// The lesson that is shown.
    #[must_use]
    pub fn lesson(&self) -> Option<&lessons::Lesson> {
        let place = self.place.as_ref()?;
        self.lessons().iter().find(|(id, _)| *id == place.lesson).map(|(_, lesson)| lesson)
    }

    /// The card that is shown.
    #[must_use]
    pub fn card(&self) -> Option<&Card> {
        self.lesson()?.cards.get(self.place.as_ref()?.card)
    }

    /// All lessons.
    #[must_use]
    pub fn lessons(&self) -> &[(Rc<str>, lessons::Lesson)] {
        match &self.texts {
            Texts::Here(lessons) => lessons,
            _ => &[],
        }
    }

    /// It is shown.
    pub(super) fn opened(&mut self) -> Vec<Effect> {
        match self.texts {
            Texts::Absent | Texts::Failed(_) => {
                self.texts = Texts::Loading;
                vec![Effect::FetchLessons]
            }
            Texts::Loading | Texts::Here(_) => Vec::new(),
        }
    }

    /// Takes what happened; gives what is to be done about it.
    pub(super) fn update(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Fetched(fetched) => {
                self.fetched(fetched);
                Vec::new()
            }
            Action::TriedAgain => self.opened(),
            Action::Picked(lesson) => self.go_to(Some(Place { lesson, card: 0 })),
            Action::Left => self.go_to(None),
            Action::Back => self.step(|card| card.checked_sub(1)),
            Action::Next => self.step(|card| card.checked_add(1)),
            Action::Finished => {
                let place = self.place.take().filter(|_| self.lessons().len() == 1);
                let mut effects = self.go_to(place.map(|place| Place { card: 0, ..place }));
                effects.retain(|effect| !matches!(effect, Effect::FocusLesson(_)));
                effects.push(Effect::Close(Pane::Side(Side::Lesson)));
                effects
            }
            Action::Folded => {
                self.is_unfolded = !self.is_unfolded;
                let focus = self.is_unfolded.then_some(Effect::FocusLesson(Part::Fold));
                focus.into_iter().collect()
            }
            Action::Typed(code) => vec![Effect::Insert(code)],
            Action::Inserted(code, insertion) => {
                self.question = None;
                vec![Effect::InsertIntoProgram(code, insertion)]
            }
            Action::InsertionGivenUp => {
                self.question = None;
                vec![Effect::FocusLesson(Part::Card)]
            }
        }
    }

    /// Whether something of the person's would be lost, if code came in place of their program.
    pub(super) fn would_lose(&self, theirs: &Kept) -> bool {
        let text = theirs.text.trim();
        let is_ours = || {
            let code = |(_, lesson): &'_ (_, lessons::Lesson)| {
                lesson.code(Insert::Program).any(|code| code.trim() == text)
            };
            self.lessons().iter().any(code)
        };
        theirs.is_changed && !text.is_empty() && !is_ours()
    }

    /// Asks the person what is to become of their program.
    pub(super) fn ask(&mut self, code: Rc<str>) -> Vec<Effect> {
        self.question = Some(code);
        vec![Effect::FocusLesson(Part::Question)]
    }

    fn fetched(&mut self, Fetched { file, wanted, kept }: Fetched) {
        let file = match file {
            Ok(file) => file,
            Err(words) => {
                self.texts = Texts::Failed(words);
                return;
            }
        };
        let lessons: Rc<[_]> =
            unbundle(&file).into_iter().map(|(id, lesson)| (id.into(), lesson)).collect();
        self.texts = match lessons.is_empty() {
            true => Texts::Failed(String::new()),
            false => Texts::Here(lessons),
        };
        let is_there = |id: &Rc<str>| self.lessons().iter().any(|(one, _)| one == id);
        let kept = kept.filter(|place| is_there(&place.lesson));
        let only = match self.lessons() {
            [(id, _)] => Some(Place { lesson: Rc::clone(id), card: 0 }),
            _ => None,
        };
        let (place, unknown) = match wanted {
            Some(id) if is_there(&id) => {
                let kept = kept.filter(|place| place.lesson == id);
                (kept.or(Some(Place { lesson: id, card: 0 })), None)
            }
            // They see what there is.
            Some(id) => (None, Some(id)),
            None => (kept.or(only), None),
        };
        (self.place, self.unknown) = (place, unknown);
        // The lesson may have been longer then.
        if self.place.is_some()
            && self.card().is_none()
            && let Some(place) = &mut self.place
        {
            place.card = 0;
        }
    }

    fn step(&mut self, step: impl Fn(usize) -> Option<usize>) -> Vec<Effect> {
        let Some((place, lesson)) = self.place.as_ref().zip(self.lesson()) else {
            return Vec::new();
        };
        match step(place.card).filter(|card| *card < lesson.cards.len()) {
            Some(card) => self.go_to(Some(Place { lesson: Rc::clone(&place.lesson), card })),
            None => Vec::new(),
        }
    }

    fn go_to(&mut self, place: Option<Place>) -> Vec<Effect> {
        self.place = place;
        (self.unknown, self.is_unfolded, self.question) = (None, false, None);
        vec![Effect::KeepPlace(self.place.clone()), Effect::FocusLesson(Part::Card)]
    }
}

#[cfg(test)]
mod tests;
