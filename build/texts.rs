//! The Rust items of the page's texts, and the table of those that it is shipped with.

use page_texts::{Language, rust_items, table};
use std::error::Error;
use std::path::Path;

pub(crate) fn generate(folder: &Path, code: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    // As `Display`, for the words of an error reach the person who builds.
    let english = Language::read(folder).map_err(|error| error.to_string())?;
    let mut items = rust_items(&english.messages);
    items += &format!("const ENGLISH: &str = {:?};\n", table(english.messages.values()));
    std::fs::write(code, items)?;
    Ok(())
}
