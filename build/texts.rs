//! The Rust items of the page's texts, and the table of those that it is shipped with.

use page_texts::{Languages, rust_items, table};
use std::error::Error;
use std::path::Path;

pub(crate) fn generate(folder: &Path, code: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let Languages { english, .. } = match Languages::read(folder) {
        Ok(languages) => languages,
        // Line by line, which cargo shows as they are and takes for a failure.
        Err(error) => {
            error.to_string().lines().for_each(|line| println!("cargo::error={line}"));
            return Ok(());
        }
    };
    let mut items = rust_items(&english);
    items += &format!("const ENGLISH: &str = {:?};\n", table(&english));
    std::fs::write(code, items)?;
    Ok(())
}
