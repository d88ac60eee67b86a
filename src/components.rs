//! The small parts that screens are made of: from values to HTML, and from clicks to callbacks.

mod block;
mod button;
mod copy;
mod facts;
mod log;
mod notice;
mod rich;
mod select;

pub use block::{explained, heading, paragraph, sentence};
pub use button::{Button, Kind};
pub use facts::facts;
pub use log::log;
pub use notice::{Report, notice};
pub use rich::{rich, steps};
pub use select::select;
