/// A text that was pasted, as Python should get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// How to send it.
    pub delivery: Delivery,
    /// What was changed in it, as a sentence; nothing where it is what it was.
    pub changed: Option<String>,
}

/// How to send a paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// There is nothing to send.
    Nothing,
    /// As if somebody typed these bytes.
    Keys(Vec<u8>),
    /// As a program of several lines, with `\n` between them.
    Program(String),
}
