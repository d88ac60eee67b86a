//! Keeps what is no text out of the terminal.
//!
//! After a reset the chip prints its log at 74880 baud; at 115200 that is a handful of junk, and some
//! of it are commands to a terminal. What comes after it begins with a whole line of text, or with a
//! prompt. A board that prints nothing else is shown in the end, with dots for what is no text.

use core::time::Duration;

/// Longer than this is no boot log.
const MOST_BYTES: usize = 1024;
/// A board that prints no line for this long after a reset is shown as it is.
const LONGEST: Duration = Duration::from_secs(10);
/// A boot log at the wrong speed is full of letters, but of the same few: `l`, `n`, `b`, `r`.
const LETTERS_OF_TEXT: usize = 8;
/// So many bytes that no terminal has a use for, and the board has restarted by itself.
const BYTES_OF_JUNK: usize = 4;

/// Holds the first bytes after a reset back.
#[derive(Debug, Default)]
pub(super) struct BootNoise(State);

#[derive(Debug, Default)]
enum State {
    #[default]
    Text,
    /// The board was reset at this time, and these bytes have come since.
    Expected { since: Duration, held: Vec<u8> },
    /// There was nothing but junk.
    Junk,
}

impl BootNoise {
    /// The board is being reset.
    pub(super) fn reset_at(&mut self, now: Duration) {
        self.0 = State::Expected { since: now, held: Vec::new() };
    }

    /// What to show of bytes that have arrived.
    pub(super) fn pass(&mut self, bytes: &[u8], now: Duration) -> Vec<u8> {
        if let State::Expected { since, held } = &self.0
            && held.is_empty()
            && now.saturating_sub(*since) > LONGEST
        {
            // That reset has passed in silence. What comes now is of another, or no boot log.
            self.0 = State::Text;
        }
        if matches!(self.0, State::Text) && is_junk(bytes) {
            self.reset_at(now);
        }
        let mut held = match &mut self.0 {
            State::Text => return bytes.to_vec(),
            State::Expected { held, .. } => core::mem::take(held),
            State::Junk => Vec::new(),
        };
        held.extend_from_slice(bytes);
        if let Some(text) = first_text(&held) {
            self.0 = State::Text;
            held.drain(..text);
            return held;
        }
        match self.0 {
            State::Expected { since, .. }
                if held.len() <= MOST_BYTES && now.saturating_sub(since) <= LONGEST =>
            {
                self.0 = State::Expected { since, held };
                Vec::new()
            }
            _ => {
                self.0 = State::Junk;
                held.into_iter().map(|byte| if is_text(byte) { byte } else { b'.' }).collect()
            }
        }
    }
}

const fn is_text(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\r' | b'\n')
}

/// Where the first text begins that ends its line, or a prompt. Junk may stand before it.
fn first_text(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let text = match line.iter().rposition(|&byte| !is_text(byte)) {
            Some(junk) => junk + 1 + last_letters_of_junk(line.get(junk + 1..).unwrap_or_default()),
            None => 0,
        };
        let letters = different_letters(line.get(text..).unwrap_or_default());
        if line.ends_with(b"\n") && letters >= LETTERS_OF_TEXT || line == b">>> " {
            return Some(at + text);
        }
        at += line.len();
    }
    None
}

/// How many letters of junk stand before a text, as in `lPerforming`: a boot log at the wrong speed is
/// made of these few, and what MicroPython says first begins with a capital.
fn last_letters_of_junk(text: &[u8]) -> usize {
    let count = text.iter().take_while(|byte| b"bclnor|`{}~".contains(byte)).count();
    if text.get(count).is_some_and(u8::is_ascii_uppercase) { count } else { 0 }
}

fn different_letters(text: &[u8]) -> usize {
    let letters = text.iter().filter(|byte| byte.is_ascii_alphanumeric());
    let seen = letters.fold(0_u128, |seen, letter| seen | 1 << letter);
    seen.count_ones() as usize
}

