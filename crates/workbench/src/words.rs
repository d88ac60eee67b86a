//! A job at the prompt, in one line.

mod image;
mod packed;
mod refusal;
mod trouble;

use crate::texts;
use micropython_repl::exception::Exception;
use micropython_repl::files::SaveStep;
use micropython_repl::job::{Outcome, Step, Task};
use page_words::{Text, exact_size, name, number};
use trouble::trouble;
use workbench_api::{Line, Request};

pub(crate) use image::image;
pub(crate) use packed::packed;
pub(crate) use refusal::refusal;

/// A file of this name runs whenever Python starts.
const RUNS_AT_START: &str = "main.py";

/// What to say of a job that begins.
pub(crate) fn begun(request: &Request) -> Option<Line> {
    let name = &subject(request);
    let what = match request.task {
        _ if request.name.is_empty() => return None,
        Task::Run { .. } | Task::Paste { .. } => texts::WorkRunBegun { name }.text(),
        Task::Save { .. } => texts::WorkSaveBegun { name }.text(),
        Task::List { .. } | Task::Abandon { .. } => texts::work_list_begun().to_owned(),
        Task::Read { .. } => texts::WorkReadBegun { name }.text(),
        Task::Remove { .. } => texts::WorkRemoveBegun { name }.text(),
        Task::Rename { .. } => texts::WorkRenameBegun { name }.text(),
        Task::MakeFolder { .. } => texts::WorkFolderBegun { name }.text(),
    };
    Some(Line::going(what))
}

/// What to say after a step; nothing where what was said still holds. Of a job without a name that works, such
/// as a paste, there is nothing to say: it shows by itself.
pub(crate) fn line(request: &Request, step: &Step) -> Option<Line> {
    let line = match step {
        Step::Ended(outcome) => ended(request, outcome)?,
        Step::Running { .. } => Line::going(texts::WorkRunning { name: &subject(request) }.text()),
        Step::Reading { bytes } => {
            let what = texts::WorkReadBegun { name: &subject(request) }.text();
            Line::Going { what: what.into(), amount: Some(exact_size(*bytes)) }
        }
        Step::Saving(step) => saving(*step, &subject(request)),
        Step::Learnt(_) | Step::Back { .. } => return None,
    };
    let is_trouble = matches!(line, Line::Trouble { .. });
    (is_trouble || !request.name.is_empty()).then_some(line)
}

/// The name of what it is about.
fn subject(request: &Request) -> Text {
    match &*request.name {
        "" => texts::work_pasted().into(),
        own => name(own),
    }
}

/// A path as a person knows it: without the folder that all begins in.
fn path(path: &[u8]) -> Text {
    name(&String::from_utf8_lossy(path.strip_prefix(b"/").unwrap_or(path)))
}

fn saving(step: SaveStep, name: &str) -> Line {
    match step {
        SaveStep::Preparing => Line::going(texts::WorkWritePreparing { name }.text()),
        SaveStep::Sending { bytes, of_bytes } => {
            let done = number(u32::try_from(bytes).unwrap_or(u32::MAX));
            let amount = texts::WorkAmount { done: &done, all: &exact_size(of_bytes) }.text();
            Line::Going {
                what: texts::WorkWriteSending { name }.text().into(),
                amount: Some(amount.into()),
            }
        }
        SaveStep::Checking => Line::going(texts::WorkWriteChecking { name }.text()),
        SaveStep::Replacing => Line::going(texts::WorkWriteReplacing { name }.text()),
    }
}

fn ended(request: &Request, outcome: &Outcome) -> Option<Line> {
    let (task, name) = (&request.task, &*subject(request));
    Some(match outcome {
        Outcome::Ran { raised } => ran(raised.as_ref(), name),
        Outcome::Listed(_) => Line::over(texts::work_listed()),
        Outcome::Read(bytes) => {
            Line::over(texts::WorkRead { name, size: &exact_size(bytes.len()) }.text())
        }
        Outcome::Saved(saved) => {
            let size = &exact_size(usize::try_from(saved.bytes).unwrap_or(usize::MAX));
            Line::over(if name == RUNS_AT_START {
                texts::WorkSavedStart { name, size }.text()
            } else {
                texts::WorkSaved { name, size }.text()
            })
        }
        Outcome::Done => done(task, name),
        Outcome::NameTaken => trouble(task, name, texts::why_taken()),
        // The page says it, of whatever was cancelled.
        Outcome::Cancelled => return None,
        Outcome::Stuck { line } => {
            let line = &line.to_string();
            Line::trouble(texts::WorkStuck { name, line }.text(), texts::work_stuck_now())
        }
        Outcome::Failed(error) => trouble(task, name, trouble::why(task, error)),
    })
}

/// The program ended. What it raised stands in the terminal.
fn ran(raised: Option<&Exception>, name: &str) -> Line {
    match raised {
        None => Line::over(texts::WorkRan { name }.text()),
        Some(raised) if raised.is_interrupt() => Line::over(texts::WorkRanStopped { name }.text()),
        Some(raised) if raised.is_out_of_memory() => {
            Line::trouble(texts::WorkRanMemory { name }.text(), texts::work_ran_memory_now())
        }
        Some(_) => Line::trouble(texts::WorkRanError { name }.text(), texts::work_ran_error_now()),
    }
}

fn done(task: &Task, name: &str) -> Line {
    let text = match task {
        Task::Remove { .. } => texts::WorkRemoved { name }.text(),
        Task::Rename { to, .. } => texts::WorkRenamed { name, to: &path(to) }.text(),
        Task::MakeFolder { .. } => texts::WorkFolderMade { name }.text(),
        // They end with more than that, or nobody hears of it.
        Task::Run { .. } | Task::Paste { .. } | Task::Save { .. } => texts::WorkRan { name }.text(),
        Task::List { .. } | Task::Read { .. } | Task::Abandon { .. } => {
            texts::work_listed().to_owned()
        }
    };
    Line::over(text)
}

#[cfg(test)]
mod tests;
