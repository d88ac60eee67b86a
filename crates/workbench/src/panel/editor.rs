//! The editor, which holds the text.

use super::browser;
use crate::desk::program::EditorEffect;
use crate::texts;
use core::cell::{Cell, OnceCell, RefCell};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::{Callback, NodeRef};

/// So long after the last change the text is taken and kept.
const QUIET_MS: u32 = 300;

#[wasm_bindgen(module = "/src/panel/editor.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn open_editor(
        host: &HtmlElement,
        label: &str,
        hint: &str,
        letters: u32,
        changed: &Closure<dyn Fn()>,
        run: &Closure<dyn Fn()>,
    ) -> Result<JsValue, JsValue>;

    /// As `www/editor` makes it.
    #[derive(Debug)]
    type EditorObject;
    #[wasm_bindgen(method)]
    fn text(this: &EditorObject) -> String;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &EditorObject, text: &str);
    #[wasm_bindgen(method)]
    fn focus(this: &EditorObject);
    #[wasm_bindgen(method, js_name = goToLine)]
    fn go_to_line(this: &EditorObject, line: u32);
    #[wasm_bindgen(method, js_name = setFontSize)]
    fn set_font_size(this: &EditorObject, px: u32);
    #[wasm_bindgen(method, js_name = markLine)]
    fn mark_line(this: &EditorObject, line: u32, message: &str);
    #[wasm_bindgen(method, js_name = clearMarks)]
    fn clear_marks(this: &EditorObject);
}

/// The one editor of the page.
#[derive(Debug)]
pub(crate) struct Editor {
    /// Where it is, once the pane was drawn.
    pub(crate) place: NodeRef,
    loaded: Rc<OnceCell<EditorObject>>,
    changed: Closure<dyn Fn()>,
    run: Closure<dyn Fn()>,
    quiet: Rc<RefCell<Option<Timeout>>>,
    /// It was changed, and nobody has been told yet.
    is_ahead: Rc<Cell<bool>>,
    letters_px: Cell<u32>,
}

impl Editor {
    /// `changed` is told when its text has changed and stayed so for a moment, `run` when its keys want it run.
    pub(crate) fn new(changed: Callback<()>, run: Callback<()>) -> Self {
        let quiet = Rc::<RefCell<Option<Timeout>>>::default();
        let is_ahead = Rc::<Cell<bool>>::default();
        let changed = {
            let (quiet, is_ahead) = (Rc::clone(&quiet), Rc::clone(&is_ahead));
            Closure::new(move || {
                let (changed, told) = (changed.clone(), Rc::clone(&is_ahead));
                is_ahead.set(true);
                *quiet.borrow_mut() = Some(Timeout::new(QUIET_MS, move || {
                    told.set(false);
                    changed.emit(());
                }));
            })
        };
        Self {
            place: NodeRef::default(),
            loaded: Rc::default(),
            changed,
            run: Closure::new(move || run.emit(())),
            quiet,
            is_ahead,
            letters_px: Cell::default(),
        }
    }

    /// Its text; none where it is not there.
    pub(crate) fn text(&self) -> Rc<str> {
        self.loaded.get().map(EditorObject::text).unwrap_or_default().into()
    }

    /// Whether its text was changed, and `changed` has not been told yet.
    pub(crate) fn is_ahead(&self) -> bool {
        self.is_ahead.get()
    }

    /// Whether something was typed and not told yet; it will not be told any more.
    pub(crate) fn settle(&self) -> bool {
        self.quiet.borrow_mut().take();
        self.is_ahead.replace(false)
    }

    pub(crate) fn set_letters(&self, px: u32) {
        if self.letters_px.replace(px) != px
            && let Some(editor) = self.loaded.get()
        {
            editor.set_font_size(px);
        }
    }

    /// `loaded` is told whether it could be.
    pub(crate) fn carry_out(
        self: &Rc<Self>,
        effect: EditorEffect,
        loaded: Callback<Result<(), String>>,
    ) {
        if effect == EditorEffect::Load {
            let editor = Rc::clone(self);
            spawn_local(async move { loaded.emit(editor.load().await) });
            return;
        }
        let Some(editor) = self.loaded.get() else { return };
        match effect {
            EditorEffect::Load => {}
            EditorEffect::Show(text) => {
                // What waits to be told was about the text before.
                self.quiet.borrow_mut().take();
                self.is_ahead.set(false);
                editor.set_text(&text);
            }
            EditorEffect::Mark(line, message) => editor.mark_line(line, &message),
            EditorEffect::Unmark => editor.clear_marks(),
            EditorEffect::Focus => editor.focus(),
            EditorEffect::GoTo(line) => editor.go_to_line(line),
        }
    }

    async fn load(&self) -> Result<(), String> {
        // The pane is drawn by then.
        gloo::timers::future::TimeoutFuture::new(0).await;
        let place = self.place.cast::<HtmlElement>().unwrap_or_else(gloo::utils::body);
        let (label, hint) = (texts::editor_label(), texts::editor_hint());
        let letters = self.letters_px.get();
        match open_editor(&place, label, hint, letters, &self.changed, &self.run).await {
            Ok(editor) => {
                // There is one editor: it is loaded once.
                let _ = self.loaded.set(editor.unchecked_into());
                Ok(())
            }
            Err(error) => Err(browser::words_of(&error)),
        }
    }
}
