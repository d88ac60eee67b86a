//! What the page lets its workbench do.

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::JsValue;
use workbench_api::{Pane, Request, wire};

/// The page.
#[derive(Debug, Clone)]
pub(crate) struct Host {
    pub(crate) start: Function,
    pub(crate) insert: Function,
    pub(crate) open: Function,
    pub(crate) close: Function,
}

impl Host {
    /// Begins a job.
    pub(crate) fn start(&self, request: &Request) {
        call(&self.start, &Uint8Array::from(&*wire::encode_request(request)));
    }

    /// Types at the prompt, without Enter, and gives it the keyboard.
    pub(crate) fn insert(&self, text: &str) {
        call(&self.insert, &text.into());
    }

    /// Shows a pane.
    pub(crate) fn open(&self, pane: Pane) {
        call(&self.open, &wire::encode_pane(pane).into());
    }

    /// Closes a pane.
    pub(crate) fn close(&self, pane: Pane) {
        call(&self.close, &wire::encode_pane(pane).into());
    }
}

fn call(function: &Function, value: &JsValue) {
    // The page's functions throw nothing.
    let _ = function.call1(&JsValue::UNDEFINED, value);
}
