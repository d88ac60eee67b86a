//! From Fluent files to the page's tables of texts, and to the Rust items that name them.
//!
//! It runs while the page is built, and never in the page:
//!
//! 1. [`Languages::read`] takes the Fluent files of a folder for each language. What it does not
//!    understand, or is not in every language, is an [`Error`] that names the file and the text: nothing
//!    is shown in a way that nobody meant.
//! 2. [`rust_items`] makes a function for each text without values, and a struct for each with: its
//!    fields are the values, by name. A misspelt text, a missing or an unknown value does not compile.
//! 3. [`table`] makes what those items look their texts up in: one string a language.
//! 4. [`pseudo`] makes a language that nobody speaks, which shows what was never a text.
//!
//! Of Fluent there is what sentences need: text, `{ $variables }`, `{ "literals" }` with their escapes,
//! and plural forms. A variable is a number where `NUMBER($count)` or a plural form says so, and else
//! words.

mod compare;
mod error;
mod items;
mod language;
mod languages;
mod message;
mod parse;
mod pseudo;
mod table;

pub use compare::{Difference, What};
pub use error::Error;
pub use items::{item_name, rust_items};
pub use language::Language;
pub use languages::Languages;
pub use message::{Condition, Kind, Message, Part, Variant};
pub use pseudo::pseudo;
pub use table::table;
