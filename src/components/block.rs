//! The blocks that screens are built of. Each is in the program once, and not at each of its places.

use yew::prelude::*;
use yew::virtual_dom::VText;

/// The heading of a screen. It can take the focus.
pub fn heading(words: &'static str) -> Html {
    html! { <h1 tabindex="-1">{ words }</h1> }
}

/// A paragraph of words. `class` says of which kind; it is empty for a plain one.
pub fn sentence(class: &'static str, words: impl Into<AttrValue>) -> Html {
    paragraph(class, VText::new(words.into()).into())
}

/// A paragraph of anything else.
pub fn paragraph(class: &'static str, content: Html) -> Html {
    html! { <p class={(!class.is_empty()).then_some(class)}>{ content }</p> }
}

/// A button, and beside it what it does.
pub fn explained(button: Html, about: &'static str) -> Html {
    paragraph("actions", html! { <>{ button }<span class="consequence">{ about }</span></> })
}
