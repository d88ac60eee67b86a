//! What only a browser can do: keep something for the next visit, give the keyboard to an element, and give a file
//! to the person's computer.

use crate::desk::Share;
use crate::desk::lesson::Place;
use crate::desk::program::{Kept, Link};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, JsString, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, File, HtmlAnchorElement, HtmlElement, HtmlInputElement, Storage, StorageEvent, Url,
};
use yew::Callback;

/// Under which the program is kept: whether it is changed and its name in the first line, its text behind it.
const PROGRAM: &str = "program";
/// The same of what another text took the place of.
const ASIDE: &str = "program-aside";
const CHANGED: char = '*';
/// Under which the place in the lessons is kept: a lesson's id, and the number of a card.
const LESSON: &str = "lesson";
/// Under which is kept how the program and the terminal share the height.
const SHARE: &str = "program-share";
/// The same for the style sheet.
const SHARE_STYLE: &str = "--program";

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
        kept(PROGRAM)
    }

    /// What was kept of what another text took the place of.
    pub(crate) fn kept_aside(&self) -> Option<Kept> {
        kept(ASIDE)
    }

    /// Whether it could be.
    pub(crate) fn keep(&self, program: &Kept) -> bool {
        keep(PROGRAM, program)
    }

    /// Whether it could be, or is forgotten.
    pub(crate) fn keep_aside(&self, program: Option<&Kept>) -> bool {
        match program {
            Some(program) => keep(ASIDE, program),
            None => storage().is_none_or(|storage| storage.remove_item(ASIDE).is_ok()),
        }
    }
}

fn kept(key: &str) -> Option<Kept> {
    let all = storage()?.get_item(key).ok()??;
    let (head, text) = all.split_once('\n')?;
    let (is_changed, name) = match head.strip_prefix(CHANGED) {
        Some(name) => (true, name),
        None => (false, head),
    };
    let name = (!name.is_empty()).then(|| name.into());
    Some(Kept { name, text: text.into(), is_changed })
}

fn keep(key: &str, Kept { name, text, is_changed }: &Kept) -> bool {
    let mark = if *is_changed { CHANGED.to_string() } else { String::new() };
    let all = format!("{mark}{}\n{text}", name.as_deref().unwrap_or_default());
    storage().is_some_and(|storage| storage.set_item(key, &all).is_ok())
}

/// Where the person was in the lessons.
pub(crate) fn kept_place() -> Option<Place> {
    let place = storage()?.get_item(LESSON).ok()??;
    let (lesson, card) = place.split_once(' ')?;
    Some(Place { lesson: lesson.into(), card: card.parse().ok()? })
}

/// Where nothing can be kept, the next visit begins with the first card.
pub(crate) fn keep_place(place: Option<&Place>) {
    let Some(storage) = storage() else { return };
    let _ = match place {
        Some(Place { lesson, card }) => storage.set_item(LESSON, &format!("{lesson} {card}")),
        None => storage.remove_item(LESSON),
    };
}

/// How the program and the terminal shared the height.
pub(crate) fn kept_share() -> Option<Share> {
    Some(Share::of_percent(storage()?.get_item(SHARE).ok()??.parse().ok()?))
}

/// Where nothing can be kept, the next visit begins as the first one.
pub(crate) fn keep_share(share: Share) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(SHARE, &share.percent().to_string());
    }
}

/// Shares the height of the panes between the program's and the terminal's.
pub(crate) fn divide(program: &HtmlElement, share: Share) {
    if let Some(panes) = program.parent_element().and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // It fails for no name of a property of one's own.
        let _ = panes.style().set_property(SHARE_STYLE, &format!("{}%", share.percent()));
    }
}

/// Has this told when the page is being left. What it does at once is still done.
pub(crate) fn on_leaving(leaving: Callback<()>) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "pagehide", move |_| leaving.emit(())))
}

/// The program that the page's address brings, in base64 for addresses, as `?code=`.
pub(crate) fn link() -> Link {
    let window = web_sys::window();
    let search = window.and_then(|window| window.location().search().ok()).unwrap_or_default();
    let code = |part: &str| part.strip_prefix("code=").map(ToOwned::to_owned);
    match search.trim_start_matches('?').split('&').find_map(code) {
        Some(code) => decoded(&code).map_or(Link::Unreadable, |text| Link::Program(text.into())),
        None => Link::None,
    }
}

fn decoded(code: &str) -> Option<String> {
    let code = code.trim_end_matches("%3D").replace('-', "+").replace('_', "/");
    // Each letter is a byte.
    let bytes = web_sys::window()?.atob(&code).ok()?;
    let bytes: Option<Vec<u8>> = bytes.chars().map(|byte| u8::try_from(byte).ok()).collect();
    crate::desk::text_of(&bytes?).ok()
}

/// The name of a file on the person's computer.
pub(crate) fn name_of(file: &File) -> String {
    // Some systems take the letters of a name apart.
    JsString::from(file.name()).normalize("NFC").into()
}

/// What is in a file on the person's computer.
///
/// # Errors
///
/// The browser's own.
pub(crate) async fn read(file: &File) -> Result<Rc<[u8]>, JsValue> {
    let content = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&content).to_vec().into())
}

/// What the browser says of an error.
pub(crate) fn words_of(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => String::new(),
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The date where the person is, as `2026-11-28`.
pub(crate) fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// What the browser calls itself.
pub(crate) fn own_name() -> String {
    let window = web_sys::window();
    window.and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// Whether the text is in the clipboard now.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// Gives a file to the person's computer.
pub(crate) fn download(name: &str, content: &[u8]) {
    // Fails where the browser has no memory left; then there is nothing to give.
    let _ = try_download(name, content);
}

fn try_download(name: &str, content: &[u8]) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(content));
    give(name, &Blob::new_with_u8_array_sequence(&parts)?)
}

/// Gives what the browser has as a file already.
///
/// # Errors
///
/// The browser's own.
pub(crate) fn give(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link = gloo::utils::document().create_element("a")?.unchecked_into::<HtmlAnchorElement>();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}

/// What a field holds at first, as an attribute: Yew would put its value back each time that it draws.
const FIRST_VALUE: &str = "data-first";

/// Gives an element the keyboard, by its id, if it is there once all is drawn.
pub(crate) fn focus(id: impl Into<String>) {
    let id = id.into();
    Timeout::new(0, move || {
        let element = gloo::utils::document().get_element_by_id(&id);
        let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        // It fails for what can't have it; then it stays where it was.
        let _ = element.focus();
        let first = element.get_attribute(FIRST_VALUE);
        if let (Some(first), Some(field)) = (first, element.dyn_ref::<HtmlInputElement>()) {
            field.set_value(&first);
            field.select();
            let _ = element.remove_attribute(FIRST_VALUE);
        }
    })
    .forget();
}
