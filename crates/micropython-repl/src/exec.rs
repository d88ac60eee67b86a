//! Running one program on a board in raw mode: sending it, its output, its error.

mod outcome;
mod raw;
mod raw_paste;

pub use outcome::{Outcome, Sending};

use crate::answer::Answer;
use crate::bytes::{CTRL_C, CTRL_D};
use crate::conversation::Conversation;
use crate::error::Error;
use crate::exception::Exception;
use alloc::vec::Vec;
use core::time::Duration;
use outcome::interrupted;
use raw::Raw;
use raw_paste::{Asking, RawPaste, Step};

/// A board that takes the next part of a program, or has to begin to run it, does so within this time:
/// compiling and collecting garbage included.
const TAKEN_WITHIN: Duration = Duration::from_secs(10);
/// An end that has begun comes to its end without a longer pause.
const END_WITHIN: Duration = Duration::from_millis(500);
/// What looks like the end of a person's program is one when nothing follows for this time.
const END_SETTLES: Duration = Duration::from_millis(30);
/// Ctrl-C once more after this time: a program may catch the first ones.
const INTERRUPT_EVERY: Duration = Duration::from_millis(100);
/// So often.
const INTERRUPTS: u32 = 4;
/// A program that runs for so long after the last Ctrl-C can't be stopped by one.
const STOPPED_WITHIN: Duration = Duration::from_secs(1);

/// Running one program. The board must be in raw mode, and is in it afterwards, unless the
/// [`Outcome`] says otherwise.
///
/// Source: facts of MicroPython `shared/runtime/pyexec.c`.
#[derive(Debug)]
pub struct Exec {
    phase: Phase,
    /// What is to be sent next.
    queue: Vec<u8>,
    /// How long the program may be silent; for ever where there is no limit.
    silence: Option<Duration>,
    deadline: Option<Duration>,
    stop: Option<Stop>,
    sending: Sending,
}

#[derive(Debug)]
enum Phase {
    /// Whether the board knows raw-paste.
    Asking(Asking),
    Pasting(RawPaste),
    Sending(Raw),
    Running(Answer),
    Ended(Option<Result<Outcome, Error>>),
}

/// A person wants the program to end.
#[derive(Debug, Clone, Copy)]
struct Stop {
    next_at: Duration,
    left: u32,
}

impl Exec {
    /// A program of ours, which is never silent for longer than `silence` and prints no control bytes.
    ///
    /// `sending` is what is known of the board.
    #[must_use]
    pub fn ours(source: &[u8], sending: Sending, silence: Duration) -> Self {
        Self::new(source, sending, Some(silence))
    }

    /// A person's program, which may run for ever and print what it likes.
    #[must_use]
    pub fn of_a_person(source: &[u8], sending: Sending) -> Self {
        Self::new(source, sending, None)
    }

    fn new(source: &[u8], sending: Sending, silence: Option<Duration>) -> Self {
        let mut exec = Self {
            phase: Phase::Ended(None),
            queue: Vec::new(),
            silence,
            deadline: None,
            stop: None,
            sending,
        };
        exec.phase = match (control_byte(source, &[3, 4]), sending) {
            (Some(error), _) => Phase::Ended(Some(Err(error))),
            (None, Sending::Raw) => exec.in_raw(source.to_vec()),
            (None, Sending::Unknown | Sending::RawPaste) => {
                Phase::Asking(Asking::new(source.to_vec()))
            }
        };
        exec
    }

    /// Ends the program by Ctrl-C, several times where that is needed.
    pub fn interrupt(&mut self, now: Duration) {
        match &self.phase {
            // Nothing runs yet, and raw mode has no answer to it.
            Phase::Sending(raw) if !raw.is_sent() => {
                self.queue.push(CTRL_C);
                self.end(Ok(interrupted(self.sending)));
            }
            Phase::Ended(_) => {}
            _ => self.stop = Some(Stop { next_at: now, left: INTERRUPTS }),
        }
    }

    /// Gives the program something to read. Before it runs, nothing is taken.
    pub fn input(&mut self, bytes: &[u8]) -> bool {
        let runs = matches!(self.phase, Phase::Running(_));
        if runs {
            self.queue.extend_from_slice(bytes);
        }
        runs
    }

