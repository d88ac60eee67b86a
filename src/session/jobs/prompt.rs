//! Jobs at the prompt: the board's Python is taken over, does something, and is given back. The terminal
//! stays where it is meanwhile.
//!
//! What is done is the workbench's, in a program of its own. Here it gets the port.

use super::{Context, Ending, JobEvent};
use crate::session::notice::Notice;
use crate::session::prompt_watch::CTRL_C;
use core::pin::pin;
use core::time::Duration;
use esp8266_loader as loader;
use futures::future::{Either, select};
use serial_line::{LineError, SerialLine as _, SerialPort};
use workbench_api::PromptJob;

pub use micropython_repl::job::Task;
pub use workbench_api::{Ended, Line, Request, Step};

/// Without a deadline, a read lasts until something comes.
const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);

/// A job of the workbench, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// What is done at the prompt; nothing where the boot loader has the board.
    pub request: Option<Request>,
    /// How far it is.
    pub stage: Stage,
    /// What the workbench says of it, once it does.
    pub line: Option<Line>,
}

/// How far a job of the workbench is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It does something to the board, or waits for it.
    Begun,
    /// A program runs.
    Running {
        /// It waits, most likely for a person to type.
        asks: bool,
    },
    /// It changes the flash: it can't be given up.
    Committed,
    /// It is over.
    Ended(Ended),
    /// It is over before it has begun: the workbench can't be had, in the words of the browser.
    Unloaded(String),
}

impl Work {
    /// One that begins.
    #[must_use]
    pub const fn new(request: Option<Request>) -> Self {
        Self { request, stage: Stage::Begun, line: None }
    }

    /// Whether it does not have the board any more.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Ended(_) | Stage::Unloaded(_))
    }

    /// The job after a step. What the step tells only the session changes nothing.
    pub(in crate::session) fn after(self, step: Step) -> Self {
        match step {
            Step::Said(line) => Self { line: Some(line), ..self },
            Step::Running { asks } => Self { stage: Stage::Running { asks }, ..self },
            Step::Ended(ended) => Self { stage: Stage::Ended(ended), ..self },
            Step::Committed => Self { stage: Stage::Committed, ..self },
            Step::Learnt(_) | Step::Back { .. } | Step::Restarted { .. } => self,
        }
    }

    /// The job where the workbench can't be had, in the words of the browser.
    pub(in crate::session) fn unloaded(self, words: String) -> Self {
        Self { stage: Stage::Unloaded(words), ..self }
    }
}

/// Does it, and leaves a prompt, also where it failed.
pub(in crate::session) async fn run<P: SerialPort>(
    context: &mut Context<'_, P>,
    request: &Request,
) -> Result<Ending, loader::error::Error> {
    let workbench = match context.reporter.workbench().await {
        Ok(workbench) => workbench,
        Err(words) => {
            context.reporter.event(JobEvent::Unloaded(words));
            // The board was not touched: it is where it was.
            return Ok(Ending::Noticed(Vec::new()));
        }
    };
    let now = context.port.now();
    let mut job = workbench.job(request, *context.sending, now);
    let outcome = drive(context, &mut *job).await;
    context.keys.push(&job.keys_left());
    outcome.map_err(|error| match error {
        LineError::Lost => loader::error::Error::Lost,
        error => error.into(),
    })
}

/// Gives a job what it needs until it is over.
async fn drive<P: SerialPort>(
    context: &mut Context<'_, P>,
    job: &mut dyn PromptJob,
) -> Result<Ending, LineError> {
    let Context { port, watch, reporter, keys, sending, .. } = context;
    let (mut chunk, mut notices, mut takes_keys) = ([0; 4096], Vec::new(), false);
    loop {
        while let Some(bytes) = job.transmit() {
            watch.typed(&bytes, port.now());
            port.write_all(&bytes).await?;
        }
        if let Some(bytes) = job.output() {
            // Where Python is follows from what is shown: all else is between it and the job.
            let said = watch.push(&bytes, port.now());
            reporter.output(&said.text);
            notices.extend(said.notices);
        }
        while let Some(step) = job.step() {
            if matches!(step, Step::Back { .. }) {
                let said = watch.let_go(port.now());
                reporter.output(&said.text);
                notices.extend(said.notices);
            }
            takes_keys = match step {
                Step::Said(_) => takes_keys,
                _ => matches!(step, Step::Running { .. }),
            };
            match step {
                Step::Learnt(learnt) => **sending = learnt,
                Step::Back { is_at_prompt: true } => return Ok(Ending::AtPrompt),
                Step::Back { is_at_prompt: false } if notices.iter().any(Notice::is_place) => {
                    return Ok(Ending::Noticed(notices));
                }
                Step::Back { is_at_prompt: false } => return Ok(Ending::AwaitsPrompt),
                step => reporter.event(JobEvent::Prompt(step)),
            }
        }
        let patience = job.deadline().map_or(FOREVER, |at| at.saturating_sub(port.now()));
        let next = {
            let typed = pin!(keys.typed());
            let read = pin!(async {
                reporter.output_ready().await;
                port.read(&mut chunk, patience).await
            });
            match select(typed, read).await {
                Either::Left((keys, _)) => Either::Left(keys),
                Either::Right((read, _)) => Either::Right(read),
            }
        };
        match next {
            Either::Left(keys) => {
                job.keys(&keys, port.now());
                if !takes_keys && keys != CTRL_C {
                    reporter.event(JobEvent::KeysWait);
                }
            }
            Either::Right(Ok(count)) => {
                job.receive(chunk.get(..count).unwrap_or_default(), port.now());
            }
            Either::Right(Err(LineError::TimedOut)) => job.timeout(port.now()),
            Either::Right(Err(LineError::LineFault(_))) => {}
            Either::Right(Err(error)) => return Err(error),
        }
    }
}
