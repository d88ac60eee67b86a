//! From what the Unix port prints to what an ESP8266 does.
//!
//! - A line ends in `\r\n`. The prompt's own texts have both bytes already.
//! - The greeting is that of the image in the flash.
//! - A traceback does not show the lines of the board's own script.
//! - An interpreter without memory to go on says so in other words.
//! - Up to version 1.23 an exit says nothing at all; the script makes it an exception.

use alloc::collections::VecDeque;
use alloc::format;
use alloc::vec::Vec;
use core::mem;

const FATAL: &[u8] = b"FATAL: uncaught ";
const TRACEBACK: &[u8] = b"Traceback (most recent call last):\n";
/// How the command that runs the script begins in a traceback.
const COMMAND_LINES: &[u8] = b"  File \"<stdin>\", ";
const EXIT: &[u8] = b"SystemExit";
const CTRL_D: u8 = 0x04;
/// The longest text by which a state of the prompt is known.
const TAIL_BYTES: usize = 256;

/// A filter on what comes from Python.
#[derive(Debug)]
pub(super) struct Printed {
    /// How lines of the script in a traceback begin.
    script_lines: Vec<u8>,
    greeting: Vec<u8>,
    /// The line that Python greets with by itself.
    own_greeting: Vec<u8>,
    hides_exit: bool,
    /// The prompt is not there yet, so no line of a traceback is of what somebody typed.
    is_booting: bool,
    /// The beginning of a line that may have to change.
    held: Vec<u8>,
    /// A traceback that may have to vanish.
    traceback: Vec<u8>,
    /// The rest of this line stays as it is.
    line_is_plain: bool,
    said: Vec<u8>,
    tail: VecDeque<u8>,
    is_dead: bool,
}

impl Printed {
    /// For a script of this name, and the greeting of the image.
    pub(super) fn new(script: &str, greeting: &str, hides_exit: bool) -> Self {
        Self {
            script_lines: format!("  File \"{script}\", ").into_bytes(),
            greeting: format!("{greeting}\r\n").into_bytes(),
            own_greeting: Vec::new(),
            hides_exit,
            is_booting: true,
            held: Vec::new(),
            traceback: Vec::new(),
            line_is_plain: false,
            said: Vec::new(),
            tail: VecDeque::new(),
            is_dead: false,
        }
    }

    /// Learns the line that Python greets with: the first of what it said.
    pub(super) fn learn_greeting(&mut self, said: &[u8]) {
        self.is_booting = false;
        let line = said.split_inclusive(|&byte| byte == b'\n').next().unwrap_or_default();
        self.own_greeting = line.to_vec();
    }

