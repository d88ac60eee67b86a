use crate::language::Language;
use crate::message::{Kind, Message};
use thiserror::Error;

/// One thing that is not as it is in English.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {id}: {what}")]
pub struct Difference {
    /// Where it is, or ought to be.
    pub file: String,
    /// Of the text.
    pub id: String,
    /// What is wrong with the text.
    pub what: What,
}

/// In what a text differs from that of English.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum What {
    /// It is not there.
    #[error("this text is missing")]
    Missing,
    /// English has none of this name.
    #[error("English has no such text")]
    Unknown,
    /// It stands in another file.
    #[error("this text belongs in {0}")]
    Elsewhere(String),
    /// None of its forms has this value.
    #[error("${0} is missing")]
    MissingValue(String),
    /// It asks for this value, which it is not given.
    #[error("there is no ${0}")]
    UnknownValue(String),
    /// It asks for a plural form by this value, which is words.
    #[error("${0} is no number, so it has no plural forms")]
    NotANumber(String),
}

/// All that a translation lacks or has too much.
pub(crate) fn differences(english: &Language, other: &Language) -> Vec<Difference> {
    let missing = english.messages.iter().filter(|(id, _)| !other.messages.contains_key(*id));
    let missing = missing.map(|(id, message)| difference(id, message, What::Missing));
    let here = other.messages.iter().flat_map(|(id, message)| {
        let whats = match english.messages.get(id) {
            Some(english) => between(english, message),
            None => vec![What::Unknown],
        };
        whats.into_iter().map(move |what| difference(id, message, what))
    });
    missing.chain(here).collect()
}

fn difference(id: &str, message: &Message, what: What) -> Difference {
    Difference { file: message.file.clone(), id: id.to_owned(), what }
}

fn between(english: &Message, other: &Message) -> Vec<What> {
    let mut found = Vec::new();
    if other.file != english.file {
        found.push(What::Elsewhere(english.file.clone()));
    }
    let is_missing = |name: &&String| !other.variables.contains_key(*name);
    found.extend(english.variables.keys().filter(is_missing).cloned().map(What::MissingValue));
    for (name, kind) in &other.variables {
        match (english.variables.get(name), kind) {
            (None, _) => found.push(What::UnknownValue(name.clone())),
            (Some(Kind::Text), Kind::Number) => found.push(What::NotANumber(name.clone())),
            (Some(Kind::Text), Kind::Text) | (Some(Kind::Number), _) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(file: &str, source: &str) -> Language {
        let mut language = Language::default();
        language.add(file, source).unwrap();
        language
    }

    fn found(english: &str, other: &str) -> Vec<String> {
        let found = differences(&language("a.ftl", english), &language("a.ftl", other));
        found.iter().map(Difference::to_string).collect()
    }

    #[test]
    fn a_translation_may_order_its_values_and_have_the_plural_forms_of_its_language() {
        let english = "a = { NUMBER($n) } files in { $place }";
        let other = "a = { $place }: { $n ->\n  [one] { $n } plik\n  [few] { $n } pliki\n *[many] { $n } plików\n }";
        assert_eq!(found(english, other), [""; 0]);
    }

    #[test]
    fn a_value_that_one_form_leaves_out_is_there_in_another() {
        let english = "a = { $n ->\n  [one] a byte\n *[other] { $n } bytes\n }";
        assert_eq!(found(english, "a = { NUMBER($n) } B"), [""; 0]);
    }

    #[test]
    fn each_difference_names_file_text_and_value() {
        for (english, other, said) in [
            ("a = A\nb = B", "a = A", "a.ftl: b: this text is missing"),
            ("a = A", "a = A\nb = B", "a.ftl: b: English has no such text"),
            ("a = { $x }", "a = A", "a.ftl: a: $x is missing"),
            ("a = A", "a = { $x }", "a.ftl: a: there is no $x"),
            (
                "a = { $x }",
                "a = { NUMBER($x) }",
                "a.ftl: a: $x is no number, so it has no plural forms",
            ),
        ] {
            assert_eq!(found(english, other), [said]);
        }
    }

    #[test]
    fn a_text_stays_in_its_file() {
        let found = differences(&language("a.ftl", "a = A"), &language("b.ftl", "a = A"));
        assert_eq!(found[0].to_string(), "b.ftl: a: this text belongs in a.ftl");
    }
}
