//! The sequences that keys send, as a board's prompt knows them.
//!
//! It knows arrows, Home, End and Delete without Ctrl, Shift or Alt. Of a sequence that it does not know it
//! takes the end for letters: Ctrl with an arrow would type `5D`.

/// What goes to the board of what a terminal sends for keys.
pub(super) fn for_prompt(keys: &str) -> String {
    let mut plain = String::with_capacity(keys.len());
    let mut rest = keys;
    while let Some(at) = rest.find('\x1B') {
        let (before, sequence) = rest.split_at(at);
        plain.push_str(before);
        let length = length_of(sequence);
        plain.push_str(&known(sequence.get(..length).unwrap_or(sequence)));
        rest = sequence.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// How long the sequence is that stands at the beginning.
fn length_of(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match letters.next() {
        Some((_, '[')) => {
            let end = letters.find(|(_, letter)| matches!(letter, '@'..='~'));
            end.map_or(text.len(), |(at, letter)| at + letter.len_utf8())
        }
        Some((_, 'O')) => letters.next().map_or(text.len(), |(at, letter)| at + letter.len_utf8()),
        Some((at, letter)) => at + letter.len_utf8(),
        None => text.len(),
    }
}

/// The same key without Ctrl, Shift and Alt; nothing where the prompt does not know it.
fn known(sequence: &str) -> String {
    let Some(inside) = sequence.strip_prefix("\x1B[") else {
        let is_known =
            ["\x1BOA", "\x1BOB", "\x1BOC", "\x1BOD", "\x1BOH", "\x1BOF"].contains(&sequence);
        return if is_known { sequence.replace('O', "[") } else { String::new() };
    };
    let number = inside.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
    match (number, inside.chars().last()) {
        ("" | "1", Some(end @ ('A'..='D' | 'H' | 'F'))) => format!("\x1B[{end}"),
        ("1" | "3" | "4", Some('~')) => format!("\x1B[{number}~"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_move_whatever_is_held_with_them() {
        for (keys, sent) in [
            ("\x1B[D", "\x1B[D"),
            ("\x1B[1;5D", "\x1B[D"),
            ("\x1B[1;2C", "\x1B[C"),
            ("\x1B[1;3D", "\x1B[D"),
            ("\x1B[3;5~", "\x1B[3~"),
            ("\x1B[3~", "\x1B[3~"),
            ("\x1B[H", "\x1B[H"),
            ("\x1BOA", "\x1B[A"),
        ] {
            assert_eq!(for_prompt(keys), sent, "{keys:?}");
        }
    }

    #[test]
    fn keys_that_the_prompt_does_not_know_type_nothing() {
        for keys in ["\x1B[15~", "\x1B[24;2~", "\x1BOP", "\x1B[5~", "\x1Bb", "\x1B"] {
            assert_eq!(for_prompt(keys), "", "{keys:?}");
        }
    }

    #[test]
    fn all_else_stays() {
        let keys = "print('ü')\r\x03\x7F\t";
        assert_eq!(for_prompt(keys), keys);
        assert_eq!(for_prompt("a\x1B[1;5Db"), "a\x1B[Db");
    }
}
