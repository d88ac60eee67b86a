//! Texts with marks, as HTML.

use lessons::Span;
use page_words::{Piece, pieces};
use yew::prelude::*;

/// A text of ours.
pub(crate) fn marked(text: &str) -> Html {
    let piece = |piece: &Piece<'_>| match *piece {
        Piece::Plain(words) => html! { { words.to_owned() } },
        Piece::Strong(words) => html! { <strong>{ words.to_owned() }</strong> },
        Piece::Code(words) => code(words),
    };
    pieces(text).iter().map(piece).collect()
}

/// A text of a lesson.
pub(crate) fn spans(spans: &[Span]) -> Html {
    let span = |span: &Span| match span {
        Span::Plain(words) => html! { { words.clone() } },
        Span::Strong(words) => html! { <strong>{ words.clone() }</strong> },
        Span::Code(words) => code(words),
    };
    spans.iter().map(span).collect()
}

/// To be read letter by letter, in no language.
fn code(words: &str) -> Html {
    html! { <code lang="en" translate="no">{ words.to_owned() }</code> }
}
