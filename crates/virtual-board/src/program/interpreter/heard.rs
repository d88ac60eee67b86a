//! What has reached the UART, and not yet Python: a FIFO in the chip, then a ring in the firmware.

use alloc::vec::Vec;
use core::time::Duration;

use crate::program::ring::Ring;

/// The interrupt comes with so many bytes in the FIFO,
const FIFO_FULL: usize = 16;
/// or when nothing came for two bytes' time.
const FIFO_TIMEOUT: Duration = Duration::from_micros(2 * 87);

/// Bytes on their way to Python.
#[derive(Debug, Default)]
pub(super) struct Heard {
    fifo: Vec<u8>,
    last_at: Duration,
    ring: Ring,
}

impl Heard {
    pub(super) fn take(&mut self, now: Duration, bytes: &[u8]) {
        self.fifo.extend_from_slice(bytes);
        self.last_at = now;
    }

    /// When the next interrupt comes.
    pub(super) fn wake_at(&self) -> Option<Duration> {
        let timeout = self.last_at + FIFO_TIMEOUT;
        match self.fifo.len() {
            0 => None,
            count if count < FIFO_FULL => Some(timeout),
            _ => Some(self.last_at),
        }
    }

    /// What the interrupt finds, if it is time for one.
    pub(super) fn interrupt(&mut self, now: Duration) -> Vec<u8> {
        let is_due = self.wake_at().is_some_and(|at| at <= now);
        if is_due { core::mem::take(&mut self.fifo) } else { Vec::new() }
    }

    /// Puts a byte into the ring, in which Python has left `unread` already. A byte too many is
    /// lost, without a sign.
    pub(super) fn store(&mut self, byte: u8, unread: usize) {
        self.ring.store(byte, unread);
    }

    /// Takes the ring's content.
    pub(super) fn read(&mut self) -> Vec<u8> {
        self.ring.read()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Duration = Duration::from_secs(1);

    #[test]
    fn sixteen_bytes_or_a_pause_wake_the_firmware() {
        let mut heard = Heard::default();
        assert_eq!(heard.wake_at(), None);
        heard.take(AT, b"1");
        assert_eq!(heard.wake_at(), Some(AT + FIFO_TIMEOUT));
        assert_eq!(heard.interrupt(AT), b"");
        assert_eq!(heard.interrupt(AT + FIFO_TIMEOUT), b"1");
        heard.take(AT, &[b'2'; 16]);
        assert_eq!(heard.wake_at(), Some(AT));
        assert_eq!(heard.interrupt(AT), [b'2'; 16]);
    }
}
