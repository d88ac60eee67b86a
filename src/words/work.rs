//! A job at the prompt, in one line.

mod trouble;

use super::advice::{Advice, Text};
use super::amount::{exact_size, number};
use super::name;
use crate::session::jobs::prompt::{Outcome, Request, Step, Task, Work};
use crate::texts;
use micropython_repl::exception::Exception;
use micropython_repl::files::SaveStep;
use trouble::trouble;

/// A file of this name runs whenever Python starts.
const RUNS_AT_START: &str = "main.py";

/// What to say of a job at the prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkLine {
    /// It is under way.
    Going {
        /// What is done.
        what: Text,
        /// How much of it, where that is known. It changes often: nobody wants to hear all of it.
        amount: Option<Text>,
    },
    /// It did what it was for, or a person gave it up.
    Over(Text),
    /// It did not.
    Trouble(Advice),
}

/// What to say of a job at the prompt. Nothing of one without a name that works, such as a paste: it shows
/// by itself.
#[must_use]
pub fn work(work: &Work) -> Option<WorkLine> {
    let request = &work.request;
    let line = match &work.step {
        Some(Step::Ended(outcome)) => ended(request, outcome),
        Some(Step::Running { .. }) => going(texts::WorkRunning { name: &subject(request) }.text()),
        Some(Step::Reading { bytes }) => {
            WorkLine::Going { what: begun(request).into(), amount: Some(exact_size(*bytes)) }
        }
        Some(Step::Saving(step)) => saving(*step, &subject(request)),
        None | Some(Step::Learnt(_) | Step::Back { .. }) => going(begun(request)),
    };
    let is_trouble = matches!(line, WorkLine::Trouble(_));
    (is_trouble || !request.name.is_empty()).then_some(line)
}

/// What to say while the browser reads a file.
#[must_use]
pub fn reading(file: &str) -> Text {
    texts::WorkReadBegun { name: &name(file) }.text().into()
}

fn going(what: String) -> WorkLine {
    WorkLine::Going { what: what.into(), amount: None }
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

fn begun(request: &Request) -> String {
    let name = &subject(request);
    match request.task {
        Task::Run { .. } | Task::Paste { .. } => texts::WorkRunBegun { name }.text(),
        Task::List { .. } | Task::Abandon { .. } => texts::work_list_begun().to_owned(),
        Task::Read { .. } => texts::WorkReadBegun { name }.text(),
        Task::Save { .. } => texts::WorkWriteBegun { name }.text(),
        Task::Remove { .. } => texts::WorkRemoveBegun { name }.text(),
        Task::Rename { .. } => texts::WorkRenameBegun { name }.text(),
        Task::MakeFolder { .. } => texts::WorkFolderBegun { name }.text(),
    }
}

fn saving(step: SaveStep, name: &str) -> WorkLine {
    match step {
        SaveStep::Preparing => going(texts::WorkWritePreparing { name }.text()),
        SaveStep::Sending { bytes, of_bytes } => {
            let done = number(u32::try_from(bytes).unwrap_or(u32::MAX));
            let amount = texts::WorkAmount { done: &done, all: &exact_size(of_bytes) }.text();
            WorkLine::Going {
                what: texts::WorkWriteSending { name }.text().into(),
                amount: Some(amount.into()),
            }
        }
        SaveStep::Checking => going(texts::WorkWriteChecking { name }.text()),
        SaveStep::Replacing => going(texts::WorkWriteReplacing { name }.text()),
    }
}

fn ended(request: &Request, outcome: &Outcome) -> WorkLine {
    let (task, name) = (&request.task, &*subject(request));
    let over = |text: String| WorkLine::Over(text.into());
    match outcome {
        Outcome::Ran { raised } => ran(raised.as_ref(), name),
        Outcome::Listed(_) => WorkLine::Over(texts::work_listed().into()),
        Outcome::Read(bytes) => {
            over(texts::WorkRead { name, size: &exact_size(bytes.len()) }.text())
        }
        Outcome::Saved(saved) => {
            let size = &exact_size(usize::try_from(saved.bytes).unwrap_or(usize::MAX));
            over(if name == RUNS_AT_START {
                texts::WorkSavedStart { name, size }.text()
            } else {
                texts::WorkSaved { name, size }.text()
            })
        }
        Outcome::Done => done(task, name),
        Outcome::NameTaken => trouble(task, name, texts::why_taken()),
        Outcome::Cancelled => match task {
            Task::Run { .. } => over(texts::WorkCancelledRun { name }.text()),
            _ => WorkLine::Over(texts::work_cancelled().into()),
        },
        Outcome::Stuck { line } => {
            let line = &line.to_string();
            let what = texts::WorkStuck { name, line }.text();
            WorkLine::Trouble(Advice::one(what, texts::work_stuck_now()))
        }
        Outcome::Failed(error) => trouble(task, name, trouble::why(task, error)),
    }
}

/// The program ended. What it raised stands in the terminal.
fn ran(raised: Option<&Exception>, name: &str) -> WorkLine {
    match raised {
        None => WorkLine::Over(texts::WorkRan { name }.text().into()),
        Some(raised) if raised.is_interrupt() => {
            WorkLine::Over(texts::WorkRanStopped { name }.text().into())
        }
        Some(raised) if raised.is_out_of_memory() => WorkLine::Trouble(Advice::one(
            texts::WorkRanMemory { name }.text(),
            texts::work_ran_memory_now(),
        )),
        Some(_) => WorkLine::Trouble(Advice::one(
            texts::WorkRanError { name }.text(),
            texts::work_ran_error_now(),
        )),
    }
}

fn done(task: &Task, name: &str) -> WorkLine {
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
    WorkLine::Over(text.into())
}

#[cfg(test)]
mod tests;
