//! Jobs at a prompt and pastes, for a page that loads them when they are first asked for.
//!
//! All values cross the border as bytes, see [`micropython_repl::job::wire`]; times are whole microseconds
//! on the clock of the page's port.

use core::time::Duration;
use micropython_repl::job::{Job, wire};
use micropython_repl::paste;
use wasm_bindgen::prelude::wasm_bindgen;

/// A job: see [`Job`], which has the same methods.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PromptJob(Job);

/// Begins a job; nothing for bytes that are no task.
#[wasm_bindgen]
#[must_use]
pub fn begin(task: &[u8], sending: u8, now: f64) -> Option<PromptJob> {
    let task = wire::decode_task(task)?;
    Some(PromptJob(Job::new(task, wire::decode_sending(sending), time(now))))
}

/// What Python should get of a text that is pasted.
#[wasm_bindgen]
#[must_use]
pub fn pasted(text: &str, is_at_empty_prompt: bool) -> Vec<u8> {
    let pasted =
        if is_at_empty_prompt { paste::for_python(text) } else { paste::for_program(text) };
    wire::encode_pasted(&pasted)
}

#[wasm_bindgen]
impl PromptJob {
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

/// A fraction of a microsecond would be a deadline that is never quite over.
fn time(microseconds: f64) -> Duration {
    Duration::from_micros(microseconds as u64)
}
