//! Facts under their names.

use crate::words::Text;
use yew::prelude::*;

/// A list of names, each with what it is. A value may be in any script: it does not reorder its
/// neighbours.
pub fn facts(rows: Vec<(&'static str, Text)>) -> Html {
    let row = |(name, value): (&'static str, Text)| {
        html! { <><dt>{ name }</dt><dd><bdi>{ value }</bdi></dd></> }
    };
    html! { <dl class="facts">{ for rows.into_iter().map(row) }</dl> }
}
