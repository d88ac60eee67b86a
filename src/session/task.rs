//! The task that owns the port.
//!
//! It takes one command at a time and, in between, reads: a command never waits for the board, and
//! the board never waits for a person. A job borrows the port until it is over; commands that come
//! meanwhile are dropped, as their buttons are not on the screen, except the one that gives it up.

use super::activity::Activity;
use super::board::{Board, START, line_error};
use super::closed_port::ClosedPort;
use super::command::Command;
use super::event::{Event, Failure, Pasted};
use super::frontend::Frontend;
use super::jobs::prompt::{Ended, Request, Step, Task, Work};
use super::jobs::{self, Ending, Job, JobEvent, Keys, PointOfNoReturn, Reporter};
use super::notice::Notice;
use super::paste::{Paste, Target, paste};
use super::prompt_watch::{ANSWER, BACK_TO_PROMPT, CTRL_C, ENTER, Escalation};
use super::shown::Shown;
use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;
use esp8266_loader::error::Error;
use esp8266_loader::leave::{PROGRAM_BAUD, Restart, leave};
use esp8266_loader::stub::StubImage;
use futures::channel::mpsc::UnboundedReceiver;
use futures::future::{Either, LocalBoxFuture, select};
use futures::stream::StreamExt as _;
use micropython_repl::bytes::CTRL_A;
use micropython_repl::place::Place;
use serial_line::{Close as _, LineError, SerialLine as _, SerialPort};
use std::rc::Rc;
use workbench_api::Workbench;

/// Python starts anew, from every mode: Ctrl-D counts only on an empty line of the friendly one.
const RESTART: &[u8] = b"\r\x03\x03\x02\x04";
const INTERRUPTS: u32 = 3;

/// Serves commands until there can be no more: one port after the other.
pub async fn run<C: ClosedPort>(
    mut commands: UnboundedReceiver<Command<C>>,
    mut frontend: impl Frontend,
    stub: StubImage<'_>,
) {
    while let Some(command) = commands.next().await {
        // Without a port, every other command comes from a screen that has just gone.
        let Command::Connect(closed) = command else { continue };
        frontend.event(Event::Opening { adapter: closed.adapter() });
        let ending = match closed.open(PROGRAM_BAUD).await {
            Ok(port) => converse(port, &mut commands, &mut frontend, stub).await,
            Err(error) => Event::Failed(Failure::Open(error)),
        };
        frontend.event(ending);
    }
}

/// Talks with one board until the person or the cable ends it.
async fn converse<C: ClosedPort>(
    port: C::Open,
    commands: &mut UnboundedReceiver<Command<C>>,
    frontend: &mut impl Frontend,
    stub: StubImage<'_>,
) -> Event {
    let mut board = Board::new(port, frontend, stub);
    let outcome = board.serve(commands).await;
    if outcome.is_err() {
        board.tell_heard();
    }
    let Board { port, activity, .. } = board;
    port.close().await;
    match outcome {
        Ok(()) => Event::Closed,
        Err(LineError::Lost) => Event::Failed(Failure::Unplugged { during: activity }),
        Err(error) => Event::Failed(Failure::Port(error)),
    }
}

