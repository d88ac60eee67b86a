//! Why there is no port, as values.

use core::time::Duration;

/// Why this page can't reach a board in this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The page did not come over https or from this computer.
    InsecureContext,
    /// The page is shown inside another one that does not pass the permission on.
    Frame,
    /// The page is shown inside another site's, which its host has not named: whoever made that one could
    /// have a person press the buttons of this one.
    ForeignFrame,
    /// The browser has no Web Serial, or its administrator switched it off.
    Browser,
}

/// Which ports the browser's chooser lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// The USB adapters that are on these boards.
    KnownAdapters,
    /// Every port of the computer.
    EveryPort,
}

/// Why no port was chosen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChooseError {
    /// The chooser was closed without a choice; or, after less than a blink, a policy kept it from
    /// opening: browsers report both in the same words.
    #[error("no port was chosen")]
    Cancelled {
        /// Time from the click.
        after: Duration,
    },
    /// The browser does not allow the question here.
    #[error("not allowed to ask: {0}")]
    NotAllowed(String),
    /// Something else, in the browser's words.
    #[error("{0}")]
    Other(String),
}

impl ChooseError {
    /// No person closes a window faster than this.
    const FASTEST_PERSON: Duration = Duration::from_millis(150);

    /// Whether the chooser can't have been shown: a setting or a policy forbids it.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        match self {
            Self::Cancelled { after } => *after < Self::FASTEST_PERSON,
            Self::NotAllowed(_) => true,
            Self::Other(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chooser_that_closed_in_no_time_was_never_open() {
        let after =
            |milliseconds| ChooseError::Cancelled { after: Duration::from_millis(milliseconds) };
        assert!(after(20).is_blocked());
        assert!(!after(800).is_blocked());
    }
}
