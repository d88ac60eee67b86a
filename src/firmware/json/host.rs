//! JSON for the tests on this computer.

pub(super) struct Value(serde_json::Value);

impl Value {
    /// Reads the one value that a text is; what is wrong, and where, if it is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map(Self).map_err(|error| error.to_string())
    }

    /// `None` where there is none or `null`.
    pub(super) fn field(&self, name: &str) -> Option<Self> {
        self.0.get(name).filter(|value| !value.is_null()).cloned().map(Self)
    }

    pub(super) fn is_object(&self) -> bool {
        self.0.is_object()
    }

    pub(super) fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    pub(super) fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    pub(super) fn list(&self) -> Option<Vec<Self>> {
        self.0.as_array().map(|values| values.iter().cloned().map(Self).collect())
    }
}
