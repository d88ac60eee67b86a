//! Writes the items of the workbench's texts.

use page_texts::{Owner, generate};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    generate("../../www/texts".as_ref(), Owner::Workbench, &out.join("texts.rs"))
}
