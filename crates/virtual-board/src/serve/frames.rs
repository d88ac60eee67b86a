//! Finds the frames in one direction of the line, as they go by.

use std::time::Duration;

const BORDER: u8 = 0xC0;
const GREETING: &[u8] = b"OHAI";
/// A packet's head: direction, number of the command, length, checksum or value.
const HEAD_BYTES: usize = 8;

/// A frame that went by.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// When its first byte came.
    pub(crate) began: Duration,
    pub(crate) kind: Kind,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A request, by the number of its command.
    Request(u8),
    /// An answer, by the number of its command.
    Answer(u8),
    /// A stub has started.
    Greeting,
}

/// Takes the line's bytes in pieces of any size. Only the first bytes of a frame are looked at, none
/// of which needs an escape.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    began: Duration,
    head: [u8; GREETING.len()],
    length: usize,
}

impl Frames {
    /// The frames that end within `bytes`, which come now.
    pub(crate) fn take(&mut self, bytes: &[u8], now: Duration) -> Vec<Frame> {
        bytes.iter().filter_map(|&byte| self.push(byte, now)).collect()
    }

    fn push(&mut self, byte: u8, now: Duration) -> Option<Frame> {
        if byte == BORDER {
            let kind = self.kind();
            self.length = 0;
            return kind.map(|kind| Frame { began: self.began, kind });
        }
        if self.length == 0 {
            self.began = now;
        }
        if let Some(place) = self.head.get_mut(self.length) {
            *place = byte;
        }
        self.length += 1;
        None
    }

    fn kind(&self) -> Option<Kind> {
        match self.head {
            [0, op, ..] if self.length >= HEAD_BYTES => Some(Kind::Request(op)),
            [1, op, ..] if self.length >= HEAD_BYTES => Some(Kind::Answer(op)),
            head if head == GREETING && self.length == GREETING.len() => Some(Kind::Greeting),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// READ_REG 0x40001000, as the protocol's description has it.
    const READ_REG: &[u8] = b"\xC0\x00\x0A\x04\0\0\0\0\0\x00\x10\x00\x40\xC0";
    const ANSWER: &[u8] = b"\xC0\x01\x0A\x02\0\x01\xC1\xF0\xFF\0\0\xC0";

    fn at(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn a_frame_in_pieces_began_with_its_first_byte() {
        let mut frames = Frames::default();
        let (head, rest) = READ_REG.split_at_checked(5).unwrap();
        assert_eq!(frames.take(head, at(1)), []);
        let whole = Frame { began: at(1), kind: Kind::Request(0x0A) };
        assert_eq!(frames.take(rest, at(2)), [whole]);
    }

    #[test]
    fn noise_and_what_is_too_short_are_no_frames() {
        let mut frames = Frames::default();
        assert_eq!(frames.take(b"\r\n>>> \xC0\x01\x0A\xC0", at(1)), []);
        let found = frames.take(&[ANSWER, b"\xC0OHAI\xC0"].concat(), at(2));
        let kinds: Vec<Kind> = found.into_iter().map(|frame| frame.kind).collect();
        assert_eq!(kinds, [Kind::Answer(0x0A), Kind::Greeting]);
    }
}
