//! What the page lets its workbench do.

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::JsValue;
use workbench_api::{Ask, wire};

/// The page, as the function that it is asked by.
#[derive(Debug, Clone)]
pub(crate) struct Host(pub(crate) Function);

impl Host {
    /// Asks it.
    pub(crate) fn ask(&self, ask: &Ask) {
        // The page's function throws nothing.
        let _ = self.0.call1(&JsValue::UNDEFINED, &Uint8Array::from(&*wire::encode_ask(ask)));
    }
}
