//! Paste mode: a program that a person sees arrive, at a friendly prompt, with every letter that it has.
//!
//! Nothing says how much the board takes but its echo, so no more is under way than the board keeps.
//!
//! ```text
//! host   05            p r i n t ( 1 ) 0D                    04
//! board     … \r\n===   print(1)\r\n===                         \r\n (the program runs)
//! ```

use crate::bytes::{CTRL_C, CTRL_D, CTRL_E, ENTER, PASTE_PROMPT, find};
use crate::conversation::Conversation;
use crate::error::Error;
use alloc::vec::Vec;
use core::time::Duration;

/// Half of what a board keeps.
const MOST_UNDER_WAY: usize = 128;
/// A board that takes a byte echoes it within this time, also while it collects garbage.
const ECHO_WITHIN: Duration = Duration::from_secs(3);
/// What a line's end comes back as: itself, a line feed and a prompt.
const ECHO_OF_ENTER: usize = 6;
const GREETING: &[u8] = b"paste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ";

/// Pastes a program. Python must be at a friendly prompt, on an empty line; in the end the program runs.
#[derive(Debug)]
pub struct PasteMode {
    program: Vec<u8>,
    stage: Stage,
    sent: usize,
    /// What has to come back before more goes.
    echo: usize,
    heard: Vec<u8>,
    deadline: Option<Duration>,
    outcome: Option<Result<(), Stuck>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Enter,
    Entering,
    Pasting,
    /// All has come back.
    Finish,
    /// It does not go on: what was pasted is dropped.
    Cancel,
    Over,
}

/// A paste did not come to its end; what came of it was dropped, and nothing ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// How many of its bytes had gone to the board.
    pub sent_bytes: usize,
    /// Why.
    pub error: Error,
}

impl PasteMode {
    /// Begins. Lines of the program end with `\n`; control characters but that and tabs may not be in it.
    #[must_use]
    pub fn new(program: &str) -> Self {
        let bytes = program.bytes().filter(|byte| !matches!(byte, 0..=8 | 11..=31 | 127));
        let program = bytes.map(|byte| if byte == b'\n' { ENTER } else { byte }).collect();
        Self {
            program,
            stage: Stage::Enter,
            sent: 0,
            echo: 0,
            heard: Vec::new(),
            deadline: None,
            outcome: None,
        }
    }

    /// Drops what has come, and runs nothing.
    pub fn cancel(&mut self) {
        if self.outcome.is_none() && self.stage != Stage::Over {
            self.stage = Stage::Cancel;
            self.outcome = Some(Ok(()));
        }
    }

    fn piece(&mut self) -> Vec<u8> {
        let echo_of = |byte: u8| if byte == ENTER { ECHO_OF_ENTER } else { 1 };
        let mut piece = Vec::new();
        for &byte in self.program.get(self.sent..).unwrap_or_default() {
            if self.echo + echo_of(byte) > MOST_UNDER_WAY {
                break;
            }
            self.echo += echo_of(byte);
            piece.push(byte);
        }
        self.sent += piece.len();
        piece
    }
}

impl Conversation for PasteMode {
    type Outcome = Result<(), Stuck>;

    fn transmit(&mut self, now: Duration) -> Option<Vec<u8>> {
        let bytes = match self.stage {
            Stage::Enter => {
                self.stage = Stage::Entering;
                Vec::from([CTRL_E])
            }
            Stage::Pasting => self.piece(),
            Stage::Finish => {
                self.stage = Stage::Over;
                self.outcome = Some(Ok(()));
                Vec::from([CTRL_D])
            }
            Stage::Cancel => {
                self.stage = Stage::Over;
                Vec::from([CTRL_C])
            }
            Stage::Entering | Stage::Over => Vec::new(),
        };
        if bytes.is_empty() {
            return None;
        }
        self.deadline = Some(now + ECHO_WITHIN);
        Some(bytes)
    }

