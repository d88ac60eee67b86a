//! What the firmware has heard and no program has read.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// An array of 256 of which one stays free.
const RING_BYTES: usize = 255;

/// Bytes that wait. One too many is lost, without a sign.
#[derive(Debug, Default)]
pub(super) struct Ring(VecDeque<u8>);

impl Ring {
    /// Stores a byte beside `others` that the reader holds already.
    pub(super) fn store(&mut self, byte: u8, others: usize) {
        if self.0.len() + others < RING_BYTES {
            self.0.push_back(byte);
        }
    }

    /// Takes all of it.
    pub(super) fn read(&mut self) -> Vec<u8> {
        self.0.drain(..).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_255_bytes_with_what_the_reader_has() {
        let mut ring = Ring::default();
        for n in 0..=255 {
            ring.store(n, 55);
        }
        assert_eq!(ring.read(), (0..200).collect::<Vec<u8>>());
        assert_eq!(ring.read(), b"");
    }
}
