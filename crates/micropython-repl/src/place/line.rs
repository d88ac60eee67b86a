//! The line that a board has begun, as it stands on a terminal: without the sequences that move a cursor.

use alloc::vec::Vec;

/// Longer lines are no prompts; only their end is kept.
const MOST_BYTES: usize = 256;
/// The line in front of raw mode's prompt.
const RAW_LINE: &[u8] = b"raw REPL; CTRL-B to exit";

#[derive(Debug, Default)]
pub(super) struct Line {
    text: Vec<u8>,
    escape: Escape,
    /// The line before was raw mode's greeting.
    is_after_raw_line: bool,
    has_return: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Escape {
    #[default]
    None,
    Begun,
    /// `ESC [` up to a letter.
    Sequence,
    /// `ESC ]` and its like, up to BEL or `ESC \`.
    String,
    StringEnds,
}

/// What a byte was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing that shows.
    Nothing,
    Text,
    /// The end of a line.
    End,
}

impl Line {
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    pub(super) fn is_raw_prompt(&self) -> bool {
        self.is_after_raw_line && self.text == b">"
    }

    pub(super) fn begin(&mut self, text: &[u8]) {
        *self = Self { text: text.to_vec(), ..Self::default() };
    }

    pub(super) fn push(&mut self, byte: u8) -> Part {
        const ESCAPE: u8 = 0x1B;
        const BELL: u8 = 0x07;
        self.escape = match (self.escape, byte) {
            (Escape::String, ESCAPE) => Escape::StringEnds,
            (Escape::String, BELL) | (Escape::StringEnds, _) => Escape::None,
            (Escape::String, _) => Escape::String,
            (_, ESCAPE) => Escape::Begun,
            (Escape::None, _) => return self.push_outside(byte),
            (Escape::Begun, b'[') => Escape::Sequence,
            (Escape::Begun, b']' | b'P' | b'_' | b'^' | b'X') => Escape::String,
            (Escape::Begun, _) | (Escape::Sequence, 0x40..=0x7E) => Escape::None,
            (Escape::Sequence, _) => Escape::Sequence,
        };
        Part::Nothing
    }

    fn push_outside(&mut self, byte: u8) -> Part {
        match byte {
            b'\n' => {
                self.is_after_raw_line = self.text == RAW_LINE;
                self.text.clear();
                self.has_return = false;
                return Part::End;
            }
            b'\r' => self.has_return = true,
            0x08 => {
                self.text.pop();
            }
            0..0x20 | 0x7F => {}
            _ => {
                // A return alone: the line is written anew.
                if core::mem::take(&mut self.has_return) {
                    self.text.clear();
                }
                if self.text.len() == MOST_BYTES {
                    self.text.drain(..MOST_BYTES / 2);
                }
                self.text.push(byte);
                return Part::Text;
            }
        }
        Part::Nothing
    }
}
