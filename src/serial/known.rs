//! Ports that a person, or a policy, has let this page open before.

use super::chooser::ChosenPort;
use super::support::support;
use crate::session::BoardKind;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::SerialPort;

#[wasm_bindgen(module = "/src/serial/known.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn ports() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    fn watch(changed: &Closure<dyn Fn(bool)>) -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    async fn forget(port: &SerialPort) -> Result<JsValue, JsValue>;
}

/// The one that is plugged in, if it is one.
pub async fn known() -> Option<ChosenPort> {
    support().ok()?;
    let known = Array::from(&ports().await.ok()?);
    (known.length() == 1).then(|| ChosenPort::new(known.get(0).unchecked_into(), BoardKind::Real))
}

/// Calls back when one is plugged in (`true`) or unplugged, as long as the page lives.
pub fn on_change(changed: impl Fn(bool) + 'static) {
    if support().is_err() {
        return;
    }
    let changed = Closure::<dyn Fn(bool)>::new(changed);
    // A browser without these events tells of none.
    let _ = watch(&changed);
    changed.forget();
}

impl ChosenPort {
    /// Gives the permission back: the browser's window has to be asked for it again.
    pub async fn forget(self) {
        let _ = forget(self.port()).await;
    }
}
