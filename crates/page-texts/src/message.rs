use std::collections::BTreeMap;

/// One text, in all its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The file it is from, by its path within the folder of its language.
    pub file: String,
    /// The forms, the preferred first. The last has no conditions.
    pub variants: Vec<Variant>,
    /// The values that it takes, by name.
    pub variables: BTreeMap<String, Kind>,
}

/// One form of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variant {
    /// All of them hold where this form is used.
    pub conditions: Vec<Condition>,
    /// What it says.
    pub parts: Vec<Part>,
}

/// What a number must be for a form of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The variable with the number.
    pub variable: String,
    /// A plural category, as `one`, or the number itself in digits.
    pub key: String,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// As it is.
    Text(String),
    /// The value of this variable.
    Value(String),
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, or whatever has no plural.
    Text,
    /// A whole number, of which a language may have plural forms.
    Number,
}

impl Variant {
    /// The text as a translator writes it.
    pub(crate) fn source(&self) -> String {
        let source = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Value(name) => format!("{{ ${name} }}"),
        };
        self.parts.iter().map(source).collect()
    }
}
