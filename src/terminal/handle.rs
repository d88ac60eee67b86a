//! What the rest of the page holds of the terminal.

use super::flow::Flow;
use super::keys;
use super::sanitize::{PLAIN, Sanitizer, Screen};
use super::sequences::for_prompt;
use super::xterm::{Made, Xterm, create_terminal};
use crate::layout::Letters;
use crate::texts;
use core::mem;
use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::Callback;
use yew::platform::spawn_local;

/// What is kept for a terminal that is not loaded yet, or never will be, or takes nothing: the newest of it.
const KEPT_BYTES: usize = 64 << 10;
/// What the terminal is given at once. Between two pieces it lets keys through.
const PIECE_BYTES: usize = 512;
/// A terminal that takes nothing for so long is dead. In a tab that nobody sees it is slow, as all
/// timers there are, and this one with them.
const DEAD_AFTER_MS: u32 = 5_000;
/// The name of its text as a file.
const SAVED_AS: &str = "boardwalk.txt";
/// All as on the first day.
const FULL_RESET: &[u8] = b"\x1Bc";
/// After so much of one line, what is not read aloud yet never will be.
const UNREAD_BYTES: usize = 256 << 10;
/// After so much of one line, a person who types does not want to hear the rest of it first.
const LONG_LINE_BYTES: usize = 1 << 10;

/// The one terminal of the page. Usable before it is loaded: what is written then is kept.
#[derive(Clone, Default)]
pub struct Handle(Rc<Inner>);

#[derive(Default)]
struct Inner {
    loaded: OnceCell<Loaded>,
    flow: Flow,
    sanitizer: RefCell<Sanitizer>,
    /// What it is to be given later.
    kept: RefCell<Vec<u8>>,
    /// Of the line that has not ended.
    line_bytes: Cell<usize>,
    is_open: Cell<bool>,
    letters: Cell<Letters>,
    is_watched: Cell<bool>,
}

