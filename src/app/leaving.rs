//! Closing the tab in the middle of writing leaves a board without firmware: ask first.

use gloo::events::{EventListener, EventListenerOptions};

/// Lets the browser ask before it leaves the page, as long as there is something to lose.
#[derive(Debug, Default)]
pub(super) struct Leaving(Option<EventListener>);

impl Leaving {
    pub(super) fn follow(&mut self, is_installing: bool) {
        if self.0.is_some() == is_installing {
            return;
        }
        self.0 = is_installing.then(web_sys::window).flatten().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
    }
}
