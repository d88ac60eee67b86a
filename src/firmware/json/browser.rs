//! JSON as the browser reads it.

use crate::js::message;
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

pub(super) struct Value(JsValue);

impl Value {
    /// Reads the one value that a text is; the browser's words where it is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        JSON::parse(text).map(Self).map_err(|error| message(&error))
    }

    /// `None` where there is none or `null`.
    pub(super) fn field(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(Self(value))
    }

    pub(super) fn is_object(&self) -> bool {
        self.0.is_object() && !Array::is_array(&self.0)
    }

    pub(super) fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    pub(super) fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    pub(super) fn list(&self) -> Option<Vec<Self>> {
        let list: &Array = self.0.dyn_ref()?;
        Some(list.iter().map(Self).collect())
    }
}
