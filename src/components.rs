//! The small parts that screens are made of: from values to HTML, and from clicks to callbacks.

mod button;
mod copy;
mod facts;
mod file_button;
mod log;
mod menu;
mod message;
mod notice;
mod rich;
mod select;

pub use button::{Button, Kind};
pub use copy::copy_button;
pub use facts::facts;
pub use file_button::{Chosen, DropPlace, drop_place, file_button};
pub use log::log;
pub use menu::menu;
pub use message::{message, said};
pub use notice::{Report, notice};
pub use rich::{rich, steps};
pub use select::select;
