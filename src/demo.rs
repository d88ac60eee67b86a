//! The board in the page: a virtual board behind an object that behaves as the browser's
//! `SerialPort` does, loaded only when someone asks for it. From there on everything is the same.

use crate::js::message;
use crate::page::Practice;
use crate::serial::ChosenPort;
use crate::session::BoardKind;
use crate::texts;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/demo.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn choose_demo_board(
        is_at_prompt: bool,
        python_restarted: &str,
        python_input: &str,
        python_missing: &str,
        too_slow: &str,
    ) -> Result<JsValue, JsValue>;
    fn hurry_demo_board(hurry: bool);
}

/// The files of the demo board could not be loaded, or not in time; the browser's words, or ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoError(pub String);

/// Loads the demo board and plugs it in.
///
/// # Errors
///
/// A [`DemoError`] where its files can't be had.
pub async fn choose(practice: Practice) -> Result<ChosenPort, DemoError> {
    let chosen = choose_demo_board(
        practice == Practice::AtPrompt,
        texts::demo_python_restarted(),
        texts::demo_python_input(),
        texts::demo_python_missing(),
        texts::demo_slow(),
    );
    match chosen.await {
        Ok(port) => Ok(ChosenPort::new(port.into(), BoardKind::Practice)),
        Err(error) => Err(DemoError(message(&error))),
    }
}

/// Lets the demo board's time run fast, or as fast as a real board's.
pub fn hurry(hurry: bool) {
    hurry_demo_board(hurry);
}
