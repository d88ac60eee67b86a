//! A file that is no image, as the browser has it.

use super::browser;
use crate::unpack::{Entry, Packing, Refusal, check, file_name, inner_name, packing, the_image};
use esp8266_loader::image::MAX_BYTES;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/panel/unpack.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load_unpacking() -> Result<JsValue, JsValue>;

    /// `www/unpack/unpack.mjs`
    type Unpacking;
    #[wasm_bindgen(method, catch)]
    fn list(this: &Unpacking, zip: &Uint8Array) -> Result<Array, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn take(this: &Unpacking, zip: &Uint8Array, place: u32) -> Result<Uint8Array, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn gunzip(this: &Unpacking, gzip: &Uint8Array, most: u32) -> Result<JsValue, JsValue>;
}

/// The name and the content, a `Uint8Array`, of the one image in a file; or two texts: why there is none, and what to do
/// now.
pub(crate) async fn looked_into(name: String, content: Uint8Array) -> Array {
    match look_into(&name, &content).await {
        Ok((name, content)) => Array::of2(&name.into(), &content),
        Err(refusal) => {
            let (what, now) = refusal.words(&name);
            Array::of2(&(*what).into(), &(*now).into())
        }
    }
}

async fn look_into(name: &str, file: &Uint8Array) -> Result<(String, Uint8Array), Refusal> {
    let unread = |error: JsValue| Refusal::Unread { problem: browser::words_of(&error) };
    let damaged = |error: JsValue| Refusal::Damaged { problem: browser::words_of(&error) };
    let start = file.subarray(0, 2).to_vec();
    let (name, content) = match packing(&start) {
        None => (name, file.clone()),
        Some(packing) => {
            let unpacking: Unpacking = load_unpacking().await.map_err(unread)?.unchecked_into();
            match packing {
                Packing::Gzip => {
                    let content = unpacking.gunzip(file, MAX_BYTES as u32).await;
                    let content = content.map_err(damaged)?.dyn_into::<Uint8Array>();
                    (inner_name(name), content.map_err(|_| Refusal::TooLarge)?)
                }
                Packing::Zip => {
                    let listed = unpacking.list(file).map_err(damaged)?;
                    let entries: Vec<Entry> = listed.iter().map(|it| entry(&it)).collect();
                    let place = the_image(&entries)?;
                    let content = unpacking.take(file, place as u32).map_err(damaged)?;
                    check(content.to_vec())?;
                    let name = entries.get(place).map_or(name, |entry| file_name(&entry.name));
                    return Ok((name.to_owned(), content));
                }
            }
        }
    };
    check(content.to_vec())?;
    Ok((name.to_owned(), content))
}

fn entry(listed: &JsValue) -> Entry {
    let field = |name: &str| Reflect::get(listed, &name.into()).unwrap_or_default();
    let name = field("name").as_string().unwrap_or_default();
    Entry { name, bytes: field("bytes").as_f64().unwrap_or_default() as u64 }
}
