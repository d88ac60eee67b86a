//! Loading the shelf's list, and an image of it, when they are wanted.

use super::fetch::{Fetched, fetch};
use super::image::firmware;
use super::manifest::MAX_BYTES as MANIFEST_BYTES;
use super::wanted::{Wanted, wanted};
use super::{Entry, Firmware, FirmwareError, Manifest, ManifestError, Origin, Shelf};
use esp8266_loader::image::MAX_BYTES;
use js_sys::Uint8Array;

/// Relative to the page, so that any folder of a host will do.
const OWN_LIST: &str = "firmware/manifest.json";

/// Reads what is on the shelf that the page's address asks for: its own where it asks for none.
///
/// # Errors
///
/// Why there is no list that can be used.
pub async fn load_list() -> Result<Shelf, FirmwareError> {
    let (list, origin) = match wanted().await? {
        Wanted::Shelf => (OWN_LIST.to_owned(), Origin::Shelf),
        Wanted::Manifest(address) => (address.href, Origin::Site(address.host)),
        Wanted::Image(address) => return Ok(Shelf::of_one(&address)),
    };
    match fetch(&list, MANIFEST_BYTES).await? {
        Fetched::Whole(bytes) => Ok(Shelf::new(Manifest::parse(&bytes)?.entries, origin, &list)),
        Fetched::TooLarge(bytes) => Err(ManifestError::TooLarge { bytes }.into()),
    }
}

/// Takes an image from a shelf.
///
/// # Errors
///
/// Why it can't be installed.
pub async fn load_image(shelf: &Shelf, entry: &Entry) -> Result<Firmware, FirmwareError> {
    match fetch(&shelf.address(entry), MAX_BYTES).await? {
        Fetched::Whole(bytes) => {
            let content = Uint8Array::from(&*bytes);
            firmware(entry.path.clone(), shelf.origin.clone(), content).await
        }
        Fetched::TooLarge(bytes) => Err(FirmwareError::TooLarge { bytes }),
    }
}
