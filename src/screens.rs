//! The screens, each from the values it shows to HTML.

mod firmware;
mod installing;
mod offer;
mod options;
mod start;
mod tools;

pub use installing::Installing;
pub use offer::Offer;
pub use start::Start;
pub use tools::Tools;
