//! The texts of one language, and how values are put into them. crates/page-texts draws their form.

use crate::plural::category;
use core::cell::Cell;

include!(concat!(env!("OUT_DIR"), "/marks.rs"));

/// What a text is given.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Words, as they are.
    Text(&'a str),
    /// A number, which may choose the form of the text.
    Number(u32),
}

/// The texts of a program: in English, until another language is spoken.
#[derive(Debug)]
pub struct Table {
    english: &'static str,
    /// Empty until the first text is asked for.
    texts: Cell<&'static [&'static str]>,
}

impl Table {
    /// With this table of English.
    #[must_use]
    pub const fn new(english: &'static str) -> Self {
        Self { english, texts: Cell::new(&[]) }
    }

    /// Takes the texts of another table, for all that is asked for from now on.
    pub fn speak(&self, table: &'static str) {
        let texts: Vec<_> = table.split(END_OF_TEXT).collect();
        self.texts.set(texts.leak());
    }

    /// A text, with the marks for its values; an empty one where the table has none of this number.
    pub fn text(&self, index: usize) -> &'static &'static str {
        if self.texts.get().is_empty() {
            self.speak(self.english);
        }
        self.texts.get().get(index).unwrap_or(&"")
    }

    /// A text of a table with its values, in the first of its forms whose conditions hold.
    #[must_use]
    pub fn fill(text: &str, values: &[Value<'_>]) -> String {
        // Where a condition ends, this is its key.
        let mut filled = String::new();
        let mut fits = true;
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            match letter {
                END_OF_KEY => {
                    fits &= letters.next().is_some_and(|mark| holds(&filled, value(mark, values)));
                    filled.clear();
                }
                BETWEEN_FORMS if fits => break,
                BETWEEN_FORMS => {
                    fits = true;
                    filled.clear();
                }
                _ => match value(letter, values) {
                    Some(Value::Text(text)) => filled.push_str(text),
                    Some(Value::Number(number)) => filled.push_str(&number.to_string()),
                    None => filled.push(letter),
                },
            }
        }
        filled
    }
}

/// Whether a number is the one of the key, or has its plural form.
fn holds(key: &str, value: Option<Value<'_>>) -> bool {
    matches!(value, Some(Value::Number(number)) if number.to_string() == key || category(number) == key)
}

/// The value that a letter of the table stands for, where it stands for one.
fn value<'a>(letter: char, values: &[Value<'a>]) -> Option<Value<'a>> {
    values.get((letter as usize).wrapping_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: &str =
        "0\u{1F}\u{1}nothing\u{1D}one\u{1F}\u{1}a byte\u{1D}\u{1} bytes\u{1E}\u{2}, \u{1}";

    fn filled(index: usize, values: &[Value<'_>]) -> String {
        Table::fill(Table::new(BYTES).text(index), values)
    }

    #[test]
    fn values_stand_where_their_marks_are() {
        assert_eq!(filled(1, &[Value::Text("a"), Value::Number(5)]), "5, a");
    }

    #[test]
    fn a_value_is_taken_as_it_is() {
        assert_eq!(filled(1, &[Value::Text("\u{2}"), Value::Text("\u{1D}")]), "\u{1D}, \u{2}");
    }

    #[test]
    fn the_form_of_a_text_is_the_first_that_fits_its_number() {
        let said = [0, 1, 2, 21].map(|number| filled(0, &[Value::Number(number)]));
        assert_eq!(said, ["nothing", "a byte", "2 bytes", "21 bytes"]);
    }

    #[test]
    fn until_another_language_is_spoken_it_is_english() {
        let table = Table::new("a dog\u{1E}a cat");
        assert_eq!([*table.text(0), table.text(1), table.text(2)], ["a dog", "a cat", ""]);
        table.speak("ein Hund\u{1E}eine Katze");
        assert_eq!(*table.text(1), "eine Katze");
    }
}
