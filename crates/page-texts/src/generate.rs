use crate::items::rust_items;
use crate::languages::Languages;
use crate::owner::Owner;
use crate::table::rust_marks;
use std::error::Error;
use std::fs;
use std::path::Path;

/// For a build script: writes the [`rust_items`] of one owner, from the folder with all languages.
///
/// What is wrong with the texts is told to cargo line by line, which shows it as it is and fails.
///
/// # Errors
///
/// Where the file can't be written.
pub fn generate(folder: &Path, owner: Owner, code: &Path) -> Result<(), Box<dyn Error>> {
    tell(&format!("rerun-if-changed={}", folder.display()));
    match Languages::read(folder) {
        Ok(languages) => fs::write(code, rust_items(&languages.english, owner))?,
        Err(error) => error.to_string().lines().for_each(|line| tell(&format!("error={line}"))),
    }
    Ok(())
}

/// The same for the marks of all tables.
///
/// # Errors
///
/// Where the file can't be written.
pub fn generate_marks(code: &Path) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(code, rust_marks())?)
}

#[expect(clippy::print_stdout, reason = "cargo reads what a build script prints")]
fn tell(words: &str) {
    println!("cargo::{words}");
}
