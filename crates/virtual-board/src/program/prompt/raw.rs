//! Raw mode, and raw-paste in it.
//!
//! ```text
//! ^E A ^A   R 01 | window u16 | 01      the window is 128, and one more is free
//! 128 bytes 01                          for each 128 that were read
//! ^D        04 printed 04 error 04 >    or 04 sooner, when the compiler wants no more
//! ```

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use super::script::{self, End, Values};
use super::{CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_E, Mode, ScriptedPrompt};

const PROMPT: &[u8] = b"raw REPL; CTRL-B to exit\r\n>";
const WINDOW: u32 = 128;
const PASTE_BEGINS: &[u8] = b"R\x01\x80\x00\x01";
const NOT_SUPPORTED: &[u8] = b"R\x00>";

/// A program on its way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paste {
    code: Vec<u8>,
    read: u32,
    /// The compiler wants no more; the rest is swallowed.
    is_refused: bool,
}

impl ScriptedPrompt {
    pub(super) fn enter_raw(&mut self, out: &mut Vec<u8>) {
        self.mode = Mode::Raw;
        self.line.clear();
        out.extend(PROMPT);
    }

    pub(super) fn raw(&mut self, key: u8, out: &mut Vec<u8>) {
        match key {
            CTRL_A => match self.asked_for() {
                Some(b'A') => {
                    self.line.clear();
                    self.mode = Mode::RawPaste(Paste::default());
                    out.extend(PASTE_BEGINS);
                }
                Some(_) => {
                    self.line.clear();
                    out.extend(NOT_SUPPORTED);
                }
                None => self.enter_raw(out),
            },
            CTRL_B => {
                out.extend(b"\r\n");
                self.greet(out);
            }
            CTRL_C => self.line.clear(),
            CTRL_D if self.line.is_empty() => {
                out.extend(b"OK\r\n");
                self.soft_reset_in_raw(out);
            }
            CTRL_D => {
                let code = mem::take(&mut self.line);
                out.extend(b"OK");
                self.run_raw(&code, out);
            }
            _ => self.line.push(key),
        }
    }

    pub(super) fn raw_paste(&mut self, key: u8, out: &mut Vec<u8>) {
        let Mode::RawPaste(paste) = &mut self.mode else { return };
        match key {
            CTRL_C if !paste.is_refused => {
                self.mode = Mode::Raw;
                out.extend(b"\x04\x04KeyboardInterrupt: \r\n\x04>");
            }
            CTRL_C | CTRL_D => {
                let Paste { code, is_refused, .. } = mem::take(paste);
                self.mode = Mode::Raw;
                if !is_refused {
                    out.push(CTRL_D);
                }
                self.run_raw(&code, out);
            }
            _ if paste.is_refused => {}
            _ => {
                paste.code.push(key);
                paste.read += 1;
                if paste.read.is_multiple_of(WINDOW) {
                    out.push(0x01);
                }
                let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
                let is_bad = |line| script::is_bad(&String::from_utf8_lossy(line));
                if ends(&key) && paste.code.rsplit(ends).nth(1).is_some_and(is_bad) {
                    paste.is_refused = true;
                    out.push(CTRL_D);
                }
            }
        }
    }

    /// The letter of a handshake, if that is alone on the line.
    fn asked_for(&self) -> Option<u8> {
        let &[CTRL_E, letter] = &*self.line else { return None };
        self.script.version.has_raw_paste().then_some(letter)
    }

    fn run_raw(&mut self, code: &[u8], out: &mut Vec<u8>) {
        let ran = self.script.run(&String::from_utf8_lossy(code), Values::Hidden);
        out.extend(ran.printed.bytes());
        out.push(CTRL_D);
        if let End::Error(error) = &ran.end {
            out.extend(error.bytes());
        }
        out.push(CTRL_D);
        if ran.end == End::SoftReset {
            self.soft_reset_in_raw(out);
        } else {
            out.push(b'>');
        }
    }

    fn soft_reset_in_raw(&mut self, out: &mut Vec<u8>) {
        out.extend(self.script.version.soft_reset_text().bytes());
        self.enter_raw(out);
    }
}
