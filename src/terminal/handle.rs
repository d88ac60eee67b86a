//! What the rest of the page holds of the terminal.

use super::flow::Flow;
use super::keys;
use super::paste::{CHUNK_BYTES, Place, prepare};
use super::xterm::{Fit, Made, Xterm, create_terminal};
use crate::texts;
use js_sys::Uint8Array;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::Callback;

/// What is kept for a terminal that is not loaded yet, or never will be: the newest of it.
const EARLY_BYTES: usize = 64 << 10;

/// The one terminal of the page. Usable before it is loaded: what is written then is kept.
#[derive(Clone, Default)]
pub struct Handle(Rc<Inner>);

#[derive(Default)]
struct Inner {
    made: OnceCell<(Xterm, Fit)>,
    flow: Rc<Flow>,
    taken: OnceCell<Closure<dyn Fn()>>,
    early: RefCell<Vec<u8>>,
    is_open: Cell<bool>,
}

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl core::fmt::Debug for Handle {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

impl Handle {
    /// Shows what the board said.
    pub fn write(&self, bytes: &[u8]) {
        let Some(xterm) = self.xterm() else {
            let mut early = self.0.early.borrow_mut();
            early.extend_from_slice(bytes);
            let surplus = early.len().saturating_sub(EARLY_BYTES);
            early.drain(..surplus);
            return;
        };
        let taken = self.0.taken.get_or_init(|| {
            let flow = self.0.flow.clone();
            Closure::new(move || flow.taken())
        });
        self.0.flow.given(bytes.len());
        // A copy: xterm reads it later, when this memory holds something else.
        xterm.write(&Uint8Array::from(bytes), taken);
    }

    /// Waits until most of what was written has been taken in.
    pub async fn room(&self) {
        self.0.flow.room().await;
    }

    /// Takes away all but the line with the cursor.
    pub fn clear(&self) {
        if let Some(xterm) = self.xterm() {
            xterm.clear();
        }
    }

    /// Begins as on the first day.
    pub fn reset(&self) {
        self.0.early.borrow_mut().clear();
        if let Some(xterm) = self.xterm() {
            xterm.reset();
        }
    }

    /// Gives it the keyboard.
    pub fn focus(&self) {
        if let Some(xterm) = self.xterm() {
            xterm.focus();
        }
    }

    /// Loads it. What is typed goes to `typed`.
    pub(super) async fn load(&self, typed: Callback<Vec<u8>>) -> Result<(), JsValue> {
        let made = create_terminal(texts::terminal_input(), texts::terminal_much()).await?;
        let made: Made = made.unchecked_into();
        let (xterm, _) = self.0.made.get_or_init(|| (made.terminal(), made.fit()));
        self.write(&self.0.early.take());
        // The terminal lives as long as the page, and its listeners with it.
        let listener = Closure::<dyn Fn(String)>::new(move |text: String| {
            typed.emit(text.into_bytes());
        });
        xterm.on_data(&listener);
        listener.forget();
        keys::attach(xterm);
        Ok(())
    }

    /// Puts it into its frame, which is on the screen now.
    pub(super) fn show(&self, frame: &HtmlElement, described_by: &str) {
        let Some(xterm) = self.xterm() else { return };
        if !self.0.is_open.replace(true) {
            xterm.open(frame);
            if let Some(textarea) = xterm.textarea() {
                // Fails only for names that are none.
                let _ = textarea.set_attribute("aria-describedby", described_by);
            }
        }
        self.fit();
    }

    /// Makes it as large as its frame, if that is on the screen.
    pub(super) fn fit(&self) {
        if let (Some((_, fit)), true) = (self.0.made.get(), self.0.is_open.get()) {
            fit.fit();
        }
    }

    /// What to send for a pasted text, in pieces that the board can take.
    pub(super) fn pasted(&self, text: &str) -> Vec<Vec<u8>> {
        let line = self.xterm().and_then(Xterm::current_line);
        let place = match line.as_deref() {
            Some(">>>" | ">>> ") => Place::EmptyPrompt,
            _ => Place::Elsewhere,
        };
        prepare(text, place).chunks(CHUNK_BYTES).map(<[u8]>::to_vec).collect()
    }

    fn xterm(&self) -> Option<&Xterm> {
        self.0.made.get().map(|(xterm, _)| xterm)
    }
}
