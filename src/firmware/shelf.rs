//! The page's shelf of firmware: files beside the page, fetched when they are wanted.

use super::manifest::MAX_BYTES as MANIFEST_BYTES;
use super::prepare::prepare;
use super::wanted::{Wanted, wanted};
use super::{Address, Entry, Firmware, FirmwareError, Manifest, ManifestError, Origin};
use crate::serial::message;
use esp8266_loader::image::{Image, ImageError, MAX_BYTES};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// Relative to the page, so that any folder of a host will do.
const OWN_LIST: &str = "firmware/manifest.json";

/// A list of firmware, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// What is on it.
    pub entries: Vec<Entry>,
    /// Where it is.
    pub origin: Origin,
    /// The address of its folder, with a slash at the end.
    folder: String,
}

/// Reads what is on the shelf that the page's address asks for: its own where it asks for none.
///
/// # Errors
///
/// Why there is no list that can be used.
pub async fn load() -> Result<Shelf, FirmwareError> {
    let (list, origin) = match wanted()? {
        Wanted::Shelf => (OWN_LIST.to_owned(), Origin::Shelf),
        Wanted::Manifest(address) => (address.href, Origin::Site(address.host)),
        Wanted::Image(address) => return Ok(Shelf::of_one(&address)),
    };
    let folder = folder_of(&list).to_owned();
    match fetch(&list, MANIFEST_BYTES).await? {
        Fetched::Whole(bytes) => {
            Ok(Shelf { entries: Manifest::parse(&bytes)?.entries, origin, folder })
        }
        Fetched::TooLarge(bytes) => Err(ManifestError::TooLarge { bytes }.into()),
    }
}

/// Takes an image from a shelf.
///
/// # Errors
///
/// Why it can't be installed.
pub async fn take(shelf: &Shelf, entry: &Entry) -> Result<Firmware, FirmwareError> {
    let address = format!("{}{}", shelf.folder, entry.path);
    match fetch(&address, MAX_BYTES).await? {
        Fetched::Whole(bytes) => {
            let prepared = prepare(Image::parse(bytes)?).await;
            Ok(Firmware { name: entry.path.clone(), origin: shelf.origin.clone(), prepared })
        }
        Fetched::TooLarge(bytes) => Err(ImageError::TooLarge { bytes }.into()),
    }
}

impl Shelf {
    /// One image, without a list.
    fn of_one(address: &Address) -> Self {
        let folder = folder_of(&address.href);
        let path = address.href.get(folder.len()..).unwrap_or_default().to_owned();
        let entry = Entry { name: path.clone(), version: String::new(), path };
        let origin = Origin::Site(address.host.clone());
        Self { entries: vec![entry], origin, folder: folder.to_owned() }
    }
}

/// An address up to its last slash.
fn folder_of(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    address.get(..=path.rfind('/').unwrap_or_default()).unwrap_or_default()
}

enum Fetched {
    Whole(Vec<u8>),
    /// So many bytes were announced, or came before it was given up.
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
    if let Some(bytes) = announced(&response).filter(|bytes| *bytes > most_bytes) {
        let _ = body.cancel();
        return Ok(Fetched::TooLarge(bytes));
    }
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

/// The size that the host tells. Hosts may tell none, or a wrong one: what comes is counted too.
fn announced(response: &Response) -> Option<usize> {
    response.headers().get("content-length").ok()??.parse().ok()
}
