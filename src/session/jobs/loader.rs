//! Jobs of the boot loader that are asked for beside the prompt: what the board is, a copy of it, its files erased.
//!
//! What is done is the workbench's, in a program of its own. Here each call that it makes is made of the port.

use super::{Context, Ending, JobEvent};
use crate::session::activity::Activity;
use crate::session::adapter::UsbIds;
use esp8266_loader::error::Error;
use serial_line::{LineError, SerialLine as _, SerialPort};
use workbench_api::{Answer, Call, LoaderStart, Step};

/// What the workbench is told when it begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// How many of the fastest speeds have not served this adapter.
    pub skipped_rungs: u8,
    /// The adapter.
    pub usb: Option<UsbIds>,
    /// The version that Python told last.
    pub python: Option<String>,
}

/// Does what the workbench has asked for, and leaves the board in its program.
pub(super) async fn run<P: SerialPort>(
    context: &mut Context<'_, P>,
    request: &Request,
) -> Result<Ending, Error> {
    let workbench = match context.reporter.workbench().await {
        Ok(workbench) => workbench,
        Err(words) => {
            context.reporter.event(JobEvent::Unloaded(words));
            return Ok(Ending::Shown);
        }
    };
    let Context { port, stub, activity, point, reporter, .. } = context;
    let start = LoaderStart {
        stub: *stub,
        skipped_rungs: request.skipped_rungs,
        usb: request.usb.map(|usb| (usb.vendor, usb.product)),
        python: request.python.as_deref(),
    };
    // It was asked for before the page was.
    let Some(mut job) = workbench.loader_job(&start, port.now()) else { return Ok(Ending::Shown) };
    let mut chunk = [0; 4096];
    loop {
        while let Some(step) = job.step() {
            match step {
                Step::Restarted { is_by_hand } => return Ok(Ending::Restarted { is_by_hand }),
                Step::Committed => {
                    point.pass();
                    **activity = Activity::Writing;
                    reporter.event(JobEvent::Prompt(step));
                }
                step => reporter.event(JobEvent::Prompt(step)),
            }
        }
        let Some(call) = job.call() else { return Ok(Ending::Shown) };
        let answer = perform(*port, call, &mut chunk).await;
        if let Answer::Line(LineError::Lost) = answer {
            return Err(Error::Lost);
        }
        job.answer(answer, port.now());
    }
}

async fn perform<P: SerialPort>(port: &mut P, call: Call, chunk: &mut [u8]) -> Answer {
    match call {
        Call::Read(patience) => match port.read(chunk, patience).await {
            Ok(count) => Answer::Read(chunk.get(..count).unwrap_or_default().into()),
            Err(error) => Answer::Line(error),
        },
        Call::Sleep(time) => {
            port.sleep(time).await;
            Answer::Done
        }
        Call::Write(bytes) => port.write_all(&bytes).await.into(),
        Call::DiscardInput => port.discard_input().await.into(),
        Call::SetBaud(baud) => port.set_baud(baud).await.into(),
        Call::SetSignals(signals) => port.set_signals(signals).await.into(),
    }
}
