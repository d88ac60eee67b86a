//! A job of the workbench, in one line: what the workbench says of it, and what is said without it.

use crate::handover::{Refusal, Step};
use crate::session::jobs::prompt::{Ended, Line, Request, Stage, Task, Work};
use crate::texts;
use page_words::name;

/// What to say of a job of the workbench. Nothing of one without a name that works, such as a paste: it shows
/// by itself.
#[must_use]
pub fn work(work: &Work) -> Option<Line> {
    let Work { request, stage, line } = work;
    match stage {
        Stage::Unloaded(words) => Some(unloaded(words)),
        Stage::Ended(Ended::Cancelled) => cancelled(request.as_ref()?),
        Stage::Ended(_) if request.is_none() => None,
        Stage::Begun | Stage::Running { .. } | Stage::Committed | Stage::Ended(_) => line.clone(),
    }
}

/// What to say of a file that was picked, until the session has it.
#[must_use]
pub fn taken(step: &Step) -> Option<Line> {
    match step {
        Step::Idle => None,
        Step::Taking => Some(Line::going(texts::work_taking())),
        Step::Refused(refusal) => Some(refused(refusal)),
    }
}

fn refused(refusal: &Refusal) -> Line {
    match refusal {
        Refusal::Said(line) => line.clone(),
        Refusal::Busy => Line::trouble(texts::file_busy(), texts::file_busy_now()),
        Refusal::Unloaded(words) => unloaded(words),
    }
}

fn cancelled(request: &Request) -> Option<Line> {
    if request.name.is_empty() {
        return None;
    }
    let name = &name(&request.name);
    Some(match request.task {
        Task::Run { .. } => Line::over(texts::WorkCancelledRun { name }.text()),
        _ => Line::over(texts::work_cancelled()),
    })
}

/// What to say where the workbench can't be had, in the words of the browser.
fn unloaded(words: &str) -> Line {
    Line::trouble(texts::unloaded_other(), texts::UnloadedNow { words }.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn save(name: &str) -> Work {
        let task = Task::Save { path: b"/a.py".as_slice().into(), content: b"1".as_slice().into() };
        Work::new(Some(Request { name: name.into(), task }))
    }

    fn run(name: &str) -> Work {
        let task = Task::Run { source: b"1".as_slice().into() };
        Work::new(Some(Request { name: name.into(), task }))
    }

    fn list() -> Work {
        let task = Task::List { folder: b"/".as_slice().into() };
        Work::new(Some(Request { name: "".into(), task }))
    }

    #[test]
    fn a_file_that_is_taken_or_not_is_told_of() {
        assert_eq!(taken(&Step::Idle), None);
        taken(&Step::Taking).unwrap().assert_readable();
        let said = Refusal::Said(Line::trouble("It is a folder.", "Take a file out of it."));
        for refusal in [said, Refusal::Busy, Refusal::Unloaded("Offline.".into())] {
            taken(&Step::Refused(refusal)).unwrap().assert_readable();
        }
    }

    #[test]
    fn what_the_workbench_says_is_said() {
        let line = Line::going("Saving a.py");
        for stage in [Stage::Begun, Stage::Running { asks: true }, Stage::Ended(Ended::Saved)] {
            let saving = Work { stage, line: Some(line.clone()), ..save("a.py") };
            assert_eq!(work(&saving), Some(line.clone()));
        }
    }

    #[test]
    fn what_was_given_up_is_told_as_that() {
        let cancelled = |work| Work {
            stage: Stage::Ended(Ended::Cancelled),
            line: Some(Line::going("Saving a.py")),
            ..work
        };
        for given_up in [save("a.py"), run("a.py")] {
            let line = work(&cancelled(given_up)).unwrap();
            assert!(matches!(line, Line::Over(_)), "{line:?}");
            line.assert_readable();
        }
        assert_eq!(work(&cancelled(run(""))), None);
    }

    #[test]
    fn a_workbench_that_can_not_be_loaded_is_told_with_what_to_do() {
        for begun in [save("a.py"), run("a.py"), run(""), list()] {
            let line = work(&Work { stage: Stage::Unloaded("No network.".into()), ..begun });
            let Some(Line::Trouble { now, .. }) = &line else { panic!("{line:?}") };
            assert!(now.ends_with("The computer said: No network."), "{now}");
            line.iter().for_each(Line::assert_readable);
        }
    }
}
