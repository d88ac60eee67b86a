//! The board in the page: a virtual board behind an object that behaves as the browser's
//! `SerialPort` does, loaded only when someone asks for it. From there on everything is the same.

use crate::serial::{ChosenPort, within};
use crate::session::BoardKind;
use crate::texts;
use core::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// For half a megabyte, on a slow network.
const LIMIT: Duration = Duration::from_secs(60);

#[wasm_bindgen(module = "/src/demo.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn choose_demo_board(
        python_restarted: &str,
        python_input: &str,
        python_missing: &str,
    ) -> Result<JsValue, JsValue>;
    fn hurry_demo_board(hurry: bool);
}

/// The files of the demo board could not be loaded; the browser's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoError(pub String);

/// Loads the demo board and plugs it in.
///
/// # Errors
///
/// A [`DemoError`] where its files can't be had.
pub async fn choose() -> Result<ChosenPort, DemoError> {
    let chosen = choose_demo_board(
        texts::demo_python_restarted(),
        texts::demo_python_input(),
        texts::demo_python_missing(),
    );
    let chosen = within(chosen, LIMIT).await;
    match chosen.unwrap_or_else(|_| Err(texts::demo_slow().into())) {
        Ok(port) => Ok(ChosenPort::new(port.into(), BoardKind::Practice)),
        Err(error) => Err(DemoError(crate::serial::message(&error))),
    }
}

/// Lets the demo board's time run fast, or as fast as a real board's.
pub fn hurry(hurry: bool) {
    hurry_demo_board(hurry);
}
