//! Flasher stubs as the clients ship them: JSON with base64 segments.

use std::error::Error;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;

use virtual_board::{KnownStub, Segment, StubVersion};

/// Where version 1 has its text; version 2 begins elsewhere.
const V1_TEXT_START: u32 = 0x4010_D000;

#[derive(Deserialize)]
struct StubFile {
    entry: u32,
    text: String,
    text_start: u32,
    data: String,
    data_start: u32,
}

/// Reads a stub. Its version is the one given, or judged by its address.
pub(crate) fn read(path: &Path, version: Option<StubVersion>) -> Result<KnownStub, Box<dyn Error>> {
    let json = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let file: StubFile = serde_json::from_slice(&json)?;
    let by_address =
        if file.text_start == V1_TEXT_START { StubVersion::V1 } else { StubVersion::V2 };
    Ok(KnownStub {
        version: version.unwrap_or(by_address),
        entry: file.entry,
        text: segment(file.text_start, &file.text)?,
        data: segment(file.data_start, &file.data)?,
    })
}

fn segment(address: u32, base64: &str) -> Result<Segment, Box<dyn Error>> {
    let mut bytes = BASE64_STANDARD.decode(base64)?;
    // Clients fill up to whole words.
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    Ok(Segment { address, bytes })
}
