//! Closing the tab in the middle of writing leaves a board without firmware: ask first.

use gloo::events::{EventListener, EventListenerOptions};
use yew::prelude::*;

/// Lets the browser ask before it leaves the page, as long as there is something to lose.
#[hook]
pub(super) fn use_warning_before_leaving(is_installing: bool) {
    use_effect_with(is_installing, |is_installing| {
        let listener = is_installing.then(web_sys::window).flatten().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
        move || drop(listener)
    });
}
