//! Ports that a person, or a policy, has let this page open before.

use super::chooser::ChosenPort;
use super::support::support;
use crate::session::BoardKind;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Those that are plugged in.
pub async fn known() -> Vec<ChosenPort> {
    let Some(ports) = ask("getPorts", &[]) else { return Vec::new() };
    let Ok(ports) = JsFuture::from(Promise::resolve(&ports)).await else { return Vec::new() };
    let ports = Array::from(&ports).into_iter().filter(is_connected);
    ports.map(|port| ChosenPort::new(port.unchecked_into(), BoardKind::Real)).collect()
}

/// Calls back when one is plugged in (`true`) or unplugged, as long as the page lives.
pub fn on_change(changed: impl Fn(bool) + Clone + 'static) {
    for (event, is_there) in [("connect", true), ("disconnect", false)] {
        let changed = changed.clone();
        let told = Closure::<dyn Fn()>::new(move || changed(is_there));
        ask("addEventListener", &[&event.into(), told.as_ref()]);
        told.forget();
    }
}

impl ChosenPort {
    /// Gives the permission back: the browser's window has to be asked for it again.
    pub async fn forget(self) {
        // What can't be forgotten stays known, as the start screen then shows.
        let _ = JsFuture::from(self.port().forget()).await;
    }
}

/// Calls a method of the browser's `Serial`, which may lack it.
fn ask(method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    support().ok()?;
    let serial = web_sys::window()?.navigator().serial();
    let method: Function = Reflect::get(&serial, &method.into()).ok()?.dyn_into().ok()?;
    method.apply(&serial, &arguments.iter().collect()).ok()
}

/// Older browsers don't say, and tell only of those that are.
fn is_connected(port: &JsValue) -> bool {
    Reflect::get(port, &"connected".into()).ok().and_then(|it| it.as_bool()).unwrap_or(true)
}