struct Loaded {
    made: Made,
    xterm: Xterm,
    taken: Closure<dyn Fn()>,
    /// Told when it takes nothing any more, and when it does again.
    is_dead: Callback<bool>,
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
        match self.0.loaded.get() {
            Some(loaded) if !self.0.flow.is_given_up() => {
                for piece in bytes.chunks(PIECE_BYTES) {
                    let screen =
                        Screen { rows: loaded.xterm.rows(), columns: loaded.xterm.columns() };
                    let output = self.0.sanitizer.borrow_mut().push(piece, screen);
                    self.give(&output, loaded);
                }
            }
            _ => {
                let mut kept = self.0.kept.borrow_mut();
                kept.extend_from_slice(bytes);
                let surplus = kept.len().saturating_sub(KEPT_BYTES);
                kept.drain(..surplus);
            }
        }
    }

    fn give(&self, output: &[u8], loaded: &Loaded) {
        if output.is_empty() {
            return;
        }
        self.0.flow.given(output.len());
        // A copy: xterm reads it later, when this memory holds something else.
        loaded.xterm.write(&Uint8Array::from(output), &loaded.taken);
        if !self.0.is_watched.replace(true) {
            spawn_local(self.clone().watch());
        }
        let line_bytes = match output.iter().rposition(|&byte| byte == b'\n') {
            Some(end) => output.len() - end,
            None => self.0.line_bytes.get() + output.len(),
        };
        self.0.line_bytes.set(line_bytes);
        self.leave_unread(UNREAD_BYTES, loaded);
    }

    /// Lets a screen reader begin anew, where so much or more of a line has come.
    fn leave_unread(&self, bytes: usize, loaded: &Loaded) {
        if self.0.line_bytes.get() >= bytes && self.0.is_open.get() {
            self.0.line_bytes.set(0);
            loaded.made.read_anew();
        }
    }

    /// Gives the terminal up when it takes nothing of what it was given.
    async fn watch(self) {
        let Inner { flow, is_watched, .. } = &*self.0;
        while !flow.is_empty() && !flow.is_given_up() {
            let before = flow.taken_pieces();
            TimeoutFuture::new(DEAD_AFTER_MS).await;
            if flow.taken_pieces() == before {
                flow.give_up();
                self.tell_whether_dead(true);
            }
        }
        is_watched.set(false);
    }

    /// The terminal has taken a piece in.
    fn taken(&self) {
        let was_given_up = self.0.flow.is_given_up();
        self.0.flow.taken();
        if was_given_up && !self.0.flow.is_given_up() {
            self.tell_whether_dead(false);
            self.write(&self.0.kept.take());
        }
    }

    fn tell_whether_dead(&self, is_dead: bool) {
        if let Some(loaded) = self.0.loaded.get() {
            loaded.is_dead.emit(is_dead);
        }
    }

    /// Waits until most of what was written has been taken in, or nothing is any more.
    pub async fn room(&self) {
        self.0.flow.room().await;
    }

    /// Takes away all but the line with the cursor.
    pub fn clear(&self) {
        if let Some(xterm) = self.xterm() {
            xterm.clear();
        }
    }

    /// All that is in it, without escape codes.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.loaded.get().map(|loaded| loaded.made.text()).unwrap_or_default()
    }

    /// Gives the same to the person's computer as a file.
    pub fn save(&self) {
        if let Some(loaded) = self.0.loaded.get() {
            loaded.made.save(SAVED_AS);
        }
    }

    /// What xterm.js has made, for others who help at it.
    #[must_use]
    pub fn object(&self) -> Option<&JsValue> {
        self.xterm().map(AsRef::as_ref)
    }

    /// Another connection begins. What was there stays, above a line; what a board switched on does not.
    pub fn begin_connection(&self) {
        mem::take(&mut *self.0.sanitizer.borrow_mut());
        let rule = format!("\r\n\x1B[2m── {} ──\x1B[m\r\n", texts::terminal_line());
        match self.0.loaded.get() {
            Some(loaded) => {
                let below = match loaded.xterm.last_row() {
                    Some(row) => format!("{PLAIN}\x1B[{row};1H{rule}"),
                    None => PLAIN.to_owned(),
                };
                self.give(below.as_bytes(), loaded);
            }
            None if self.0.kept.borrow().is_empty() => {}
            None => self.0.kept.borrow_mut().extend_from_slice(rule.as_bytes()),
        }
    }

    /// Begins as on the first day, once what was written before has been taken in.
    pub fn reset(&self) {
        self.0.kept.borrow_mut().clear();
        mem::take(&mut *self.0.sanitizer.borrow_mut());
        if let Some(loaded) = self.0.loaded.get() {
            self.give(FULL_RESET, loaded);
            self.give(PLAIN.as_bytes(), loaded);
        }
    }

    /// Gives it the keyboard.
    pub fn focus(&self) {
        if let Some(xterm) = self.xterm() {
            xterm.focus();
        }
    }

    /// Loads it. What is typed goes to `typed`; `is_dead` is told when it takes nothing any more, and
    /// when it does again.
    pub(super) async fn load(
        &self,
        typed: Callback<Vec<u8>>,
        is_dead: Callback<bool>,
    ) -> Result<(), JsValue> {
        let made = create_terminal(texts::terminal_input(), texts::terminal_much()).await?;
        let made: Made = made.unchecked_into();
        let taken = {
            let handle = self.clone();
            Closure::new(move || handle.taken())
        };
        let Loaded { xterm, .. } = self.0.loaded.get_or_init(|| {
            let xterm = made.terminal();
            Loaded { made, xterm, taken, is_dead }
        });
        if let Some(loaded) = self.0.loaded.get() {
            self.give(PLAIN.as_bytes(), loaded);
        }
        self.write(&self.0.kept.take());
        // The terminal lives as long as the page, and its listeners with it.
        let handle = self.clone();
        let listener = Closure::<dyn Fn(String)>::new(move |text: String| {
            let keys = for_prompt(&text);
            if !keys.is_empty() {
                typed.emit(keys.into_bytes());
            }
            if let Some(loaded) = handle.0.loaded.get() {
                handle.leave_unread(LONG_LINE_BYTES, loaded);
            }
        });
        xterm.on_data(&listener);
        listener.forget();
        keys::attach(xterm);
        self.size_letters();
        Ok(())
    }

    /// Puts it into its frame, which is on the screen now.
    pub(super) fn show(&self, frame: &HtmlElement, described_by: &str) {
        let Some(loaded) = self.0.loaded.get() else { return };
        let xterm = &loaded.xterm;
        if !self.0.is_open.replace(true) {
            xterm.open(frame);
            loaded.made.read_anew();
            if let Some(textarea) = xterm.textarea() {
                // Fails only for names that are none.
                let _ = textarea.set_attribute("aria-describedby", described_by);
            }
        }
        self.fit();
    }

    /// Gives its letters this size.
    pub(super) fn set_letters(&self, letters: Letters) {
        if self.0.letters.replace(letters) != letters {
            self.size_letters();
        }
    }

    fn size_letters(&self) {
        if let Some(loaded) = self.0.loaded.get() {
            loaded.made.set_letters(self.0.letters.get().px());
            self.fit();
        }
    }

    /// Makes it as large as its frame, if that is on the screen.
    pub(super) fn fit(&self) {
        if let (Some(loaded), true) = (self.0.loaded.get(), self.0.is_open.get()) {
            loaded.made.fit();
        }
    }

    fn xterm(&self) -> Option<&Xterm> {
        self.0.loaded.get().map(|loaded| &loaded.xterm)
    }
}
