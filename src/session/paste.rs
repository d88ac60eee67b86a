//! What becomes of a paste: it depends on where Python is.

use super::jobs::Job;
use super::jobs::prompt::{Request, Task};
use micropython_repl::paste::{Changes, Delivery, Pasted};
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

impl Paste {
    fn job(task: Task, changes: Changes) -> Self {
        Self::Job(Job::Prompt(Request { name: "".into(), task }), changes)
    }
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

/// How a paste that was made ready is sent there.
pub(super) fn paste(pasted: Pasted, target: Target) -> Paste {
    let (keys, changes) = (pasted.to_bytes(), pasted.changes);
    match (pasted.delivery, target) {
        (Delivery::Nothing, _) => Paste::Nothing,
        (_, Target::Program) => Paste::Ask,
        (Delivery::Keys, _) => Paste::Keys(keys, changes),
        (Delivery::PasteMode, _) if pasted.text.len() > MOST_IN_PASTE_MODE => {
            Paste::job(Task::Run { source: pasted.text.into_bytes().into() }, changes)
        }
        (Delivery::PasteMode, _) => Paste::job(Task::Paste { text: pasted.text.into() }, changes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use micropython_repl::paste::{for_program, for_python};

    fn at_prompt(text: &str) -> Paste {
        paste(for_python(text), Target::EmptyPrompt)
    }

    fn task(paste: Paste) -> Option<Task> {
        match paste {
            Paste::Job(Job::Prompt(Request { task, .. }), _) => Some(task),
            _ => None,
        }
    }

    #[test]
    fn one_line_is_typed_and_several_are_pasted() {
        assert!(matches!(at_prompt("1+1"), Paste::Keys(keys, _) if keys == b"1+1"));
        assert!(matches!(task(at_prompt("a = 1\nb = 2\n")), Some(Task::Paste { .. })));
    }

    #[test]
    fn a_long_program_is_run_and_not_typed() {
        let long = task(at_prompt(&"x = 1  # a line\n".repeat(400)));
        assert!(matches!(long, Some(Task::Run { .. })));
    }

    #[test]
    fn a_program_that_asks_for_nothing_gets_nothing_unasked() {
        let ada = || for_program("Ada\n");
        assert_eq!(paste(ada(), Target::of(Place::Running, false)), Paste::Ask);
        let asked = paste(ada(), Target::of(Place::Asking, false));
        assert!(matches!(asked, Paste::Keys(keys, _) if keys == b"Ada\r"));
    }
}
