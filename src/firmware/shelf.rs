//! The page's shelf of firmware: files beside the page, fetched when they are wanted.

use super::manifest::MAX_BYTES as MANIFEST_BYTES;
use super::prepare::prepare;
use super::{Entry, Firmware, FirmwareError, Manifest, ManifestError, Origin};
use crate::serial::message;
use esp8266_loader::image::{Image, ImageError, MAX_BYTES};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// Relative to the page, so that any folder of a host will do.
const FOLDER: &str = "firmware";

/// Reads what is on the shelf.
///
/// # Errors
///
/// Why there is no list that can be used.
pub async fn load() -> Result<Manifest, FirmwareError> {
    let path = format!("{FOLDER}/manifest.json");
    match fetch(&path, MANIFEST_BYTES).await? {
        Fetched::Whole(bytes) => Ok(Manifest::parse(&bytes)?),
        Fetched::TooLarge(bytes) => Err(ManifestError::TooLarge { bytes }.into()),
    }
}

/// Takes an image from the shelf.
///
/// # Errors
///
/// Why it can't be installed.
pub async fn take(entry: &Entry) -> Result<Firmware, FirmwareError> {
    let path = format!("{FOLDER}/{}", entry.path);
    match fetch(&path, MAX_BYTES).await? {
        Fetched::Whole(bytes) => {
            let prepared = prepare(Image::parse(bytes)?).await;
            Ok(Firmware { name: entry.path.clone(), origin: Origin::Shelf, prepared })
        }
        Fetched::TooLarge(bytes) => Err(ImageError::TooLarge { bytes }.into()),
    }
}

enum Fetched {
    Whole(Vec<u8>),
    /// So many bytes came before it was given up.
    TooLarge(usize),
}

async fn fetch(path: &str, most_bytes: usize) -> Result<Fetched, FirmwareError> {
    let unreachable =
        |problem: String| FirmwareError::Unreachable { path: path.to_owned(), problem };
    let failed = |error: JsValue| unreachable(message(&error));
    let window = web_sys::window().ok_or_else(|| unreachable(String::new()))?;
    let response = JsFuture::from(window.fetch_with_str(path)).await.map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(unreachable(response.status().to_string()));
    }
    let Some(body) = response.body() else { return Ok(Fetched::Whole(Vec::new())) };
    let reader: ReadableStreamDefaultReader =
        body.get_reader().dyn_into().map_err(|error| failed(error.into()))?;
    let mut content = Vec::new();
    loop {
        let result = JsFuture::from(reader.read()).await.map_err(failed)?;
        let value = Reflect::get(&result, &"value".into()).ok();
        let Some(chunk) = value.and_then(|value| value.dyn_into::<Uint8Array>().ok()) else {
            return Ok(Fetched::Whole(content));
        };
        let bytes = content.len() + chunk.length() as usize;
        if bytes > most_bytes {
            // What is still on its way is not wanted; that it can't be stopped does no harm.
            let _ = reader.cancel();
            return Ok(Fetched::TooLarge(bytes));
        }
        content.extend(chunk.to_vec());
    }
}
