//! What the page and the workbench say things with. They are two programs, and each has this in it.
//!
//! - [`Table`] is the texts of one language and of one program, and how values are put into them. The items
//!   that look themselves up in it are made by `crates/page-texts`.
//! - [`size`] and [`exact_size`] are amounts as people say them, with texts of their own: [`texts`].
//! - [`failure`](failure()) is what to say where a job of the boot loader failed.
//! - [`name`] makes what came from outside fit for a sentence.
//! - [`pieces`] are the parts of a text with marks.
//!
//! What is said of something is not here, but where that is known.

mod amount;
mod failure;
mod name;
mod plural;
mod rich;
mod table;
pub mod texts;

pub use amount::{exact_size, flash_size, memory, number, one_decimal, size, time};
pub use failure::{Attempted, Failure, failure, said_by_system, said_of_failure, said_of_port};
pub use name::name;
pub use rich::{Piece, pieces};
pub use table::{Table, Value};

use std::borrow::Cow;

/// A sentence or more.
pub type Text = Cow<'static, str>;
