//! A button that copies a text.
//!
//! What comes of it is put straight into the page: a component that keeps it would be 2 kB more to load.
//! Yew leaves alone what it did not draw.

use super::button::Button;
use crate::texts;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

/// The button, and the places for what comes of it; `text` makes the text, when it is wanted.
pub fn copy_button(label: &'static str, text: Callback<(), String>) -> Html {
    let (copied, by_hand) = (NodeRef::default(), NodeRef::default());
    let pressed = {
        let (copied, by_hand) = (copied.clone(), by_hand.clone());
        Callback::from(move |()| {
            // The places themselves: drawing the page anew gives them to other references.
            if let (Some(copied), Some(by_hand)) = (copied.cast(), by_hand.cast()) {
                spawn_local(copy(text.emit(()), copied, by_hand));
            }
        })
    };
    html! {
        <span class="copy">
            { Button::new(label, pressed).html() }
            <span class="copied" role="status" ref={copied}></span>
            <label class="by-hand" hidden=true ref={by_hand}>
                { texts::copy_by_hand() }
                <textarea readonly=true rows="8" onfocus={select_all} />
            </label>
        </span>
    }
}

/// Copies it and says so in `copied`; where the browser does not allow that, shows it in `by_hand`.
async fn copy(text: String, copied: HtmlElement, by_hand: HtmlElement) {
    let is_copied = write_clipboard(&text).await;
    copied.set_text_content(is_copied.then(texts::copy_done));
    by_hand.set_hidden(is_copied);
    let area = by_hand.last_element_child();
    if let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) {
        area.set_value(&text);
    }
}

async fn write_clipboard(text: &str) -> bool {
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
