use crate::language::Language;
use crate::message::{Message, Part, Variant};

/// As browsers name English with accents; no people speak it.
const TAG: &str = "en-XA";
const OPENING: &str = "⟦";
const CLOSING: &str = "⟧";

/// English as a language that nobody speaks, to see by eye and by test what a translation would do: each
/// text is accented, a third longer, and between brackets. What shows without them was never a text.
///
/// Values, marks and `` `code` `` stay as they are.
#[must_use]
pub fn pseudo(english: &Language) -> Language {
    let messages = english.messages.iter().map(|(id, message)| {
        let variants = message.variants.iter().map(bracketed).collect();
        (id.clone(), Message { variants, ..message.clone() })
    });
    Language { tag: TAG.into(), messages: messages.collect() }
}

fn bracketed(variant: &Variant) -> Variant {
    let mut is_code = false;
    let accented = variant.parts.iter().map(|part| match part {
        Part::Text(text) => Part::Text(accented(text, &mut is_code)),
        Part::Value(name) => Part::Value(name.clone()),
    });
    let bracket = |bracket: &str| [Part::Text(bracket.into())];
    let parts = bracket(OPENING).into_iter().chain(accented).chain(bracket(CLOSING)).collect();
    Variant { parts, conditions: variant.conditions.clone() }
}

/// `is_code` tells of the letter before the text whether it is in `` `code` ``, and afterwards of the last.
fn accented(text: &str, is_code: &mut bool) -> String {
    let mut accented = String::new();
    for letter in text.chars() {
        *is_code ^= letter == '`';
        let with_accent = if *is_code { letter } else { accent(letter) };
        accented.push(with_accent);
        // Every third letter of English is one of these.
        if !*is_code && matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u') {
            accented.push(with_accent);
        }
    }
    accented
}

fn accent(letter: char) -> char {
    const PLAIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const ACCENTED: &str = "ÅƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçđéƒĝĥîĵķļḿñöþǫŕšţûṽŵẋýž";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find(|(plain, _)| *plain == letter)
        .map_or(letter, |(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::differences;

    fn pseudo_of(source: &str) -> (Language, Language) {
        let mut english = Language::default();
        english.add("a.ftl", source).unwrap();
        let pseudo = pseudo(&english);
        (english, pseudo)
    }

    #[test]
    fn a_text_is_accented_between_brackets_with_its_values_marks_and_code() {
        let (english, pseudo) = pseudo_of("a = Press *Open* at `https://{ $host }/page` now");
        let said = pseudo.messages["a"].variants[0].source();
        assert_eq!(said, "⟦Þŕééšš *Öþééñ* ååţ `https://{ $host }/page` ñööŵ⟧");
        assert_eq!(differences(&english, &pseudo), []);
    }

    #[test]
    fn every_form_is_kept() {
        let (_, pseudo) = pseudo_of("a = { $n ->\n  [one] a byte\n *[other] { $n } bytes\n }");
        let forms: Vec<_> = pseudo.messages["a"].variants.iter().map(Variant::source).collect();
        assert_eq!(forms, ["⟦åå ƀýţéé⟧", "⟦{ $n } ƀýţééš⟧"]);
        assert_eq!(pseudo.messages["a"].variants[0].conditions[0].key, "one");
    }

    #[test]
    fn no_letter_stays_as_it_is() {
        assert!(('a'..='z').chain('A'..='Z').all(|letter| accent(letter) != letter));
    }

    #[test]
    fn the_texts_of_the_page_become_a_third_longer() {
        let english = Language::read("../../www/texts/en-US".as_ref()).unwrap();
        let pseudo = pseudo(&english);
        let letters = |language: &Language| -> usize {
            let forms = language.messages.values().flat_map(|message| &message.variants);
            forms.map(|form| form.source().chars().count()).sum()
        };
        let percent = letters(&pseudo) * 100 / letters(&english);
        assert!((125..=140).contains(&percent), "{percent} %");
    }
}
