//! A button with words on it, and the keys that do the same.

use yew::prelude::*;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// The one thing to do on this screen.
    Primary,
    /// Something else that one may do.
    #[default]
    Secondary,
    /// A word among words.
    Quiet,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// What it does, in words.
    pub label: AttrValue,
    /// The keys that do the same.
    #[prop_or_default]
    pub keys: Option<AttrValue>,
    /// How much it asks for attention.
    #[prop_or_default]
    pub kind: Kind,
    /// Whether it can't be pressed now.
    #[prop_or_default]
    pub disabled: bool,
    /// Called when it is pressed.
    pub pressed: Callback<()>,
}

/// A button.
#[component]
pub fn Button(props: &Props) -> Html {
    let class = match props.kind {
        Kind::Primary => "button primary",
        Kind::Secondary => "button",
        Kind::Quiet => "button quiet",
    };
    html! {
        <button
            type="button"
            {class}
            disabled={props.disabled}
            onclick={props.pressed.reform(|_: MouseEvent| ())}
        >
            { &props.label }
            if let Some(keys) = &props.keys {
                { " " }<kbd>{ keys }</kbd>
            }
        </button>
    }
}
