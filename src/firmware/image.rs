//! From a file to an image, also where it has to be taken out first.

use super::prepare::prepare;
use super::{Firmware, FirmwareError, Origin};
use crate::js::message;
use crate::workbench::looked_into;
use esp8266_loader::image::Image;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// The firmware that a file holds.
///
/// # Errors
///
/// What it is instead, as the workbench says it; or why that can't be had.
pub(super) async fn firmware(
    mut name: String,
    origin: Origin,
    content: Uint8Array,
) -> Result<Firmware, FirmwareError> {
    let mut parsed = Image::parse(content.to_vec());
    if parsed.is_err() {
        let found = JsFuture::from(looked_into(&name, &content)).await.map_err(|error| {
            FirmwareError::Unreadable { name: name.clone(), problem: message(&error) }
        })?;
        let first = found.get(0).as_string().unwrap_or_default();
        let second = found.get(1);
        let Some(content) = second.dyn_ref::<Uint8Array>() else {
            let now = second.as_string().unwrap_or_default();
            return Err(FirmwareError::NoImage { what: first, now });
        };
        (name, parsed) = (first, Image::parse(content.to_vec()));
    }
    // The workbench gives only images.
    let none = |_| FirmwareError::NoImage { what: String::new(), now: String::new() };
    let image = parsed.map_err(none)?;
    Ok(Firmware { name, origin, prepared: prepare(image).await })
}
