//! A button with words on it, and the keys that do the same.

use yew::prelude::*;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do on this screen.
    Primary,
    /// Something else that one may do.
    Secondary,
    /// A word among words.
    Quiet,
}

/// A button.
#[derive(Debug)]
pub struct Button {
    label: AttrValue,
    name: Option<&'static str>,
    keys: Option<&'static str>,
    kind: Kind,
    is_disabled: bool,
    is_waiting: bool,
    is_first: bool,
    pressed: Callback<()>,
}

impl Button {
    /// What it does, in words, and what is called when it is pressed.
    pub fn new(label: impl Into<AttrValue>, pressed: Callback<()>) -> Self {
        Self {
            label: label.into(),
            name: None,
            keys: None,
            kind: Kind::Secondary,
            is_disabled: false,
            is_waiting: false,
            is_first: false,
            pressed,
        }
    }

    /// Its name for those who don't see what its sign means.
    #[must_use]
    pub fn named(self, name: Option<&'static str>) -> Self {
        Self { name, ..self }
    }

    /// The keys that do the same, if any.
    #[must_use]
    pub fn keys(self, keys: Option<&'static str>) -> Self {
        Self { keys, ..self }
    }

    /// How much it asks for attention.
    #[must_use]
    pub fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// Whether it can't be pressed now.
    #[must_use]
    pub fn disabled(self, is_disabled: bool) -> Self {
        Self { is_disabled, ..self }
    }

    /// Whether it was pressed and what it does is under way: it keeps the focus and does nothing.
    #[must_use]
    pub fn waiting(self, is_waiting: bool) -> Self {
        Self { is_waiting, ..self }
    }

    /// The focus begins there when its screen comes on.
    #[must_use]
    pub fn first(self) -> Self {
        Self { is_first: true, ..self }
    }

    /// The element.
    pub fn html(self) -> Html {
        let kind = match self.kind {
            Kind::Primary => Some("primary"),
            Kind::Secondary => None,
            Kind::Quiet => Some("quiet"),
        };
        let pressed = if self.is_waiting { Callback::noop() } else { self.pressed };
        html! {
            <button
                type="button"
                class="button"
                data-kind={kind}
                data-first={self.is_first.then_some("")}
                disabled={self.is_disabled}
                aria-label={self.name}
                aria-disabled={self.is_waiting.then_some("true")}
                onclick={pressed.reform(|_: MouseEvent| ())}
            >
                { self.label }
                if let Some(keys) = self.keys {
                    { " " }<kbd>{ keys }</kbd>
                }
            </button>
        }
    }
}
