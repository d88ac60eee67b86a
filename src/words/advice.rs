//! What happened, then what to do now.

use page_words::Text;

/// What a person needs when something did not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What happened, in one sentence.
    pub what: Text,
    /// What to do now, the most likely first. One step is a sentence, more are a list.
    pub now: Vec<Instruction>,
}

/// One thing to do or to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// What.
    pub text: Text,
    /// A line to copy into a terminal.
    pub code: Option<&'static str>,
    /// Where else to go.
    pub links: &'static [Link],
}

/// A way to another page. It is followed only when a person clicks it.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// The text of what it leads to.
    pub label: fn() -> &'static str,
    /// Its address.
    pub address: &'static str,
}

/// By where they lead: functions have no identity.
impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
    }
}

impl Eq for Link {}

impl Advice {
    pub(super) fn new(what: impl Into<Text>, now: impl IntoIterator<Item = Instruction>) -> Self {
        Self { what: what.into(), now: now.into_iter().collect() }
    }

    /// Advice of one step.
    pub(crate) fn one(what: impl Into<Text>, now: impl Into<Text>) -> Self {
        Self::new(what, [Instruction::from(now.into())])
    }
}

impl Instruction {
    pub(super) fn with_code(text: &'static str, code: &'static str) -> Self {
        Self { code: Some(code), ..Self::from(text) }
    }

    pub(super) fn with_links(text: &'static str, links: &'static [Link]) -> Self {
        Self { links, ..Self::from(text) }
    }
}

impl<T: Into<Text>> From<T> for Instruction {
    fn from(text: T) -> Self {
        Self { text: text.into(), code: None, links: &[] }
    }
}

#[cfg(test)]
impl Advice {
    /// Fails where a text is empty, or looks like a value of the program's.
    pub(super) fn assert_readable(&self) {
        let texts = self.now.iter().map(|step| &step.text).chain([&self.what]);
        for text in texts {
            assert!(text.len() > 2, "an empty text in {self:?}");
            for sign in ["Some(", "None", " { ", "::", "Error", "0x", "_", "[", "\u{FFFD}"] {
                assert!(!text.contains(sign), "{sign} in {text:?}");
            }
            // After a colon come the words of a browser, as they are.
            assert!(text.ends_with(['.', ':']) || text.contains(": "), "no end: {text:?}");
        }
        assert!(!self.now.is_empty(), "nothing to do in {self:?}");
    }
}
