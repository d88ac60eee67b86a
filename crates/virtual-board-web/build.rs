//! The stub that the board recognises: the same bytes that the page uploads.

#[path = "../../build/stub.rs"]
mod stub;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    stub::generate(
        "../../node_modules/esptool-js/lib/targets/stub_flasher/esp8266.json".as_ref(),
        &out.join("stub.rs"),
    )
}
