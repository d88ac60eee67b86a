//! How a command stops when it can't go on.

use std::fmt::{self, Display};

/// What a step gives back: its result, or the reason to stop.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// Why a command stops: one sentence for the person at the keyboard.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Turns any error into a sentence that says what was being done.
pub(crate) trait During<T> {
    /// `doing` completes "could not …".
    fn during(self, doing: impl Display) -> Outcome<T>;
}

impl<T, E: Display> During<T> for Result<T, E> {
    fn during(self, doing: impl Display) -> Outcome<T> {
        self.map_err(|cause| Failure::new(format!("could not {doing}: {cause}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_kept_in_the_sentence() {
        let lost: Result<(), _> = Err("no such file");
        assert_eq!(
            lost.during("read Cargo.lock"),
            Err(Failure::new("could not read Cargo.lock: no such file"))
        );
    }
}
