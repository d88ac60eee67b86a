//! What the page lets its workbench do.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The page.
    #[derive(Debug, Clone, PartialEq)]
    pub type Host;
    /// Begins a job.
    #[wasm_bindgen(method)]
    pub(crate) fn start(this: &Host, request: &[u8]);
    /// Types at the prompt, without Enter, and gives it the keyboard.
    #[wasm_bindgen(method)]
    pub(crate) fn insert(this: &Host, text: &str);
    /// Shows a pane.
    #[wasm_bindgen(method)]
    pub(crate) fn open(this: &Host, pane: u8);
    /// Closes a pane.
    #[wasm_bindgen(method)]
    pub(crate) fn close(this: &Host, pane: u8);
}
