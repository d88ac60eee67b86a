//! The texts of one language, and how values are put into them. crates/page-texts draws their form.

use super::plural::category;
use super::{BETWEEN_FORMS, END_OF_KEY, END_OF_TEXT, ENGLISH};
use core::cell::Cell;

/// What a text is given.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Number(u32),
}

thread_local! {
    /// Of the language that the page speaks. Empty until the first text is asked for.
    static TABLE: Cell<&'static [&'static str]> = const { Cell::new(&[]) };
}

/// A text without values.
#[inline(always)]
pub(super) fn text(index: usize) -> &'static str {
    entry(index)
}

/// To where a text and its length are: a number more would pass through memory at each of the calls.
#[inline(never)]
fn entry(index: usize) -> &'static &'static str {
    if TABLE.get().is_empty() {
        speak(ENGLISH);
    }
    TABLE.get().get(index).unwrap_or(&"")
}

/// Takes the texts of this table, of the page's language, for all that is asked for from now on.
pub fn speak(table: &'static str) {
    let texts: Vec<_> = table.split(END_OF_TEXT).collect();
    TABLE.set(texts.leak());
}

/// A text with its values, in the first of its forms whose conditions hold.
pub(super) fn fill(index: usize, values: &[Value<'_>]) -> String {
    // Where a condition ends, this is its key.
    let mut filled = String::new();
    let mut fits = true;
    let mut letters = text(index).chars();
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

    #[test]
    fn values_stand_where_their_marks_are() {
        speak(BYTES);
        assert_eq!(fill(1, &[Value::Text("a"), Value::Number(5)]), "5, a");
    }

    #[test]
    fn a_value_is_taken_as_it_is() {
        speak(BYTES);
        assert_eq!(fill(1, &[Value::Text("\u{2}"), Value::Text("\u{1D}")]), "\u{1D}, \u{2}");
    }

    #[test]
    fn the_form_of_a_text_is_the_first_that_fits_its_number() {
        speak(BYTES);
        let said = [0, 1, 2, 21].map(|number| fill(0, &[Value::Number(number)]));
        assert_eq!(said, ["nothing", "a byte", "2 bytes", "21 bytes"]);
    }

    #[test]
    fn until_another_language_is_spoken_it_is_english() {
        assert_eq!(text(0), ENGLISH.split(END_OF_TEXT).next().unwrap());
    }
}
