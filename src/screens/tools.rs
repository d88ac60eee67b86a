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
    let leaving = |label: &'static str, command| Button::new(label, actions.giving(command)).html();
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
                { button(actions, texts::terminal_stop(), || Command::Interrupt).keys(texts::terminal_stop_keys()).html() }
                { file(texts::terminal_run(), Purpose::Run, page, actions) }
                { file(texts::terminal_save(), Purpose::Save, page, actions) }
                { button(actions, texts::terminal_restart(), || Command::RestartPython).keys(texts::terminal_restart_keys()).html() }
                { menu(texts::terminal_more(), html! {
                    <>
                        { file(texts::terminal_save_main(), Purpose::SaveAsMain, page, actions) }
                        { Button::new(texts::terminal_clear(), actions.clear.clone()).html() }
                        { button(actions, texts::terminal_reset(), || Command::ResetBoard).html() }
                        { leaving(texts::terminal_reinstall(), || Command::OfferInstall) }
                        { leaving(texts::terminal_disconnect(), || Command::Disconnect) }
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
fn file(label: &'static str, purpose: Purpose, page: &Page, actions: &Actions) -> Html {
    let chosen = actions.hand_over.reform(move |files| (purpose, files));
    file_button(label, None, page.session.is_working(), chosen)
}

/// After it, the keyboard is the terminal's again.
fn button(actions: &Actions, label: &'static str, command: fn() -> Command<ChosenPort>) -> Button {
    let (commands, terminal) = (actions.commands.clone(), actions.terminal.clone());
    let pressed = move |()| {
        commands.emit(command());
        terminal.focus();
    };
    Button::new(label, pressed.into())
}

fn trouble(python: Python, actions: &Actions) -> Html {
    let report = Some(&actions.report);
    match python {
        Python::Missing => {
            let more = html! {
                <>
                    <p class="actions">
                        { button(actions, texts::prompt_missing_enter(), || Command::PressEnter).html() }
                        { button(actions, texts::prompt_missing_stop(), || Command::Interrupt).html() }
                        { button(actions, texts::prompt_missing_reset(), || Command::ResetBoard).html() }
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
