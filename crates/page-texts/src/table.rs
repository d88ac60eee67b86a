use crate::language::Language;
use crate::message::{Message, Part, Variant};
use crate::owner::Owner;
use std::fmt::Write as _;

/// What ends each text but the last.
const END_OF_TEXT: char = '\u{1E}';
/// What stands between the forms of a text.
const BETWEEN_FORMS: char = '\u{1D}';
/// What ends the key of each condition of a form.
const END_OF_KEY: char = '\u{1F}';

/// The texts of a language and an owner as one string, for a program to look them up in by their number.
///
/// ```text
/// table      text (U+001E text)*
/// text       form (U+001D form)*         the first whose conditions hold
/// form       condition* words
/// condition  key U+001F value            key: a plural category, or the number in digits
/// value      U+0001 to U+0008            the first value to the eighth, by the names of the variables
/// words      letters and values
/// ```
#[must_use]
pub fn table(language: &Language, owner: Owner) -> String {
    let texts: Vec<_> = language.of(owner).map(|(_, message)| text(message)).collect();
    texts.join(&END_OF_TEXT.to_string())
}

/// The Rust constants of the marks in a table: `END_OF_TEXT`, `BETWEEN_FORMS` and `END_OF_KEY`.
pub(crate) fn rust_marks() -> String {
    let mut code = String::new();
    for (name, mark) in
        [("END_OF_TEXT", END_OF_TEXT), ("BETWEEN_FORMS", BETWEEN_FORMS), ("END_OF_KEY", END_OF_KEY)]
    {
        // Writing to a String can't fail.
        let _ = writeln!(code, "const {name}: char = {mark:?};");
    }
    code
}

fn text(message: &Message) -> String {
    let forms: Vec<_> = message.variants.iter().map(|variant| form(message, variant)).collect();
    forms.join(&BETWEEN_FORMS.to_string())
}

fn form(message: &Message, variant: &Variant) -> String {
    let mut form = String::new();
    for condition in &variant.conditions {
        form.push_str(&condition.key);
        form.push(END_OF_KEY);
        form.push(mark(message, &condition.variable));
    }
    for part in &variant.parts {
        match part {
            Part::Text(text) => form.push_str(text),
            Part::Value(name) => form.push(mark(message, name)),
        }
    }
    form
}

fn mark(message: &Message, variable: &str) -> char {
    let number = message.variables.keys().take_while(|name| *name != variable).count();
    // At most eight: the parser sees to that.
    u8::try_from(number + 1).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_numbers_by_name_in_whatever_order_the_sentence_has_them() {
        let mut language = Language::default();
        let source =
            "a = A\nb = { $y } of { $x }\nc = { $n ->\n  [one] a byte\n *[other] { $n } bytes\n }";
        language.add("a.ftl", source).unwrap();
        assert_eq!(
            table(&language, Owner::Page),
            "A\u{1E}\u{2} of \u{1}\u{1E}one\u{1F}\u{1}a byte\u{1D}\u{1} bytes"
        );
    }
}
