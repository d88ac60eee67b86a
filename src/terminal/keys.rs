//! The keys that are not for the board: copying, pasting, and leaving the terminal.
//!
//! Tab belongs to Python, which completes names with it. So Escape, then Tab leaves the terminal,
//! and so does Shift with Tab.

use super::xterm::Xterm;
use gloo::timers::callback::Timeout;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use web_sys::KeyboardEvent;

/// After Escape, Tab leaves for so long.
const LEAVE_WITHIN_MS: f64 = 2_000.0;

/// Who a key is for.
enum For {
    Board,
    Browser,
}

pub(super) fn attach(xterm: &Xterm) {
    let escaped_at = Cell::new(f64::NEG_INFINITY);
    let terminal: Xterm = JsValue::from(xterm).unchecked_into();
    let handler = move |event: KeyboardEvent| {
        event.type_() != "keydown" || matches!(sort(&event, &terminal, &escaped_at), For::Board)
    };
    // It lives as long as the terminal, and that as long as the page.
    let handler = Closure::<dyn Fn(KeyboardEvent) -> bool>::new(handler);
    xterm.attach_key_handler(&handler);
    handler.forget();
}

fn sort(event: &KeyboardEvent, xterm: &Xterm, escaped_at: &Cell<f64>) -> For {
    let is_control = event.ctrl_key() && !event.alt_key() && !event.shift_key();
    match event.key().as_str() {
        "Escape" => {
            escaped_at.set(event.time_stamp());
            For::Browser
        }
        "Tab" if event.shift_key() => For::Browser,
        "Tab" if event.time_stamp() - escaped_at.get() < LEAVE_WITHIN_MS => For::Browser,
        "Tab" => {
            // With a screen reader's mode on, xterm would let the browser move the focus, too.
            event.prevent_default();
            For::Board
        }
        "c" | "C" if is_control && xterm.has_selection() => {
            clear_selection_after_copying(xterm);
            For::Browser
        }
        "v" | "V" if is_control => For::Browser,
        key if is_function_key(key) => For::Browser,
        _ => For::Board,
    }
}

/// F5 loads the page anew, F12 shows what is behind it: no board knows these keys.
fn is_function_key(key: &str) -> bool {
    key.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok())
}

/// The next Ctrl-C is to interrupt again.
fn clear_selection_after_copying(xterm: &Xterm) {
    let xterm: Xterm = JsValue::from(xterm).unchecked_into();
    Timeout::new(0, move || xterm.clear_selection()).forget();
}
