//! What becomes of a paste: it depends on where Python is.

use super::jobs::Job;
use super::jobs::prompt::{Program, Task};
use micropython_repl::paste::{Changes, Delivery, for_program, for_python};
use micropython_repl::place::Place;

/// In paste mode a board keeps all of the text, and needs as much free memory once more while it grows.
/// More goes by raw-paste, where the board has it.
const MOST_IN_PASTE_MODE: usize = 4 << 10;

/// How a paste is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Paste {
    /// There is nothing in it.
    Nothing,
    /// These keys are typed.
    Keys(Vec<u8>, Changes),
    /// It takes a job.
    Job(Job, Changes),
    /// A person has to decide: it would go into a program that does not ask for it.
    Ask,
}

/// Where Python is when something is pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// At its prompt, on an empty line.
    EmptyPrompt,
    /// Somewhere that takes what is typed.
    Other,
    /// In a program that asks for nothing.
    Program,
}

impl Target {
    pub(super) const fn of(place: Place, is_at_empty_prompt: bool) -> Self {
        match place {
            _ if is_at_empty_prompt => Self::EmptyPrompt,
            Place::Running => Self::Program,
            _ => Self::Other,
        }
    }
}

/// How a text is sent there.
pub(super) fn paste(text: &str, target: Target) -> Paste {
    let pasted = match target {
        Target::EmptyPrompt => for_python(text),
        Target::Other | Target::Program => for_program(text),
    };
    let (keys, changes) = (pasted.to_bytes(), pasted.changes);
    match (pasted.delivery, target) {
        (Delivery::Nothing, _) => Paste::Nothing,
        (_, Target::Program) => Paste::Ask,
        (Delivery::Keys, _) => Paste::Keys(keys, changes),
        (Delivery::PasteMode, _) if pasted.text.len() > MOST_IN_PASTE_MODE => {
            let source = pasted.text.into_bytes().into();
            Paste::Job(Job::Prompt(Task::Run(Program { name: "".into(), source })), changes)
        }
        (Delivery::PasteMode, _) => {
            Paste::Job(Job::Prompt(Task::Paste { text: pasted.text.into() }), changes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_typed_and_several_are_pasted() {
        assert!(
            matches!(paste("1+1", Target::EmptyPrompt), Paste::Keys(keys, _) if keys == b"1+1")
        );
        let several = paste("a = 1\nb = 2\n", Target::EmptyPrompt);
        assert!(matches!(several, Paste::Job(Job::Prompt(Task::Paste { .. }), _)));
    }

    #[test]
    fn a_long_program_is_run_and_not_typed() {
        let long = paste(&"x = 1  # a line\n".repeat(400), Target::EmptyPrompt);
        assert!(matches!(long, Paste::Job(Job::Prompt(Task::Run(_)), _)));
    }

    #[test]
    fn a_program_that_asks_for_nothing_gets_nothing_unasked() {
        assert_eq!(paste("Ada\n", Target::of(Place::Running, false)), Paste::Ask);
        let asked = paste("Ada\n", Target::of(Place::Asking, false));
        assert!(matches!(asked, Paste::Keys(keys, _) if keys == b"Ada\r"));
    }
}
