//! Makes what a board says harmless for the terminal.
//!
//! xterm.js obeys a terminal's whole language: it answers a question as if somebody had typed, does a
//! thing two thousand million times where it is told to, and keeps a mode when the program that set it
//! is gone. Here text passes, and of the language only what programs draw with: colours, the cursor's
//! moves, erasing, inserting, scrolling. Each is taken apart and written anew, with counts that fit the
//! screen. There is no question on the list, so the terminal never has anything to answer.

mod line;

use core::mem;
use line::Line;

const ESCAPE: u8 = 0x1B;
const BACKSPACE: u8 = 0x08;
const PROMPT: &[u8] = b">>> ";
/// Colours, scroll region and a hidden cursor back to what they were at first: a soft reset, which
/// leaves the letters where they are. Then backspaces go back over a row's begin, as [`Line`] needs them.
pub(super) const PLAIN: &str = "\x1B[!p\x1B[?45h";
/// The same, and an empty screen. What has scrolled away stays, unlike with the full reset that the
/// board asked for.
const PLAIN_AND_EMPTY: &[u8] = b"\x1B[!p\x1B[?45h\x1B[H\x1B[2J";
/// Ends what the terminal would go on with, such as one letter with marks above it. Shows nothing.
const BREAK: u8 = 0;
/// So many letters beyond ASCII come in a row: marks that stand on a letter have no end of their own, and
/// a browser draws a letter with a hundred thousand of them for minutes. Few lines are as long without
/// a space, and where they are of letters without marks the break shows nothing.
const MOST_IN_A_ROW: u8 = 128;
/// Two colours of 24 bits with ten more attributes fit.
const MOST_PARAMETER_BYTES: usize = 64;

/// The terminal's size, in letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    pub(super) rows: u16,
    pub(super) columns: u16,
}

/// A board's stream of bytes, in pieces that may end anywhere.
#[derive(Debug, Default)]
pub(super) struct Sanitizer {
    state: State,
    /// The first bytes of a letter beyond ASCII.
    letter: Vec<u8>,
    parameters: Vec<u8>,
    /// How much of a prompt has just passed.
    prompt: usize,
    /// How many letters beyond ASCII have just passed.
    in_a_row: u8,
    line: Line,
}

/// In the terms of ECMA-48.
#[derive(Debug, Clone, Copy, Default)]
enum State {
    #[default]
    Text,
    Escape,
    /// An escape sequence with an intermediate byte: for a character set, and nothing on the list.
    Intermediate,
    ControlSequence,
    /// Such as a window's title. It ends with its terminator, or with the line.
    ControlString,
}

impl Sanitizer {
    /// What the terminal is given of a piece.
    ///
    /// It is complete in itself: letters and sequences that are not at their end are kept until they are.
    pub(super) fn push(&mut self, bytes: &[u8], screen: Screen) -> Vec<u8> {
        let mut output = Vec::with_capacity(bytes.len());
        for (at, &byte) in bytes.iter().enumerate() {
            if !byte.is_ascii() {
                self.beyond_ascii(byte, &mut output);
                continue;
            }
            self.letter.clear();
            let before = output.len();
            match (byte, self.state) {
                (ESCAPE, _) => self.state = State::Escape,
                (..b' ' | 0x7F, _) => {
                    self.state = State::Text;
                    self.control(byte, &mut output);
                }
                (_, State::Text) => {
                    if bytes.get(at..).unwrap_or_default().starts_with(PROMPT) {
                        output.extend_from_slice(PLAIN.as_bytes());
                    }
                    output.push(byte);
                    self.in_a_row = 0;
                    self.line.letter();
                    if self.completes_prompt(byte) {
                        self.line.prompt();
                        output.extend_from_slice(PLAIN.as_bytes());
                    }
                    continue;
                }
                (_, State::Escape) => self.escape(byte, &mut output),
                (_, State::Intermediate) if byte < b'0' => {}
                (_, State::Intermediate) => self.state = State::Text,
                (_, State::ControlSequence) => self.control_sequence(byte, screen, &mut output),
                (_, State::ControlString) => {}
            }
            self.prompt = 0;
            if output.len() > before {
                self.in_a_row = 0;
            }
        }
        output
    }

    /// Whether a prompt has passed with this letter.
    fn completes_prompt(&mut self, byte: u8) -> bool {
        self.prompt = match PROMPT.get(self.prompt) {
            Some(&next) if next == byte => self.prompt + 1,
            // The last three of many are as good as the first.
            _ if byte == b'>' => self.prompt,
            _ => 0,
        };
        self.prompt == PROMPT.len() && mem::take(&mut self.prompt) > 0
    }

    /// A part of a letter in UTF-8. What is none is left out.
    fn beyond_ascii(&mut self, byte: u8, output: &mut Vec<u8>) {
        let begins_a_letter = byte >= 0xC0;
        if begins_a_letter {
            self.letter.clear();
        }
        self.letter.push(byte);
        match core::str::from_utf8(&self.letter) {
            Err(error) if error.error_len().is_none() => return,
            Err(_) => {}
            // U+0080 to U+009F: each is an escape and its next byte in one.
            Ok(_) if self.letter.first() == Some(&0xC2) && byte < 0xA0 => {
                self.prompt = 0;
                self.escape(byte - 0x40, output);
            }
            Ok(_) if matches!(self.state, State::ControlString) => {}
            Ok(_) => {
                self.prompt = 0;
                self.state = State::Text;
                output.extend_from_slice(&self.letter);
                self.line.letter();
                self.in_a_row += 1;
                if self.in_a_row == MOST_IN_A_ROW {
                    self.in_a_row = 0;
                    output.push(BREAK);
                }
            }
        }
        self.letter.clear();
    }

