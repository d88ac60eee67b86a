//! Whether this page can reach a board in this browser.

use super::missing::Missing;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Says why not, if not.
///
/// # Errors
///
/// The first reason that a person could do something about.
pub fn support() -> Result<(), Missing> {
    let window = web_sys::window().ok_or(Missing::Browser)?;
    if !window.is_secure_context() {
        return Err(Missing::InsecureContext);
    }
    let has_serial = Reflect::has(&window.navigator(), &"serial".into()).unwrap_or(false);
    if !has_serial {
        return Err(Missing::Browser);
    }
    if is_in_foreign_frame(&window) {
        return Err(Missing::ForeignFrame);
    }
    if is_framed(&window) && is_forbidden_here(&window) { Err(Missing::Frame) } else { Ok(()) }
}

/// `start.mjs` found out before the program began: it looks at the pages around this one, and at
/// `settings.json`.
fn is_in_foreign_frame(window: &web_sys::Window) -> bool {
    let root = window.document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-frame"))
}

fn is_framed(window: &web_sys::Window) -> bool {
    // A top page that may not be looked at is another site's.
    window.top().map_or(true, |top| top.is_none_or(|top| top != *window))
}

/// Chromium names the policy object `featurePolicy`; the standard has no name for it yet.
fn is_forbidden_here(window: &web_sys::Window) -> bool {
    let allowed = || -> Option<bool> {
        let policy = Reflect::get(&window.document()?.into(), &"featurePolicy".into()).ok()?;
        let ask = Reflect::get(&policy, &"allowsFeature".into()).ok()?;
        let ask: js_sys::Function = wasm_bindgen::JsCast::dyn_into(ask).ok()?;
        ask.call1(&policy, &JsValue::from_str("serial")).ok()?.as_bool()
    };
    allowed() == Some(false)
}
