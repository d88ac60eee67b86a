//! A file of the person's, picked or dropped.

use super::image::firmware;
use super::{Firmware, FirmwareError, Origin};
use crate::js::message;
use esp8266_loader::image::MAX_BYTES;
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Reads a file, unless its size alone says that it is no firmware.
///
/// # Errors
///
/// Why it can't be installed.
pub async fn read_file(file: &File) -> Result<Firmware, FirmwareError> {
    let name = file.name();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
    let bytes = file.size() as usize;
    if bytes > MAX_BYTES {
        return Err(FirmwareError::TooLarge { bytes });
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| {
        FirmwareError::Unreadable { name: name.clone(), problem: message(&error) }
    })?;
    firmware(name, Origin::Computer, Uint8Array::new(&buffer)).await
}
