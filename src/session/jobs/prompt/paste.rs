//! Pasting a program at the prompt, in paste mode: a person sees it arrive, and then it runs.

use super::super::{Context, Ending, JobEvent, Keys};
use super::{Outcome, Step};
use crate::session::notice::Notice;
use core::pin::pin;
use core::time::Duration;
use futures::future::{Either, select};
use micropython_repl::conversation::Conversation as _;
use micropython_repl::paste_mode::PasteMode;
use serial_line::{LineError, SerialLine as _, SerialPort};

pub(super) async fn run<P: SerialPort>(
    context: &mut Context<'_, P>,
    text: &str,
) -> Result<Ending, LineError> {
    let mut notices = Vec::new();
    let outcome = until_it_runs(context, text, &mut notices).await?;
    context.reporter.event(JobEvent::Prompt(Step::Ended(outcome)));
    Ok(Ending::Noticed(notices))
}

async fn until_it_runs<P: SerialPort>(
    context: &mut Context<'_, P>,
    text: &str,
    notices: &mut Vec<Notice>,
) -> Result<Outcome, LineError> {
    let Context { port, watch, reporter, keys, .. } = context;
    let (mut paste, mut chunk) = (PasteMode::new(text), [0; 512]);
    let mut is_cancelled = false;
    loop {
        while let Some(bytes) = paste.transmit(port.now()) {
            watch.typed(&bytes, port.now());
            port.write_all(&bytes).await?;
        }
        match paste.outcome() {
            Some(Ok(())) if is_cancelled => return Ok(Outcome::Cancelled),
            Some(Ok(())) => return Ok(Outcome::Done),
            Some(Err(stuck)) => return Ok(Outcome::Failed(stuck.error)),
            None => {}
        }
        let patience = paste.deadline().map_or(Duration::ZERO, |at| at.saturating_sub(port.now()));
        match heard_or_stopped(port, keys, &mut chunk, patience).await {
            Heard::Stop => {
                is_cancelled = true;
                paste.cancel();
            }
            Heard::Bytes(Ok(count)) => {
                let bytes = chunk.get(..count).unwrap_or_default();
                let said = watch.push(bytes, port.now());
                reporter.output(&said.text);
                notices.extend(said.notices);
                paste.receive(bytes, port.now(), &mut |_| {});
            }
            Heard::Bytes(Err(LineError::TimedOut)) => paste.timeout(port.now(), &mut |_| {}),
            Heard::Bytes(Err(LineError::LineFault(_))) => {}
            Heard::Bytes(Err(error)) => return Err(error),
        }
    }
}

enum Heard {
    Bytes(Result<usize, LineError>),
    Stop,
}

async fn heard_or_stopped<P: SerialPort>(
    port: &mut P,
    keys: &Keys,
    chunk: &mut [u8],
    patience: Duration,
) -> Heard {
    let (stop, read) = (pin!(keys.interrupt()), pin!(port.read(chunk, patience)));
    match select(stop, read).await {
        Either::Left(_) => Heard::Stop,
        Either::Right((read, _)) => Heard::Bytes(read),
    }
}
