//! The desk on the screen: a Yew app in two places of the page.

mod app;
mod browser;
mod editor;
mod files;
mod host;
mod lesson;
mod pieces;
mod program;

pub(crate) use app::{Message, Places};
pub(crate) use host::Host;

use app::App;
use core::fmt;
use yew::AppHandle;

/// The panels, for as long as the page lives.
pub(crate) struct Panels(AppHandle<App>);

impl Panels {
    /// Shows them.
    pub(crate) fn show(places: Places) -> Self {
        let side = places.side.clone();
        Self(yew::Renderer::<App>::with_root_and_props(side.into(), places).render())
    }

    pub(crate) fn send(&self, message: Message) {
        self.0.send_message(message);
    }
}

impl fmt::Debug for Panels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Panels").finish_non_exhaustive()
    }
}
