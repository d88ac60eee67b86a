//! A whole piece of work at the prompt, from any state of the board to a friendly prompt again; without a
//! line, as a [`Conversation`](crate::conversation::Conversation) is, and as one value whatever the work.
//!
//! So that a page may keep it in a program of its own, which is loaded when it is first asked for: nothing but
//! values goes in and comes out.

mod pipe;
mod task;
mod work;

pub use task::{Outcome, Step, Task};

use crate::exec::Sending;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Waker};
use core::time::Duration;
use pipe::Pipe;

/// A piece of work. It waits for nothing by itself.
///
/// Call [`transmit`](Self::transmit), [`output`](Self::output) and [`step`](Self::step) until they give
/// nothing; then read until the [`deadline`](Self::deadline), and tell it what came or that nothing did.
/// After [`Step::Back`] it is over.
pub struct Job {
    pipe: Pipe,
    work: Pin<Box<dyn Future<Output = ()>>>,
}

impl Job {
    /// Begins. `sending` is what an earlier job taught of this board.
    #[must_use]
    pub fn new(task: Task, sending: Sending, now: Duration) -> Self {
        let pipe = Pipe::new(now);
        let work = Box::pin(work::perform(pipe.clone(), task, sending));
        let mut job = Self { pipe, work };
        job.go_on();
        job
    }

    /// The bytes to send now, if any.
    pub fn transmit(&mut self) -> Option<Vec<u8>> {
        self.pipe.sent()
    }

    /// What the board says for a person, if anything new.
    pub fn output(&mut self) -> Option<Vec<u8>> {
        self.pipe.printed()
    }

    /// What happened, in order.
    pub fn step(&mut self) -> Option<Step> {
        self.pipe.step()
    }

    /// Takes bytes from the board.
    pub fn receive(&mut self, bytes: &[u8], now: Duration) {
        self.pipe.receive(bytes, now);
        self.go_on();
    }

    /// When [`timeout`](Self::timeout) is to be called, if nothing comes before.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        self.pipe.deadline()
    }

    /// Nothing came until the deadline.
    pub fn timeout(&mut self, now: Duration) {
        self.pipe.receive(&[], now);
        self.go_on();
    }

    /// Takes what a person types; a Ctrl-C ends what runs. What no program has read until the end is given
    /// by [`keys_left`](Self::keys_left).
    pub fn keys(&mut self, keys: &[u8], now: Duration) {
        self.pipe.push_keys(keys, now);
        self.go_on();
    }

    /// What was typed and not read.
    pub fn keys_left(&mut self) -> Vec<u8> {
        self.pipe.take_keys()
    }

    fn go_on(&mut self) {
        if !self.pipe.is_over() {
            let mut context = Context::from_waker(Waker::noop());
            // All that it waits for comes through the pipe, after which it is polled.
            let is_over = self.work.as_mut().poll(&mut context).is_ready();
            self.pipe.set_over(is_over);
        }
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("pipe", &self.pipe).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn a_paste_that_a_board_takes_no_further_says_in_which_line() {
        let mut now = Duration::ZERO;
        let task = Task::Paste { text: "x = 1\n".repeat(100).into() };
        let mut job = Job::new(task, Sending::Unknown, now);
        let mut steps = vec![];
        // The board takes the first 30 bytes, five lines of the paste, and then is deaf.
        let (mut taken, mut sent) = (0, 0);
        while !matches!(steps.last(), Some(Step::Back { .. })) {
            while let Some(bytes) = job.transmit() {
                sent += bytes.len();
                for byte in bytes {
                    let echo: &[u8] = match byte {
                        _ if taken > 30 => b"",
                        5 => b"\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ",
                        b'\r' => b"\r\n=== ",
                        _ => &[byte],
                    };
                    taken += 1;
                    job.receive(echo, now);
                }
            }
            while let Some(step) = job.step() {
                steps.push(step);
            }
            if let Some(deadline) = job.deadline() {
                now = deadline;
                job.timeout(now);
            }
        }
        let Some(Step::Ended(Outcome::Stuck { line })) = steps.first() else { panic!("{steps:?}") };
        // What is under way is known to have been sent, and not to have been taken.
        assert!((6..=1 + sent / 6).contains(line), "{line}, {sent} bytes sent");
    }
}
