//! The workbench: what is done beside a prompt, as a program of its own. It is loaded when it is first asked for.

use crate::components::Chosen;
use crate::js::message;
use crate::layout::Letters;
use crate::session::{PromptJob, Workbench};
use crate::texts;
use core::time::Duration;
use js_sys::{Array, Promise, Uint8Array};
use micropython_repl::exec::Sending;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{File, HtmlElement};
use workbench_api::{
    Answer, Ask, Board, Call, Delivery, Line, LoaderJob, LoaderStart, Pane, Pasted, Purpose,
    Request, Side, Step, wire,
};
use yew::Callback;

#[wasm_bindgen(module = "/src/workbench.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load_workbench(too_slow: &str) -> Result<JsValue, JsValue>;
    fn look_into(name: &str, content: &Uint8Array, too_slow: &str) -> Promise<Array>;

    /// As `crates/workbench` exports it.
    #[derive(Debug)]
    type Program;
    #[wasm_bindgen(method)]
    fn job(this: &Program, request: &[u8], sending: u8, now: f64) -> JobObject;
    #[wasm_bindgen(method)]
    fn loader_job(
        this: &Program,
        entry: u32,
        text_address: u32,
        text: &[u8],
        data_address: u32,
        data: &[u8],
        skipped_rungs: u8,
        usb: Option<u32>,
        python: Option<&str>,
        now: f64,
    ) -> Option<LoaderObject>;
    #[wasm_bindgen(method)]
    fn pasted(this: &Program, text: &str, is_at_empty_prompt: bool) -> Vec<u8>;
    #[wasm_bindgen(method)]
    fn show(
        this: &Program,
        program: &HtmlElement,
        side: &HtmlElement,
        kept: &HtmlElement,
        ask: &Closure<dyn Fn(Vec<u8>)>,
    );
    #[wasm_bindgen(method)]
    fn help(this: &Program, terminal: &JsValue, place: &HtmlElement);
    #[wasm_bindgen(method, catch)]
    async fn search(this: &Program) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn told(this: &Program, board: u8, has_program: bool, side: u8, letters_px: u32);
    #[wasm_bindgen(method)]
    fn heard(this: &Program, bytes: &[u8]) -> Vec<u8>;
    #[wasm_bindgen(method)]
    async fn picked(this: &Program, purpose: u8, files: &Array<File>, is_folder: bool) -> JsValue;
    #[wasm_bindgen(method)]
    fn run(this: &Program);
    #[wasm_bindgen(method)]
    fn save(this: &Program);
    #[wasm_bindgen(method)]
    fn keep(this: &Program);

    type JobObject;
    #[wasm_bindgen(method)]
    fn transmit(this: &JobObject) -> Option<Vec<u8>>;
    #[wasm_bindgen(method)]
    fn output(this: &JobObject) -> Option<Vec<u8>>;
    #[wasm_bindgen(method)]
    fn step(this: &JobObject) -> Option<Vec<u8>>;
    #[wasm_bindgen(method)]
    fn receive(this: &JobObject, bytes: &[u8], now: f64);
    #[wasm_bindgen(method)]
    fn deadline(this: &JobObject) -> Option<f64>;
    #[wasm_bindgen(method)]
    fn timeout(this: &JobObject, now: f64);
    #[wasm_bindgen(method)]
    fn keys(this: &JobObject, keys: &[u8], now: f64);
    #[wasm_bindgen(method)]
    fn keys_left(this: &JobObject) -> Vec<u8>;
    /// Gives its memory back.
    #[wasm_bindgen(method)]
    fn free(this: &JobObject);

    type LoaderObject;
    #[wasm_bindgen(method, js_name = step)]
    fn loader_step(this: &LoaderObject) -> Option<Vec<u8>>;
    #[wasm_bindgen(method)]
    fn call(this: &LoaderObject) -> Option<Vec<u8>>;
    #[wasm_bindgen(method)]
    fn answer(this: &LoaderObject, answer: &[u8], now: f64);
    #[wasm_bindgen(method, js_name = free)]
    fn free_loader(this: &LoaderObject);
}

/// Loads it; the browser's words, or ours, where its files can't be had.
pub(crate) async fn load() -> Result<Rc<Loaded>, String> {
    match load_workbench(texts::prompt_slow()).await {
        Ok(program) => Ok(Rc::new(Loaded(program.unchecked_into()))),
        Err(error) => Err(message(&error)),
    }
}

/// What it finds in a file that is no image: the name and the content, a [`Uint8Array`], of the one image that is packed
/// in it; or two texts: why there is none, and what to do now.
pub(crate) fn looked_into(name: &str, content: &Uint8Array) -> Promise<Array> {
    look_into(name, content, texts::prompt_slow())
}

/// The workbench, loaded.
#[derive(Debug)]
pub(crate) struct Loaded(Program);

/// What the workbench is told, each time that it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    /// Whether the board can be asked.
    pub(crate) board: Board,
    /// The program has its pane.
    pub(crate) has_program: bool,
    /// What stands at the side.
    pub(crate) side: Option<Side>,
    /// How large letters are.
    pub(crate) letters: Letters,
}

