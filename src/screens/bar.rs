//! The bar of the working screen: how things are, and what one can do with the board. Its parts stand
//! in the order of the keyboard; the style sheet puts them in their places.

use super::Actions;
use crate::components::{Button, file_button, log, menu, rich};
use crate::handover::Purpose;
use crate::layout::Action;
use crate::page::Page;
use crate::serial::ChosenPort;
use crate::session::{Command, Now, Python};
use crate::texts;
use crate::words;
use yew::prelude::*;

/// What Python does now, in words, in shape and in colour.
pub(super) fn state(python: Python, page: &Page) -> Html {
    let state = &page.session;
    let now = state.now(python);
    html! {
        <>
            <h1 class="spoken">{ texts::terminal_heading() }</h1>
            <p class="state" data-now={look(now)}>
                <span>{ rich(&words::python(now, state.python.as_deref())) }</span>
            </p>
        </>
    }
}

/// What is pressed most, in one place.
pub(super) fn act(actions: &Actions) -> Html {
    let stop = Some(texts::terminal_stop_keys());
    html! {
        <section class="act" aria-label={texts::terminal_tools()}>
            { tool(texts::terminal_stop(), stop, actions, || Command::Interrupt) }
        </section>
    }
}

/// What is needed now and then. What takes something away is last.
pub(super) fn more(page: &Page, actions: &Actions) -> Html {
    let restart = Some(texts::terminal_restart_keys());
    let larger = actions.layout.reform(|()| Action::LargerLetters);
    html! {
        <section class="more" aria-label={texts::terminal_settings()}>
            { Button::new("A+", larger).named(Some(texts::terminal_letters())).html() }
            { menu(texts::terminal_more(), html! {
                <>
                    { file(texts::terminal_run(), Purpose::Run, page, actions) }
                    { file(texts::terminal_save(), Purpose::Save, page, actions) }
                    { file(texts::terminal_save_main(), Purpose::SaveAsMain, page, actions) }
                    { tool(texts::terminal_restart(), restart, actions, || Command::RestartPython) }
                    { tool(texts::terminal_reset(), None, actions, || Command::ResetBoard) }
                    { Button::new(texts::terminal_clear(), actions.clear.clone()).html() }
                    <hr />
                    { tool(texts::terminal_reinstall(), None, actions, || Command::OfferInstall) }
                    { tool(texts::terminal_disconnect(), None, actions, || Command::Disconnect) }
                    if !page.session.log.entries().is_empty() {
                        { log(texts::terminal_log(), &page.session.log) }
                    }
                    <p class="hint">{ texts::page_promise() }{ " " }<a href="notices.html">{ texts::page_notices() }</a></p>
                </>
            }) }
        </section>
    }
}

/// The name of a state's shape and colour in the style sheet.
const fn look(now: Now) -> &'static str {
    match now {
        Now::Ready => "ready",
        Now::Running => "running",
        Now::Asking | Now::Block => "typing",
        Now::Busy | Now::Awaited | Now::Watched => "waiting",
        Now::Special | Now::Missing | Now::Corrupt => "trouble",
    }
}

/// A button that takes a file for the board. One at a time.
#[inline(never)]
fn file(label: &'static str, purpose: Purpose, page: &Page, actions: &Actions) -> Html {
    let chosen = actions.hand_over.reform(move |files| (purpose, files));
    file_button(label, None, page.session.is_working(), chosen)
}

/// A button with a command. After it, the keyboard is the terminal's again, where that is still there.
#[inline(never)]
pub(super) fn tool(
    label: &'static str,
    keys: Option<&'static str>,
    actions: &Actions,
    command: fn() -> Command<ChosenPort>,
) -> Html {
    let pressed = actions.then_terminal(actions.giving(command));
    Button::new(label, pressed).keys(keys).html()
}
