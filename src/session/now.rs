//! What Python does now, as one value: from the prompt that is awaited or seen, the place that follows from
//! what is said and typed, and the job that has the board.

use super::jobs::prompt::{Request, Stage, Task, Work};
use super::state::{Phase, Python, State};
use micropython_repl::place::Place;

/// What Python does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// It waits at its prompt.
    Ready,
    /// A program runs.
    Running,
    /// A program waits for a person to type.
    Asking,
    /// It is in a block that a person types.
    Block,
    /// It is in paste mode, or in raw mode.
    Special,
    /// A job has it.
    Busy,
    /// A prompt should come any moment.
    Awaited,
    /// Nobody waits for a prompt, and whether this is Python is not known.
    Watched,
    /// A prompt did not come in its time.
    Missing,
    /// It can't start: the board's file system is damaged.
    Corrupt,
}

impl Now {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Ready,
        Self::Running,
        Self::Asking,
        Self::Block,
        Self::Special,
        Self::Busy,
        Self::Awaited,
        Self::Watched,
        Self::Missing,
        Self::Corrupt,
    ];

    const fn of(prompt: Python, place: Place) -> Self {
        match (prompt, place) {
            (Python::FilesystemCorrupt, _) => Self::Corrupt,
            (_, Place::Asking) => Self::Asking,
            (_, Place::Block) => Self::Block,
            (_, Place::Paste | Place::Raw) => Self::Special,
            (Python::Ready | Python::Unknown, Place::Running) => Self::Running,
            (Python::Ready, Place::Ready | Place::Unknown)
            | (Python::Unknown | Python::Missing, Place::Ready) => Self::Ready,
            (Python::Awaited, _) => Self::Awaited,
            (Python::Unknown, Place::Unknown) => Self::Watched,
            (Python::Missing, Place::Running | Place::Unknown) => Self::Missing,
        }
    }
}

impl State {
    /// What Python does now, with what is known of its prompt.
    #[must_use]
    pub fn now(&self, prompt: Python) -> Now {
        match &self.work {
            // What a job says is followed by the job.
            Some(Work {
                request: Some(Request { task: Task::Run { .. }, .. }),
                stage: Stage::Running { asks },
                ..
            }) => {
                if *asks {
                    Now::Asking
                } else {
                    Now::Running
                }
            }
            Some(work) if !work.is_over() => Now::Busy,
            _ => Now::of(prompt, self.place),
        }
    }

    /// Whether the boot loader has the board, for the workbench.
    #[must_use]
    pub fn is_in_loader(&self) -> bool {
        let has_port = !matches!(self.phase, Phase::Start);
        has_port && self.work.as_ref().is_some_and(|work| work.request.is_none() && !work.is_over())
    }

    /// Whether a job of the workbench has the board.
    #[must_use]
    pub fn is_working(&self) -> bool {
        self.work.as_ref().is_some_and(|work| !work.is_over())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::jobs::JobEvent;
    use crate::session::jobs::prompt::{Ended, Step};
    use crate::session::{Event, Found, Notice};

    fn now(state: &State) -> Now {
        match state.phase {
            Phase::Terminal(prompt) => state.now(prompt),
            ref other => panic!("{other:?}"),
        }
    }

    fn at_prompt() -> State {
        let ready = Event::Notice(Notice::Place(Place::Ready));
        State::default().after(ready).after(Event::Probed(Found::Prompt))
    }

    #[test]
    fn a_prompt_that_was_seen_is_ready_until_python_is_elsewhere() {
        let state = at_prompt();
        assert_eq!(now(&state), Now::Ready);
        for (place, expected) in [
            (Place::Running, Now::Running),
            (Place::Asking, Now::Asking),
            (Place::Block, Now::Block),
            (Place::Paste, Now::Special),
            (Place::Raw, Now::Special),
            (Place::Ready, Now::Ready),
        ] {
            assert_eq!(now(&state.clone().after(Event::Notice(Notice::Place(place)))), expected);
        }
    }

    #[test]
    fn a_start_is_awaited_until_its_program_asks() {
        let state = at_prompt()
            .after(Event::AwaitingPrompt)
            .after(Event::Notice(Notice::Place(Place::Running)));
        assert_eq!(now(&state), Now::Awaited);
        assert_eq!(now(&state.after(Event::Notice(Notice::Place(Place::Asking)))), Now::Asking);
    }

    #[test]
    fn a_missing_prompt_is_not_called_a_program() {
        let state = at_prompt()
            .after(Event::AwaitingPrompt)
            .after(Event::Notice(Notice::Place(Place::Running)))
            .after(Event::Notice(Notice::NoPrompt));
        assert_eq!(now(&state), Now::Missing);
    }

    #[test]
    fn damaged_files_are_the_first_thing_to_say() {
        let state = at_prompt().after(Event::Notice(Notice::FilesystemCorrupt));
        let state = state.after(Event::Notice(Notice::Place(Place::Running)));
        assert_eq!(now(&state), Now::Corrupt);
    }

    #[test]
    fn a_job_has_python_until_it_is_over() {
        let task = Task::Run { source: b"1".as_slice().into() };
        let request = Request { name: "hello.py".into(), task };
        let step = |step| Event::Job(JobEvent::Prompt(step));
        let begun = at_prompt().after(Event::WorkStarted(Work::new(Some(request))));
        assert_eq!((now(&begun), begun.is_working()), (Now::Busy, true));
        let runs = begun.after(step(Step::Running { asks: false }));
        assert_eq!((now(&runs), runs.is_working()), (Now::Running, true));
        let asks = runs.clone().after(step(Step::Running { asks: true }));
        assert_eq!((now(&asks), asks.is_working()), (Now::Asking, true));
        let over = runs.after(step(Step::Ended(Ended::Ran)));
        assert_eq!((now(&over), over.is_working()), (Now::Ready, false));
    }
}
