//! What the page's program calls. Values cross as bytes, see [`workbench_api::wire`]; times are whole
//! microseconds on the clock of the page's port.

use crate::mistakes::Explainer;
#[cfg(target_arch = "wasm32")]
use crate::panel::{Drawing, Host, Message, Panels, Places, Terminal, looked_into, taken};
use crate::{Program, texts};
use core::cell::RefCell;
use core::fmt;
use core::time::Duration;
use esp8266_loader::stub::{Segment, StubImage};
#[cfg(target_arch = "wasm32")]
use std::rc::Rc;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use workbench_api::{LoaderJob, LoaderStart, PromptJob, Workbench as _, wire};

/// The workbench: see [`workbench_api::Workbench`], which has the same methods.
#[wasm_bindgen(js_name = Workbench)]
#[derive(Debug)]
pub struct LoadedWorkbench {
    program: Program,
    explainer: RefCell<Explainer>,
    #[cfg(target_arch = "wasm32")]
    panels: Option<Panels>,
    #[cfg(target_arch = "wasm32")]
    terminal: Option<Rc<Terminal>>,
    #[cfg(target_arch = "wasm32")]
    drawing: Drawing,
}

/// A job: see [`PromptJob`], which has the same methods.
#[wasm_bindgen]
pub struct LoadedJob(Box<dyn PromptJob>);

/// A job of the boot loader: see [`LoaderJob`], which has the same methods.
#[wasm_bindgen]
pub struct LoadedLoaderJob(Box<dyn LoaderJob>);

#[wasm_bindgen(js_class = Workbench)]
impl LoadedWorkbench {
    /// Given the tables of the page's language, its own and the shared one, where that is another than
    /// English.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(own: Option<String>, shared: Option<String>) -> Self {
        // As long as the page lives.
        if let Some(table) = own {
            texts::speak(table.leak());
        }
        if let Some(table) = shared {
            page_words::texts::speak(table.leak());
        }
        Self {
            program: Program::default(),
            explainer: RefCell::default(),
            #[cfg(target_arch = "wasm32")]
            panels: None,
            #[cfg(target_arch = "wasm32")]
            terminal: None,
            #[cfg(target_arch = "wasm32")]
            drawing: Drawing::default(),
        }
    }

    /// Begins a job; nothing for bytes that are no request.
    #[must_use]
    pub fn job(&self, request: &[u8], sending: u8, now: f64) -> Option<LoadedJob> {
        let request = wire::decode_request(request)?;
        Some(LoadedJob(self.program.job(&request, wire::decode_sending(sending), time(now))))
    }

    /// Begins the job of the boot loader that was asked for, if that has not begun; what it is given is a
    /// [`LoaderStart`] in its parts, with the adapter's vendor in the upper half of `usb`.
    #[expect(clippy::too_many_arguments, reason = "a border has numbers and bytes alone")]
    #[must_use]
    pub fn loader_job(
        &self,
        entry: u32,
        text_address: u32,
        text: &[u8],
        data_address: u32,
        data: &[u8],
        skipped_rungs: u8,
        usb: Option<u32>,
        python: Option<String>,
        now: f64,
    ) -> Option<LoadedLoaderJob> {
        let stub = StubImage {
            entry,
            text: Segment { address: text_address, bytes: text },
            data: Segment { address: data_address, bytes: data },
        };
        let usb = usb.map(|usb| ((usb >> 16) as u16, usb as u16));
        let start = LoaderStart { stub, skipped_rungs, usb, python: python.as_deref() };
        self.program.loader_job(&start, time(now)).map(LoadedLoaderJob)
    }

    /// What Python should get of a text that is pasted.
    #[must_use]
    pub fn pasted(&self, text: &str, is_at_empty_prompt: bool) -> Vec<u8> {
        wire::encode_pasted(&self.program.pasted(text, is_at_empty_prompt))
    }

    /// What a person should see of what the board prints, in order and in any pieces: the same bytes, and one more
    /// line below an error. Nothing is held back.
    #[must_use]
    pub fn heard(&self, bytes: &[u8]) -> Vec<u8> {
        #[cfg(target_arch = "wasm32")]
        self.drawing.hear(bytes);
        self.explainer.borrow_mut().push(bytes)
    }
}

/// The panels. They are there once they were [shown](Self::show).
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen(js_class = Workbench)]
impl LoadedWorkbench {
    /// Puts the panels into their places in the page, for good. `ask` is how they ask it, as
    /// [`workbench_api::Ask`] lists.
    pub fn show(
        &mut self,
        program: web_sys::HtmlElement,
        side: web_sys::HtmlElement,
        kept: web_sys::HtmlElement,
        ask: js_sys::Function,
    ) {
        let host = Host(ask);
        let places =
            Places::new(program, side, kept, host, self.program.clone(), self.drawing.clone());
        self.panels.get_or_insert_with(|| Panels::show(places));
    }

