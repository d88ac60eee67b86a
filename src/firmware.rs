//! Where firmware comes from: the page's shelf, or a file of one's own. Either becomes an
//! [`Image`](esp8266_loader::image::Image) before anything else happens to it.

mod address;
#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(target_arch = "wasm32")]
mod file;
#[cfg(target_arch = "wasm32")]
mod image;
mod json;
#[cfg(target_arch = "wasm32")]
mod load;
mod manifest;
#[cfg(target_arch = "wasm32")]
mod prepare;
mod shelf;
#[cfg(target_arch = "wasm32")]
mod wanted;

pub use address::{Address, AddressError};
#[cfg(target_arch = "wasm32")]
pub use file::read_file;
#[cfg(target_arch = "wasm32")]
pub use load::{load_image, load_list};
pub use manifest::{Entry, Manifest, ManifestError};
pub use shelf::Shelf;

use esp8266_loader::compress::Prepared;
use esp8266_loader::image::Image;
use std::rc::Rc;

/// An image with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firmware {
    /// The file's name.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
    /// The image, checked and compressed.
    pub prepared: Rc<Prepared>,
}

impl Firmware {
    /// The image.
    #[must_use]
    pub fn image(&self) -> &Image {
        self.prepared.image()
    }
}

/// Where an image came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The page's own shelf.
    Shelf,
    /// An address that stands in the page's own: the host's name.
    Site(String),
    /// The person's computer.
    Computer,
}

/// Why there is no firmware to install.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FirmwareError {
    /// The file is no whole image for this chip, and holds none.
    #[error("{what}")]
    NoImage {
        /// What it is, as the workbench says it.
        what: String,
        /// What to do now.
        now: String,
    },
    /// The file is larger than any flash chip.
    #[error("{bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The shelf's list is not readable.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// An address in the page's own is none, or none that the page may ask.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// A file of the shelf can't be fetched.
    #[error("{path}: {problem}")]
    Unreachable {
        /// Its address, relative to the page.
        path: String,
        /// The status, or the browser's words.
        problem: String,
    },
    /// A file of the shelf did not come to its end.
    #[error("{path}: nothing came any more")]
    Silent {
        /// Its address, relative to the page.
        path: String,
    },
    /// The browser could not read a file of the person's.
    #[error("{name}: {problem}")]
    Unreadable {
        /// Its name.
        name: String,
        /// The browser's words.
        problem: String,
    },
}
