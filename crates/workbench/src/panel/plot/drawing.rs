//! What is drawn, and what hears for it.

use super::super::browser;
use crate::desk::plot::listener::Listener;
use crate::desk::plot::{Action, PlotEffect};
use crate::texts;
use core::cell::{Cell, OnceCell, RefCell};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlElement};
use yew::platform::spawn_local;
use yew::{Callback, NodeRef};

/// The names of its numbers and of its picture as files.
const CSV_NAME: &str = "plot.csv";
const PICTURE_NAME: &str = "plot.png";

#[wasm_bindgen(module = "/src/panel/plot.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn open_plot(host: &HtmlElement, texts: &Array) -> Result<JsValue, JsValue>;
    fn push_lines(plot: &PlotObject, lines: &str) -> bool;

    /// As `www/plot` makes it.
    #[derive(Debug)]
    type PlotObject;
    #[wasm_bindgen(method)]
    fn pause(this: &PlotObject, is_paused: bool);
    #[wasm_bindgen(method)]
    fn clear(this: &PlotObject);
    #[wasm_bindgen(method)]
    fn csv(this: &PlotObject) -> String;
    #[wasm_bindgen(method, catch)]
    async fn png(this: &PlotObject) -> Result<JsValue, JsValue>;
}

/// The one plot of the page; clones are the same one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawing(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    place: NodeRef,
    listener: RefCell<Listener>,
    loaded: OnceCell<PlotObject>,
    has_numbers: Cell<bool>,
    told: OnceCell<Callback<Action>>,
}

impl Drawing {
    /// Where it is, once the panel was drawn.
    pub(super) fn place(&self) -> NodeRef {
        self.0.place.clone()
    }

    /// Has this told what happens, for good.
    pub(crate) fn tell(&self, told: Callback<Action>) {
        // There is one desk.
        let _ = self.0.told.set(told);
    }

    /// Takes what the board says. A flood of it changes nothing but the picture, which is drawn when the screen is.
    pub(crate) fn hear(&self, bytes: &[u8]) {
        if self.0.listener.borrow_mut().hear(bytes) {
            self.emit(Action::OfferDue);
        }
        self.draw();
    }

    /// Whether numbers that nobody sees drawn are to be told of.
    pub(crate) fn offer(&self, may_offer: bool) {
        self.0.listener.borrow_mut().offer(may_offer);
    }

    pub(crate) fn carry_out(&self, effect: PlotEffect) {
        match effect {
            PlotEffect::Load => spawn_local(self.clone().load()),
            PlotEffect::Listen(is_listening) => self.0.listener.borrow_mut().listen(is_listening),
            PlotEffect::Pause(is_paused) => {
                self.0.loaded.get().into_iter().for_each(|plot| plot.pause(is_paused));
            }
            PlotEffect::Clear => {
                self.0.has_numbers.set(false);
                self.0.loaded.get().into_iter().for_each(PlotObject::clear);
            }
            PlotEffect::GiveCsv => {
                if let Some(plot) = self.0.loaded.get() {
                    browser::download(CSV_NAME, plot.csv().as_bytes());
                }
            }
            PlotEffect::GivePicture => spawn_local(self.clone().give_picture()),
        }
    }

    /// Gives the plot what was kept for it, if it is there.
    fn draw(&self) {
        let Some(plot) = self.0.loaded.get() else { return };
        let lines = self.0.listener.borrow_mut().take();
        if !lines.is_empty() && push_lines(plot, &lines) && !self.0.has_numbers.replace(true) {
            self.emit(Action::NumbersCame);
        }
    }

    async fn load(self) {
        // The panel is drawn by then.
        gloo::timers::future::TimeoutFuture::new(0).await;
        let place = self.0.place.cast::<HtmlElement>().unwrap_or_else(gloo::utils::body);
        let loaded = match open_plot(&place, &texts_of_the_plot()).await {
            Ok(plot) => {
                // It is loaded once.
                let _ = self.0.loaded.set(plot.unchecked_into());
                Ok(())
            }
            Err(error) => Err(browser::words_of(&error)),
        };
        self.emit(Action::Loaded(loaded));
        self.draw();
    }

    async fn give_picture(self) {
        let Some(plot) = self.0.loaded.get() else { return };
        let picture = plot.png().await.ok().and_then(|picture| picture.dyn_into::<Blob>().ok());
        let given = picture.and_then(|picture| browser::give(PICTURE_NAME, &picture).ok());
        if given.is_none() {
            self.emit(Action::PictureFailed);
        }
    }

    fn emit(&self, action: Action) {
        if let Some(told) = self.0.told.get() {
            told.emit(action);
        }
    }
}

/// By the ids of `www/plot/texts.mjs`; `$` is where the plot puts its values.
fn texts_of_the_plot() -> Array {
    const HERE: &str = "$";
    let text = |id: &str, text: &str| Array::of2(&id.into(), &text.into());
    [
        text("chart", texts::plot_chart()),
        text("table", texts::plot_table()),
        text("line", texts::plot_line()),
        text("name", texts::plot_name()),
        text("latest", texts::plot_latest()),
        text("smallest", texts::plot_smallest()),
        text("largest", texts::plot_largest()),
        text("value", &texts::PlotValue { number: HERE }.text()),
        text("waiting", texts::plot_waiting()),
        text("too-many", &texts::PlotTooMany { count: HERE }.text()),
        text("number", texts::plot_number()),
        text("seconds", texts::plot_seconds()),
    ]
    .into_iter()
    .collect()
}
