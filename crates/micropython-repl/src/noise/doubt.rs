//! Whether odd bytes in a text are noise that begins.

use super::unit::{Kind, Trust, Unit, units};

/// So much text in a row is none of the log, which has at most 6 bytes of text between others.
const TEXT_BYTES: usize = 16;
/// So many bytes that can't be text, so close together, are noise, if so many of them are control
/// characters: text in an old encoding has none, and Python's raw mode few.
const ODD_BYTES: usize = 6;
const CONTROL_BYTES: usize = 2;

/// How odd the last bytes are.
#[derive(Debug)]
pub(super) struct Doubt {
    /// Where the first of them stands.
    pub(super) from: Option<usize>,
    /// Faults of the line among them.
    pub(super) faults: usize,
    odd: usize,
    control: usize,
    /// How much text has come since.
    text: usize,
    /// So many odd bytes are noise.
    enough: usize,
}

impl Doubt {
    /// Judges bytes one by one, until it is sure that they are noise. Faults of the line, which were
    /// before them, count as odd control characters. Where noise is awaited, a few are enough.
    pub(super) fn about(bytes: &[u8], faults: usize, is_awaited: bool) -> Self {
        let enough = if is_awaited { CONTROL_BYTES } else { ODD_BYTES };
        let from = (faults > 0).then_some(0);
        let mut doubt = Self { from, faults, odd: faults, control: faults, text: 0, enough };
        for unit in units(bytes, Trust::Program) {
            doubt.weigh(unit);
            if doubt.is_noise() {
                break;
            }
        }
        doubt
    }

    pub(super) const fn is_noise(&self) -> bool {
        self.odd >= self.enough && self.control >= CONTROL_BYTES
    }

    fn weigh(&mut self, unit: Unit) {
        match unit.kind {
            Kind::Control | Kind::Odd => {
                self.odd += 1;
                self.control += usize::from(unit.kind == Kind::Control);
                self.text = 0;
            }
            Kind::Unfinished => {}
            Kind::Text | Kind::Silent => {
                self.text += unit.bytes;
                if self.text >= TEXT_BYTES {
                    *self = Self::about(&[], 0, self.enough < ODD_BYTES);
                }
                return;
            }
        }
        self.from.get_or_insert(unit.from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_noise(bytes: &[u8]) -> bool {
        Doubt::about(bytes, 0, false).is_noise()
    }

    #[test]
    fn many_odd_bytes_close_together_are_noise() {
        assert!(is_noise(b"hello\x00l\x9c\xfe|\x00\x82l\n\xe2\x02"));
        assert!(!is_noise(
            b"\x00a text in between\x00a text in between\x00\x00a text in between\x00\xFF"
        ));
    }

    #[test]
    fn text_in_an_old_encoding_and_the_marks_of_raw_mode_are_none() {
        assert!(!is_noise(b"\xE4\xF6\xFC\xC4\xD6\xDC\xDF"));
        assert!(!is_noise(b"\x04\x04>R\x01\x80\x00"));
    }

    #[test]
    fn where_noise_is_awaited_a_few_odd_bytes_are_enough() {
        assert!(Doubt::about(b"\x00\x0C", 0, true).is_noise());
        assert!(Doubt::about(b"\x00", 1, true).is_noise());
        assert!(!Doubt::about(b"\xFF\xFE", 0, true).is_noise());
    }

    #[test]
    fn what_is_odd_begins_at_the_first_such_byte() {
        assert_eq!(Doubt::about(b"text\xFF", 0, false).from, Some(4));
        assert_eq!(Doubt::about(b"text\xFF and more text than a log has", 0, false).from, None);
    }
}
