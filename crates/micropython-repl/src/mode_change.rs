//! Taking a board over, from wherever its Python is, into raw mode; and giving it back.

use crate::bytes::{CTRL_A, CTRL_B, CTRL_C, ENTER, PROMPT, RAW_GREETING};
use crate::conversation::Conversation;
use crate::error::Error;
use alloc::vec::Vec;
use core::time::Duration;

/// A Python that waits answers at once.
const ANSWER_WITHIN: Duration = Duration::from_millis(500);
/// So much silence means that a traceback is over, and what is sent next goes behind it.
const SILENCE: Duration = Duration::from_millis(100);
/// A board that never stops printing is asked all the same.
const LOUD: Duration = Duration::from_secs(2);
const MOST_HEARD_BYTES: usize = 2_048;

/// What is tried, one after the other, until the mode is there: keys, and how long they are waited for.
type Attempt = (&'static [u8], Duration);

/// Enough for a Python that waits, in whatever mode. Then what a program may need that catches the first
/// interrupts. What receives a file is deaf to Ctrl-C, and ends when it has been given enough zeros.
const TO_RAW: &[Attempt] = &[
    (&[CTRL_C, CTRL_C, CTRL_A], ANSWER_WITHIN),
    (&[CTRL_C], SILENCE),
    (&[ENTER, CTRL_A], ANSWER_WITHIN),
    (&[0; ENOUGH_ZEROS], SILENCE),
    (&[CTRL_C], SILENCE),
    (&[ENTER, CTRL_A], ANSWER_WITHIN),
    (&[CTRL_C], SILENCE),
    (&[ENTER, CTRL_A], ANSWER_WITHIN),
];
const TO_FRIENDLY: &[Attempt] = &[
    (&[CTRL_B], ANSWER_WITHIN),
    (&[CTRL_C, CTRL_C, CTRL_B], ANSWER_WITHIN),
    (&[CTRL_C, CTRL_C, CTRL_B], ANSWER_WITHIN),
    (&[CTRL_C, CTRL_C, CTRL_B], ANSWER_WITHIN),
];
/// A frame of the largest size, and twice the length that says that nothing comes: see `files/upload.rs`.
const ENOUGH_ZEROS: usize = 1_024 + 4;

/// Leads Python into another mode.
#[derive(Debug)]
pub struct ModeChange {
    mode: Mode,
    /// Those that are left.
    attempts: &'static [Attempt],
    heard: Vec<u8>,
    deadline: Option<Duration>,
    loud_until: Duration,
    outcome: Option<Result<(), Error>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Raw,
    Friendly,
}

impl Mode {
    /// What the board says last when it is there.
    const fn greeting(self) -> &'static [u8] {
        match self {
            Self::Raw => RAW_GREETING,
            // CircuitPython has no line about help before it.
            Self::Friendly => b"\r\n>>> ",
        }
    }
}

impl ModeChange {
    /// From any state into raw mode. What runs is interrupted, and a line that was begun is dropped.
    ///
    /// Ends in [`Error::NotTakenOver`] where that is not to be had.
    #[must_use]
    pub const fn to_raw() -> Self {
        Self::new(Mode::Raw, TO_RAW)
    }

    /// From raw mode, or whatever came of it, to a friendly prompt.
    ///
    /// Ends in [`Error::NoAnswer`] where none comes.
    #[must_use]
    pub const fn to_friendly() -> Self {
        Self::new(Mode::Friendly, TO_FRIENDLY)
    }

    const fn new(mode: Mode, attempts: &'static [Attempt]) -> Self {
        Self {
            mode,
            attempts,
            heard: Vec::new(),
            deadline: None,
            loud_until: Duration::ZERO,
            outcome: None,
        }
    }

    /// What the board had to say before, as far as a person wants to see it: the end of a program's output
    /// and its traceback, but no prompts of ours.
    #[must_use]
    pub fn said(&self) -> &[u8] {
        let mut said = self.heard.strip_suffix(self.mode.greeting()).unwrap_or(&self.heard);
        while let Some(before) = said.strip_suffix(PROMPT).or_else(|| said.strip_suffix(b"\r\n")) {
            said = before;
        }
        said
    }

    fn give_up(&mut self) {
        let heard = core::mem::take(&mut self.heard);
        self.outcome = Some(Err(match self.mode {
            Mode::Raw => Error::NotTakenOver { heard },
            Mode::Friendly => Error::NoAnswer { waited: ANSWER_WITHIN, heard },
        }));
    }
}

impl Conversation for ModeChange {
    type Outcome = Result<(), Error>;

    fn transmit(&mut self, now: Duration) -> Option<Vec<u8>> {
        if self.deadline.is_some() || self.outcome.is_some() {
            return None;
        }
        let Some(((keys, within), left)) = self.attempts.split_first() else {
            self.give_up();
            return None;
        };
        self.attempts = left;
        self.deadline = Some(now + *within);
        self.loud_until = now + LOUD;
        Some(keys.to_vec())
    }

    fn receive(&mut self, bytes: &[u8], now: Duration, output: &mut dyn FnMut(&[u8])) {
        self.heard.extend_from_slice(bytes);
        if self.heard.ends_with(self.mode.greeting()) {
            self.outcome = Some(Ok(()));
            return;
        }
        let quiet = (now + SILENCE).min(self.loud_until);
        self.deadline = self.deadline.map(|deadline| deadline.max(quiet));
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
        self.deadline.take_if(|deadline| *deadline <= now);
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        self.outcome.take()
    }
}
