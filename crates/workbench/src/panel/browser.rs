//! What only a browser can do: keep a text for the next visit, and give a file to the person's computer.

use crate::desk::program::Kept;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::JsValue;
use web_sys::{Blob, HtmlAnchorElement, Storage, StorageEvent, Url};
use yew::Callback;

/// Under which the program is kept: whether it is changed and its name in the first line, its text behind it.
const PROGRAM: &str = "program";
const CHANGED: char = '*';

/// The program, as the browser keeps it.
#[derive(Debug)]
pub(crate) struct Draft {
    /// Told when another tab of this page keeps another text.
    _others: Option<EventListener>,
}

impl Draft {
    pub(crate) fn new(other_tab: Callback<()>) -> Self {
        let others = web_sys::window().map(|window| {
            EventListener::new(&window, "storage", move |event| {
                let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
                if key.as_deref() == Some(PROGRAM) {
                    other_tab.emit(());
                }
            })
        });
        Self { _others: others }
    }

    /// What was kept.
    pub(crate) fn kept(&self) -> Option<Kept> {
        let all = storage()?.get_item(PROGRAM).ok()??;
        let (head, text) = all.split_once('\n')?;
        let (is_changed, name) = match head.strip_prefix(CHANGED) {
            Some(name) => (true, name),
            None => (false, head),
        };
        let name = (!name.is_empty()).then(|| name.into());
        Some(Kept { name, text: text.into(), is_changed })
    }

    /// Whether it could be.
    pub(crate) fn keep(&self, Kept { name, text, is_changed }: &Kept) -> bool {
        let mark = if *is_changed { CHANGED.to_string() } else { String::new() };
        let all = format!("{mark}{}\n{text}", name.as_deref().unwrap_or_default());
        storage().is_some_and(|storage| storage.set_item(PROGRAM, &all).is_ok())
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Gives a file to the person's computer.
pub(crate) fn download(name: &str, content: &[u8]) {
    // Fails where the browser has no memory left; then there is nothing to give.
    let _ = try_download(name, content);
}

fn try_download(name: &str, content: &[u8]) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence(&parts)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = gloo::utils::document().create_element("a")?.unchecked_into::<HtmlAnchorElement>();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