    /// What follows an escape.
    fn escape(&mut self, byte: u8, output: &mut Vec<u8>) {
        self.state = State::Text;
        match byte {
            ..b'0' => self.state = State::Intermediate,
            b'[' => {
                self.parameters.clear();
                self.state = State::ControlSequence;
            }
            b'P' | b'X' | b']' | b'^' | b'_' => self.state = State::ControlString,
            // Save and restore the cursor; index, next line, reverse index.
            b'7' | b'8' | b'D' | b'E' | b'M' => {
                self.line.placed();
                output.extend_from_slice(&[ESCAPE, byte]);
            }
            b'c' => output.extend_from_slice(PLAIN_AND_EMPTY),
            _ => {}
        }
    }

    fn control_sequence(&mut self, byte: u8, screen: Screen, output: &mut Vec<u8>) {
        let ends = byte >= b'@';
        if !ends {
            if self.parameters.len() <= MOST_PARAMETER_BYTES {
                self.parameters.push(byte);
            }
            return;
        }
        self.state = State::Text;
        if self.parameters.len() > MOST_PARAMETER_BYTES {
            return;
        }
        let Screen { rows, columns } = screen;
        let counts: &[u16] = match byte {
            b'm' if self.parameters.iter().all(|it| matches!(it, b'0'..=b';')) => {
                return write_sequence(&self.parameters, byte, output);
            }
            b'h' | b'l' if self.parameters == b"?25" => {
                return write_sequence(&self.parameters, byte, output);
            }
            // Up, down; lines inserted, deleted; scrolled; a row.
            b'A' | b'B' | b'E' | b'F' | b'L' | b'M' | b'S' | b'T' | b'd' | b'e' => &[rows],
            // Right, left; letters inserted, deleted, erased, repeated; tabs; a column.
            b'@' | b'C' | b'D' | b'G' | b'I' | b'P' | b'X' | b'Z' | b'`' | b'a' | b'b' => {
                &[columns]
            }
            b'H' | b'f' => &[rows, columns],
            // The scroll region.
            b'r' => &[rows, rows],
            // What to erase, by its number.
            b'J' | b'K' if self.parameters.len() <= 1 => &[9],
            // Save and restore the cursor.
            b's' | b'u' if self.parameters.is_empty() => &[0],
            _ => return,
        };
        if byte == b'D' && self.goes_back(output) {
            return;
        }
        let Some(parameters) = limited(&self.parameters, counts) else { return };
        match (byte, parameters.as_slice()) {
            (b'K', b"" | b"0") if self.line.is_written() => write_sequence(b"", b'J', output),
            _ => {
                self.line.sequence(byte);
                write_sequence(&parameters, byte, output);
            }
        }
    }

    /// Goes back in a line that was written, over its rows; tells whether it is one.
    fn goes_back(&mut self, output: &mut Vec<u8>) -> bool {
        let Some(count) = limited(&self.parameters, &[u16::MAX]) else { return false };
        let count = count.iter().fold(0, |number, digit| number * 10 + usize::from(digit - b'0'));
        let Some(letters) = self.line.back(count.max(1)) else { return false };
        output.resize(output.len() + letters, BACKSPACE);
        true
    }

    /// The controls of text; a form feed is a new line, as in a terminal. Without the others there is no
    /// sound, and no other character set.
    fn control(&mut self, byte: u8, output: &mut Vec<u8>) {
        let passes = match byte {
            BACKSPACE | b'\t' | b'\n' | b'\r' => byte,
            0x0B | 0x0C => b'\n',
            _ => return,
        };
        self.line.control(passes);
        output.push(passes);
    }
}

fn write_sequence(parameters: &[u8], last: u8, output: &mut Vec<u8>) {
    output.extend_from_slice(b"\x1B[");
    output.extend_from_slice(parameters);
    output.push(last);
}

/// The numbers, none above its limit; `None` where they are no numbers, or too many.
fn limited(parameters: &[u8], limits: &[u16]) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    for (at, digits) in parameters.split(|&byte| byte == b';').enumerate() {
        let limit = *limits.get(at)?;
        if at > 0 {
            written.push(b';');
        }
        let mut number = 0_u16;
        for digit in digits {
            let value = digit.checked_sub(b'0').filter(|&value| value < 10)?;
            number = number.saturating_mul(10).saturating_add(value.into());
        }
        if !digits.is_empty() {
            write_number(number.min(limit), &mut written);
        }
    }
    Some(written)
}

fn write_number(number: u16, written: &mut Vec<u8>) {
    if number > 9 {
        write_number(number / 10, written);
    }
    written.push(b'0' + (number % 10) as u8);
}

#[cfg(test)]
mod tests;