    /// Takes what Python printed.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let ends_line = matches!(byte, b'\n' | CTRL_D);
            // This one stands behind whatever was said last.
            if self.line_is_plain && byte == FATAL[0] {
                self.line_is_plain = false;
            }
            if self.line_is_plain {
                self.put(byte);
                self.line_is_plain = !ends_line;
                continue;
            }
            self.held.push(byte);
            if ends_line {
                self.whole_line();
            } else if !self.may_change() {
                self.let_go();
                self.line_is_plain = true;
            }
        }
    }

    /// Hands out what an ESP8266 would have said. `at_rest`: Python waits, so nothing is held back.
    pub(super) fn said(&mut self, at_rest: bool) -> Vec<u8> {
        if at_rest && !(self.held.is_empty() && self.traceback.is_empty()) {
            self.line_is_plain = !self.held.is_empty();
            self.let_go();
        }
        mem::take(&mut self.said)
    }

    /// Whether what was said last ends like this.
    pub(super) fn ends_with(&self, text: &[u8]) -> bool {
        self.tail.len() >= text.len()
            && self.tail.iter().rev().zip(text.iter().rev()).all(|(said, text)| said == text)
    }

    /// Notes what the board said for Python.
    pub(super) fn note(&mut self, bytes: &[u8]) {
        self.tail.extend(bytes);
        let older = self.tail.len().saturating_sub(TAIL_BYTES);
        self.tail.drain(..older);
    }

    /// Whether Python has ended for want of memory.
    pub(super) fn is_dead(&self) -> bool {
        self.is_dead
    }

    fn may_change(&self) -> bool {
        let known = [&self.script_lines[..], &self.own_greeting, FATAL];
        let traceback = self.hides_exit.then_some(TRACEBACK);
        let command = self.is_booting.then_some(COMMAND_LINES);
        let mut starts =
            known.into_iter().chain(traceback).chain(command).filter(|known| !known.is_empty());
        let held = &self.held[..];
        !self.traceback.is_empty()
            || starts.any(|known| known.starts_with(held) || held.starts_with(known))
    }

    fn whole_line(&mut self) {
        let is_command = self.is_booting && self.held.starts_with(COMMAND_LINES);
        if is_command || self.held.starts_with(&self.script_lines) {
            self.held.clear();
        } else if self.hides_exit && self.held == TRACEBACK {
            let before = mem::replace(&mut self.traceback, mem::take(&mut self.held));
            before.into_iter().for_each(|byte| self.put(byte));
        } else if !self.traceback.is_empty() && self.held.starts_with(b"  ") {
            self.traceback.append(&mut self.held);
        } else if !self.traceback.is_empty() && self.held.starts_with(EXIT) {
            self.traceback.clear();
            self.held.clear();
        } else if !self.own_greeting.is_empty() && self.held == self.own_greeting {
            self.held.clone_from(&self.greeting);
            self.let_go();
        } else if self.held.starts_with(FATAL) {
            self.is_dead = true;
            self.held = b"NLR jump failed\r\n".to_vec();
            self.let_go();
        } else {
            self.let_go();
        }
    }

    fn let_go(&mut self) {
        let traceback = mem::take(&mut self.traceback);
        let held = mem::take(&mut self.held);
        traceback.into_iter().chain(held).for_each(|byte| self.put(byte));
    }

    fn put(&mut self, byte: u8) {
        if byte == b'\n' && self.tail.back() != Some(&b'\r') {
            self.put(b'\r');
        }
        self.said.push(byte);
        self.note(&[byte]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;

    fn filter(hides_exit: bool) -> Printed {
        let mut printed = Printed::new("/board", "MicroPython v1.28.0 on x", hides_exit);
        printed.learn_greeting(b"MicroPython abc on linux\r\nType help\r\n>>> ");
        printed
    }

    fn said(printed: &mut Printed, text: &str) -> String {
        // However it is cut.
        for byte in text.bytes() {
            printed.take(&[byte]);
        }
        String::from_utf8(printed.said(true)).unwrap()
    }

    #[test]
    fn lines_end_in_two_bytes_and_texts_of_the_prompt_stay() {
        let printed = &mut filter(false);
        assert_eq!(said(printed, "1\n\n>>> 2\r\n"), "1\r\n\r\n>>> 2\r\n");
        assert_eq!(said(printed, "Mic"), "Mic");
        assert_eq!(said(printed, "roPython\n\x04\x04>"), "roPython\r\n\x04\x04>");
        assert!(printed.ends_with(b"\x04>") && !printed.ends_with(b">>"));
    }

    #[test]
    fn the_greeting_is_that_of_the_image() {
        let text = said(&mut filter(false), "\r\nMicroPython abc on linux\r\nType help\r\n>>> ");
        assert_eq!(text, "\r\nMicroPython v1.28.0 on x\r\nType help\r\n>>> ");
    }

    #[test]
    fn the_boards_own_lines_are_left_out_of_a_traceback() {
        let before = "OK\x04Traceback (most recent call last):\n  File \"<stdin>\", line 1, in x\n";
        let own = "  File \"/board\", line 40, in sleep\n";
        let text =
            said(&mut filter(false), &(String::from(before) + own + "KeyboardInterrupt: \n"));
        assert_eq!(text, (String::from(before) + "KeyboardInterrupt: \n").replace('\n', "\r\n"));
    }

    #[test]
    fn an_exit_says_nothing_up_to_1_23() {
        let before = "OK1\n\x04Traceback (most recent call last):\n  File \"<stdin>\", line 2\n";
        let exit = String::from(before) + "SystemExit: 3\n\x04>";
        assert_eq!(said(&mut filter(true), &exit), "OK1\r\n\x04\x04>");
        let other = String::from(before) + "ValueError: 3\n\x04>";
        assert_eq!(said(&mut filter(true), &other), other.replace('\n', "\r\n"));
        assert_eq!(said(&mut filter(false), &exit), exit.replace('\n', "\r\n"));
    }

    #[test]
    fn an_end_for_want_of_memory_is_told_in_the_boards_words() {
        let printed = &mut filter(false);
        assert_eq!(said(printed, ">FATAL: uncaught NLR 0x7f\n"), ">NLR jump failed\r\n");
        assert!(printed.is_dead());
    }
}
