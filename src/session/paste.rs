//! What becomes of a paste: it depends on where Python is.

use super::jobs::Job;
use super::jobs::prompt::{Request, Task};
use micropython_repl::place::Place;
use workbench_api::Delivery;

/// In paste mode a board keeps all of the text, and needs as much free memory once more while it grows.
/// More goes by raw-paste, where the board has it.
const MOST_IN_PASTE_MODE: usize = 4 << 10;

/// How a paste is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Paste {
    /// There is nothing in it.
    Nothing,
    /// These keys are typed.
    Keys(Vec<u8>),
    /// It takes a job.
    Job(Job),
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
    fn job(task: Task) -> Self {
        Self::Job(Job::Prompt(Request { name: "".into(), task }))
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
pub(super) fn paste(delivery: Delivery, target: Target) -> Paste {
    match (delivery, target) {
        (Delivery::Nothing, _) => Paste::Nothing,
        (_, Target::Program) => Paste::Ask,
        (Delivery::Keys(keys), _) => Paste::Keys(keys),
        (Delivery::Program(text), _) if text.len() > MOST_IN_PASTE_MODE => {
            Paste::job(Task::Run { source: text.into_bytes().into() })
        }
        (Delivery::Program(text), _) => Paste::job(Task::Paste { text: text.into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_prompt(program: &str) -> Paste {
        paste(Delivery::Program(program.into()), Target::EmptyPrompt)
    }

    fn task(paste: Paste) -> Option<Task> {
        match paste {
            Paste::Job(Job::Prompt(Request { task, .. })) => Some(task),
            _ => None,
        }
    }

    #[test]
    fn one_line_is_typed_and_several_are_pasted() {
        let line = paste(Delivery::Keys(b"1+1".to_vec()), Target::EmptyPrompt);
        assert_eq!(line, Paste::Keys(b"1+1".to_vec()));
        assert!(matches!(task(at_prompt("a = 1\nb = 2\n")), Some(Task::Paste { .. })));
    }

    #[test]
    fn a_long_program_is_run_and_not_typed() {
        let long = task(at_prompt(&"x = 1  # a line\n".repeat(400)));
        assert!(matches!(long, Some(Task::Run { .. })));
    }

    #[test]
    fn a_program_that_asks_for_nothing_gets_nothing_unasked() {
        let ada = || Delivery::Keys(b"Ada\r".to_vec());
        assert_eq!(paste(ada(), Target::of(Place::Running, false)), Paste::Ask);
        let asked = paste(ada(), Target::of(Place::Asking, false));
        assert_eq!(asked, Paste::Keys(b"Ada\r".to_vec()));
    }
}
