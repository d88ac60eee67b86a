//! The workbench: what is done beside a prompt, as a program of its own. It is loaded when it is first asked for.

use crate::js::message;
use crate::session::{PromptJob, Workbench};
use crate::texts;
use core::time::Duration;
use micropython_repl::exec::Sending;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use workbench_api::{Delivery, Pasted, Request, Step, wire};

#[wasm_bindgen(module = "/src/workbench.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load_workbench(too_slow: &str) -> Result<JsValue, JsValue>;

    /// As `crates/workbench` exports it.
    type Program;
    #[wasm_bindgen(method)]
    fn job(this: &Program, request: &[u8], sending: u8, now: f64) -> JobObject;
    #[wasm_bindgen(method)]
    fn pasted(this: &Program, text: &str, is_at_empty_prompt: bool) -> Vec<u8>;

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
}

/// Loads it; the browser's words, or ours, where its files can't be had.
pub(crate) async fn load() -> Result<Rc<dyn Workbench>, String> {
    match load_workbench(texts::prompt_slow()).await {
        Ok(program) => Ok(Rc::new(Loaded(program.unchecked_into()))),
        Err(error) => Err(message(&error)),
    }
}

struct Loaded(Program);

impl Workbench for Loaded {
    fn job(&self, request: &Request, sending: Sending, now: Duration) -> Box<dyn PromptJob> {
        let request = wire::encode_request(request);
        Box::new(LoadedJob(self.0.job(&request, wire::encode_sending(sending), micros(now))))
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

fn micros(time: Duration) -> f64 {
    time.as_micros() as f64
}
