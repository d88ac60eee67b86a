//! What this page uses of xterm.js.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};

#[wasm_bindgen(module = "/src/terminal/xterm.js")]
extern "C" {
    /// Loads and makes a [`Made`].
    #[wasm_bindgen(catch)]
    pub(super) async fn create_terminal(
        prompt_label: &str,
        too_much_output: &str,
    ) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// What `create_terminal` makes.
    pub(super) type Made;
    #[wasm_bindgen(method, getter)]
    pub(super) fn terminal(this: &Made) -> Xterm;
    /// Makes it as large as its frame, and no narrower than a program expects of a terminal.
    #[wasm_bindgen(method)]
    pub(super) fn fit(this: &Made);
    /// Gives its letters this size.
    #[wasm_bindgen(method)]
    pub(super) fn set_letters(this: &Made, px: u32);
    /// All that is in it, without escape codes.
    #[wasm_bindgen(method)]
    pub(super) fn text(this: &Made) -> String;
    /// Gives the same to the person's computer, under this name.
    #[wasm_bindgen(method)]
    pub(super) fn save(this: &Made, name: &str);
    /// Makes it readable for a screen reader once it is open; later, throws away what is not read yet.
    #[wasm_bindgen(method)]
    pub(super) fn read_anew(this: &Made);

    /// xterm's `Terminal`.
    pub(super) type Xterm;
    #[wasm_bindgen(method)]
    pub(super) fn open(this: &Xterm, parent: &HtmlElement);
    #[wasm_bindgen(method)]
    pub(super) fn write(this: &Xterm, bytes: &Uint8Array, taken: &Closure<dyn Fn()>);
    #[wasm_bindgen(method, getter)]
    pub(super) fn rows(this: &Xterm) -> u16;
    #[wasm_bindgen(method, getter, js_name = cols)]
    pub(super) fn columns(this: &Xterm) -> u16;
    #[wasm_bindgen(method)]
    pub(super) fn clear(this: &Xterm);
    #[wasm_bindgen(method)]
    pub(super) fn focus(this: &Xterm);
    #[wasm_bindgen(method, js_name = hasSelection)]
    pub(super) fn has_selection(this: &Xterm) -> bool;
    #[wasm_bindgen(method, js_name = clearSelection)]
    pub(super) fn clear_selection(this: &Xterm);
    #[wasm_bindgen(method, getter)]
    pub(super) fn textarea(this: &Xterm) -> Option<HtmlElement>;
    #[wasm_bindgen(method, js_name = onData)]
    pub(super) fn on_data(this: &Xterm, listener: &Closure<dyn Fn(String)>);
    #[wasm_bindgen(method, js_name = attachCustomKeyEventHandler)]
    pub(super) fn attach_key_handler(
        this: &Xterm,
        handler: &Closure<dyn Fn(KeyboardEvent) -> bool>,
    );
    #[wasm_bindgen(method, getter)]
    pub(super) fn buffer(this: &Xterm) -> Buffers;

    /// Its screens.
    pub(super) type Buffers;
    #[wasm_bindgen(method, getter)]
    pub(super) fn active(this: &Buffers) -> Buffer;

    /// One screen with what has scrolled away.
    pub(super) type Buffer;
    #[wasm_bindgen(method, getter, js_name = baseY)]
    pub(super) fn base_y(this: &Buffer) -> u32;
    #[wasm_bindgen(method, js_name = getLine)]
    pub(super) fn line(this: &Buffer, at: u32) -> Option<Line>;

    /// One line of a screen.
    pub(super) type Line;
    #[wasm_bindgen(method, js_name = translateToString)]
    pub(super) fn text(this: &Line, trim_right: bool) -> String;
}

impl Xterm {
    /// The last row on the screen with a text in it, counted from 1.
    pub(super) fn last_row(&self) -> Option<u16> {
        let buffer = self.buffer().active();
        let has_text = |row: &u16| {
            let line = buffer.line(buffer.base_y() + u32::from(*row) - 1);
            line.is_some_and(|line| !line.text(true).is_empty())
        };
        (1..=self.rows()).rev().find(has_text)
    }
}
