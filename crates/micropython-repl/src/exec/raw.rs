//! Sending a program as it is: nothing says how much of it the board has taken, so it goes in pieces
//! with pauses.

use crate::bytes::{CTRL_D, find};
use alloc::vec::Vec;
use core::time::Duration;

/// Bytes at once: half of what the board keeps.
const PIECE_BYTES: usize = 127;
/// From one piece to the next: the piece has left by then at 115,200 baud, and the board has had 3 ms.
/// Others found 255 bytes every 10 ms to be too much (micropython #4714), and 127 to be good (Thonny).
const PIECE_EVERY: Duration = Duration::from_millis(14);
const TAKEN: &[u8] = b"OK";

#[derive(Debug)]
pub(super) struct Raw {
    /// The program and the byte that ends it.
    left: Vec<u8>,
    next_at: Duration,
    /// What came before the answer.
    heard: Vec<u8>,
}

impl Raw {
    pub(super) fn new(mut source: Vec<u8>) -> Self {
        // The end of nothing restarts Python.
        if source.is_empty() {
            source.push(b'\n');
        }
        source.push(CTRL_D);
        Self { left: source, next_at: Duration::ZERO, heard: Vec::new() }
    }

    pub(super) fn transmit(&mut self, now: Duration) -> Option<Vec<u8>> {
        if self.left.is_empty() || now < self.next_at {
            return None;
        }
        self.next_at = now + PIECE_EVERY;
        let piece: Vec<u8> = self.left.drain(..self.left.len().min(PIECE_BYTES)).collect();
        Some(piece)
    }

    /// When the next piece goes.
    pub(super) fn next_at(&self) -> Option<Duration> {
        (!self.is_sent()).then_some(self.next_at)
    }

    pub(super) const fn is_sent(&self) -> bool {
        self.left.is_empty()
    }

    /// Takes what came; the beginning of the answer once the board has the program. Other text before it
    /// is none of ours.
    pub(super) fn take(&mut self, bytes: &[u8], output: &mut dyn FnMut(&[u8])) -> Option<Vec<u8>> {
        self.heard.extend_from_slice(bytes);
        if !self.is_sent() {
            return None;
        }
        let at = find(&self.heard, TAKEN)?;
        let rest = self.heard.split_off(at + TAKEN.len());
        if let Some(before @ [_, ..]) = self.heard.get(..at) {
            output(before);
        }
        Some(rest)
    }
}