    fn receive(&mut self, bytes: &[u8], now: Duration, output: &mut dyn FnMut(&[u8])) {
        output(bytes);
        self.deadline = Some(now + ECHO_WITHIN);
        match self.stage {
            Stage::Entering => {
                self.heard.extend_from_slice(bytes);
                if find(&self.heard, GREETING).is_some() {
                    self.stage = Stage::Pasting;
                    self.heard.clear();
                }
            }
            Stage::Pasting => {
                self.echo = self.echo.saturating_sub(bytes.len());
                self.heard.extend_from_slice(bytes);
                let surplus = self.heard.len().saturating_sub(MOST_UNDER_WAY);
                self.heard.drain(..surplus);
            }
            Stage::Enter | Stage::Finish | Stage::Cancel | Stage::Over => {}
        }
        let is_whole = self.sent == self.program.len() && self.echo == 0;
        if self.stage == Stage::Pasting && is_whole {
            // A Ctrl-D anywhere else would restart Python.
            let line = self.heard.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
            if line.starts_with(PASTE_PROMPT)
                || self.program.is_empty()
                || line.len() >= MOST_UNDER_WAY
            {
                self.stage = Stage::Finish;
            }
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.deadline
    }

    fn timeout(&mut self, now: Duration, _output: &mut dyn FnMut(&[u8])) {
        if self.deadline.is_none_or(|deadline| now < deadline) || self.outcome.is_some() {
            return;
        }
        let heard = core::mem::take(&mut self.heard);
        let error = Error::NoAnswer { waited: ECHO_WITHIN, heard };
        self.outcome = Some(Err(Stuck { sent_bytes: self.sent, error }));
        self.stage = Stage::Cancel;
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        match self.stage {
            Stage::Over => self.outcome.take(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::VecDeque;
    use alloc::format;
    use alloc::string::String;
    use alloc::vec;

    /// What reaches a board that has a ring of so many bytes and takes one every so often, up to the end of
    /// the conversation.
    fn pasted(program: &str, ring: usize, takes: Duration) -> (Vec<u8>, Result<(), Stuck>) {
        let mut paste = PasteMode::new(program);
        let (mut waiting, mut taken, mut now) = (VecDeque::new(), vec![], Duration::ZERO);
        loop {
            while let Some(bytes) = paste.transmit(now) {
                for byte in bytes {
                    // 87 µs a byte on the wire.
                    if waiting.len() < ring {
                        waiting.push_back(byte);
                    }
                }
            }
            if let Some(outcome) = paste.outcome() {
                taken.extend(waiting);
                return (taken, outcome);
            }
            now += takes;
            match waiting.pop_front() {
                Some(byte) => {
                    taken.push(byte);
                    let echo: Vec<u8> = match byte {
                        CTRL_E => [&b"\r\n"[..], GREETING].concat(),
                        ENTER => b"\r\n=== ".to_vec(),
                        byte => vec![byte],
                    };
                    paste.receive(&echo, now, &mut |_| {});
                }
                None => {
                    now = paste.deadline().unwrap();
                    paste.timeout(now, &mut |_| {});
                }
            }
        }
    }

    fn sent_as(program: &str) -> Vec<u8> {
        format!("\x05{}\x04", program.replace('\n', "\r")).into_bytes()
    }

    #[test]
    fn a_slow_board_gets_everything_in_order() {
        let program: String = (0..1_000).map(|line| format!("x = {line}  # Grüße °C\n")).collect();
        let (taken, outcome) = pasted(&program, 255, Duration::from_millis(2));
        assert_eq!((outcome, taken), (Ok(()), sent_as(&program)));
    }

    #[test]
    fn one_long_line_gets_there_too() {
        let program = "x".repeat(1_211);
        assert_eq!(pasted(&program, 255, Duration::from_millis(2)), (sent_as(&program), Ok(())));
    }

    #[test]
    fn a_board_that_loses_bytes_runs_nothing() {
        let program = "print(1)\n".repeat(1_000);
        let (taken, outcome) = pasted(&program, 15, Duration::from_millis(2));
        let stuck = outcome.unwrap_err();
        assert!(matches!(stuck.error, Error::NoAnswer { .. }), "{stuck:?}");
        assert_eq!(taken.last(), Some(&CTRL_C));
        assert!(!taken.contains(&CTRL_D));
    }

    #[test]
    fn a_board_without_paste_mode_is_not_given_the_program() {
        let mut paste = PasteMode::new("print(1)\n");
        assert_eq!(paste.transmit(Duration::ZERO).unwrap(), [CTRL_E]);
        assert_eq!(paste.transmit(Duration::ZERO), None);
        paste.timeout(ECHO_WITHIN, &mut |_| {});
        assert_eq!(paste.transmit(ECHO_WITHIN).unwrap(), [CTRL_C]);
        assert_eq!(paste.outcome().unwrap().unwrap_err().sent_bytes, 0);
    }

    #[test]
    fn control_characters_do_not_go() {
        let (taken, outcome) = pasted("a\x04b\x03\x05\tc\n", 255, Duration::from_millis(1));
        assert_eq!((outcome, taken), (Ok(()), sent_as("ab\tc\n")));
    }
}
