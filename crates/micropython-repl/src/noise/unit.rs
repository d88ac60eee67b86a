//! What a byte can be: a letter, a part of an escape sequence, or nothing that is text.

/// Longer escape sequences than these belong to no text.
const MOST_PARAMETER_BYTES: usize = 16;
const ESCAPE: u8 = 0x1B;

/// What one or a few bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter, or a space.
    Text,
    /// A line end, or an escape sequence: text that shows nothing by itself.
    Silent,
    /// A control character that text has no use for.
    Control,
    /// No UTF-8.
    Odd,
    /// The beginning of a letter, or of an escape sequence, that ends with what has come so far.
    Unfinished,
}

/// How much to believe of what looks like text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// It comes from a program, which may ring the bell and move the cursor.
    Program,
    /// It stands in noise. Of escape sequences, only colours are believed directly behind a byte that
    /// can't be text, and no control character is.
    Nobody,
}

/// Some bytes that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) kind: Kind,
    pub(super) from: usize,
    pub(super) bytes: usize,
}

impl Unit {
    pub(super) const fn end(self) -> usize {
        self.from + self.bytes
    }
}

/// Takes bytes apart. All units together are all bytes.
pub(super) fn units(bytes: &[u8], trust: Trust) -> impl Iterator<Item = Unit> {
    let mut from = 0;
    let mut has_text = false;
    core::iter::from_fn(move || {
        let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
        let (kind, count) = match trust {
            Trust::Program => first_of_program(rest),
            Trust::Nobody => first_of_nobody(rest, has_text),
        };
        match kind {
            Kind::Text => has_text = true,
            Kind::Control | Kind::Odd => has_text = false,
            Kind::Silent | Kind::Unfinished => {}
        }
        let unit = Unit { kind, from, bytes: count };
        from += count;
        Some(unit)
    })
}

fn first_of_program(rest: &[u8]) -> (Kind, usize) {
    const BELL: u8 = 0x07;
    const BACKSPACE: u8 = 0x08;
    match rest.first() {
        // The terminal takes escape sequences apart.
        Some(&(BELL | BACKSPACE | ESCAPE)) => (Kind::Silent, 1),
        _ => letter(rest),
    }
}

fn first_of_nobody(rest: &[u8], has_text: bool) -> (Kind, usize) {
    if rest.first() != Some(&ESCAPE) {
        return letter(rest);
    }
    match sequence(rest) {
        Sequence::Colour(count) => (Kind::Silent, count),
        Sequence::Other(count) if has_text => (Kind::Silent, count),
        Sequence::Unfinished => (Kind::Unfinished, rest.len()),
        Sequence::Other(_) | Sequence::None => (Kind::Control, 1),
    }
}

/// A letter, a line end or what is neither.
fn letter(rest: &[u8]) -> (Kind, usize) {
    let Some(&first) = rest.first() else { return (Kind::Unfinished, 0) };
    let count = match first {
        b' '..=b'~' | b'\t' => return (Kind::Text, 1),
        b'\r' | b'\n' => return (Kind::Silent, 1),
        0x00..=0x1F | 0x7F => return (Kind::Control, 1),
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return (Kind::Odd, 1),
    };
    let bytes = rest.get(..count).unwrap_or(rest);
    match core::str::from_utf8(bytes) {
        Ok(letter) if letter.chars().any(char::is_control) => (Kind::Odd, count),
        Ok(_) => (Kind::Text, count),
        Err(error) if error.error_len().is_none() => (Kind::Unfinished, bytes.len()),
        Err(_) => (Kind::Odd, 1),
    }
}

/// An escape sequence, with its length where it has an end.
enum Sequence {
    Colour(usize),
    Other(usize),
    Unfinished,
    None,
}

fn sequence(rest: &[u8]) -> Sequence {
    match rest.get(1) {
        None => return Sequence::Unfinished,
        Some(b'[') => {}
        Some(b']') => return title(rest),
        Some(_) => return Sequence::None,
    }
    let is_parameter = |byte: &&u8| matches!(byte, b' '..=b'?');
    let parameters = rest.iter().skip(2).take_while(is_parameter).count();
    if parameters > MOST_PARAMETER_BYTES {
        return Sequence::None;
    }
    match rest.get(2 + parameters) {
        None => Sequence::Unfinished,
        Some(b'm') => Sequence::Colour(3 + parameters),
        Some(b'@'..=b'~') => Sequence::Other(3 + parameters),
        Some(_) => Sequence::None,
    }
}

/// A window's title, as CircuitPython sets it. It ends with a bell, or with `ESC \`.
fn title(rest: &[u8]) -> Sequence {
    const MOST_TITLE_BYTES: usize = 128;
    let text = rest.iter().skip(2).take_while(|byte| !byte.is_ascii_control()).count();
    if text > MOST_TITLE_BYTES {
        return Sequence::None;
    }
    match (rest.get(2 + text), rest.get(3 + text)) {
        (None, _) | (Some(&ESCAPE), None) => Sequence::Unfinished,
        (Some(0x07), _) => Sequence::Other(3 + text),
        (Some(&ESCAPE), Some(b'\\')) => Sequence::Other(4 + text),
        _ => Sequence::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn kinds(bytes: &[u8], trust: Trust) -> Vec<Kind> {
        units(bytes, trust).map(|unit| unit.kind).collect()
    }

    #[test]
    fn letters_of_all_alphabets_are_text() {
        for text in ["a~ \t", "Температура", "课堂", "°C"] {
            let all = kinds(text.as_bytes(), Trust::Nobody);
            assert!(all.iter().all(|kind| *kind == Kind::Text), "{text}");
        }
    }

    #[test]
    fn a_letter_that_is_cut_is_unfinished_and_one_that_breaks_off_is_odd() {
        assert_eq!(kinds(b"\xE2\x82", Trust::Nobody), [Kind::Unfinished]);
        assert_eq!(kinds(b"\xE2\x82a", Trust::Nobody), [Kind::Odd, Kind::Odd, Kind::Text]);
        assert_eq!(kinds(b"\xC2\x9B\xFF", Trust::Nobody), [Kind::Odd, Kind::Odd]);
    }

    #[test]
    fn behind_noise_only_colours_are_believed() {
        assert_eq!(kinds(b"\x00\x1b[31m", Trust::Nobody), [Kind::Control, Kind::Silent]);
        assert_eq!(kinds(b"\x1b[2J", Trust::Nobody)[0], Kind::Control);
        assert_eq!(kinds(b"a\x1b[2J", Trust::Nobody), [Kind::Text, Kind::Silent]);
        assert_eq!(kinds(b"a\x1bc", Trust::Nobody)[1], Kind::Control);
        assert_eq!(
            kinds(b"a\x1b]0;x\x1b\\b\x1b]0", Trust::Nobody)[1..],
            [Kind::Silent, Kind::Text, Kind::Unfinished]
        );
    }

    #[test]
    fn a_program_may_ring_the_bell() {
        assert_eq!(kinds(b"\x07\x08\x1b", Trust::Program), [Kind::Silent; 3]);
        assert_eq!(kinds(b"\x07", Trust::Nobody), [Kind::Control]);
    }
}
