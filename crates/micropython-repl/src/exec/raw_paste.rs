//! Raw-paste: the board says how much of a program it takes, and compiles while that arrives.
//!
//! ```text
//! host   05 41 01                                         … 04
//! board            52 01 windowLow windowHigh 01    01 01 …    04 output 04 error 04 >
//! ```
//!
//! Each `01` makes room for one window more. A `04` that comes early means: enough, something is wrong.

use crate::bytes::{CTRL_A, CTRL_C, CTRL_D, ENTER, RAW_GREETING, RING_BYTES, find};
use alloc::vec::Vec;
use core::time::Duration;

const QUESTION: &[u8] = &[0x05, b'A', CTRL_A];
const UNDERSTOOD: &[u8] = b"R\x01";
const NOT_SUPPORTED: &[u8] = b"R\x00";
const ONE_WINDOW_MORE: u8 = 0x01;

/// A board answers the question at once. Some never do (thonny #1545): then it is asked no more.
const ANSWER_WITHIN: Duration = Duration::from_secs(1);
const SILENCE: Duration = Duration::from_millis(100);

/// What comes after some bytes.
#[derive(Debug)]
pub(super) enum Step {
    Stay,
    /// The board takes the program this way.
    Paste(RawPaste),
    /// It does not know this way, and is in raw mode.
    Raw(Vec<u8>),
    /// The board has the program, and runs it.
    Run,
    /// It wants no more of it, and reads on until it is told that nothing comes.
    Stop,
}

/// Asking whether the board knows raw-paste.
#[derive(Debug)]
pub(super) struct Asking {
    source: Vec<u8>,
    heard: Vec<u8>,
    stage: Stage,
    until: Option<Duration>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ask,
    Asked,
    /// It did not answer: raw mode is entered anew.
    Interrupt,
    Interrupted,
    Enter,
    Entered,
}

impl Asking {
    pub(super) const fn new(source: Vec<u8>) -> Self {
        Self { source, heard: Vec::new(), stage: Stage::Ask, until: None }
    }

    pub(super) fn transmit(&mut self, now: Duration) -> Option<Vec<u8>> {
        let (stage, bytes, within): (_, &[u8], _) = match self.stage {
            Stage::Ask => (Stage::Asked, QUESTION, ANSWER_WITHIN),
            Stage::Interrupt => (Stage::Interrupted, &[CTRL_C], SILENCE),
            Stage::Enter => (Stage::Entered, &[ENTER, CTRL_A], ANSWER_WITHIN),
            Stage::Asked | Stage::Interrupted | Stage::Entered => return None,
        };
        self.stage = stage;
        self.until = Some(now + within);
        Some(bytes.to_vec())
    }

    pub(super) const fn deadline(&self) -> Option<Duration> {
        self.until
    }

    /// Nothing came in time; `None` where the board is lost.
    pub(super) fn timeout(&mut self) -> Option<Step> {
        self.stage = match self.stage {
            Stage::Asked => Stage::Interrupt,
            Stage::Interrupted => Stage::Enter,
            _ => return None,
        };
        // An answer that came in two halves, or too late, is none for a person.
        self.heard.clear();
        Some(Step::Stay)
    }

    /// Takes what came; gives what belongs to the next phase. Other text before the answer is passed on.
    pub(super) fn take(&mut self, bytes: &[u8], output: &mut dyn FnMut(&[u8])) -> (Step, Vec<u8>) {
        const HANDSHAKE_BYTES: usize = 5;
        self.heard.extend_from_slice(bytes);
        if let Some(at) = find(&self.heard, RAW_GREETING) {
            return self.end(at, RAW_GREETING.len(), output, |asking, _| {
                Step::Raw(core::mem::take(&mut asking.source))
            });
        }
        if self.stage != Stage::Asked {
            // What comes so late was ended by the Ctrl-C: only raw mode's greeting counts.
            return (Step::Stay, Vec::new());
        }
        if let Some(at) = find(&self.heard, NOT_SUPPORTED)
            && self.heard.get(at..).is_some_and(|answer| answer.contains(&b'>'))
        {
            let length = NOT_SUPPORTED.len() + 1;
            return self.end(at, length, output, |asking, _| {
                Step::Raw(core::mem::take(&mut asking.source))
            });
        }
        if let Some(at) = find(&self.heard, UNDERSTOOD)
            && self.heard.len() >= at + HANDSHAKE_BYTES
        {
            return self.end(at, HANDSHAKE_BYTES, output, |asking, answer| {
                let window = match answer {
                    [_, _, low, high, _] => u16::from_le_bytes([*low, *high]),
                    _ => 0,
                };
                Step::Paste(RawPaste::new(core::mem::take(&mut asking.source), window))
            });
        }
        (Step::Stay, Vec::new())
    }