    /// Whether the program has been sent, and runs.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Running(_))
    }

    fn in_raw(&self, source: Vec<u8>) -> Phase {
        match control_byte(&source, &[1, 2]) {
            Some(error) => Phase::Ended(Some(Err(error))),
            None => Phase::Sending(Raw::new(source)),
        }
    }

    fn run(&mut self, now: Duration) {
        self.phase = Phase::Running(Answer::default());
        self.deadline = self.silence.map(|silence| now + silence);
    }

    fn end(&mut self, outcome: Result<Outcome, Error>) {
        self.phase = Phase::Ended(Some(outcome));
        self.deadline = None;
        self.stop = None;
    }

    fn silent(&mut self, waited: Duration, heard: Vec<u8>) {
        self.end(Err(Error::NoAnswer { waited, heard }));
    }

    /// Takes what came into the present phase; gives what is left for the next one.
    fn take(&mut self, bytes: &[u8], now: Duration, output: &mut dyn FnMut(&[u8])) -> Vec<u8> {
        match &mut self.phase {
            Phase::Asking(asking) => {
                let (step, rest) = asking.take(bytes, output);
                self.go_on(step, now);
                rest
            }
            Phase::Pasting(paste) => {
                let (step, rest) = paste.take(bytes, output);
                self.deadline = Some(now + TAKEN_WITHIN);
                self.go_on(step, now);
                rest
            }
            Phase::Sending(raw) => {
                let Some(rest) = raw.take(bytes, output) else { return Vec::new() };
                self.run(now);
                rest
            }
            Phase::Running(answer) => {
                answer.push(bytes, output);
                let end = answer.end();
                self.deadline = match (&end, self.silence) {
                    (Some(_), None) => Some(now + END_SETTLES),
                    (None, _) if answer.has_begun_to_end() => Some(now + END_WITHIN),
                    (_, silence) => silence.map(|silence| now + silence),
                };
                if let (Some(end), Some(_)) = (end, self.silence) {
                    self.end(Ok(Outcome::new(&end, self.sending)));
                }
                Vec::new()
            }
            Phase::Ended(_) => {
                output(bytes);
                Vec::new()
            }
        }
    }

    fn go_on(&mut self, step: Step, now: Duration) {
        match step {
            Step::Stay => {}
            Step::Paste(paste) => {
                self.sending = Sending::RawPaste;
                self.phase = Phase::Pasting(paste);
                self.deadline = Some(now + TAKEN_WITHIN);
            }
            Step::Raw(source) => {
                self.sending = Sending::Raw;
                self.phase = self.in_raw(source);
                self.deadline = None;
            }
            Step::Run => self.run(now),
            Step::Stop => {
                // A Ctrl-C on its way tells the same, and in raw mode a Ctrl-D would restart Python.
                if self.stop.is_none() {
                    self.queue.push(CTRL_D);
                }
                self.run(now);
            }
        }
    }
}

impl Conversation for Exec {
    type Outcome = Result<Outcome, Error>;

    fn transmit(&mut self, now: Duration) -> Option<Vec<u8>> {
        if let Some(stop) = &mut self.stop
            && stop.left > 0
            && stop.next_at <= now
        {
            stop.left -= 1;
            stop.next_at = now + if stop.left > 0 { INTERRUPT_EVERY } else { STOPPED_WITHIN };
            // What was to be read by the program is not for what comes after it.
            self.queue.clear();
            return Some([CTRL_C].into());
        }
        if !self.queue.is_empty() {
            return Some(core::mem::take(&mut self.queue));
        }
        match &mut self.phase {
            Phase::Asking(asking) => {
                let bytes = asking.transmit(now);
                self.deadline = asking.deadline();
                bytes
            }
            Phase::Pasting(_) if self.stop.is_some() => None,
            Phase::Pasting(paste) => paste.transmit(),
            Phase::Sending(raw) => {
                let bytes = raw.transmit(now);
                self.deadline = raw.next_at().or(Some(now + TAKEN_WITHIN));
                bytes
            }
            Phase::Running(_) | Phase::Ended(_) => None,
        }
    }

    fn receive(&mut self, bytes: &[u8], now: Duration, output: &mut dyn FnMut(&[u8])) {
        let mut left = bytes.to_vec();
        while !left.is_empty() {
            left = self.take(&left, now, output);
        }
    }

    fn deadline(&self) -> Option<Duration> {
        let stop = self.stop.map(|stop| stop.next_at);
        [self.deadline, stop].into_iter().flatten().min()
    }

    fn timeout(&mut self, now: Duration, output: &mut dyn FnMut(&[u8])) {
        if let Some(stop) = self.stop
            && stop.left == 0
            && stop.next_at <= now
        {
            let heard = match &self.phase {
                Phase::Running(answer) => answer.heard(),
                _ => Vec::new(),
            };
            return self.silent(STOPPED_WITHIN, heard);
        }
        if self.deadline.is_none_or(|deadline| now < deadline) {
            return;
        }
        match &mut self.phase {
            Phase::Asking(asking) => match asking.timeout() {
                Some(step) => self.go_on(step, now),
                None => self.silent(TAKEN_WITHIN, Vec::new()),
            },
            Phase::Sending(raw) if !raw.is_sent() => {}
            Phase::Pasting(_) | Phase::Sending(_) => self.silent(TAKEN_WITHIN, Vec::new()),
            Phase::Running(answer) => {
                if let Some(end) = answer.end() {
                    self.end(Ok(Outcome::new(&end, self.sending)));
                } else if answer.has_begun_to_end() {
                    answer.give_up_end(output);
                    self.deadline = self.silence.map(|silence| now + silence);
                } else {
                    let (waited, heard) = (self.silence.unwrap_or_default(), answer.heard());
                    self.silent(waited, heard);
                }
            }
            Phase::Ended(_) => {}
        }
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        match &mut self.phase {
            Phase::Ended(outcome) => outcome.take(),
            _ => None,
        }
    }
}

/// The first of these bytes in a program, as an error.
fn control_byte(source: &[u8], bytes: &[u8]) -> Option<Error> {
    let at = source.iter().position(|byte| bytes.contains(byte))?;
    source.get(at).map(|&byte| Error::ControlByte { at, byte })
}
