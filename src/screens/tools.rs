//! Above the terminal: how things are, and what one can do with the board.

use super::Actions;
use super::remarks::remarks;
use super::work_bar::work_bar;
use crate::components::{Button, Kind, file_button, menu, notice, rich, steps};
use crate::handover::Purpose;
use crate::page::Page;
use crate::serial::ChosenPort;
use crate::session::{Command, Now, Python};
use crate::texts;
use crate::words::{self, Advice, Instruction};
use esp8266_loader::install::Erase;
use yew::prelude::*;

/// The tools, without the terminal itself.
pub(super) fn tools(python: Python, page: &Page, actions: &Actions) -> Html {
    let state = &page.session;
    let now = state.now(python);
    html! {
        <section key="tools" class="tools">
            <h1 class="spoken">{ texts::terminal_heading() }</h1>
            if let Some(installed) = &state.installed {
                <p class="outcome">{ words::installed(installed) }</p>
            }
            <p class="state" data-now={look(now)}>{ rich(&words::python(now, state.python.as_deref())) }</p>
            if state.is_reset_by_hand {
                <p role="alert">{ rich(texts::reset_by_hand()) }</p>
            }
            <div class="toolbar" role="toolbar" aria-label={texts::terminal_tools()}>
                { tool(texts::terminal_stop(), Some(texts::terminal_stop_keys()), actions, || Command::Interrupt) }
                { file(texts::terminal_run(), Purpose::Run, page, actions) }
                { file(texts::terminal_save(), Purpose::Save, page, actions) }
                { tool(texts::terminal_restart(), Some(texts::terminal_restart_keys()), actions, || Command::RestartPython) }
                { menu(texts::terminal_more(), html! {
                    <>
                        { file(texts::terminal_save_main(), Purpose::SaveAsMain, page, actions) }
                        { Button::new(texts::terminal_clear(), actions.clear.clone()).html() }
                        { tool(texts::terminal_reset(), None, actions, || Command::ResetBoard) }
                        { tool(texts::terminal_reinstall(), None, actions, || Command::OfferInstall) }
                        { tool(texts::terminal_disconnect(), None, actions, || Command::Disconnect) }
                    </>
                }) }
            </div>
            { trouble(python, actions) }
            { remarks(page, actions) }
            { work_bar(page, actions) }
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
fn tool(
    label: &'static str,
    keys: Option<&'static str>,
    actions: &Actions,
    command: fn() -> Command<ChosenPort>,
) -> Html {
    let (commands, terminal) = (actions.commands.clone(), actions.terminal.clone());
    let pressed = move |()| {
        commands.emit(command());
        terminal.focus();
    };
    Button::new(label, pressed.into()).keys(keys).html()
}

fn trouble(python: Python, actions: &Actions) -> Html {
    let report = Some(&actions.report);
    match python {
        Python::Missing => {
            let more = html! {
                <>
                    <p class="actions">
                        { tool(texts::prompt_missing_enter(), None, actions, || Command::PressEnter) }
                        { tool(texts::prompt_missing_stop(), None, actions, || Command::Interrupt) }
                        { tool(texts::prompt_missing_reset(), None, actions, || Command::ResetBoard) }
                    </p>
                    { steps(&[Instruction::from(texts::prompt_missing_reinstall())]) }
                </>
            };
            notice(&Advice::one(texts::prompt_missing(), texts::prompt_missing_now()), more, report)
        }
        Python::FilesystemCorrupt => {
            let everything = actions.install.reform(|()| Some(Erase::WholeChip));
            let install = Button::new(texts::corrupt_install(), everything).kind(Kind::Primary);
            let more = html! { <p class="actions">{ install.html() }</p> };
            notice(&Advice::one(texts::corrupt(), texts::corrupt_now()), more, report)
        }
        Python::Unknown | Python::Awaited | Python::Ready => Html::default(),
    }
}
