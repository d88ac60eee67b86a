//! What leaves the chip: as much as its FIFO holds at a time, the rest when there is room again.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::time::Duration;

/// One byte at the speed that the firmware's divider makes.
const BYTE_TIME: Duration = Duration::from_nanos(86_730);
const FIFO_BYTES: usize = 128;
/// With so many left in it, it is filled up again.
const LOW_BYTES: u32 = 64;

/// The way out. Python's `print` comes back when everything is in the FIFO.
#[derive(Debug, Default)]
pub(super) struct LineOut {
    waiting: VecDeque<u8>,
    free_at: Duration,
}

impl LineOut {
    pub(super) fn say(&mut self, bytes: &[u8]) {
        self.waiting.extend(bytes);
    }

    /// Whether everything is in the FIFO.
    pub(super) fn is_clear(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Moves what there is room for.
    pub(super) fn leave(&mut self, now: Duration, out: &mut Vec<u8>) {
        self.free_at = self.free_at.max(now);
        let behind = (self.free_at - now).as_nanos().div_ceil(BYTE_TIME.as_nanos());
        let room = FIFO_BYTES.saturating_sub(usize::try_from(behind).unwrap_or(FIFO_BYTES));
        let count = room.min(self.waiting.len());
        out.extend(self.waiting.drain(..count));
        self.free_at += BYTE_TIME * count as u32;
    }

    /// When there will be room for more, if more waits.
    pub(super) fn wake_at(&self) -> Option<Duration> {
        (!self.is_clear()).then(|| self.free_at.saturating_sub(BYTE_TIME * LOW_BYTES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_leaves_as_the_fifo_empties() {
        let mut line = LineOut::default();
        let mut out = Vec::new();
        line.say(&[b'x'; 200]);
        line.leave(Duration::ZERO, &mut out);
        assert_eq!((out.len(), line.is_clear()), (128, false));
        let at = line.wake_at().unwrap();
        assert_eq!(at, BYTE_TIME * 64);
        line.leave(at, &mut out);
        assert_eq!((out.len(), line.is_clear()), (192, false));
        line.leave(at + BYTE_TIME * 64, &mut out);
        assert_eq!((out.len(), line.wake_at()), (200, None));
    }
}