impl<P: SerialPort, F: Frontend> Board<'_, P, F> {
    /// Finds out what is there, then serves commands and shows what the board says.
    async fn serve<C>(
        &mut self,
        commands: &mut UnboundedReceiver<Command<C>>,
    ) -> Result<(), LineError> {
        self.probe().await?;
        let mut chunk = [0; 4096];
        loop {
            let keys = self.typing.next(self.port.now());
            if !keys.is_empty() {
                self.send(&keys).await?;
            }
            let patience = self.patience();
            let next = {
                let (port, frontend) = (&mut self.port, &mut *self.frontend);
                let read = pin!(async {
                    frontend.output_ready().await;
                    port.read(&mut chunk, patience).await
                });
                match select(commands.next(), read).await {
                    Either::Left((command, _)) => Next::Command(command),
                    Either::Right((read, _)) => Next::Read(read),
                }
            };
            match next {
                Next::Command(None | Some(Command::Disconnect)) => return Ok(()),
                Next::Command(Some(Command::Start(job))) => self.run_job(job, commands).await?,
                Next::Command(Some(Command::Paste(text))) => {
                    if let Some(job) = self.paste(text).await {
                        self.run_job(job, commands).await?;
                    }
                }
                Next::Command(Some(command)) => self.perform(command).await?,
                Next::Read(Ok(count)) => {
                    self.typing.heard(count);
                    self.hear(chunk.get(..count).unwrap_or_default());
                }
                Next::Read(Err(LineError::TimedOut)) => self.hear_nothing().await?,
                Next::Read(Err(LineError::LineFault(_))) => self.line_fault(),
                Next::Read(Err(error)) => return Err(error),
            }
        }
    }

    async fn perform<C>(&mut self, command: Command<C>) -> Result<(), LineError> {
        match command {
            Command::OfferInstall => {
                self.activity = Activity::Choosing;
                self.event(Event::OfferOpened);
                self.repeat_prompt();
                self.ask_version().await?;
            }
            Command::OpenTerminal => {
                self.activity = Activity::Terminal;
                self.event(Event::TerminalOpened);
                self.repeat_prompt();
            }
            Command::Interrupt => {
                let keys = match self.watch.place() {
                    Place::Raw => BACK_TO_PROMPT,
                    _ => CTRL_C,
                };
                self.press(keys, ANSWER, Escalation::Interrupt(INTERRUPTS - 1)).await?;
            }
            Command::PressEnter => self.press(ENTER, ANSWER, Escalation::Nothing).await?,
            Command::RestartPython => {
                self.press(RESTART, START, Escalation::Nothing).await?;
            }
            Command::ResetBoard => self.reset().await?,
            Command::Keys(keys) => self.type_keys(&keys),
            Command::SetSpeed(baud) => self.set_speed(baud).await?,
            Command::PasteHeld => self.paste_held().await,
            Command::DropHeldPaste => self.drop_held_paste(),
            Command::Connect(_)
            | Command::Start(_)
            | Command::Paste(_)
            | Command::Cancel
            | Command::Disconnect => {}
        }
        Ok(())
    }

    /// Sends what was typed. At an empty prompt Ctrl-A would lead into raw mode, which answers to no person.
    fn type_keys(&mut self, keys: &[u8]) {
        let keys = match keys {
            [CTRL_A, rest @ ..] if self.watch.is_at_empty_prompt() => rest,
            keys => keys,
        };
        if self.watch.place() == Place::Ready && !keys.is_ascii() {
            self.event(Event::LettersDropped);
        }
        self.typing.push(keys);
    }

    /// Sends what was pasted; gives the job that this takes.
    async fn paste(&mut self, text: String) -> Option<Job> {
        let target = Target::of(self.watch.place(), self.watch.is_at_empty_prompt());
        let Ok(workbench) = self.frontend.workbench().await else {
            // As it is, then.
            self.typing.push(text.replace('\n', "\r").as_bytes());
            return None;
        };
        let pasted = workbench.pasted(&text, target == Target::EmptyPrompt);
        let changed = pasted.changed;
        let job = match paste(pasted.delivery, target) {
            Paste::Nothing => return None,
            Paste::Keys(keys) => {
                self.typing.push(&keys);
                None
            }
            Paste::Job(job) => Some(job),
            Paste::Ask => {
                self.event(Event::Pasted(Pasted::Held { bytes: text.len() }));
                self.held_paste = Some(text);
                return None;
            }
        };
        self.event(Event::Pasted(Pasted::Sent { changed }));
        job
    }

    /// Sends the paste that a person was asked about.
    async fn paste_held(&mut self) {
        let Some(text) = self.held_paste.take() else { return };
        let Ok(workbench) = self.frontend.workbench().await else { return };
        let pasted = workbench.pasted(&text, false);
        if let Paste::Keys(keys) = paste(pasted.delivery, Target::Other) {
            self.typing.push(&keys);
            self.event(Event::Pasted(Pasted::Sent { changed: pasted.changed }));
        }
    }

    /// A prompt that was seen while another screen was on is one for this screen, too.
    fn repeat_prompt(&mut self) {
        if self.watch.is_ready() {
            self.event(Event::Notice(Notice::PromptSeen));
        }
    }

    /// Lends the board to a job until that ends or is given up.
    async fn run_job<C>(
        &mut self,
        job: Job,
        commands: &mut UnboundedReceiver<Command<C>>,
    ) -> Result<(), LineError> {
        let request = job.at_prompt().cloned();
        self.typing.clear();
        self.watch.forget();
        self.activity = job.activity();
        let is_of_loader = matches!(job, Job::Loader(_));
        self.event(match job.view() {
            Some(view) => Event::JobStarted(view),
            None => Event::WorkStarted(Work::new(request.clone())),
        });
        let (port, point) = (self.port.layer.status(), PointOfNoReturn::default());
        let keys = Keys::default();
        port.begin();
        let outcome = {
            let mut context = jobs::Context {
                port: &mut self.port,
                watch: &mut self.watch,
                stub: self.stub,
                activity: &mut self.activity,
                point: &point,
                keys: &keys,
                sending: &mut self.sending,
                reporter: &mut ToFrontend { frontend: &mut *self.frontend, shown: &mut self.shown },
            };
            let job = jobs::run(&mut context, job);
            let may_be_dropped = || port.is_waiting() && !point.is_passed();
            unless_cancelled(job, commands, &keys, is_of_loader, may_be_dropped).await
        };
        if request.is_some() {
            // What no program has read is for the prompt.
            self.typing.push(&keys.take());
        }
        match outcome {
            Some(Ok(ending)) => self.end_job(ending),
            Some(Err(Error::Lost)) => return Err(LineError::Lost),
            Some(Err(error)) => {
                self.activity = Activity::Choosing;
                self.watch.reset_at(self.port.now());
                self.tell_heard();
                self.event(Event::Failed(Failure::Job(error)));
            }
            None => match request {
                Some(request) => self.leave_prompt_job(&request.task).await?,
                None if is_of_loader => self.leave_loader_job().await?,
                None => self.leave_job().await?,
            },
        }
        Ok(())
    }

    fn end_job(&mut self, ending: Ending) {
        match ending {
            Ending::Shown => {}
            Ending::Noticed(notices) => {
                self.activity = Activity::Terminal;
                for notice in notices {
                    self.notice(notice);
                }
            }
            Ending::AwaitsResetByHand => self.await_reset_by_hand(Escalation::Enter),
            Ending::AtPrompt => self.show_prompt(),
            Ending::AwaitsPrompt => self.await_prompt(ANSWER, Escalation::Interrupt(INTERRUPTS)),
            Ending::Restarted { is_by_hand } => self.restarted(is_by_hand),
        }
    }

    /// A job at the prompt was dropped while it waited: what it has left is cleared, as another job.
    async fn leave_prompt_job(&mut self, task: &Task) -> Result<(), LineError> {
        let saving = match task {
            Task::Save { path, .. } => Some(path.clone()),
            _ => None,
        };
        let abandon = Request { name: "".into(), task: Task::Abandon { saving } };
        let ending = {
            let mut context = jobs::Context {
                port: &mut self.port,
                watch: &mut self.watch,
                stub: self.stub,
                activity: &mut self.activity,
                point: &PointOfNoReturn::default(),
                keys: &Keys::default(),
                sending: &mut self.sending,
                reporter: &mut Unheard(&mut *self.frontend),
            };
            jobs::prompt::run(&mut context, &abandon).await
        };
        self.event(Event::Job(JobEvent::Prompt(Step::Ended(Ended::Cancelled))));
        match ending {
            Ok(ending) => self.end_job(ending),
            Err(Error::Lost) => return Err(LineError::Lost),
            Err(_) => self.end_job(Ending::AwaitsPrompt),
        }
        Ok(())
    }

    /// A job was dropped before its point of no return: the board is in its loader, or on its way.
    async fn leave_job(&mut self) -> Result<(), LineError> {
        self.activity = Activity::Choosing;
        self.watch.reset_at(self.port.now());
        let restart = leave(&mut self.port).await.map_err(line_error)?;
        self.event(Event::JobCancelled);
        if restart == Restart::NoModemLines {
            self.event(Event::ResetByHand);
        }
        Ok(())
    }
}

