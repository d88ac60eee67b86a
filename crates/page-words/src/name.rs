//! Names that come from outside: of files, of images in a list.

use crate::Text;

/// More of a name than any screen shows.
const MOST_LETTERS: usize = 100;
/// Marks around a text whose direction is its own.
const ISOLATED: (char, char) = ('\u{2068}', '\u{2069}');

/// A name as it may stand in a sentence: without what hides, reorders or breaks the text around it.
#[must_use]
pub fn name(name: &str) -> Text {
    let mut plain: String = name.chars().filter(|letter| !is_mark(*letter)).map(spaced).collect();
    // What is written from left to right needs no marks.
    let is_marked = !plain.is_ascii();
    if let Some((end, _)) = plain.char_indices().nth(MOST_LETTERS) {
        plain.truncate(end);
        plain.push('…');
    }
    if is_marked {
        plain.insert(0, ISOLATED.0);
        plain.push(ISOLATED.1);
    }
    plain.into()
}

/// What is not seen itself: controls, and marks that turn or join the letters beside them.
const fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\x1F'
            | '\x7F'..='\u{9F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// Every space is one that is seen as one, and that a line may break at.
const fn spaced(letter: char) -> char {
    match letter {
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            ' '
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_name_stays_as_it_is() {
        assert_eq!(
            name("ESP8266_GENERIC-20240602-v1.23.0 (1).bin"),
            "ESP8266_GENERIC-20240602-v1.23.0 (1).bin"
        );
    }

    #[test]
    fn nothing_in_a_name_turns_or_hides_the_words_around_it() {
        assert_eq!(name("nib.\u{202E}exe\u{2066}\u{7}\r\n"), "nib.exe");
        assert_eq!(name("a\u{A0}b\u{3000}c"), "a b c");
        assert_eq!(name("课堂.bin"), "\u{2068}课堂.bin\u{2069}");
    }

    #[test]
    fn a_name_without_an_end_is_cut() {
        assert_eq!(name(&"x".repeat(10_000)).chars().count(), MOST_LETTERS + 1);
    }
}