    /// The answer stands at this place.
    fn end(
        &mut self,
        at: usize,
        length: usize,
        output: &mut dyn FnMut(&[u8]),
        step: impl FnOnce(&mut Self, &[u8]) -> Step,
    ) -> (Step, Vec<u8>) {
        let mut answer = self.heard.split_off(at);
        let rest = answer.split_off(length.min(answer.len()));
        // The greeting may begin with a line end, which is not for a person.
        let before = self.heard.strip_suffix(b"\r\n").unwrap_or(&self.heard);
        if !before.is_empty() {
            output(before);
        }
        (step(self, &answer), rest)
    }
}

/// A program on its way.
#[derive(Debug)]
pub(super) struct RawPaste {
    source: Vec<u8>,
    sent: usize,
    window: usize,
    /// Windows that the board has read, as far as it said so.
    read: usize,
    is_ended: bool,
}

impl RawPaste {
    fn new(source: Vec<u8>, window: u16) -> Self {
        Self { source, sent: 0, window: usize::from(window).max(1), read: 0, is_ended: false }
    }

    /// What may be on its way at once. The board grants two windows, of which the last byte would not
    /// find room beside the one that ends the program.
    fn in_flight(&self) -> usize {
        (2 * self.window).min(RING_BYTES) - 1
    }

    pub(super) fn transmit(&mut self) -> Option<Vec<u8>> {
        if self.is_ended {
            return None;
        }
        let may_send = (self.read * self.window + self.in_flight()).saturating_sub(self.sent);
        let left = self.source.get(self.sent..).unwrap_or_default();
        let mut piece = left.get(..may_send.min(left.len())).unwrap_or_default().to_vec();
        self.sent += piece.len();
        if piece.len() == left.len() && piece.len() < may_send {
            piece.push(CTRL_D);
            self.is_ended = true;
        }
        (!piece.is_empty()).then_some(piece)
    }

    /// Takes what came; gives what belongs to the next phase.
    pub(super) fn take(&mut self, bytes: &[u8], output: &mut dyn FnMut(&[u8])) -> (Step, Vec<u8>) {
        for (place, &byte) in bytes.iter().enumerate() {
            match byte {
                ONE_WINDOW_MORE => self.read += 1,
                CTRL_D => {
                    let rest = bytes.get(place + 1..).unwrap_or_default().to_vec();
                    return (if self.is_ended { Step::Run } else { Step::Stop }, rest);
                }
                other => output(&[other]),
            }
        }
        (Step::Stay, Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::Conversation as _;
    use crate::exec::{Exec, Sending};

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn an_answer_after_the_interrupt_is_none_and_nothing_restarts_python() {
        let mut output = |_: &[u8]| {};
        let mut exec = Exec::ours(b"f()", Sending::Unknown, ms(5_000));
        assert_eq!(exec.transmit(ms(0)).unwrap(), QUESTION);
        exec.timeout(ms(1_000), &mut output);
        assert_eq!(exec.transmit(ms(1_000)).unwrap(), [CTRL_C]);
        // What was asked for begins, and what was pressed ends it.
        let late = b"R\x01\x80\x00\x01\x04\x04KeyboardInterrupt: \r\n\x04>";
        exec.receive(late, ms(1_001), &mut output);
        // A Ctrl-D would restart Python now.
        assert_eq!(exec.transmit(ms(1_001)), None);
        exec.timeout(ms(1_101), &mut output);
        assert_eq!(exec.transmit(ms(1_101)).unwrap(), [ENTER, CTRL_A]);
        exec.receive(b"\r\nraw REPL; CTRL-B to exit\r\n>", ms(1_102), &mut output);
        assert_eq!(exec.transmit(ms(1_102)).unwrap(), b"f()\x04");
    }
}
