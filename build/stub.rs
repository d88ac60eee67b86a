//! From the stub that Espressif publishes inside the npm package `esptool-js` to bytes in the page.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use std::error::Error;
use std::path::Path;

pub(crate) fn generate(json: &Path, code: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", json.display());
    let text = std::fs::read_to_string(json).map_err(|error| {
        format!(
            "{}: {error}. `npm ci` brings it; `cargo xtask` does that by itself.",
            json.display()
        )
    })?;
    let stub: Value = serde_json::from_str(&text)?;
    let number =
        |field: &str| stub[field].as_u64().ok_or_else(|| format!("{}: no {field}", json.display()));
    let bytes = |field: &str| -> Result<Vec<u8>, Box<dyn Error>> {
        let text = stub[field].as_str().ok_or_else(|| format!("{}: no {field}", json.display()))?;
        Ok(BASE64_STANDARD.decode(text)?)
    };
    let constants = format!(
        "/// Espressif's flasher stub for the ESP8266, Apache-2.0 OR MIT.\n\
         pub const STUB: StubImage<'static> = StubImage {{\n\
         entry: {:#x},\n\
         text: Segment {{ address: {:#x}, bytes: &{:?} }},\n\
         data: Segment {{ address: {:#x}, bytes: &{:?} }},\n\
         }};\n",
        number("entry")?,
        number("text_start")?,
        bytes("text")?,
        number("data_start")?,
        bytes("data")?,
    );
    std::fs::write(code, constants)?;
    Ok(())
}