/// Whether these bytes are neither text nor commands to a terminal.
fn is_junk(bytes: &[u8]) -> bool {
    const BELL: u8 = 0x07;
    const ESCAPE: u8 = 0x1B;
    let is_useless = |byte: &&u8| {
        byte.is_ascii_control() && !matches!(**byte, b'\r' | b'\n' | b'\t' | 0x08 | BELL | ESCAPE)
    };
    bytes.iter().filter(is_useless).count() >= BYTES_OF_JUNK
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUNK: &[u8] = b"rl\x00l\x9c\xfe|\x00\x82l\n\xe2\x02\x0c";

    fn shown_after_a_reset(chunks: &[&[u8]]) -> Vec<u8> {
        let mut noise = BootNoise::default();
        noise.reset_at(Duration::ZERO);
        chunks.iter().flat_map(|chunk| noise.pass(chunk, Duration::from_millis(10))).collect()
    }

    #[test]
    fn the_first_line_of_text_is_the_first_thing_shown() {
        let shown = shown_after_a_reset(&[JUNK, b"\x12\r\nMicroPython v1", b".10\r\n>>> "]);
        assert_eq!(shown, b"MicroPython v1.10\r\n>>> ");
    }

    #[test]
    fn text_right_behind_the_junk_is_shown() {
        let shown = shown_after_a_reset(&[JUNK, b"Performing initial", b" setup\r\n"]);
        assert_eq!(shown, b"Performing initial setup\r\n");
    }

    #[test]
    fn a_reset_long_after_the_awaited_one_is_kept_out_as_well() {
        let mut noise = BootNoise::default();
        noise.reset_at(Duration::ZERO);
        let pressed = Duration::from_secs(20);
        assert_eq!(noise.pass(JUNK, pressed), b"");
        assert_eq!(noise.pass(b"\r\nMicroPython v1.10\r\n", pressed), b"MicroPython v1.10\r\n");
    }

    #[test]
    fn a_bare_prompt_is_shown() {
        assert_eq!(shown_after_a_reset(&[JUNK, b"\n>>> "]), b">>> ");
    }

    #[test]
    fn a_board_that_prints_only_junk_is_shown_after_a_while_and_can_do_no_harm() {
        let mut noise = BootNoise::default();
        noise.reset_at(Duration::ZERO);
        assert_eq!(noise.pass(JUNK, Duration::from_secs(1)), b"");
        let shown = noise.pass(b"\x1B[2J", Duration::from_secs(11));
        assert_eq!(shown, b"rl.l..|..l\n....[2J");
        assert_eq!(noise.pass(b"\x1Bc", Duration::from_secs(12)), b".c");
        let text = b"MicroPython v1.10\r\n\x1B[K";
        assert_eq!(noise.pass(text, Duration::from_secs(13)), text);
    }

    #[test]
    fn letters_alone_do_not_make_junk_a_text() {
        assert_eq!(
            shown_after_a_reset(&[b"\x02bnnll`nnll`nrn\n", b"\x0C>>> \r\n", b">>> "]),
            b">>> "
        );
    }

    #[test]
    fn a_board_that_restarts_by_itself_is_noticed() {
        let mut noise = BootNoise::default();
        let shown: Vec<u8> = [b"hello\r\n", JUNK, b"\nMicroPython v1.10\r\n"]
            .into_iter()
            .flat_map(|chunk: &[u8]| noise.pass(chunk, Duration::ZERO))
            .collect();
        assert_eq!(shown, b"hello\r\nMicroPython v1.10\r\n");
    }

    #[test]
    fn nothing_is_held_back_without_a_reset() {
        let text = "grün \x1B[31mrot\x1B[0m\r\n>>> ".as_bytes();
        assert_eq!(BootNoise::default().pass(text, Duration::ZERO), text);
    }

    #[test]
    fn a_letter_of_junk_does_not_stick_to_the_first_word() {
        let shown = shown_after_a_reset(&[b"\x00\x9c\xfelnPerforming initial setup\r\n"]);
        assert_eq!(shown, b"Performing initial setup\r\n");
        let word = shown_after_a_reset(&[b"\x00\x9cbrief greetings from main.py\r\n"]);
        assert_eq!(word, b"brief greetings from main.py\r\n");
    }
}
