//! The line that a board is writing, as a terminal would show it.

use alloc::string::String;
use alloc::vec::Vec;

/// Only the first bytes of a longer line are kept, and the last few.
const MOST_BYTES: usize = 160;
const MOST_PARAMETER_BYTES: usize = 16;
/// As long as a prompt.
pub(crate) const LAST_BYTES: usize = 4;

/// The present line: without escape sequences and control characters, and with what was drawn over.
#[derive(Debug, Default)]
pub(crate) struct Line {
    bytes: Vec<u8>,
    /// Where the next letter goes.
    cursor: usize,
    last: [u8; LAST_BYTES],
    /// A carriage return has come: what follows draws over the line, unless it ends.
    has_returned: bool,
    escape: Escape,
    parameters: Vec<u8>,
}

/// How far an escape sequence is, in the terms of ECMA-48.
#[derive(Debug, Clone, Copy, Default)]
enum Escape {
    #[default]
    None,
    Begun,
    ControlSequence,
    /// Such as a window's title, which ends with its terminator or with the line.
    ControlString,
    /// Its terminator has begun.
    StringEnd,
}

impl Line {
    /// Takes a byte. Gives whether it ends the line, which is to be cleared then.
    pub(crate) fn push(&mut self, byte: u8) -> bool {
        const BELL: u8 = 0x07;
        const BACKSPACE: u8 = 0x08;
        const ESCAPE: u8 = 0x1B;
        if byte == b'\n' {
            return true;
        }
        self.escape = match (self.escape, byte) {
            (Escape::ControlString, ESCAPE) => Escape::StringEnd,
            (Escape::ControlString, BELL) => Escape::None,
            (Escape::ControlString, _) => Escape::ControlString,
            (_, ESCAPE) => Escape::Begun,
            (Escape::Begun, b'[') => {
                self.parameters.clear();
                Escape::ControlSequence
            }
            (Escape::Begun, b']' | b'P' | b'X' | b'^' | b'_') => Escape::ControlString,
            (Escape::ControlSequence, b' '..=b'?') => {
                if self.parameters.len() < MOST_PARAMETER_BYTES {
                    self.parameters.push(byte);
                }
                Escape::ControlSequence
            }
            (Escape::ControlSequence, b'@'..=b'~') => {
                self.edit(byte);
                Escape::None
            }
            (Escape::Begun | Escape::StringEnd, b' '..=b'~') => Escape::None,
            (_, b'\r') => {
                self.has_returned = true;
                Escape::None
            }
            (_, BACKSPACE) => {
                self.move_to(self.cursor.saturating_sub(1));
                Escape::None
            }
            (_, b' '..=b'~' | 0x80..) => {
                self.write(byte);
                Escape::None
            }
            (_, _) => Escape::None,
        };
        false
    }

    pub(crate) fn clear(&mut self) {
        *self = Self { bytes: core::mem::take(&mut self.bytes), ..Self::default() };
        self.bytes.clear();
    }

    /// The line's beginning, as it is.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The line's beginning.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The whole line, if it is short enough to have been kept, and the cursor stands at its end.
    pub(crate) fn whole(&self) -> Option<&[u8]> {
        (self.cursor == self.bytes.len()).then_some(self.bytes.as_slice())
    }

    /// What stands directly before the cursor, if that is at the end of the line.
    pub(crate) const fn last(&self) -> Option<[u8; LAST_BYTES]> {
        if self.cursor >= self.bytes.len() { Some(self.last) } else { None }
    }

    fn write(&mut self, byte: u8) {
        if self.has_returned {
            self.bytes.clear();
            self.cursor = 0;
            self.last = [0; LAST_BYTES];
            self.has_returned = false;
        }
        if let Some(place) = self.bytes.get_mut(self.cursor) {
            *place = byte;
        } else if self.bytes.len() < MOST_BYTES {
            self.bytes.push(byte);
        }
        self.cursor = self.cursor.saturating_add(1);
        self.last.rotate_left(1);
        if let Some(last) = self.last.last_mut() {
            *last = byte;
        }
    }

    /// Does what programs edit a line with: move within it, and erase.
    fn edit(&mut self, command: u8) {
        let parameters = core::str::from_utf8(&self.parameters).unwrap_or_default();
        let number: Option<usize> = parameters.parse().ok();
        let count = number.unwrap_or(1).max(1);
        match command {
            b'D' => self.move_to(self.cursor.saturating_sub(count)),
            b'C' => self.move_to(self.cursor.saturating_add(count).min(self.bytes.len())),
            b'K' if number.unwrap_or(0) == 0 => self.bytes.truncate(self.cursor),
            b'K' | b'J' | b'H' => {
                self.bytes.clear();
                self.move_to(0);
            }
            _ => {}
        }
    }

    fn move_to(&mut self, cursor: usize) {
        self.cursor = cursor;
        let before = self.bytes.get(..cursor).unwrap_or_default();
        self.last = [0; LAST_BYTES];
        for (place, byte) in self.last.iter_mut().rev().zip(before.iter().rev()) {
            *place = *byte;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(bytes: &[u8]) -> Line {
        let mut line = Line::default();
        for &byte in bytes {
            assert!(!line.push(byte));
        }
        line
    }

    #[test]
    fn escape_sequences_and_control_characters_are_no_part_of_it() {
        let bytes = b"\x1b]0;1.2.3.4 | Done\x1b\\\x1b[31ma\x1b[0m\x04b\x1b]0;x\x07c\x1bMd";
        assert_eq!(line(bytes).text(), "abcd");
    }

    #[test]
    fn what_was_drawn_over_is_gone() {
        assert_eq!(line(b"50%\r75%").text(), "75%");
        assert_eq!(line(b"ab\x08\x1b[K").text(), "a");
        assert_eq!(line(b"abcd\x1b[3DX\x1b[1C").text(), "aXcd");
        assert_eq!(line(b"abc\x1b[2K>").text(), ">");
    }

    #[test]
    fn the_cursor_within_the_line_is_not_at_its_end() {
        assert_eq!(line(b">>> abc\x08\x08\x08").whole(), None);
        assert_eq!(line(b">>> a\x08\x1b[K").whole(), Some(&b">>> "[..]));
        assert_eq!(line(b">>> a\x08\x1b[K").last(), Some(*b">>> "));
    }

    #[test]
    fn of_a_long_line_the_beginning_and_the_last_bytes_are_known() {
        let long = [&b"x".repeat(100_000)[..], b">>> "].concat();
        let line = line(&long);
        assert_eq!(line.text().len(), MOST_BYTES);
        assert_eq!((line.whole(), line.last()), (None, Some(*b">>> ")));
    }
}
