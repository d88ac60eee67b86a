//! The desk on the screen: a Yew app in two places of the page.

mod app;
mod board;
mod browser;
mod divider;
mod editor;
mod files;
mod handover;
mod host;
mod keep;
mod lesson;
mod pieces;
mod plot;
mod program;
mod terminal;
mod unpack;

pub(crate) use app::{Message, Places};
pub(crate) use handover::taken;
pub(crate) use host::Host;
pub(crate) use plot::Drawing;
pub(crate) use terminal::Terminal;
pub(crate) use unpack::looked_into;

use crate::desk;
use app::App;
use core::fmt;
use yew::{AppHandle, Callback, Component, Context, Html};

/// The panels, for as long as the page lives.
pub(crate) struct Panels(AppHandle<App>);

impl Panels {
    /// Shows them.
    pub(crate) fn show(places: Places) -> Self {
        pass_roots_of_the_page();
        let side = places.side.clone();
        Self(yew::Renderer::<App>::with_root_and_props(side.into(), places).render())
    }

    /// Takes the line, counted from 1, that a person wants to see of the program.
    pub(crate) fn line_wanted(&self) -> Callback<u32> {
        self.0.callback(|line| {
            Message::Desk(desk::Action::Program(desk::program::Action::LineWanted(line)))
        })
    }

    pub(crate) fn send(&self, message: Message) {
        self.0.send_message(message);
    }
}

/// Each Yew app marks the elements that it has handlers on with the number of its root, counted from 1 in each
/// program, and takes an event for its own by that number. The page's app is around this one, in another program:
/// with the same numbers, a press of a button here would press one there, too.
fn pass_roots_of_the_page() {
    /// The page has one, and may get more.
    const ROOTS: usize = 64;
    for _ in 0..ROOTS {
        if let Ok(nowhere) = gloo::utils::document().create_element("div") {
            yew::Renderer::<Nothing>::with_root(nowhere).render().destroy();
        }
    }
}

struct Nothing;

impl Component for Nothing {
    type Message = ();
    type Properties = ();

    fn create(_ctx: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        Html::default()
    }
}

impl fmt::Debug for Panels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Panels").finish_non_exhaustive()
    }
}
