//! The lesson.

use super::browser;
use super::pieces::{marked, spans};
use crate::desk::lesson::{Action, Fetched, Insertion, Lesson, Part, Place, Texts};
use crate::desk::{self, Desk};
use crate::texts;
use lessons::{Block, Card, Fold, Insert};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use workbench_api::Board;
use yew::platform::spawn_local;
use yew::prelude::*;

#[wasm_bindgen(module = "/src/panel/lesson.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn fetch_lessons() -> Result<JsValue, JsValue>;
    fn wanted_lesson() -> Option<String>;
}

/// Fetches the texts.
pub(crate) fn fetch(actions: Callback<desk::Action>) {
    spawn_local(async move {
        let file = match fetch_lessons().await {
            Ok(file) => Ok(file.as_string().unwrap_or_default().into()),
            Err(error) => Err(browser::words_of(&error)),
        };
        let wanted = wanted_lesson().map(Into::into);
        let fetched = Fetched { file, wanted, kept: browser::kept_place() };
        actions.emit(desk::Action::Lesson(Action::Fetched(fetched)));
    });
}

/// The element that gets the keyboard.
pub(crate) const fn id_of(part: Part) -> &'static str {
    match part {
        Part::Card => "lesson-card",
        Part::Fold => "lesson-fold",
        Part::Question => "lesson-question",
    }
}

/// The panel.
pub(crate) fn lesson(desk: &Desk, actions: &Callback<desk::Action>, close: Callback<()>) -> Html {
    let panel = Panel { lesson: &desk.lesson, board: desk.board, actions };
    let title = desk.lesson.lesson().map(|lesson| lesson.title.clone());
    let has_choice = title.is_some() && desk.lesson.lessons().len() > 1;
    let close = close.reform(|_: MouseEvent| ());
    html! {
        <>
            <div class="pane-head">
                <h2>{ title.unwrap_or_else(|| texts::lesson_title().to_owned()) }</h2>
                if has_choice {
                    { panel.button(texts::lesson_all(), Action::Left) }
                }
                <button type="button" class="button" aria-label={texts::lesson_close()} onclick={close}>{ "×" }</button>
            </div>
            { panel.body() }
        </>
    }
}

/// What all its parts need.
struct Panel<'a> {
    lesson: &'a Lesson,
    board: Board,
    actions: &'a Callback<desk::Action>,
}

