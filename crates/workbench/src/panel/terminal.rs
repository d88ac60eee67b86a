//! What helps at the terminal, which is the page's: lines of errors that lead into the program, keys for screens that
//! are touched, and finding words.

use crate::texts;
use core::fmt;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::Callback;

#[wasm_bindgen(module = "/src/panel/terminal/links.js")]
extern "C" {
    fn link_lines(terminal: &JsValue, name: &str, wanted: &Closure<dyn Fn(u32)>) -> LinksObject;

    type LinksObject;
    #[wasm_bindgen(method)]
    fn name_is(this: &LinksObject, name: &str);
    #[wasm_bindgen(method)]
    fn begin_run(this: &LinksObject);
    #[wasm_bindgen(method)]
    fn end_run(this: &LinksObject);
}

#[wasm_bindgen(module = "/src/panel/terminal/keys.js")]
extern "C" {
    fn show_keys(
        terminal: &JsValue,
        place: &HtmlElement,
        label: &str,
        up: &str,
        down: &str,
        left: &str,
        right: &str,
    );
}

#[wasm_bindgen(module = "/src/panel/terminal/search.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn search_terminal(
        terminal: &JsValue,
        place: &HtmlElement,
        label: &str,
        next: &str,
        previous: &str,
        close: &str,
        none: &str,
        found: &str,
    ) -> Result<(), JsValue>;
}

/// The terminal, and what was added to it.
pub(crate) struct Terminal {
    xterm: JsValue,
    place: HtmlElement,
    links: LinksObject,
    /// As long as the links.
    _wanted: Closure<dyn Fn(u32)>,
}

impl Terminal {
    /// Adds to xterm.js's `Terminal` what helps there; `place` is below it. `wanted` is told the line, counted from 1,
    /// to which an error leads that a person pressed.
    pub(crate) fn help(xterm: JsValue, place: HtmlElement, wanted: Callback<u32>) -> Self {
        let wanted = Closure::<dyn Fn(u32)>::new(move |line| wanted.emit(line));
        let links = link_lines(&xterm, texts::line_link(), &wanted);
        show_keys(
            &xterm,
            &place,
            texts::keys_label(),
            texts::keys_up(),
            texts::keys_down(),
            texts::keys_left(),
            texts::keys_right(),
        );
        Self { xterm, place, links, _wanted: wanted }
    }

    /// The program has this name on the board.
    pub(crate) fn name_is(&self, name: &str) {
        self.links.name_is(name);
    }

    /// What comes from now on is said by the program.
    pub(crate) fn begin_run(&self) {
        self.links.begin_run();
    }

    /// What comes from now on is not.
    pub(crate) fn end_run(&self) {
        self.links.end_run();
    }

    /// Finds words in it.
    ///
    /// # Errors
    ///
    /// The browser's, where what finds them can't be fetched.
    pub(crate) async fn search(&self) -> Result<(), JsValue> {
        search_terminal(
            &self.xterm,
            &self.place,
            texts::find_label(),
            texts::find_next(),
            texts::find_previous(),
            texts::panel_close(),
            texts::find_none(),
            // Each by its sign.
            &texts::FindPlace { at: "$at", all: "$all" }.text(),
        )
        .await
    }
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terminal").finish_non_exhaustive()
    }
}
