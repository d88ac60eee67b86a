//! The lines that a program prints, out of all that the board says.

/// Of a line no more is kept; a longer one is none.
const MOST_BYTES: usize = 64 << 10;
/// What stands before what a person types: Python's prompts.
const PROMPTS: [&str; 3] = [">>>", "...", "==="];

/// A line that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// A program has printed this.
    Printed(&'a str),
    /// A person has typed it at a prompt.
    Typed,
}

/// Finds them, in pieces of any size.
#[derive(Debug, Default)]
pub struct Lines {
    /// The line that has begun, without escape codes.
    line: Vec<u8>,
    /// Its begin was not heard, or is too long ago.
    is_cut: bool,
    escape: Escape,
}

/// Where in an escape code it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Escape {
    #[default]
    None,
    /// Behind `ESC`.
    Begun,
    /// Behind `ESC [`, up to a letter.
    Control,
    /// Behind `ESC ]` and its like, up to `BEL` or `ESC \`.
    Text,
}

impl Lines {
    /// For what is heard from the middle of a line on: the first end of a line begins the first one.
    #[must_use]
    pub fn from_the_next() -> Self {
        Self { is_cut: true, ..Self::default() }
    }

    /// Takes what the board says. `told` gets each line that has ended and is not empty, without its end and without
    /// escape codes. A line also ends where it is begun anew (`\r`).
    pub fn push(&mut self, bytes: &[u8], mut told: impl FnMut(Line<'_>)) {
        for &byte in bytes {
            if matches!(byte, b'\n' | b'\r') {
                self.end(&mut told);
            } else if let Some(byte) = self.unescaped(byte) {
                if self.line.len() < MOST_BYTES {
                    self.line.push(byte);
                } else {
                    self.is_cut = true;
                }
            }
        }
    }

    fn end(&mut self, told: &mut impl FnMut(Line<'_>)) {
        self.escape = Escape::None;
        if !core::mem::take(&mut self.is_cut) && !self.line.is_empty() {
            let line = String::from_utf8_lossy(&self.line);
            let is_typed = PROMPTS.iter().any(|prompt| line.starts_with(prompt));
            told(if is_typed { Line::Typed } else { Line::Printed(&line) });
        }
        self.line.clear();
    }

    /// A byte of the line; nothing for those of an escape code, and for control codes.
    fn unescaped(&mut self, byte: u8) -> Option<u8> {
        const ESC: u8 = 0x1B;
        const BEL: u8 = 0x07;
        self.escape = match (self.escape, byte) {
            (_, ESC) => Escape::Begun,
            (Escape::None, _) => {
                return (byte == b'\t' || byte >= b' ' && byte != 0x7F).then_some(byte);
            }
            (Escape::Begun, b'[') => Escape::Control,
            (Escape::Begun, b']' | b'P' | b'X' | b'^' | b'_') => Escape::Text,
            (Escape::Control, b'@'..=b'~') | (Escape::Text, BEL) => Escape::None,
            // What stands between `ESC` and the one letter that ends it.
            (Escape::Begun, b' '..=b'/') => Escape::Begun,
            (Escape::Begun, _) => Escape::None,
            (within, _) => within,
        };
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(mut lines: Lines, pieces: &[&[u8]]) -> Vec<String> {
        let mut found = Vec::new();
        for piece in pieces {
            lines.push(piece, |line| match line {
                Line::Printed(line) => found.push(line.to_owned()),
                Line::Typed => {}
            });
        }
        found
    }

    fn lines(text: &str) -> Vec<String> {
        let whole = lines_of(Lines::default(), &[text.as_bytes()]);
        let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
        assert_eq!(lines_of(Lines::default(), &bytes), whole, "in pieces");
        whole
    }

    #[test]
    fn a_line_is_told_when_it_has_ended() {
        assert_eq!(lines("1\r\n2 3\n4"), ["1", "2 3"]);
        assert_eq!(lines("\r\n\r\n"), [""; 0]);
        assert_eq!(lines("größe: 3\r\n"), ["größe: 3"]);
    }

    #[test]
    fn a_line_that_is_begun_anew_has_ended() {
        assert_eq!(lines("1 %\r2 %\r3 %\r\n"), ["1 %", "2 %", "3 %"]);
    }

    #[test]
    fn escape_codes_are_no_part_of_a_line() {
        assert_eq!(lines("\x1B[1;31m5\x1B[0m\x07\r\n"), ["5"]);
        assert_eq!(lines("\x1B]0;7\x076\n\x1B]0;7\x1B\\8\n\x1B(B9\x1B7\n"), ["6", "8", "9"]);
        assert_eq!(lines("\x1B]never ended\r\n5\r\n"), ["5"]);
    }

    #[test]
    fn what_a_person_types_at_a_prompt_is_not_printed_by_a_program() {
        assert_eq!(
            lines(">>> 5\r\n5\r\n>>> for i in (1, 2):\r\n...     i\r\n... \r\n1\r\n2\r\n>>> "),
            ["5", "1", "2"]
        );
        assert_eq!(lines("=== 7\r\n8\r\n"), ["8"]);
    }

    #[test]
    fn half_a_line_is_none() {
        assert_eq!(lines_of(Lines::from_the_next(), &[b"34\r\n5\r\n"]), ["5"]);
    }

    #[test]
    fn a_line_without_an_end_fills_no_memory() {
        let mut lines = Lines::default();
        for _ in 0..40 {
            lines.push(&[b'7'; 4 << 10], |line| panic!("{line:?}"));
        }
        assert!(lines.line.len() <= MOST_BYTES);
        assert_eq!(lines_of(lines, &[b"\n6\n"]), ["6"]);
    }
}
