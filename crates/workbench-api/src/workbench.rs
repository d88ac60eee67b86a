use crate::{LoaderJob, LoaderStart, Pasted, Request, Step};
use core::time::Duration;
use micropython_repl::exec::Sending;

/// The workbench. Times are on the clock of the board's port.
pub trait Workbench {
    /// Begins a job. `sending` is what an earlier one taught of this board.
    fn job(&self, request: &Request, sending: Sending, now: Duration) -> Box<dyn PromptJob>;

    /// Begins the job of the boot loader that the workbench has last [asked for](crate::Ask::StartLoader), if that has
    /// not begun.
    fn loader_job(&self, start: &LoaderStart<'_>, now: Duration) -> Option<Box<dyn LoaderJob>>;

    /// What Python should get of a text that is pasted, at an empty prompt or elsewhere.
    fn pasted(&self, text: &str, is_at_empty_prompt: bool) -> Pasted;
}

/// A job at the prompt, from any state of the board to a friendly prompt again. It has no line, and waits
/// for nothing.
///
/// Call [`transmit`](Self::transmit), [`output`](Self::output) and [`step`](Self::step) until they give
/// nothing; then read until the [`deadline`](Self::deadline), and tell it what came or that nothing did.
/// After [`Step::Back`] it is over.
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
