//! One file of several.

use super::super::browser;
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

#[wasm_bindgen(module = "/src/panel/files/zip.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn pack_files(files: &Array) -> Result<JsValue, JsValue>;
}

/// Makes it and gives it to the person's computer; the browser's words where that fails.
pub(crate) async fn give(name: String, files: Vec<(String, Rc<[u8]>)>) -> Result<(), String> {
    let pair = |(name, content): &(String, Rc<[u8]>)| {
        Array::of2(&name.as_str().into(), &Uint8Array::from(&**content))
    };
    let packed = pack_files(&files.iter().map(pair).collect()).await;
    let given = packed.and_then(|blob| browser::give(&name, &blob.unchecked_into::<Blob>()));
    given.map_err(|error| browser::words_of(&error))
}
