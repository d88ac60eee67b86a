//! The log of a job, folded away.

use crate::session::Log;
use crate::texts;
use crate::words;
use yew::prelude::*;

/// What happened, under the name of its fold.
pub fn log(name: &'static str, events: &Log) -> Html {
    let lines = words::lines(events);
    let text =
        if lines.is_empty() { texts::installing_log_empty().into() } else { lines.join("\n") };
    html! {
        <details class="log">
            <summary>{ name }</summary>
            <pre tabindex="0" aria-label={name}>{ text }</pre>
        </details>
    }
}
