//! Makes two things at build time: an item for each text with the English table, and the stub's bytes.

#[path = "build/stub.rs"]
mod stub;

use page_texts::{Owner, generate};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    generate("www/texts".as_ref(), Owner::Page, &out.join("texts.rs"))?;
    stub::generate(
        "node_modules/esptool-js/lib/targets/stub_flasher/esp8266.json".as_ref(),
        &out.join("stub.rs"),
    )
}
