//! What was found on a board.

use crate::session::Found;
use crate::texts;

/// A heading, and what it means.
#[must_use]
pub fn found(found: Found) -> (&'static str, &'static str) {
    match found {
        Found::Prompt => (texts::found_prompt(), texts::found_prompt_about()),
        Found::Program => (texts::found_program(), texts::found_program_about()),
        Found::Noise => (texts::found_noise(), texts::found_noise_about()),
        Found::Silence => (texts::found_silence(), texts::found_silence_about()),
        Found::Unknown => (texts::found_unknown(), texts::found_unknown_about()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_finding_has_a_heading_of_its_own() {
        let all = [Found::Prompt, Found::Program, Found::Noise, Found::Silence, Found::Unknown];
        let headings: std::collections::HashSet<_> = all.map(|one| found(one).0).into();
        assert_eq!(headings.len(), all.len());
        assert!(all.iter().all(|one| !found(*one).1.is_empty()));
    }
}
