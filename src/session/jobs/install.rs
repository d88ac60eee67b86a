//! Installing an image, up to its prompt.
//!
//! A clean start erases only where MicroPython may keep its files. Where the first start finds that
//! something lay elsewhere, everything is erased and the image installed once more, by itself.

mod progress;

pub use progress::{Progress, Written};

use super::{Context, Ending, JobEvent, SpeedReason};
use crate::session::activity::Activity;
use crate::session::board::FIRST_START;
use crate::session::notice::Notice;
use crate::session::prompt_watch::Escalation;
use core::time::Duration;
use esp8266_loader::compress::Prepared;
use esp8266_loader::error::Error;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::install::{Erase, Installed, Options, install};
use esp8266_loader::leave::Restart;
use serial_line::{LineError, SerialLine as _, SerialPort};
use std::rc::Rc;

/// What to install, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The image, checked and compressed.
    pub prepared: Rc<Prepared>,
    /// How.
    pub options: Options,
    /// Why the ladder of the options begins where it does.
    pub speed: SpeedReason,
    /// The name of the image's file, where it is not known to be MicroPython.
    pub other: Option<Rc<str>>,
}

/// What only an installation tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstallEvent {
    /// The image has this name, where it is not known to be MicroPython.
    Named(Option<Rc<str>>),
    /// The board was written, checked and reset; its prompt is awaited.
    Installed(Installed),
    /// Python finds its files damaged: everything is being erased, and the image installed again.
    FilesDamaged,
}

pub(super) async fn run<P: SerialPort>(
    context: &mut Context<'_, P>,
    request: &Request,
) -> Result<Ending, Error> {
    context.reporter.event(JobEvent::Begun(request.speed));
    let named = InstallEvent::Named(request.other.clone());
    context.reporter.event(JobEvent::Install(named));
    let mut options = request.options.clone();
    let began = context.port.now();
    loop {
        let installed = write(context, request, &options, began).await?;
        context.reporter.event(JobEvent::Install(InstallEvent::Installed(installed)));
        if installed.restart == Some(Restart::NoModemLines) {
            return Ok(Ending::AwaitsResetByHand);
        }
        let noticed = match first_start(context).await {
            // No program is left that could run: what has come is Python's own, or noise.
            Ok(noticed) if options.erase != Erase::OnlyWhatIsWritten => {
                noticed.into_iter().map(Notice::without_programs).collect()
            }
            Ok(noticed) => noticed,
            Err(LineError::Lost) => return Err(Error::Lost),
            // The image is there and checked. What the line has will be met by whoever uses it next.
            Err(_) => return Ok(Ending::Shown),
        };
        if noticed.contains(&Notice::FilesystemCorrupt) && options.erase == Erase::Clean {
            options.erase = Erase::WholeChip;
            // What did not serve a moment ago would cost its time again.
            let served = options.ladder.iter().position(|rung| *rung == installed.rung);
            options.ladder.drain(..served.unwrap_or_default());
            context.reporter.event(JobEvent::Install(InstallEvent::FilesDamaged));
        } else {
            return Ok(Ending::Noticed(noticed));
        }
    }
}

async fn write<P: SerialPort>(
    context: &mut Context<'_, P>,
    request: &Request,
    options: &Options,
    began: Duration,
) -> Result<Installed, Error> {
    let status = context.port.layer.status();
    let mut events = |event: LoaderEvent| {
        match event {
            LoaderEvent::Stage(Stage::Erase | Stage::Write) => {
                context.point.pass();
                *context.activity = Activity::Writing;
            }
            LoaderEvent::Stage(Stage::Restart) => *context.activity = Activity::Terminal,
            _ => {}
        }
        let at = status.now().saturating_sub(began);
        context.reporter.event(JobEvent::Loader { at, event });
    };
    let (prepared, stub) = (&request.prepared, &context.stub);
    install(&mut *context.port, prepared, stub, options, &mut events).await
}

/// Shows what the board says until something is clear about its prompt.
async fn first_start<P: SerialPort>(
    context: &mut Context<'_, P>,
) -> Result<Vec<Notice>, LineError> {
    let Context { port, watch, reporter, .. } = context;
    watch.reset_at(port.now());
    watch.await_prompt(port.now(), FIRST_START, Escalation::Enter);
    let (mut chunk, mut notices) = ([0; 512], Vec::new());
    loop {
        let until = watch.deadline().unwrap_or_default();
        let said = match port.read(&mut chunk, until.saturating_sub(port.now())).await {
            Ok(count) => watch.push(chunk.get(..count).unwrap_or_default(), port.now()),
            Err(LineError::TimedOut) => {
                let silence = watch.silence(port.now());
                if let Some(keys) = silence.press {
                    port.write_all(keys).await?;
                }
                silence.said
            }
            Err(LineError::LineFault(_)) => watch.line_fault(port.now()),
            Err(error) => return Err(error),
        };
        reporter.output(&said.text);
        notices.extend(said.notices);
        if notices.iter().any(Notice::is_clear) {
            return Ok(notices);
        }
    }
}
