//! What the browser throws.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::DomException;

/// The name of an error, such as `NetworkError`; empty where it has none.
pub(crate) fn name(error: &JsValue) -> String {
    error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default()
}

/// The browser's words for an error.
pub(crate) fn message(error: &JsValue) -> String {
    if let Some(exception) = error.dyn_ref::<DomException>() {
        return format!("{}: {}", exception.name(), exception.message());
    }
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}
