//! Lessons: from the Markdown that a host writes to the values that a page shows, and to the one file that it
//! fetches.
//!
//! ````text
//! # First steps                 the lesson's title, in the first line
//!
//! ## Talk to it                 a card
//!
//! Words with **strong** ones    a paragraph, up to an empty line
//! and `code` in them.
//!
//! - One thing                   a list
//! - Another thing
//!
//! ```python prompt              code for the prompt; `python program` is for the program beside it
//! print("Hello")
//! ```
//!
//! ```text                       what somebody only looks at
//! Hello
//! ```
//!
//! > Python says Hello.          what should happen
//!
//! ### It didn’t                 ends a card: what to do where it did not happen, folded under these words
//!
//! Look at the …
//! ````
//!
//! [`parse`] takes a lesson, and refuses what it does not know: nothing is shown in a way that nobody meant.
//! [`bundle`] and [`unbundle`] are the one file of a language. It runs while the page is built, and in it.
#![deny(missing_docs)]

mod bundle;
mod error;
mod inline;
mod lesson;
mod parse;

pub use bundle::{bundle, unbundle};
pub use error::{Error, Mistake};
pub use lesson::{Block, Card, Fold, Insert, Lesson, Span};
pub use parse::parse;
