//! The screens, each from the values it shows to HTML.

mod firmware;
mod installing;
mod offer;
mod options;
mod start;
mod tools;

use crate::serial::ChosenPort;
use crate::session::Command;
use yew::Callback;

pub use installing::Installing;
pub use offer::Offer;
pub use start::Start;
pub use tools::Tools;

type Wish = Callback<Command<ChosenPort>>;

/// For a button that wishes this.
fn wishing(wish: &Wish, command: fn() -> Command<ChosenPort>) -> Callback<()> {
    wish.reform(move |()| command())
}
