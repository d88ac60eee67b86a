//! Why a job at the prompt did not do what it was for, and what to do then.

use crate::texts;
use micropython_repl::error::Error;
use micropython_repl::exception::{Exception, errno};
use micropython_repl::job::Task;
use page_words::{Text, exact_size, number, size};
use workbench_api::Line;

/// What a person types to remove a file.
const REMOVE: &str = "import os; os.remove('old.py')";

/// What was not done, then why.
pub(super) fn trouble(task: &Task, name: &str, why: impl Into<Text>) -> Line {
    let what: Text = match task {
        Task::Run { .. } | Task::Paste { .. } => texts::WorkNotRun { name }.text().into(),
        Task::List { .. } | Task::Abandon { .. } => texts::work_not_listed().into(),
        Task::Read { .. } => texts::WorkNotRead { name }.text().into(),
        Task::Save { .. } => texts::WorkNotSaved { name }.text().into(),
        Task::Remove { .. } => texts::WorkNotRemoved { name }.text().into(),
        Task::Rename { .. } => texts::WorkNotRenamed { name }.text().into(),
        Task::MakeFolder { .. } => texts::WorkNoFolder { name }.text().into(),
    };
    Line::trouble(what, why)
}

/// Why, and what to do now.
pub(super) fn why(task: &Task, error: &Error) -> Text {
    match error {
        Error::Line(_) => texts::why_line().into(),
        Error::NotTakenOver { .. } => texts::why_busy().into(),
        Error::NoAnswer { .. } => texts::why_silent().into(),
        Error::Restarted if matches!(task, Task::Save { .. }) => texts::why_restarted_old().into(),
        Error::Restarted => texts::why_restarted().into(),
        Error::ControlByte { at, .. } => texts::WhySign { line: line(task, *at) }.text().into(),
        Error::Raised(exception) => raised(task, exception),
        Error::NoFileSystem => texts::why_no_files().into(),
        Error::NoRoom { needed, free } => {
            let size = |bytes: u64| size(usize::try_from(bytes).unwrap_or(usize::MAX));
            let (needed, free) = (size(*needed), size(*free));
            texts::WhyNoRoom { needed: &needed, free: &free, code: REMOVE }.text().into()
        }
        Error::Damaged => texts::why_mixed().into(),
        Error::Different { sent_bytes, found_bytes } => {
            let number = |bytes: u64| number(u32::try_from(bytes).unwrap_or(u32::MAX));
            let sent = exact_size(usize::try_from(*sent_bytes).unwrap_or(usize::MAX));
            texts::WhyDifferent { found: &number(*found_bytes), sent: &sent }.text().into()
        }
    }
}

/// The line of the program that this place is in, counted from 1.
fn line(task: &Task, at: usize) -> u32 {
    let Task::Run { source } = task else { return 1 };
    let before = source.get(..at).unwrap_or_default();
    u32::try_from(before.iter().filter(|&&byte| byte == b'\n').count() + 1).unwrap_or(u32::MAX)
}

/// What Python raised while it did something of ours.
fn raised(task: &Task, exception: &Exception) -> Text {
    if exception.is_out_of_memory() {
        return texts::why_memory().into();
    }
    let text = match (exception.errno(), task) {
        (Some(errno::ENOSPC), _) => return texts::WhyFull { code: REMOVE }.text().into(),
        (Some(errno::EISDIR), _) => texts::why_folder(),
        (Some(errno::EEXIST), _) => texts::why_taken(),
        (Some(errno::ENOENT | errno::ENOTDIR), Task::Save { .. } | Task::MakeFolder { .. }) => {
            texts::why_no_such_folder()
        }
        (Some(errno::ENOENT | errno::ENOTDIR), _) => texts::why_not_there(),
        (Some(errno::EINVAL | errno::ENAMETOOLONG), _) => texts::why_name(),
        (Some(errno::ENOTEMPTY), _) | (Some(errno::EACCES), Task::Remove { .. }) => {
            texts::why_folder_not_empty()
        }
        (Some(errno::EACCES), _) => texts::why_not_allowed(),
        (Some(errno::EROFS), _) => texts::why_read_only(),
        (Some(errno::EIO), _) => texts::why_damaged(),
        (Some(errno::ENODEV), _) => texts::why_no_files(),
        _ => return texts::WhySaid { words: &exception.to_string() }.text().into(),
    };
    text.into()
}
