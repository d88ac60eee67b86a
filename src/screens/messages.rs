//! Between the bar and the panes: what there is to say of the board, each in one line.

use super::Actions;
use super::bar::tool;
use super::remarks::remarks;
use super::work_bar::work_bar;
use crate::components::{Button, Kind, copy_button, message, rich, said};
use crate::layout;
use crate::page::Page;
use crate::session::{Command, Python};
use crate::setup::Click;
use crate::texts;
use crate::words;
use esp8266_loader::install::Erase;
use yew::prelude::*;

/// The messages. Their place is always there.
pub(super) fn messages(python: Python, page: &Page, actions: &Actions) -> Html {
    let state = &page.session;
    html! {
        <section key="messages" class="messages" aria-label={texts::messages_name()}>
            if let Some(installed) = words::installed(state).filter(|_| !page.layout.is_outcome_closed) {
                { outcome(installed, actions) }
            }
            if state.is_reset_by_hand {
                { message("trouble", said("alert", rich(texts::reset_by_hand())), Html::default()) }
            }
            if let Some(words) = &page.unloaded {
                { message("trouble", said("alert", rich(&unloaded(words))), close(actions)) }
            }
            { trouble(python, page, actions) }
            { remarks(page, actions) }
            { work_bar(page, actions) }
        </section>
    }
}

fn outcome(words: words::Text, actions: &Actions) -> Html {
    message("over", said("note", html! { { words } }), close(actions))
}

/// Takes the message away.
fn close(actions: &Actions) -> Html {
    let read = actions.then_terminal(actions.layout.reform(|()| layout::Action::OutcomeRead));
    Button::new("×", read).named(Some(texts::remark_close())).html()
}

fn unloaded(words: &str) -> String {
    format!("{} {}", texts::unloaded_panels(), texts::UnloadedNow { words }.text())
}

/// What keeps Python from its prompt, and the buttons that help.
fn trouble(python: Python, page: &Page, actions: &Actions) -> Html {
    let (what, now, buttons, more) = match python {
        Python::Missing if page.setup.safer_mode(&page.session).is_some() => {
            let install =
                Button::new(texts::unstarted_install(), actions.safer()).kind(Kind::Primary);
            let reset = tool(texts::prompt_missing_reset(), None, actions, || Command::ResetBoard);
            let buttons = html! { <>{ install.html() }{ reset }</> };
            (texts::unstarted(), texts::unstarted_now(), buttons, None)
        }
        Python::Missing => (
            texts::prompt_missing(),
            texts::prompt_missing_now(),
            html! {
                <>
                    { tool(texts::prompt_missing_enter(), None, actions, || Command::PressEnter) }
                    { tool(texts::prompt_missing_stop(), None, actions, || Command::Interrupt) }
                    { tool(texts::prompt_missing_reset(), None, actions, || Command::ResetBoard) }
                </>
            },
            Some(texts::prompt_missing_reinstall()),
        ),
        Python::FilesystemCorrupt => {
            let everything = actions.install.reform(|()| Click::Erasing(Erase::WholeChip));
            let install = Button::new(texts::corrupt_install(), everything).kind(Kind::Primary);
            (texts::corrupt(), texts::corrupt_now(), install.html(), None)
        }
        Python::Unknown | Python::Awaited | Python::Ready => return Html::default(),
    };
    let what = html! { <><strong class="what">{ what }</strong>{ " " }{ rich(now) }</> };
    let fold = html! {
        <details>
            <summary>{ texts::prompt_missing_more() }</summary>
            { more.map(rich) }
            { copy_button(texts::copy_details(), actions.report.clone()) }
        </details>
    };
    message("trouble", said("alert", what), html! { <>{ buttons }{ fold }</> })
}
