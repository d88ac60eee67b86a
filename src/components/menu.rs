//! Buttons that are not needed all the time, behind one that is there.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node};
use yew::prelude::*;

/// The menu under its name. It closes when the keyboard goes elsewhere.
pub fn menu(name: &'static str, buttons: Html) -> Html {
    html! {
        <details class="menu" onfocusout={close_behind}>
            <summary class="button">{ name }</summary>
            <div>{ buttons }</div>
        </details>
    }
}

fn close_behind(event: FocusEvent) {
    let left = event.target_dyn_into::<Element>();
    let Some(menu) = left.and_then(|left| left.closest("details").ok().flatten()) else { return };
    let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
    if !menu.contains(next.as_ref()) {
        // Fails for no name that is one.
        let _ = menu.remove_attribute("open");
    }
}
