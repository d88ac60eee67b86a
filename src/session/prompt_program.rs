//! What a page can do at a prompt, behind a trait: it is a program of its own, loaded when something of it
//! is first asked for.

use core::time::Duration;
use micropython_repl::exec::Sending;
use micropython_repl::job::{Job, Step, Task};
use micropython_repl::paste::{Pasted, for_program, for_python};

/// The program.
pub trait PromptProgram {
    /// Begins a job. `sending` is what an earlier one taught of this board.
    fn job(&self, task: &Task, sending: Sending, now: Duration) -> Box<dyn PromptJob>;

    /// What Python should get of a text that is pasted, at an empty prompt or elsewhere.
    fn pasted(&self, text: &str, is_at_empty_prompt: bool) -> Pasted;
}

/// A job at the prompt, from any state of the board to a friendly prompt again. It has no line, and waits
/// for nothing: see [`Job`].
pub trait PromptJob {
    /// The bytes to send now, if any.
    fn transmit(&mut self) -> Option<Vec<u8>>;

    /// What the board says for a person, if anything new.
    fn output(&mut self) -> Option<Vec<u8>>;

    /// What happened, in order.
    fn step(&mut self) -> Option<Step>;

    /// Takes bytes from the board.
    fn receive(&mut self, bytes: &[u8], now: Duration);

    /// When [`timeout`](Self::timeout) is to be called, if nothing comes before.
    fn deadline(&self) -> Option<Duration>;

    /// Nothing came until the deadline.
    fn timeout(&mut self, now: Duration);

    /// Takes what a person types.
    fn keys(&mut self, keys: &[u8], now: Duration);

    /// What was typed and not read.
    fn keys_left(&mut self) -> Vec<u8>;
}

/// The program as a part of this one, which it is for tests.
#[derive(Debug, Clone, Copy)]
pub struct Inside;

impl PromptProgram for Inside {
    fn job(&self, task: &Task, sending: Sending, now: Duration) -> Box<dyn PromptJob> {
        Box::new(Job::new(task.clone(), sending, now))
    }

    fn pasted(&self, text: &str, is_at_empty_prompt: bool) -> Pasted {
        if is_at_empty_prompt { for_python(text) } else { for_program(text) }
    }
}

impl PromptJob for Job {
    fn transmit(&mut self) -> Option<Vec<u8>> {
        self.transmit()
    }

    fn output(&mut self) -> Option<Vec<u8>> {
        self.output()
    }

    fn step(&mut self) -> Option<Step> {
        self.step()
    }

    fn receive(&mut self, bytes: &[u8], now: Duration) {
        self.receive(bytes, now);
    }

    fn deadline(&self) -> Option<Duration> {
        self.deadline()
    }

    fn timeout(&mut self, now: Duration) {
        self.timeout(now);
    }

    fn keys(&mut self, keys: &[u8], now: Duration) {
        self.keys(keys, now);
    }

    fn keys_left(&mut self) -> Vec<u8> {
        self.keys_left()
    }
}
