//! A button that copies a text.

use super::button::Button;
use crate::texts;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;
use yew::platform::spawn_local;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// What the button says.
    pub label: AttrValue,
    /// Makes the text, when it is wanted.
    pub text: Callback<(), String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Copied,
    /// The browser did not allow it: the text is shown instead.
    ByHand(String),
}

/// The button, and what came of it.
#[component]
pub(super) fn Copy(props: &Props) -> Html {
    let outcome = use_state(|| None::<Outcome>);
    let pressed = {
        let (outcome, text) = (outcome.clone(), props.text.clone());
        Callback::from(move |()| {
            let (outcome, text) = (outcome.clone(), text.emit(()));
            spawn_local(async move {
                let copied = copy(&text).await;
                outcome.set(Some(if copied { Outcome::Copied } else { Outcome::ByHand(text) }));
            });
        })
    };
    html! {
        <span class="copy">
            { Button::new(props.label.clone(), pressed).html() }
            <span class="copied" role="status">
                if *outcome == Some(Outcome::Copied) {
                    { texts::copy_done() }
                }
            </span>
            if let Some(Outcome::ByHand(text)) = &*outcome {
                <label class="by-hand">
                    { texts::copy_by_hand() }
                    <textarea readonly=true rows="8" value={text.clone()} onfocus={select_all} />
                </label>
            }
        </span>
    }
}

async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Pages that did not come over https have no clipboard.
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

fn select_all(event: FocusEvent) {
    let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(area) = area {
        area.select();
    }
}
