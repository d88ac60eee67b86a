//! The bar of the working screen: how things are, and what one can do with the board. Its parts stand
//! in the order of the keyboard; the style sheet puts them in their places.

use super::Actions;
use crate::components::{Button, Kind, copy_button, file_button, log, menu, rich};
use crate::layout::{Action, Pane, Side};
use crate::page::Page;
use crate::serial::ChosenPort;
use crate::session::{BoardKind, Command, Now, Python};
use crate::texts;
use crate::words;
use workbench_api::{Board, Purpose};
use yew::prelude::*;

const PLOT: Pane = Pane::Side(Side::Plot);
const BOARD: Pane = Pane::Side(Side::Board);

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

/// What is pressed most, in one place: a program is run, and while anything runs it is stopped.
pub(super) fn act(page: &Page, actions: &Actions) -> Html {
    let is_ready = page.board() == Board::Ready;
    let has_program = page.layout.has_program;
    let stop_or_run = if has_program && is_ready {
        Button::new(texts::bar_run(), actions.run.clone())
            .keys(Some(texts::bar_run_keys()))
            .kind(Kind::Primary)
            .html()
    } else {
        let stop = Some(texts::terminal_stop_keys());
        tool(texts::terminal_stop(), stop, actions, || Command::Interrupt)
    };
    let save_or_new = if has_program {
        Button::new(texts::bar_save(), actions.save.clone()).disabled(!is_ready).html()
    } else {
        let opened = actions.layout.reform(|()| Action::Opened(Pane::Program));
        Button::new(texts::bar_new(), opened).html()
    };
    html! {
        <section class="act" aria-label={texts::terminal_tools()}>
            { stop_or_run }
            { save_or_new }
        </section>
    }
}

/// What else can be on the screen.
pub(super) fn tabs(page: &Page, actions: &Actions) -> Html {
    html! {
        <nav class="tabs" aria-label={texts::panes_name()}>
            { tab(texts::pane_prompt(), Pane::Prompt, page, actions) }
            { tab(texts::pane_program(), Pane::Program, page, actions) }
            { tab(texts::pane_files(), Pane::Side(Side::Files), page, actions) }
            { tab(texts::pane_lesson(), Pane::Side(Side::Lesson), page, actions) }
            // Few want it: its tab is there while it is.
            if page.layout.side == Some(Side::Plot) {
                { tab(texts::pane_plot(), PLOT, page, actions) }
            }
            if page.layout.side == Some(Side::Board) {
                { tab(texts::pane_board(), BOARD, page, actions) }
            }
        </nav>
    }
}

#[inline(never)]
fn tab(label: &'static str, pane: Pane, page: &Page, actions: &Actions) -> Html {
    let is_front = page.layout.front == pane;
    let is_open = if page.layout.is_open(pane) { "true" } else { "false" };
    html! {
        <button
            type="button"
            class="tab"
            data-front={is_front.then_some("")}
            aria-pressed={is_open}
            onclick={actions.pane.reform(move |_: MouseEvent| pane)}
        >
            { label }
        </button>
    }
}

/// What is needed now and then. What takes something away is last.
pub(super) fn more(page: &Page, actions: &Actions) -> Html {
    let restart = Some(texts::terminal_restart_keys());
    let larger = actions.layout.reform(|()| Action::LargerLetters);
    let board = actions.layout.reform(|()| Action::Opened(BOARD));
    let plot = actions.layout.reform(|()| Action::Opened(PLOT));
    let (to_save, to_copy) = (actions.terminal.clone(), actions.terminal.clone());
    let save_text = Callback::from(move |()| to_save.save());
    let copied = Callback::from(move |()| to_copy.text());
    html! {
        <section class="more" aria-label={texts::terminal_settings()}>
            { Button::new(texts::terminal_letters_sign(), larger).named(Some(texts::terminal_letters())).html() }
            { menu(texts::terminal_more(), html! {
                <>
                    { file(texts::terminal_run(), Purpose::Run, page, actions) }
                    { file(texts::terminal_save(), Purpose::Save, page, actions) }
                    { file(texts::terminal_save_main(), Purpose::SaveAsMain, page, actions) }
                    { tool(texts::terminal_restart(), restart, actions, || Command::RestartPython) }
                    { tool(texts::terminal_reset(), None, actions, || Command::ResetBoard) }
                    { Button::new(texts::terminal_find(), actions.find.clone()).html() }
                    { Button::new(texts::terminal_plot(), plot).html() }
                    { Button::new(texts::options_board(), board).html() }
                    { Button::new(texts::terminal_clear(), actions.clear.clone()).html() }
                    { Button::new(texts::terminal_save_text(), save_text).html() }
                    { copy_button(texts::terminal_copy(), copied) }
                    <hr />
                    { tool(texts::terminal_reinstall(), None, actions, || Command::OfferInstall) }
                    { tool(texts::terminal_disconnect(), None, actions, || Command::Disconnect) }
                    if page.session.adapter.board == BoardKind::Real {
                        { Button::new(texts::terminal_forget(), actions.forget.clone()).html() }
                    }
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
