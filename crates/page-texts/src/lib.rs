//! From Fluent files to the page's tables of texts, and to the Rust items that name them.
//!
//! It runs while the page is built, and never in the page:
//!
//! 1. [`Languages::read`] takes the Fluent files of a folder for each language. What it does not
//!    understand, or is not in every language, is an [`Error`] that names the file and the text: nothing
//!    is shown in a way that nobody meant.
//! 2. [`rust_items`] makes a function for each text without values, and a struct for each with: its
//!    fields are the values, by name. A misspelt text, a missing or an unknown value does not compile.
//!    Each [`Owner`] has its own, and a build script has them written by [`generate`].
//! 3. [`table`] makes what those items look their texts up in: one string a language and owner.
//! 4. [`pseudo`] makes a language that nobody speaks, which shows what was never a text.
//! 5. [`unused`] finds the texts that nobody sees.
//!
//! How a running program looks its texts up is in `crates/page-words`.
//!
//! Of Fluent there is what sentences need: text, `{ $variables }`, `{ "literals" }` with their escapes,
//! and plural forms. A variable is a number where `NUMBER($count)` or a plural form says so, and else
//! words.

mod compare;
mod error;
mod generate;
mod items;
mod language;
mod languages;
mod message;
mod owner;
mod parse;
mod pseudo;
mod table;
mod unused;

pub use compare::{Difference, What};
pub use error::Error;
pub use generate::{generate, generate_marks};
pub use items::{item_name, rust_items};
pub use language::Language;
pub use languages::Languages;
pub use message::{Condition, Kind, Message, Part, Variant};
pub use owner::Owner;
pub use pseudo::pseudo;
pub use table::table;
pub use unused::unused;
