//! JSON as a list of firmware needs it: objects whose fields are asked for by name and kind.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod host;

#[cfg(target_arch = "wasm32")]
use browser::Value;
#[cfg(not(target_arch = "wasm32"))]
use host::Value;

/// An object with its fields.
pub(super) struct Object(Value);

impl Object {
    /// Reads the one object that `bytes` are.
    ///
    /// # Errors
    ///
    /// What is wrong there; where, too, as far as the reader tells.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let text = str::from_utf8(bytes).map_err(|error| error.to_string())?;
        Self::from(Value::read(text)?).ok_or_else(|| "it is not an object".into())
    }

    /// The text in a field; `None` where there is none or `null`.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, String> {
        let Some(value) = self.0.field(name) else { return Ok(None) };
        value.text().map(Some).ok_or_else(|| format!("`{name}` is not a text"))
    }

    /// The whole number in a field.
    pub(super) fn number(&self, name: &str) -> Result<u32, String> {
        let given = self.0.field(name).and_then(|value| value.number());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "compared")]
        let whole =
            given.map(|number| number as u32).filter(|whole| given == Some((*whole).into()));
        whole.ok_or_else(|| format!("`{name}` is not a whole number"))
    }

    /// The object in a field, if there is one.
    pub(super) fn object(&self, name: &str) -> Option<Self> {
        self.0.field(name).and_then(Self::from)
    }

    /// The objects in a field that is a list of them.
    pub(super) fn objects(&self, name: &str) -> Result<Vec<Self>, String> {
        let list = self.0.field(name).and_then(|value| value.list());
        let values = list.ok_or_else(|| format!("`{name}` is not a list"))?;
        let objects: Option<_> = values.into_iter().map(Self::from).collect();
        objects.ok_or_else(|| format!("`{name}` holds something that is not an object"))
    }

    fn from(value: Value) -> Option<Self> {
        value.is_object().then_some(Self(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(json: &str) -> Object {
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
    fn what_is_no_object_is_refused_with_a_reason() {
        for json in ["", "[]", "null", "7", "{}\n{}", "{\n\"a\": 1,\n\"a\" }", "{\n\"a"] {
            assert!(Object::read(json.as_bytes()).is_err_and(|why| !why.is_empty()), "{json}");
        }
        assert!(Object::read(b"{\"a\": \"\xe9\"}").is_err_and(|why| why.contains("utf-8")));
    }

    #[test]
    fn a_hostile_depth_is_refused() {
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        assert!(Object::read(deep.as_bytes()).is_err());
    }
}