impl<P: SerialPort, F: Frontend> Board<'_, P, F> {
    /// A job of the boot loader was dropped before it changed anything.
    async fn leave_loader_job(&mut self) -> Result<(), LineError> {
        let restart = leave(&mut self.port).await.map_err(line_error)?;
        self.event(Event::Job(JobEvent::Prompt(Step::Ended(Ended::Cancelled))));
        self.restarted(restart == Restart::NoModemLines);
        Ok(())
    }
}

struct ToFrontend<'a, F> {
    frontend: &'a mut F,
    shown: &'a mut Shown,
}

impl<F: Frontend> Reporter for ToFrontend<'_, F> {
    fn event(&mut self, event: JobEvent) {
        self.frontend.event(Event::Job(event));
    }

    fn output(&mut self, bytes: &[u8]) {
        self.shown.push(bytes);
        self.frontend.output(bytes);
    }

    fn output_ready(&mut self) -> LocalBoxFuture<'_, ()> {
        Box::pin(self.frontend.output_ready())
    }

    fn workbench(&mut self) -> LocalBoxFuture<'_, Result<Rc<dyn Workbench>, String>> {
        Box::pin(self.frontend.workbench())
    }
}

/// What clears up behind a job tells nobody.
struct Unheard<'a, F>(&'a mut F);

