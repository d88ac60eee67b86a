use crate::Line;
use micropython_repl::exec::Sending;

/// Something that happened in a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// This is what there is to say from now on. It comes just before what it is about.
    Said(Line),
    /// The program runs.
    Running {
        /// It has begun a line and waits: most likely for a person to type.
        asks: bool,
    },
    /// This is how the board takes programs.
    Learnt(Sending),
    /// It is over.
    Ended(Ended),
    /// The board was given back; whether it is at a friendly prompt. Comes last.
    Back {
        /// Whether it is.
        is_at_prompt: bool,
    },
    /// From now on the flash is changed: the job has to be run to its end.
    Committed,
    /// The board leaves its boot loader. Comes last in a job of that.
    Restarted {
        /// Its adapter can't reset it: a person has to.
        is_by_hand: bool,
    },
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The program ended, also by an exception or by a person.
    Ran,
    /// The file is on the board, as the board itself has checked.
    Saved,
    /// Anything else is done.
    Done,
    /// A person gave it up; what was on the board before is there.
    Cancelled,
    /// It was not done.
    Failed,
}

impl Ended {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Ran, Self::Saved, Self::Done, Self::Cancelled, Self::Failed];
}
