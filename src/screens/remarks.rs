//! Remarks on the prompt, a line each.

use super::Actions;
use crate::components::{Button, message, rich, said};
use crate::handover::Action;
use crate::page::Page;
use crate::session::Command;
use crate::texts;
use crate::words::{self, Remark};
use yew::prelude::*;

pub(super) fn remarks(page: &Page, actions: &Actions) -> Html {
    words::remarks(&page.session, page.handover.cut.as_ref())
        .into_iter()
        .map(|one| remark(one, actions))
        .collect()
}

fn remark(remark: Remark, actions: &Actions) -> Html {
    let cross = |close| {
        Button::new("×", actions.then_terminal(close)).named(Some(texts::remark_close())).html()
    };
    let close = || cross(actions.giving(|| Command::DropHeldPaste));
    let (text, buttons) = match remark {
        Remark::Closable(text) => (text, close()),
        Remark::HeldPaste(text) => {
            let send = actions.giving(|| Command::PasteHeld);
            let send = Button::new(texts::pasted_held_send(), actions.then_terminal(send)).html();
            (text, html! { <>{ send }{ close() }</> })
        }
        Remark::CutSave(text) => {
            let again = actions.handover.reform(|()| Action::SavedAgain);
            let again = Button::new(texts::save_cut_again(), actions.then_terminal(again)).html();
            let forget = cross(actions.handover.reform(|()| Action::CutForgotten));
            (text, html! { <>{ again }{ forget }</> })
        }
        Remark::Speed(text, speeds) => {
            let button = |baud: u32| {
                let pressed = actions.commands.reform(move |()| Command::SetSpeed(baud));
                Button::new(baud.to_string(), actions.then_terminal(pressed)).html()
            };
            (text, speeds.iter().copied().map(button).collect())
        }
        Remark::Lasting(text) => (text, Html::default()),
    };
    message("over", said("status", rich(&text)), buttons)
}
