//! A new screen takes the focus, so that a screen reader begins there and the keyboard is not left on a
//! button that is gone.

use crate::session::Phase;
use core::mem::{Discriminant, discriminant};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// The heading, or on the start screen the button that goes on from there. The tools have neither: the
/// keyboard is the terminal's.
const FIRST: &str = "h1[tabindex], [data-first]";

/// The screen that has had the focus.
#[derive(Debug, Default)]
pub(super) struct Focus(Option<Discriminant<Phase>>);

impl Focus {
    /// Gives the focus to the new screen whenever another one is on; at first nobody has done anything yet.
    pub(super) fn follow(&mut self, phase: &Phase) {
        let shown = discriminant(phase);
        if self.0.replace(shown).is_none_or(|before| before == shown) {
            return;
        }
        let document = web_sys::window().and_then(|window| window.document());
        let element = document.and_then(|document| document.query_selector(FIRST).ok()?);
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // Fails only where there is no such element.
            let _ = element.focus();
        }
    }
}
