//! What was typed or pasted and is not sent yet.
//!
//! The board keeps 256 bytes until Python reads them, and has no way to say "wait". So a long paste goes
//! in pieces, each when the echo of the last one has come.

use core::time::Duration;

/// More than is pasted at once. Who pastes again and again is not waited for.
const MOST_BYTES: usize = 512 << 10;
/// Half of what the board keeps.
const PIECE_BYTES: usize = 128;
/// A line's end comes back as itself, a line feed, and a prompt of four.
const ECHO_OF_ENTER: usize = 6;
/// A program that echoes nothing gets the next piece after this time.
const NO_ECHO: Duration = Duration::from_millis(300);
const ENTER: u8 = b'\r';
const CTRL_C: u8 = 0x03;

/// The queue, and what of its last piece has not come back.
#[derive(Debug, Default)]
pub(super) struct Typing {
    queue: Vec<u8>,
    awaited_echo: usize,
    until: Duration,
}

impl Typing {
    /// Takes keys. A Ctrl-C is sent at once, and what was waiting is thrown away.
    pub(super) fn push(&mut self, keys: &[u8]) {
        if keys.contains(&CTRL_C) {
            self.clear();
        }
        if self.queue.len() + keys.len() <= MOST_BYTES {
            self.queue.extend_from_slice(keys);
        }
    }

    /// Throws away what was not sent: it was meant for what ends now.
    pub(super) fn clear(&mut self) {
        self.queue.clear();
        self.awaited_echo = 0;
    }

    /// Something came from the board.
    pub(super) fn heard(&mut self, bytes: usize) {
        self.awaited_echo = self.awaited_echo.saturating_sub(bytes);
    }

    /// What to send now: empty while the echo is awaited.
    pub(super) fn next(&mut self, now: Duration) -> Vec<u8> {
        if now >= self.until {
            self.awaited_echo = 0;
        }
        // What a person types never waits: it is far less than a piece.
        if self.awaited_echo > 0 && self.awaited_echo + self.queue.len() > PIECE_BYTES {
            return Vec::new();
        }
        let count = self.queue.len().min(PIECE_BYTES);
        let piece: Vec<u8> = self.queue.drain(..count).collect();
        let echo = |key: &u8| if *key == ENTER { ECHO_OF_ENTER } else { 1 };
        if !piece.is_empty() {
            self.awaited_echo += piece.iter().map(echo).sum::<usize>();
            self.until = now + NO_ECHO;
        }
        piece
    }

    /// When to go on without an echo, where something waits for one.
    pub(super) fn goes_on_at(&self) -> Option<Duration> {
        (!self.queue.is_empty()).then_some(self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(1);

    #[test]
    fn keys_are_sent_before_the_echo_of_the_last_ones() {
        let mut typing = Typing::default();
        typing.push(b"a");
        assert_eq!(typing.next(NOW), b"a");
        typing.push(b"b");
        assert_eq!(typing.next(NOW), b"b");
    }

    #[test]
    fn a_paste_waits_for_the_echo_of_each_piece() {
        let mut typing = Typing::default();
        typing.push(&[b'x'; 300]);
        assert_eq!(typing.next(NOW).len(), 128);
        typing.heard(127);
        assert_eq!(typing.next(NOW), b"");
        typing.heard(1);
        assert_eq!(typing.next(NOW).len(), 128);
        assert_eq!(typing.goes_on_at(), Some(NOW + NO_ECHO));
        assert_eq!(typing.next(NOW + NO_ECHO).len(), 44);
        assert_eq!(typing.goes_on_at(), None);
    }

    #[test]
    fn what_is_pasted_again_and_again_fills_no_memory() {
        let mut typing = Typing::default();
        for _ in 0..100 {
            typing.push(&[b'x'; 64 << 10]);
        }
        assert_eq!(typing.queue.len(), MOST_BYTES);
        typing.push(&[CTRL_C]);
        assert_eq!(typing.next(NOW), [CTRL_C]);
    }

    #[test]
    fn ctrl_c_overtakes_a_paste() {
        let mut typing = Typing::default();
        typing.push(&[b'x'; 300]);
        typing.next(NOW);
        typing.push(&[CTRL_C]);
        assert_eq!(typing.next(NOW), [CTRL_C]);
    }
}
