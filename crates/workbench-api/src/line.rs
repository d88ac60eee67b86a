use page_words::Text;

/// What there is to say of a job, in one line. Texts have the marks of [`page_words::pieces`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// It is under way.
    Going {
        /// What is done.
        what: Text,
        /// How much of it, where that is known. It changes often: nobody wants to hear all of it.
        amount: Option<Text>,
    },
    /// It did what it was for, or a person gave it up.
    Over(Text),
    /// It did not.
    Trouble {
        /// What happened, in one sentence.
        what: Text,
        /// Why, and what to do now.
        now: Text,
    },
}

impl Line {
    /// It is under way, and how much of it is done is not known.
    pub fn going(what: impl Into<Text>) -> Self {
        Self::Going { what: what.into(), amount: None }
    }

    /// It is over.
    pub fn over(text: impl Into<Text>) -> Self {
        Self::Over(text.into())
    }

    /// It did not work.
    pub fn trouble(what: impl Into<Text>, now: impl Into<Text>) -> Self {
        Self::Trouble { what: what.into(), now: now.into() }
    }

    /// For a test: fails where a text is empty, or looks like a value of the program's.
    pub fn assert_readable(&self) {
        let (texts, ends) = match self {
            Self::Going { what, amount } => {
                (vec![what.as_ref(), amount.as_deref().unwrap_or("1 byte")], false)
            }
            Self::Over(text) => (vec![text.as_ref()], true),
            Self::Trouble { what, now } => (vec![what.as_ref(), now.as_ref()], true),
        };
        for text in texts {
            assert!(text.len() > 2, "an empty text in {self:?}");
            for sign in ["Some(", "None", " { ", "::", "Error", "0x", "_", "[", "\u{FFFD}"] {
                assert!(!text.contains(sign), "{sign} in {text:?}");
            }
            // After a colon come the words of others, as they are.
            assert!(!ends || text.ends_with('.') || text.contains(": "), "no end: {text:?}");
        }
    }
}
