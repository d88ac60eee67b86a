//! Keeps the chip's boot messages out of the terminal.
//!
//! After a reset the chip prints its log at 74880 baud; at 115200 that is a handful of junk. What
//! comes after it begins with a whole line of text, or with a prompt.

use core::time::Duration;

/// Longer than this is no boot log: show it, whatever it is.
const MOST_BYTES: usize = 1024;
/// A board that prints no line for this long after a reset is shown as it is.
const LONGEST: Duration = Duration::from_secs(2);

/// Holds the first bytes after a reset back.
#[derive(Debug, Default)]
pub(super) struct BootNoise {
    since: Option<Duration>,
    held: Vec<u8>,
}

impl BootNoise {
    /// The board is being reset.
    pub(super) fn expect(&mut self, now: Duration) {
        self.since = Some(now);
        self.held.clear();
    }

    /// What to show of bytes that have arrived.
    pub(super) fn pass(&mut self, bytes: &[u8], now: Duration) -> Vec<u8> {
        let Some(since) = self.since else { return bytes.to_vec() };
        self.held.extend_from_slice(bytes);
        let text = first_text(&self.held);
        let is_over = self.held.len() > MOST_BYTES || now.saturating_sub(since) > LONGEST;
        match (text, is_over) {
            (None, false) => Vec::new(),
            (text, _) => {
                self.since = None;
                let mut held = core::mem::take(&mut self.held);
                held.drain(..text.unwrap_or(0));
                held
            }
        }
    }
}

/// Where the first whole line of text begins, or a prompt.
fn first_text(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let text = line.trim_ascii_end();
        let is_whole = line.ends_with(b"\n") && text.len() > 1;
        let is_text = text.iter().all(|&byte| (b' '..=b'~').contains(&byte));
        if is_text && is_whole || line == b">>> " {
            return Some(at);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUNK: &[u8] = b"rl\x00l\x9c\xfe|\x00\x82l\n\xe2\x02\x0c";

    fn shown_after_a_reset(chunks: &[&[u8]]) -> Vec<u8> {
        let mut noise = BootNoise::default();
        noise.expect(Duration::ZERO);
        chunks.iter().flat_map(|chunk| noise.pass(chunk, Duration::from_millis(10))).collect()
    }

    #[test]
    fn the_first_line_of_text_is_the_first_thing_shown() {
        let shown = shown_after_a_reset(&[JUNK, b"\x12\r\nMicroPython v1", b".10\r\n>>> "]);
        assert_eq!(shown, b"MicroPython v1.10\r\n>>> ");
    }

    #[test]
    fn a_bare_prompt_is_shown() {
        assert_eq!(shown_after_a_reset(&[JUNK, b"\n>>> "]), b">>> ");
    }

    #[test]
    fn a_board_that_prints_nothing_else_is_shown_as_it_is_after_a_while() {
        let mut noise = BootNoise::default();
        noise.expect(Duration::ZERO);
        assert_eq!(noise.pass(JUNK, Duration::from_secs(1)), b"");
        assert_eq!(noise.pass(b"\xFF", Duration::from_secs(3)), [JUNK, b"\xFF"].concat());
    }

    #[test]
    fn nothing_is_held_back_without_a_reset() {
        assert_eq!(BootNoise::default().pass(JUNK, Duration::ZERO), JUNK);
    }
}
