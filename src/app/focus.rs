//! The heading of a new screen takes the focus, so that a screen reader begins there and the keyboard is
//! not left on a button that is gone.

use crate::session::Phase;
use core::mem::discriminant;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

/// A heading that can take the focus. The start screen has none: at first nobody has done anything yet,
/// and later an alert speaks. Neither have the tools: the keyboard is the terminal's.
const HEADING: &str = "h1[tabindex]";

/// Gives the focus to the heading whenever another screen is on.
#[hook]
pub(super) fn use_focus_on_heading(phase: &Phase) {
    use_effect_with(discriminant(phase), |_| {
        let document = web_sys::window().and_then(|window| window.document());
        let heading = document.and_then(|document| document.query_selector(HEADING).ok()?);
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            // Fails only where there is no such element.
            let _ = heading.focus();
        }
    });
}
