//! JSON as a list of firmware needs it: objects whose fields are asked for by name and kind.

use hifijson::token::Lex as _;
use hifijson::value::{Value, parse_bounded};
use hifijson::{Error, SliceLexer};
use std::borrow::Cow;

/// No list is deeper than four; the limit keeps a hostile one from using up the stack.
const DEEPEST: usize = 32;

type Json<'a> = Value<&'a str, Cow<'a, str>>;

/// The fields of an object, in their order.
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Object<'a> {
    /// Reads the one object that `bytes` are.
    ///
    /// # Errors
    ///
    /// What is wrong there, and in which line.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, String> {
        let mut lexer = SliceLexer::new(bytes);
        let read = |next, lexer: &mut SliceLexer<'a>| parse_bounded(DEEPEST, next, lexer);
        match lexer.exactly_one(SliceLexer::ws_peek, read) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err("an object expected at line 1".into()),
            Err(error) => Err(at_line(&error, bytes, lexer.as_slice())),
        }
    }

    /// The text in a field; `None` where there is none or `null`.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, String> {
        match self.field(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone().into_owned())),
            Some(_) => Err(format!("`{name}` is not a text")),
        }
    }

    /// The whole number in a field.
    pub(super) fn number(&self, name: &str) -> Result<u32, String> {
        match self.field(name) {
            Some(Value::Number((digits, _))) => digits.parse().ok(),
            _ => None,
        }
        .ok_or_else(|| format!("`{name}` is not a whole number"))
    }

    /// The objects in a field that is a list of them.
    pub(super) fn objects(self, name: &str) -> Result<Vec<Self>, String> {
        let field = self.0.into_iter().find_map(|(key, value)| (key == name).then_some(value));
        let Some(Value::Array(values)) = field else {
            return Err(format!("`{name}` is not a list"));
        };
        let object = |value| match value {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err(format!("`{name}` holds something that is not an object")),
        };
        values.into_iter().map(object).collect()
    }

    fn field(&self, name: &str) -> Option<&Json<'a>> {
        self.0.iter().find_map(|(key, value)| (key == name).then_some(value))
    }
}

/// The first error is where reading stopped.
fn at_line(error: &Error, bytes: &[u8], rest: &[u8]) -> String {
    let lines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    format!("{error} at line {}", 1 + lines(bytes) - lines(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(json: &str) -> Object<'_> {
        Object::read(json.as_bytes()).unwrap()
    }

    #[test]
    fn a_field_is_taken_for_its_name_and_kind() {
        let read = object(r#"{ "a": "x\u00e9\n", "b": null, "c": 7, "d": [{}, { "e": 1 }] }"#);
        assert_eq!(read.text("a"), Ok(Some("x\u{e9}\n".into())));
        assert_eq!((read.text("b"), read.text("nowhere")), (Ok(None), Ok(None)));
        assert_eq!(read.number("c"), Ok(7));
        assert_eq!(read.objects("d").unwrap()[1].number("e"), Ok(1));
    }

    #[test]
    fn a_field_of_another_kind_is_named() {
        let json = r#"{ "a": 1, "b": -1, "c": 1.5, "d": 4294967296, "e": "[]", "f": [1] }"#;
        assert!(object(json).text("a").unwrap_err().contains("`a`"));
        for name in ["b", "c", "d", "e", "nowhere"] {
            assert!(object(json).number(name).unwrap_err().contains(name), "{name}");
        }
        for name in ["e", "f", "nowhere"] {
            assert!(object(json).objects(name).is_err_and(|it| it.contains(name)), "{name}");
        }
    }

    #[test]
    fn what_is_no_object_is_refused_with_its_line() {
        for (json, place) in [
            ("", "line 1"),
            ("[]", "line 1"),
            ("{}\n{}", "line 2"),
            ("{\n\"a\": 1,\n\"a\" }", "line 3"),
            ("{\n\"a", "line 2"),
        ] {
            let error = Object::read(json.as_bytes()).err().unwrap();
            assert!(error.contains(place), "{json}: {error}");
        }
    }

    #[test]
    fn a_hostile_depth_is_refused() {
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        assert!(Object::read(deep.as_bytes()).is_err());
    }
}
