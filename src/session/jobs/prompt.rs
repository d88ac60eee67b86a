//! Jobs at the prompt: the board's Python is taken over, does something, and is given back. The terminal
//! stays where it is meanwhile.

mod list_files;
mod make_folder;
mod paste;
mod read_file;
mod remove;
mod rename;
mod run;
mod work;
mod write_file;

pub use run::Program;
pub use work::{Outcome, Step, Work};
pub use write_file::NewFile;

use super::{Context, Ending, JobEvent};
use core::cell::RefCell;
use esp8266_loader as loader;
use micropython_repl::conversation::converse;
use micropython_repl::error::Error;
use micropython_repl::exec::Sending;
use micropython_repl::repl::Repl;
use micropython_repl::takeover::GiveBack;
use serial_line::{LineError, SerialLine, SerialPort};
use std::rc::Rc;

/// What is to be done. Paths are bytes, and begin with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Runs a program; what is typed is for it.
    Run(Program),
    /// Types a program in paste mode, at an empty prompt; it runs as if it had been typed.
    Paste {
        /// Its text, with `\n` between lines.
        text: Rc<str>,
    },
    /// Lists a folder.
    ListFiles {
        /// Its path.
        folder: Rc<[u8]>,
    },
    /// Reads a file.
    ReadFile {
        /// Its path.
        path: Rc<[u8]>,
    },
    /// Puts a file on the board, or in the place of another.
    WriteFile(NewFile),
    /// Removes a file, or a folder with nothing in it.
    Remove {
        /// Its path.
        path: Rc<[u8]>,
    },
    /// Gives a file or folder another name.
    Rename {
        /// Its path.
        path: Rc<[u8]>,
        /// Its path from then on.
        to: Rc<[u8]>,
    },
    /// Makes a folder.
    MakeFolder {
        /// Its path.
        path: Rc<[u8]>,
    },
}

/// Does it, and leaves a prompt, also where it failed.
pub(super) async fn run<P: SerialPort>(
    context: &mut Context<'_, P>,
    task: &Task,
) -> Result<Ending, loader::error::Error> {
    let outcome = match task {
        Task::Paste { text } => return paste::run(context, text).await.map_err(Into::into),
        Task::Run(program) => run::run(context, program).await,
        task => with_repl(context, task).await,
    };
    if outcome == Err(Error::Line(LineError::Lost)) {
        return Err(loader::error::Error::Lost);
    }
    let back = give_back(context).await;
    if back == Err(Error::Line(LineError::Lost)) {
        return Err(loader::error::Error::Lost);
    }
    let outcome = outcome.unwrap_or_else(Outcome::Failed);
    context.reporter.event(JobEvent::Prompt(Step::Ended(outcome)));
    Ok(if back.is_ok() { Ending::AtPrompt } else { Ending::AwaitsPrompt })
}

/// A job was dropped while it waited: what it left is cleared, and a prompt is what a person gets. `false`
/// where none came.
pub(in crate::session) async fn give_up<L: SerialLine>(
    line: &mut L,
    task: &Task,
    sending: Sending,
) -> Result<bool, LineError> {
    let outcome = clear(line, task, sending).await;
    match outcome {
        Ok(()) => Ok(true),
        Err(Error::Line(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

async fn clear<L: SerialLine>(line: &mut L, task: &Task, sending: Sending) -> Result<(), Error> {
    let mut output = |_: &[u8]| {};
    let mut repl = Repl::take_over(line, sending, &mut output).await?;
    if let Task::WriteFile(file) = task {
        // Where it can't be cleared now, the next save does it.
        let _ = repl.tidy(file.folder()).await;
    }
    repl.give_back().await
}

/// Whatever happened, a friendly prompt is what a person gets.
async fn give_back<P: SerialPort>(context: &mut Context<'_, P>) -> Result<(), Error> {
    converse(context.port, &mut GiveBack::new(), &mut |_| {}).await?
}

/// What is done to files.
async fn with_repl<P: SerialPort>(
    context: &mut Context<'_, P>,
    task: &Task,
) -> Result<Outcome, Error> {
    let reporter = RefCell::new(&mut *context.reporter);
    let mut output = |bytes: &[u8]| reporter.borrow_mut().output(bytes);
    let mut told = |step| reporter.borrow_mut().event(JobEvent::Prompt(step));
    let mut repl = Repl::take_over(&mut *context.port, *context.sending, &mut output).await?;
    let outcome = match task {
        // Conversations of their own.
        Task::Run(_) | Task::Paste { .. } => return Ok(Outcome::Done),
        Task::ListFiles { folder } => list_files::run(&mut repl, folder).await,
        Task::ReadFile { path } => read_file::run(&mut repl, path, &mut told).await,
        Task::WriteFile(file) => write_file::run(&mut repl, file, &mut told).await,
        Task::Remove { path } => remove::run(&mut repl, path).await,
        Task::Rename { path, to } => rename::run(&mut repl, path, to).await,
        Task::MakeFolder { path } => make_folder::run(&mut repl, path).await,
    };
    *context.sending = repl.sending();
    outcome
}
