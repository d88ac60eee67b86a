//! What the page's own address asks for: `?manifest=` another shelf, or `?firmware=` one image.

use super::{Address, AddressError};
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Url, Window};

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
pub(super) async fn wanted() -> Result<Wanted, AddressError> {
    let window = web_sys::window();
    let document = window.as_ref().and_then(Window::document);
    let page = document.and_then(|document| Url::new(&document.url().ok()?).ok());
    let (Some(window), Some(page)) = (window, page) else { return Ok(Wanted::Shelf) };
    let parameters = page.search_params();
    let (text, is_image) = match (parameters.get("firmware"), parameters.get("manifest")) {
        (Some(text), _) => (text, true),
        (None, Some(text)) => (text, false),
        (None, None) => return Ok(Wanted::Shelf),
    };
    let Ok(url) = Url::new_with_base(&text, &page.href()) else {
        return Err(AddressError::Malformed { text });
    };
    let address = Address { href: url.href(), origin: url.origin(), host: url.host() };
    let own = page.origin();
    let allowed = if address.origin == own { None } else { allowed_origins(&window).await };
    let address = address.checked(&own, &allowed.unwrap_or_default())?;
    Ok(if is_image { Wanted::Image(address) } else { Wanted::Manifest(address) })
}

/// The other sites that this page's host allows. `start.mjs` promises them: when they are there, the policy
/// that holds the page to them stands.
async fn allowed_origins(window: &Window) -> Option<String> {
    let promised: Promise =
        Reflect::get(window, &"firmwareOrigins".into()).ok()?.dyn_into().ok()?;
    JsFuture::from(promised).await.ok()?.as_string()
}
