//! A job at the prompt, in one line: what the workbench says of it, and what is said without it.

use crate::session::jobs::prompt::Ended;
use crate::session::jobs::prompt::{Line, Request, Stage, Task, Work};
use crate::texts;
use page_words::{Text, name};

/// What to say of a job at the prompt. Nothing of one without a name that works, such as a paste: it shows
/// by itself.
#[must_use]
pub fn work(work: &Work) -> Option<Line> {
    let Work { request, stage, line } = work;
    match stage {
        Stage::Unloaded(words) => Some(unloaded(request, words)),
        Stage::Begun if line.is_none() => begun(request),
        Stage::Ended(Ended::Cancelled) => cancelled(request),
        Stage::Begun | Stage::Running { .. } | Stage::Ended(_) => line.clone(),
    }
}

/// What to say while the browser reads a file.
#[must_use]
pub fn reading(file: &str) -> Line {
    Line::going(texts::WorkReading { name: &name(file) }.text())
}

fn begun(request: &Request) -> Option<Line> {
    let name = &subject(request)?;
    let what = match request.task {
        Task::Run { .. } => texts::WorkRunBegun { name }.text(),
        Task::Save { .. } => texts::WorkSaveBegun { name }.text(),
        _ => return None,
    };
    Some(Line::going(what))
}

fn cancelled(request: &Request) -> Option<Line> {
    let name = &subject(request)?;
    Some(match request.task {
        Task::Run { .. } => Line::over(texts::WorkCancelledRun { name }.text()),
        _ => Line::over(texts::work_cancelled()),
    })
}

fn unloaded(request: &Request, words: &str) -> Line {
    let what = match (&request.task, subject(request)) {
        (Task::Run { .. }, Some(name)) => texts::UnloadedRun { name: &name }.text(),
        (Task::Save { .. }, Some(name)) => texts::UnloadedSave { name: &name }.text(),
        _ => texts::unloaded_other().to_owned(),
    };
    Line::trouble(what, texts::UnloadedNow { words }.text())
}

/// The name of what it is about.
fn subject(request: &Request) -> Option<Text> {
    (!request.name.is_empty()).then(|| name(&request.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn save(name: &str) -> Work {
        let task = Task::Save { path: b"/a.py".as_slice().into(), content: b"1".as_slice().into() };
        Work::new(Request { name: name.into(), task })
    }

    fn run(name: &str) -> Work {
        Work::new(Request { name: name.into(), task: Task::Run { source: b"1".as_slice().into() } })
    }

    fn list() -> Work {
        Work::new(Request { name: "".into(), task: Task::List { folder: b"/".as_slice().into() } })
    }

    #[test]
    fn until_the_workbench_is_there_it_is_told_what_begins() {
        let said = Line::going("Saving a.py: getting Python ready");
        assert_eq!(work(&save("a.py")), Some(said));
        assert_eq!(work(&run("a.py")), Some(Line::going("Getting Python ready for a.py")));
        assert_eq!(work(&list()), None);
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
