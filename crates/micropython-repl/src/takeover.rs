//! Taking a board over, from wherever its Python is, into raw mode; and giving it back.

use crate::bytes::{CTRL_A, CTRL_B, CTRL_C, ENTER, PROMPT, RAW_GREETING, find};
use crate::conversation::Conversation;
use crate::error::Error;
use alloc::vec::Vec;
use core::time::Duration;

/// A Python that waits answers at once.
const ANSWER_WITHIN: Duration = Duration::from_millis(500);
/// After an interrupt, so much silence means that its traceback is over.
const SILENCE: Duration = Duration::from_millis(100);
/// A board that prints for so long after an interrupt is asked all the same.
const LOUD: Duration = Duration::from_secs(2);
/// How often it is tried.
const ATTEMPTS: u32 = 4;
const MOST_HEARD_BYTES: usize = 2_048;

/// From any state into raw mode. What runs is interrupted, and a line that was begun is dropped.
#[derive(Debug)]
pub struct TakeOver {
    stage: Stage,
    attempt: u32,
    heard: Vec<u8>,
    deadline: Option<Duration>,
    loud_until: Duration,
    outcome: Option<Result<(), Error>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Ctrl-C twice and Ctrl-A at once: enough for a Python that waits, in whatever mode.
    Ask,
    Asked,
    Interrupt,
    Interrupted,
}

impl TakeOver {
    /// Begins.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            stage: Stage::Ask,
            attempt: 0,
            heard: Vec::new(),
            deadline: None,
            loud_until: Duration::ZERO,
            outcome: None,
        }
    }
}

impl Default for TakeOver {
    fn default() -> Self {
        Self::new()
    }
}

impl Conversation for TakeOver {
    type Outcome = Result<(), Error>;

    fn transmit(&mut self, now: Duration) -> Option<Vec<u8>> {
        let bytes: &[u8] = match (self.stage, self.attempt) {
            (Stage::Ask, 0) => &[CTRL_C, CTRL_C, CTRL_A],
            (Stage::Ask, _) => &[ENTER, CTRL_A],
            (Stage::Interrupt, _) => &[CTRL_C],
            (Stage::Asked | Stage::Interrupted, _) => return None,
        };
        match self.stage {
            Stage::Ask => {
                self.stage = Stage::Asked;
                self.deadline = Some(now + ANSWER_WITHIN);
            }
            _ => {
                self.stage = Stage::Interrupted;
                self.deadline = Some(now + SILENCE);
                self.loud_until = now + LOUD;
            }
        }
        Some(bytes.to_vec())
    }

    fn receive(&mut self, bytes: &[u8], now: Duration, output: &mut dyn FnMut(&[u8])) {
        self.heard.extend_from_slice(bytes);
        if self.heard.ends_with(RAW_GREETING) {
            self.outcome = Some(Ok(()));
            self.deadline = None;
            return;
        }
        match self.stage {
            Stage::Interrupted => self.deadline = Some((now + SILENCE).min(self.loud_until)),
            // A traceback is on its way: the question goes behind it.
            _ => self.deadline = self.deadline.map(|deadline| deadline.max(now + SILENCE)),
        }
        // Kept: what may be the beginning of the greeting, and what a person need not see.
        let surplus = self.heard.len().saturating_sub(MOST_HEARD_BYTES);
        if surplus > 0 {
            output(self.heard.get(..surplus).unwrap_or_default());
            self.heard.drain(..surplus);
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.deadline
    }

    fn timeout(&mut self, now: Duration, _output: &mut dyn FnMut(&[u8])) {
        if self.deadline.is_none_or(|deadline| now < deadline) {
            return;
        }
        self.deadline = None;
        self.stage = match self.stage {
            Stage::Interrupted => Stage::Ask,
            _ => Stage::Interrupt,
        };
        if self.stage == Stage::Interrupt {
            self.attempt += 1;
            if self.attempt == ATTEMPTS {
                let heard = core::mem::take(&mut self.heard);
                self.outcome = Some(Err(Error::NotTakenOver { heard }));
            }
        }
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        self.outcome.take()
    }
}

impl TakeOver {
    /// What the board had to say before it was in raw mode, as far as a person wants to see it: the end of
    /// a program's output and its traceback, but no prompts of ours.
    #[must_use]
    pub fn said(&self) -> &[u8] {
        let end = find(&self.heard, RAW_GREETING).unwrap_or(self.heard.len());
        let mut said = self.heard.get(..end).unwrap_or_default();
        while let Some(before) = said.strip_suffix(PROMPT).or_else(|| said.strip_suffix(b"\r\n")) {
            said = before;
        }
        said
    }
}

/// From raw mode back to a friendly prompt.
#[derive(Debug)]
pub struct GiveBack {
    attempt: u32,
    is_asked: bool,
    heard: Vec<u8>,
    deadline: Option<Duration>,
    outcome: Option<Result<(), Error>>,
}

impl GiveBack {
    /// Begins.
    #[must_use]
    pub const fn new() -> Self {
        Self { attempt: 0, is_asked: false, heard: Vec::new(), deadline: None, outcome: None }
    }
}

impl Default for GiveBack {
    fn default() -> Self {
        Self::new()
    }
}

impl Conversation for GiveBack {
    type Outcome = Result<(), Error>;

    fn transmit(&mut self, now: Duration) -> Option<Vec<u8>> {
        if self.is_asked {
            return None;
        }
        self.is_asked = true;
        self.deadline = Some(now + 2 * ANSWER_WITHIN);
        let bytes: &[u8] = match self.attempt {
            0 => &[CTRL_B],
            _ => &[CTRL_C, CTRL_C, CTRL_B],
        };
        Some(bytes.to_vec())
    }

    fn receive(&mut self, bytes: &[u8], _now: Duration, _output: &mut dyn FnMut(&[u8])) {
        self.heard.extend_from_slice(bytes);
        let surplus = self.heard.len().saturating_sub(MOST_HEARD_BYTES);
        self.heard.drain(..surplus);
        if self.heard.ends_with(b"\r\n>>> ") {
            self.outcome = Some(Ok(()));
            self.deadline = None;
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.deadline
    }

    fn timeout(&mut self, now: Duration, _output: &mut dyn FnMut(&[u8])) {
        if self.deadline.is_none_or(|deadline| now < deadline) {
            return;
        }
        self.deadline = None;
        self.attempt += 1;
        self.is_asked = false;
        if self.attempt == ATTEMPTS {
            let (waited, heard) = (2 * ANSWER_WITHIN, core::mem::take(&mut self.heard));
            self.outcome = Some(Err(Error::NoAnswer { waited, heard }));
            self.is_asked = true;
        }
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        self.outcome.take()
    }
}
