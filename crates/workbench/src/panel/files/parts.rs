//! Small parts of the panel.

use crate::desk;
use crate::desk::files::{Action, Files};
use page_words::{Piece, pieces};
use yew::prelude::*;

/// Where what a person does goes, and whether the board can be asked for it now.
pub(super) struct Acting {
    actions: Callback<desk::Action>,
    can_ask: bool,
}

impl Acting {
    pub(super) fn new(files: &Files, actions: &Callback<desk::Action>) -> Self {
        Self { actions: actions.clone(), can_ask: files.can_ask() }
    }

    /// Tells of what a person did.
    pub(super) fn sending(&self) -> Callback<Action> {
        self.actions.reform(desk::Action::Files)
    }

    pub(super) fn with(&self, action: Action) -> Callback<MouseEvent> {
        self.sending().reform(move |_| action.clone())
    }

    /// Marks what can't be done now. It stays where the keyboard is, and when pressed it is said why.
    pub(super) fn disabled(&self) -> Option<&'static str> {
        (!self.can_ask).then_some("true")
    }

    /// A button for something that the board is needed for.
    pub(super) fn board_button(
        &self,
        text: &'static str,
        title: Option<String>,
        action: Action,
    ) -> Html {
        html! {
            <button type="button" class="button" {title} aria-disabled={self.disabled()} onclick={self.with(action)}>{ text }</button>
        }
    }

    /// The same for one file, whose name is in `label`.
    pub(super) fn file_button(&self, text: &'static str, label: String, action: Action) -> Html {
        html! {
            <button type="button" class="button" aria-label={label} aria-disabled={self.disabled()} onclick={self.with(action)}>{ text }</button>
        }
    }
}

/// A button.
pub(super) fn button(text: &'static str, pressed: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button" onclick={pressed}>{ text }</button> }
}

/// A button whose text says less than its `label`.
pub(super) fn small_button(
    text: &'static str,
    label: &'static str,
    pressed: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="button" aria-label={label} title={label} onclick={pressed}>{ text }</button>
    }
}

/// A text with the marks of `page_words`.
pub(super) fn rich(text: &str) -> Html {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Plain(text) => html! { { text } },
        Piece::Strong(text) => html! { <strong>{ text }</strong> },
        Piece::Code(text) => html! { <code>{ text }</code> },
    };
    pieces(text).into_iter().map(piece).collect()
}