impl Loaded {
    /// Puts the panels into their places, for good. `asked` takes what they ask of the page.
    pub(crate) fn show(&self, [program, side, kept]: [&HtmlElement; 3], asked: Callback<Ask>) {
        let ask = Closure::<dyn Fn(Vec<u8>)>::new(move |ask: Vec<u8>| {
            // Both programs are built together, so it always is one.
            if let Some(ask) = wire::decode_ask(&ask) {
                asked.emit(ask);
            }
        });
        self.0.show(program, side, kept, &ask);
        // As long as the panels.
        ask.forget();
    }

    /// Has it help at the terminal, which is xterm.js's; once, when the panels are there. `place` is below it.
    pub(crate) fn help(&self, terminal: &JsValue, place: &HtmlElement) {
        self.0.help(terminal, place);
    }

    /// Has it find words in that terminal; the browser's words where it can't.
    pub(crate) async fn search(&self) -> Result<(), String> {
        self.0.search().await.map_err(|error| message(&error))
    }

    /// Tells it how things are.
    pub(crate) fn told(&self, Told { board, has_program, side, letters }: Told) {
        let side = wire::encode_pane(side.map_or(Pane::Prompt, Pane::Side));
        self.0.told(wire::encode_board(board), has_program, side, letters.px());
    }

    /// What the board says, with what there is to say of it.
    pub(crate) fn heard(&self, bytes: &[u8]) -> Vec<u8> {
        self.0.heard(bytes)
    }

    /// The job for these files, once it has read the one that it takes; or why there is none.
    pub(crate) async fn picked(&self, purpose: Purpose, chosen: &Chosen) -> Result<Request, Line> {
        let Chosen { files, is_folder } = chosen;
        let taken = self.0.picked(wire::encode_purpose(purpose), files, *is_folder).await;
        // Both programs are built together, so it always says something.
        wire::decode_taken(&Uint8Array::new(&taken).to_vec()).unwrap_or(Err(Line::over("")))
    }

    /// Has it run what the editor has.
    pub(crate) fn run(&self) {
        self.0.run();
    }

    /// Has it save what the editor has.
    pub(crate) fn save(&self) {
        self.0.save();
    }

    /// Has it keep the board's files over an installation.
    pub(crate) fn keep(&self) {
        self.0.keep();
    }
}

impl Workbench for Loaded {
    fn job(&self, request: &Request, sending: Sending, now: Duration) -> Box<dyn PromptJob> {
        let request = wire::encode_request(request);
        Box::new(LoadedJob(self.0.job(&request, wire::encode_sending(sending), micros(now))))
    }

    fn loader_job(&self, start: &LoaderStart<'_>, now: Duration) -> Option<Box<dyn LoaderJob>> {
        let LoaderStart { stub, skipped_rungs, usb, python } = start;
        let job = self.0.loader_job(
            stub.entry,
            stub.text.address,
            stub.text.bytes,
            stub.data.address,
            stub.data.bytes,
            *skipped_rungs,
            usb.map(|(vendor, product)| u32::from(vendor) << 16 | u32::from(product)),
            *python,
            micros(now),
        );
        Some(Box::new(LoadedLoaderJob(job?)))
    }

    fn pasted(&self, text: &str, is_at_empty_prompt: bool) -> Pasted {
        let pasted = wire::decode_pasted(&self.0.pasted(text, is_at_empty_prompt));
        // Both programs are built together, so there always is one.
        pasted.unwrap_or(Pasted { delivery: Delivery::Nothing, changed: None })
    }
}

struct LoadedJob(JobObject);

impl PromptJob for LoadedJob {
    fn transmit(&mut self) -> Option<Vec<u8>> {
        self.0.transmit()
    }

    fn output(&mut self) -> Option<Vec<u8>> {
        self.0.output()
    }

    fn step(&mut self) -> Option<Step> {
        wire::decode_step(&self.0.step()?)
    }

    fn receive(&mut self, bytes: &[u8], now: Duration) {
        self.0.receive(bytes, micros(now));
    }

    fn deadline(&self) -> Option<Duration> {
        self.0.deadline().map(|deadline| Duration::from_micros(deadline as u64))
    }

    fn timeout(&mut self, now: Duration) {
        self.0.timeout(micros(now));
    }

    fn keys(&mut self, keys: &[u8], now: Duration) {
        self.0.keys(keys, micros(now));
    }

    fn keys_left(&mut self) -> Vec<u8> {
        self.0.keys_left()
    }
}

impl Drop for LoadedJob {
    fn drop(&mut self) {
        self.0.free();
    }
}

struct LoadedLoaderJob(LoaderObject);

impl LoaderJob for LoadedLoaderJob {
    fn step(&mut self) -> Option<Step> {
        wire::decode_step(&self.0.loader_step()?)
    }

    fn call(&mut self) -> Option<Call> {
        wire::decode_call(&self.0.call()?)
    }

    fn answer(&mut self, answer: Answer, now: Duration) {
        self.0.answer(&wire::encode_answer(&answer), micros(now));
    }
}

impl Drop for LoadedLoaderJob {
    fn drop(&mut self) {
        self.0.free_loader();
    }
}

fn micros(time: Duration) -> f64 {
    time.as_micros() as f64
}