impl<F: Frontend> Reporter for Unheard<'_, F> {
    fn event(&mut self, _event: JobEvent) {}

    fn output(&mut self, _bytes: &[u8]) {}

    fn output_ready(&mut self) -> LocalBoxFuture<'_, ()> {
        Box::pin(async {})
    }

    fn workbench(&mut self) -> LocalBoxFuture<'_, Result<Rc<dyn Workbench>, String>> {
        Box::pin(self.0.workbench())
    }
}

enum Next<C> {
    Command(Option<Command<C>>),
    Read(Result<usize, LineError>),
}

/// Runs a job to its end, or until a person gives it up and it may be dropped; `None` then.
/// What is typed meanwhile is kept, and Ctrl-C is a key, but for a job that no program hears. Other commands were meant
/// for a screen that is gone.
async fn unless_cancelled<C, T>(
    job: impl Future<Output = T>,
    commands: &mut UnboundedReceiver<Command<C>>,
    keys: &Keys,
    is_deaf: bool,
    may_be_dropped: impl Fn() -> bool,
) -> Option<T> {
    let mut job = pin!(job);
    let mut is_unwanted = false;
    poll_fn(|context| {
        while let Poll::Ready(Some(command)) = commands.poll_next_unpin(context) {
            match command {
                Command::Cancel => is_unwanted = true,
                Command::Interrupt if is_deaf => is_unwanted = true,
                Command::Keys(typed) => keys.push(&typed),
                Command::Interrupt => keys.push(CTRL_C),
                _ => {}
            }
        }
        if is_unwanted && may_be_dropped() {
            return Poll::Ready(None);
        }
        match job.as_mut().poll(context) {
            Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
            Poll::Pending if is_unwanted && may_be_dropped() => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
