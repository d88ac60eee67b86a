//! The log of an installation, folded away.

use crate::session::Journal;
use crate::texts;
use crate::words;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// What the fold is called.
    pub name: AttrValue,
    /// What happened.
    pub journal: Journal,
}

/// The log.
#[component]
pub fn Log(props: &Props) -> Html {
    let lines = words::lines(&props.journal);
    let text =
        if lines.is_empty() { texts::installing_log_empty().into() } else { lines.join("\n") };
    html! {
        <details class="log">
            <summary>{ &props.name }</summary>
            <pre tabindex="0" lang="en" aria-label={props.name.clone()}>{ text }</pre>
        </details>
    }
}