impl Panel<'_> {
    fn body(&self) -> Html {
        match &self.lesson.texts {
            Texts::Absent | Texts::Loading => {
                html! { <p class="lesson" role="status">{ texts::lesson_loading() }</p> }
            }
            Texts::Failed(words) => html! {
                <div class="lesson" role="alert">
                    <p>{ failure(words) }</p>
                    { self.button(texts::lesson_again(), Action::TriedAgain) }
                </div>
            },
            Texts::Here(_) => match (self.lesson.card(), &self.lesson.place) {
                (Some(card), Some(place)) => self.card(card, place),
                _ => self.choice(),
            },
        }
    }

    /// All lessons, to choose one.
    fn choice(&self) -> Html {
        let unknown = self.lesson.unknown.as_ref().map(|id| {
            let name = page_words::name(id);
            html! { <p role="alert">{ texts::LessonUnknown { name: &name }.text() }</p> }
        });
        let lessons = self.lesson.lessons().iter().map(|(id, lesson)| {
            html! { <li>{ self.button(lesson.title.clone(), Action::Picked(Rc::clone(id))) }</li> }
        });
        html! {
            <section class="lesson" id={id_of(Part::Card)} tabindex="0" aria-label={texts::lesson_title()}>
                { unknown }
                <ul class="lesson-choice">{ for lessons }</ul>
            </section>
        }
    }

    fn card(&self, card: &Card, place: &Place) -> Html {
        let count = self.lesson.lesson().map_or(0, |lesson| lesson.cards.len());
        let number = |number: usize| number.to_string();
        let count_text =
            texts::LessonCount { card: &number(place.card + 1), cards: &number(count) }.text();
        let is_last = place.card + 1 >= count;
        let fold = card.fold.as_ref();
        html! {
            <>
                <section class="lesson" id={id_of(Part::Card)} key={place.card} tabindex="0" aria-labelledby="lesson-heading lesson-count">
                    <p class="lesson-count hint" id="lesson-count">{ count_text }</p>
                    <h3 id="lesson-heading">{ card.heading.clone() }</h3>
                    { self.blocks(&card.blocks) }
                    if let Some(fold) = fold.filter(|_| self.lesson.is_unfolded) {
                        <section class="lesson-fold" id={id_of(Part::Fold)} tabindex="-1" aria-label={fold.title.clone()}>
                            { self.blocks(&fold.blocks) }
                        </section>
                    }
                </section>
                <nav class="lesson-steps" aria-label={texts::lesson_steps()}>
                    <button type="button" class="button" disabled={place.card == 0} onclick={self.acting(Action::Back)}>
                        <span aria-hidden="true">{ "‹ " }</span>{ texts::lesson_back() }
                    </button>
                    { fold.map(|fold| self.fold_button(fold)) }
                    if is_last {
                        <button type="button" class="button" data-kind="primary" onclick={self.acting(Action::Finished)}>{ texts::lesson_finish() }</button>
                    } else {
                        <button type="button" class="button" data-kind="primary" onclick={self.acting(Action::Next)}>
                            { texts::lesson_next() }<span aria-hidden="true">{ " ›" }</span>
                        </button>
                    }
                </nav>
            </>
        }
    }

    fn fold_button(&self, fold: &Fold) -> Html {
        let is_unfolded = self.lesson.is_unfolded;
        html! {
            <button type="button" class="button" data-kind="quiet" aria-expanded={is_unfolded.to_string()} aria-controls={is_unfolded.then_some(id_of(Part::Fold))} onclick={self.acting(Action::Folded)}>
                { fold.title.clone() }
            </button>
        }
    }

    fn blocks(&self, blocks: &[Block]) -> Html {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Html {
        match block {
            Block::Paragraph(words) => html! { <p>{ spans(words) }</p> },
            Block::List(items) => {
                let items = items.iter().map(|item| html! { <li>{ spans(item) }</li> });
                html! { <ul>{ for items }</ul> }
            }
            Block::Expected(words) => html! {
                <p class="lesson-expected">
                    <span class="lesson-expected-sign">{ texts::lesson_expected() }</span>
                    { spans(words) }
                </p>
            },
            Block::Code { text, insert } => self.code(text, *insert),
        }
    }

    fn code(&self, text: &str, insert: Insert) -> Html {
        let code: Rc<str> = text.into();
        let is_asked = self.lesson.question.as_ref() == Some(&code);
        let (name, action, why_not) = match insert {
            Insert::Nowhere => (None, None, None),
            Insert::Prompt => {
                let why_not = match self.board {
                    Board::Ready => None,
                    Board::Busy => Some(texts::lesson_busy()),
                    Board::Away | Board::Gone | Board::Installing => Some(texts::lesson_away()),
                };
                (Some(texts::lesson_insert_prompt()), Some(Action::Typed(code.clone())), why_not)
            }
            Insert::Program => {
                let action = Action::Inserted(code.clone(), Insertion::Asking);
                (Some(texts::lesson_insert_program()), Some(action), None)
            }
        };
        html! {
            <>
                <div class="lesson-code">
                    <pre lang="en" translate="no"><code>{ text.to_owned() }</code></pre>
                    if let Some(action) = action {
                        <div class="lesson-insert">
                            if let Some(why_not) = why_not {
                                <span class="hint">{ marked(why_not) }</span>
                            }
                            <button type="button" class="button" aria-label={name} title={name} disabled={why_not.is_some()} onclick={self.acting(action)}>{ texts::lesson_insert() }</button>
                        </div>
                    }
                </div>
                if is_asked {
                    { self.question(&code) }
                }
            </>
        }
    }

    /// What shall become of the person's program.
    fn question(&self, code: &Rc<str>) -> Html {
        let inserted = |how| Action::Inserted(Rc::clone(code), how);
        html! {
            <div class="lesson-question" id={id_of(Part::Question)} role="group" tabindex="-1" aria-label={texts::lesson_question()}>
                <p>{ texts::lesson_question() }</p>
                { self.button(texts::lesson_append(), inserted(Insertion::Appending)) }
                { self.button(texts::lesson_replace(), inserted(Insertion::Replacing)) }
                { self.button(texts::lesson_leave(), Action::InsertionGivenUp) }
            </div>
        }
    }

    fn button(&self, words: impl Into<AttrValue>, action: Action) -> Html {
        let words = words.into();
        html! { <button type="button" class="button" onclick={self.acting(action)}>{ words }</button> }
    }

    fn acting(&self, action: Action) -> Callback<MouseEvent> {
        self.actions.reform(move |_| desk::Action::Lesson(action.clone()))
    }
}

fn failure(words: &str) -> String {
    match words {
        "" => texts::lesson_failed_empty().to_owned(),
        words => texts::LessonFailed { words }.text(),
    }
}
