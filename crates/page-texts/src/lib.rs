//! From Fluent files to the page's tables of texts, and to the Rust items that name them.
//!
//! It runs while the page is built, and never in the page:
//!
//! 1. [`Language::read`] takes the Fluent files of one folder. What it does not understand is an
//!    [`Error`] that names the file and the text, so that nothing is shown in a way nobody meant.
//! 2. [`rust_items`] makes a function for each text without values, and a struct for each with: its
//!    fields are the values, by name. A misspelt text, a missing or an unknown value does not compile.
//! 3. [`table`] makes what those items look their texts up in: one string a language.
//!
//! Of Fluent there is what sentences need: text, `{ $variables }`, `{ "literals" }` with their escapes,
//! and plural forms. A variable is a number where `NUMBER($count)` or a plural form says so, and else
//! words.

mod error;
mod items;
mod language;
mod message;
mod parse;
mod table;

pub use error::Error;
pub use items::{item_name, rust_items};
pub use language::Language;
pub use message::{Condition, Kind, Message, Part, Variant};
pub use table::table;
