//! What the page's own address asks for: `?manifest=` another shelf, or `?firmware=` one image.

use super::{Address, AddressError};
use web_sys::{Document, Url};

/// What the page's address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The page's own shelf: nothing else is asked for.
    Shelf,
    /// This list.
    Manifest(Address),
    /// This image.
    Image(Address),
}

/// Looks at the page's address.
///
/// # Errors
///
/// Why what stands there can't be used.
pub(super) fn wanted() -> Result<Wanted, AddressError> {
    let document = web_sys::window().and_then(|window| window.document());
    let page = document.as_ref().and_then(|document| Url::new(&document.url().ok()?).ok());
    let (Some(document), Some(page)) = (document, page) else { return Ok(Wanted::Shelf) };
    let parameters = page.search_params();
    if let Some(text) = parameters.get("firmware") {
        return checked(&document, &page, text).map(Wanted::Image);
    }
    match parameters.get("manifest") {
        Some(text) => checked(&document, &page, text).map(Wanted::Manifest),
        None => Ok(Wanted::Shelf),
    }
}

fn checked(document: &Document, page: &Url, text: String) -> Result<Address, AddressError> {
    let Ok(url) = Url::new_with_base(&text, &page.href()) else {
        return Err(AddressError::Malformed { text });
    };
    let root = document.document_element();
    let allowed = root.and_then(|root| root.get_attribute("data-firmware-origins"));
    let address = Address { href: url.href(), origin: url.origin(), host: url.host() };
    address.checked(&page.origin(), &allowed.unwrap_or_default())
}
