//! Something to say, in one line, with what can be done about it.

use yew::prelude::*;

/// The line: `kind` is how it looks, `said` what it says.
#[inline(never)]
pub fn message(kind: &'static str, said: Html, more: Html) -> Html {
    html! { <div class="work" data-kind={kind}>{ said }{ more }</div> }
}

/// What it says, told aloud when it comes.
#[inline(never)]
pub fn said(role: &'static str, words: Html) -> Html {
    html! { <p role={role}>{ words }</p> }
}
