//! Running a program of a person. What it prints is shown as it comes, what is typed is for it.

use super::super::{Context, JobEvent, Keys};
use super::{Outcome, Step};
use core::pin::pin;
use core::time::Duration;
use futures::future::{Either, select};
use micropython_repl::Afterwards;
use micropython_repl::bytes::CTRL_C;
use micropython_repl::conversation::{Conversation as _, converse};
use micropython_repl::error::Error;
use micropython_repl::exec::Exec;
use micropython_repl::takeover::TakeOver;
use serial_line::{LineError, SerialLine as _, SerialPort};
use std::rc::Rc;

/// Without a deadline, a read lasts until something comes.
const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);

/// A program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The name of its file.
    pub name: Rc<str>,
    /// Its text.
    pub source: Rc<[u8]>,
}

pub(super) async fn run<P: SerialPort>(
    context: &mut Context<'_, P>,
    program: &Program,
) -> Result<Outcome, Error> {
    take_over(context).await?;
    let mut exec = Exec::of_a_person(&program.source, *context.sending);
    let outcome = until_it_ends(context, &mut exec).await?;
    if let Ok(outcome) = &outcome {
        *context.sending = outcome.sending;
    }
    let outcome = outcome?;
    if let Some(raised) = &outcome.raised {
        context.reporter.output(raised.text.as_bytes());
    }
    if outcome.afterwards == Afterwards::Restarted {
        return Err(Error::Restarted);
    }
    Ok(Outcome::Ran { raised: outcome.raised })
}

async fn take_over<P: SerialPort>(context: &mut Context<'_, P>) -> Result<(), Error> {
    let mut take_over = TakeOver::new();
    let outcome = converse(&mut *context.port, &mut take_over, &mut |_| {}).await?;
    context.reporter.output(b"\r\n");
    let said = take_over.said();
    if !said.is_empty() {
        context.reporter.output(said);
        context.reporter.output(b"\r\n");
    }
    outcome
}

async fn until_it_ends<P: SerialPort>(
    context: &mut Context<'_, P>,
    exec: &mut Exec,
) -> Result<Result<micropython_repl::exec::Outcome, Error>, Error> {
    let Context { port, reporter, keys, .. } = context;
    let (mut chunk, mut is_told) = ([0; 4096], false);
    loop {
        while let Some(bytes) = exec.transmit(port.now()) {
            port.write_all(&bytes).await?;
        }
        if let Some(outcome) = exec.outcome() {
            return Ok(outcome);
        }
        if exec.is_running() && !core::mem::replace(&mut is_told, true) {
            reporter.event(JobEvent::Prompt(Step::Running));
        }
        let patience = exec.deadline().map_or(FOREVER, |at| at.saturating_sub(port.now()));
        let next = {
            let typed = pin!(typed(keys, exec.is_running()));
            let read = pin!(async {
                reporter.output_ready().await;
                port.read(&mut chunk, patience).await
            });
            match select(typed, read).await {
                Either::Left((keys, _)) => Either::Left(keys),
                Either::Right((read, _)) => Either::Right(read),
            }
        };
        let mut output = |bytes: &[u8]| reporter.output(bytes);
        match next {
            Either::Left(keys) if keys.contains(&CTRL_C) => exec.interrupt(port.now()),
            Either::Left(keys) => {
                exec.input(&keys);
            }
            Either::Right(Ok(count)) => {
                exec.receive(chunk.get(..count).unwrap_or_default(), port.now(), &mut output);
            }
            Either::Right(Err(LineError::TimedOut)) => exec.timeout(port.now(), &mut output),
            Either::Right(Err(LineError::LineFault(_))) => {}
            Either::Right(Err(error)) => return Err(error.into()),
        }
    }
}

/// What is typed, once there is a program to read it; a Ctrl-C at once.
async fn typed(keys: &Keys, is_running: bool) -> Vec<u8> {
    if is_running { keys.typed().await } else { keys.interrupt().await }
}