    /// Helps at the page's terminal: xterm.js's `Terminal`, once, after [`show`](Self::show). `place` is below it.
    pub fn help(&mut self, terminal: JsValue, place: web_sys::HtmlElement) {
        if let Some(panels) = &self.panels {
            let terminal = Rc::new(Terminal::help(terminal, place, panels.line_wanted()));
            panels.send(Message::Terminal(Rc::clone(&terminal)));
            self.terminal = Some(terminal);
        }
    }

    /// Finds words in that terminal.
    ///
    /// # Errors
    ///
    /// The browser's, where what finds them can't be fetched.
    pub fn search(&self) -> js_sys::Promise {
        let terminal = self.terminal.clone();
        wasm_bindgen_futures::future_to_promise(async move {
            if let Some(terminal) = terminal {
                terminal.search().await?;
            }
            Ok(JsValue::UNDEFINED)
        })
    }

    /// What the board's Python does, which panes are open, how large letters are. `side` is no pane where
    /// nothing stands there.
    pub fn told(&self, board: u8, has_program: bool, side: u8, letters_px: u32) {
        let side = match wire::decode_pane(side) {
            Some(workbench_api::Pane::Side(side)) => Some(side),
            _ => None,
        };
        let board = wire::decode_board(board);
        self.send(Message::Told { board, has_program, side, letters_px });
    }

    /// Runs what the editor has.
    pub fn run(&self) {
        self.send(Message::Run);
    }

    /// Saves what the editor has.
    pub fn save(&self) {
        self.send(Message::Save);
    }

    /// Has the board's files kept over an installation, once it is at its prompt.
    pub fn keep(&self) {
        self.send(Message::Keep);
    }

    /// What becomes of these files, once the one that is taken was read: see [`wire::encode_taken`]. `is_folder` says
    /// that of the first.
    pub fn picked(&self, purpose: u8, files: js_sys::Array, is_folder: bool) -> js_sys::Promise {
        wasm_bindgen_futures::future_to_promise(async move {
            // Both programs are built together, so it always is one.
            let Some(purpose) = wire::decode_purpose(purpose) else { return Ok(JsValue::NULL) };
            let taken = taken(purpose, files, is_folder).await;
            Ok(js_sys::Uint8Array::from(&*wire::encode_taken(&taken)).into())
        })
    }

    /// What there is in a file that the page takes for no image: the name and the content of the one image in it, where it
    /// is packed; or why there is none and what to do now, as two texts.
    pub fn looked_into(&self, name: String, content: js_sys::Uint8Array) -> js_sys::Promise {
        wasm_bindgen_futures::future_to_promise(async move {
            Ok(looked_into(name, content).await.into())
        })
    }

    fn send(&self, message: Message) {
        if let Some(panels) = &self.panels {
            panels.send(message);
        }
    }
}

#[wasm_bindgen]
impl LoadedJob {
    /// The bytes to send now.
    pub fn transmit(&mut self) -> Option<Vec<u8>> {
        self.0.transmit()
    }

    /// What the board says for a person.
    pub fn output(&mut self) -> Option<Vec<u8>> {
        self.0.output()
    }

    /// What happened.
    pub fn step(&mut self) -> Option<Vec<u8>> {
        self.0.step().map(|step| wire::encode_step(&step))
    }

    /// Takes bytes from the board.
    pub fn receive(&mut self, bytes: &[u8], now: f64) {
        self.0.receive(bytes, time(now));
    }

    /// When `timeout` is to be called.
    #[must_use]
    pub fn deadline(&self) -> Option<f64> {
        self.0.deadline().map(|deadline| deadline.as_micros() as f64)
    }

    /// Nothing came until then.
    pub fn timeout(&mut self, now: f64) {
        self.0.timeout(time(now));
    }

    /// Takes what a person types.
    pub fn keys(&mut self, keys: &[u8], now: f64) {
        self.0.keys(keys, time(now));
    }

    /// What was typed and not read.
    pub fn keys_left(&mut self) -> Vec<u8> {
        self.0.keys_left()
    }
}

#[wasm_bindgen]
impl LoadedLoaderJob {
    /// What happened.
    pub fn step(&mut self) -> Option<Vec<u8>> {
        self.0.step().map(|step| wire::encode_step(&step))
    }

    /// What is to be done with the port now.
    pub fn call(&mut self) -> Option<Vec<u8>> {
        self.0.call().map(|call| wire::encode_call(&call))
    }

    /// What came of that.
    pub fn answer(&mut self, answer: &[u8], now: f64) {
        // Both programs are built together, so it always is one.
        if let Some(answer) = wire::decode_answer(answer) {
            self.0.answer(answer, time(now));
        }
    }
}

impl fmt::Debug for LoadedLoaderJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadedLoaderJob").finish_non_exhaustive()
    }
}

impl fmt::Debug for LoadedJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadedJob").finish_non_exhaustive()
    }
}

/// A fraction of a microsecond would be a deadline that is never quite over.
fn time(microseconds: f64) -> Duration {
    Duration::from_micros(microseconds as u64)
}
