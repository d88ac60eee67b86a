//! The texts of one language, and how values are put into them. crates/page-texts draws their form.

use super::plural::category;
use super::{BETWEEN_FORMS, END_OF_CONDITION, END_OF_TEXT, ENGLISH};
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
pub(super) fn text(index: usize) -> &'static str {
    if TABLE.get().is_empty() {
        speak(ENGLISH);
    }
    TABLE.get().get(index).copied().unwrap_or_default()
}

/// Takes the texts of a table for all that is asked for from now on.
fn speak(table: &'static str) {
    let texts: Vec<_> = table.split(END_OF_TEXT).collect();
    TABLE.set(texts.leak());
}

/// A text with its values, in the form that they ask for.
pub(super) fn fill(index: usize, values: &[Value<'_>]) -> String {
    let mut filled = String::new();
    for letter in form(text(index), values).chars() {
        match value(letter, values) {
            Some(Value::Text(text)) => filled.push_str(text),
            Some(Value::Number(number)) => filled.push_str(&number.to_string()),
            None => filled.push(letter),
        }
    }
    filled
}

/// The first form whose conditions hold. The last has none.
fn form<'t>(text: &'t str, values: &[Value<'_>]) -> &'t str {
    let mut words = "";
    for form in text.split(BETWEEN_FORMS) {
        let mut conditions = form.split(END_OF_CONDITION);
        words = conditions.next_back().unwrap_or_default();
        if conditions.all(|condition| holds(condition, values)) {
            break;
        }
    }
    words
}

fn holds(condition: &str, values: &[Value<'_>]) -> bool {
    let mut key = condition.chars();
    match key.next().and_then(|mark| value(mark, values)) {
        Some(Value::Number(number)) => {
            key.as_str() == number.to_string() || category(number) == key.as_str()
        }
        _ => false,
    }
}

/// The value that a letter of the table stands for, where it stands for one.
fn value<'a>(letter: char, values: &[Value<'a>]) -> Option<Value<'a>> {
    values.get((letter as usize).wrapping_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: &str =
        "\u{1}0\u{1F}nothing\u{1D}\u{1}one\u{1F}a byte\u{1D}\u{1} bytes\u{1E}\u{2}, \u{1}";

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
