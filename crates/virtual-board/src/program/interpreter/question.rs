//! What the script in the interpreter asks of the board, and the answers.
//!
//! ```text
//! question: number u16 | letter u16 | a u32 | b u64          answer: number u16 | interrupted u16
//! r  read the flash      address      bytes                          | 0 u32 | value u64
//! w  program it          address      bytes, in the memory   bytes of the flash: in the memory
//! e  erase a sector      address
//! o  say it as it is                  bytes, in the memory
//! s  sleep                            microseconds
//! t  what time is it                                         value: microseconds
//! b  the script begins
//! p  the prompt comes next
//! x  reset the chip
//! ```
//!
//! All are little-endian. The number ties an answer to its question, for an interrupt may make
//! Python give up waiting.

use alloc::vec::Vec;
use core::time::Duration;

/// Half of the shared memory: for the bytes of a question, or those of an answer.
pub(super) const MEMORY_BYTES: usize = 4096;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) number: u16,
    letter: u8,
    a: u32,
    b: u64,
    /// What came with it.
    pub(super) bytes: Vec<u8>,
}

/// What it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    Read { address: u32, bytes: u32 },
    Program { address: u32, bytes: Vec<u8> },
    Erase { address: u32 },
    Say(Vec<u8>),
    Sleep(Duration),
    Time,
    Begin,
    Prompt,
    Reset,
    Unknown,
}

impl Question {
    pub(super) const BYTES: usize = 16;

    pub(super) fn unpacked(packed: [u8; Self::BYTES]) -> Self {
        let [n0, n1, letter, _, a0, a1, a2, a3, b @ ..] = packed;
        Self {
            number: u16::from_le_bytes([n0, n1]),
            letter,
            a: u32::from_le_bytes([a0, a1, a2, a3]),
            b: u64::from_le_bytes(b),
            bytes: Vec::new(),
        }
    }

    /// How many bytes come with it.
    pub(super) fn sent_bytes(&self) -> usize {
        match self.letter {
            b'w' | b'o' => usize::try_from(self.b).unwrap_or(MEMORY_BYTES).min(MEMORY_BYTES),
            _ => 0,
        }
    }

    pub(super) fn wish(self) -> Wish {
        let Self { letter, a, b, bytes, .. } = self;
        match letter {
            b'r' => Wish::Read { address: a, bytes: b.min(MEMORY_BYTES as u64) as u32 },
            b'w' => Wish::Program { address: a, bytes },
            b'e' => Wish::Erase { address: a },
            b'o' => Wish::Say(bytes),
            b's' => Wish::Sleep(Duration::from_micros(b)),
            b't' => Wish::Time,
            b'b' => Wish::Begin,
            b'p' => Wish::Prompt,
            b'x' => Wish::Reset,
            _ => Wish::Unknown,
        }
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) number: u16,
    /// Python ends what it does with a KeyboardInterrupt.
    pub(super) interrupted: bool,
    pub(super) value: u64,
    /// What goes with it.
    pub(super) bytes: Vec<u8>,
}

impl Answer {
    pub(super) fn packed(&self) -> [u8; 16] {
        let [n0, n1] = self.number.to_le_bytes();
        let [v0, v1, v2, v3, v4, v5, v6, v7] = self.value.to_le_bytes();
        [n0, n1, self.interrupted.into(), 0, 0, 0, 0, 0, v0, v1, v2, v3, v4, v5, v6, v7]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_answers_have_these_bytes() {
        let packed = *b"\x34\x12e\0\x00\x10\x00\x00\0\0\0\0\0\0\0\0";
        let question = Question::unpacked(packed);
        assert_eq!(question.number, 0x1234);
        assert_eq!(question.wish(), Wish::Erase { address: 0x1000 });
        let answer = Answer { number: 0x1234, interrupted: true, value: 5, bytes: Vec::new() };
        assert_eq!(answer.packed(), *b"\x34\x12\x01\0\0\0\0\0\x05\0\0\0\0\0\0\0");
    }

    #[test]
    fn only_writing_brings_bytes_and_never_more_than_fit() {
        let sent = |letter| {
            let mut packed = [0xFF; 16];
            packed[2] = letter;
            Question::unpacked(packed).sent_bytes()
        };
        assert_eq!([b'w', b'o', b'r', b's'].map(sent), [4096, 4096, 0, 0]);
    }
}
