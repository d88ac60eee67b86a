//! What the page and the workbench say things with. They are two programs, and each has this in it.
//!
//! - [`Table`] is the texts of one language and of one program, and how values are put into them. The items
//!   that look themselves up in it are made by `crates/page-texts`.
//! - [`size`] and [`exact_size`] are amounts as people say them, with texts of their own: [`texts`].
//! - [`name`] makes what came from outside fit for a sentence.
//! - [`pieces`] are the parts of a text with marks.
//!
//! What is said of something is not here, but where that is known.

mod amount;
mod name;
mod plural;
mod rich;
mod table;
pub mod texts;

pub use amount::{exact_size, number, one_decimal, size};
pub use name::name;
pub use rich::{Piece, pieces};
pub use table::{Table, Value};

use std::borrow::Cow;

/// A sentence or more.
pub type Text = Cow<'static, str>;
