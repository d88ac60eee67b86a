//! Writes the items of the texts that both programs say, and the marks of all tables.

use page_texts::{Owner, generate, generate_marks};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    generate_marks(&out.join("marks.rs"))?;
    generate("../../www/texts".as_ref(), Owner::Shared, &out.join("texts.rs"))
}
