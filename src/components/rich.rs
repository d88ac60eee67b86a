//! Texts with their marks, and steps with what belongs to them.

use super::copy::copy_button;
use crate::texts;
use crate::words::{Instruction, Link, Piece, pieces};
use yew::prelude::*;

/// A text, its marked words strong or as code.
pub fn rich(text: &str) -> Html {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => html! { { text.to_owned() } },
            Piece::Strong(text) => html! { <strong>{ text.to_owned() }</strong> },
            Piece::Code(text) => html! { <code>{ text.to_owned() }</code> },
        })
        .collect()
}

/// Steps: one as a sentence, more as a list.
pub fn steps(steps: &[Instruction]) -> Html {
    match steps {
        [] => Html::default(),
        [one] => html! { <div class="step">{ step(one) }</div> },
        more => {
            let items = more.iter().map(|one| html! { <li>{ step(one) }</li> });
            html! { <ol class="steps">{ for items }</ol> }
        }
    }
}

fn step(step: &Instruction) -> Html {
    html! {
        <>
            { rich(&step.text) }
            { for step.links.iter().map(link) }
            if let Some(code) = step.code {
                <span class="command">
                    <code>{ code }</code>
                    { copy_button(texts::copy_code(), Callback::from(move |()| code.to_owned())) }
                </span>
            }
        </>
    }
}

fn link(link: &Link) -> Html {
    html! { <>{ " " }<a href={link.address} rel="noreferrer" target="_blank">{ (link.label)() }</a></> }
}
