//! What the browser throws.

use wasm_bindgen::prelude::*;
use web_sys::DomException;

#[wasm_bindgen]
extern "C" {
    /// What JavaScript's `String()` makes of a value.
    #[wasm_bindgen(catch, js_name = String)]
    fn text_of(value: &JsValue) -> Result<String, JsValue>;
}

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
        None => text_of(error).unwrap_or_default(),
    }
}
