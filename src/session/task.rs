//! The task that owns the port.
//!
//! It takes one command at a time and, in between, reads: a command never waits for the board, and
//! the board never waits for a person. An installation borrows the port until it is over; commands
//! that come meanwhile are dropped, as their buttons are not on the screen.

use super::boot_noise::BootNoise;
use super::command::{Command, InstallRequest};
use super::event::{Event, Failure, Found, OpenError, Step};
use super::listened::Listened;
use super::look::look;
use super::prompt::{Sign, SignReader};
use super::typing::Typing;
use core::pin::pin;
use core::time::Duration;
use esp8266_loader::error::Error;
use esp8266_loader::event::{Event as Installing, Stage};
use esp8266_loader::install::{Erase, Options, install};
use esp8266_loader::leave::PROGRAM_BAUD;
use esp8266_loader::reset::{INTO_PROGRAM, SETTLE};
use esp8266_loader::stub::StubImage;
use futures::channel::mpsc::UnboundedReceiver;
use futures::future::{Either, select};
use futures::stream::StreamExt as _;
use serial_line::{Close, ControlError, Layered, LineError, SerialLine as _, SerialPort};

/// The numbers of a USB device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsbIds {
    /// Who made it.
    pub vendor: u16,
    /// Which of the maker's products it is.
    pub product: u16,
}

/// A port that was chosen and is not open.
pub trait ClosedPort {
    /// What it is when open.
    type Open: Close;

    /// The adapter, where the system tells.
    fn usb(&self) -> Option<UsbIds>;

    /// Opens it at a speed in bits per second. The modem lines may be in any state then, and the
    /// board may have been reset by it.
    ///
    /// # Errors
    ///
    /// An [`OpenError`]; the port is then still closed.
    #[expect(async_fn_in_trait, reason = "browser ports live on one thread")]
    async fn open(self, bits_per_second: u32) -> Result<Self::Open, OpenError>;
}

/// Where the session tells what it does.
pub trait Outside {
    /// Something happened.
    fn event(&mut self, event: Event);

    /// The board said something for the terminal.
    fn output(&mut self, bytes: &[u8]);

    /// Waits until the terminal can take more. Until then nothing is read from the board; commands
    /// are served all the same. By itself it always can.
    #[expect(async_fn_in_trait, reason = "the page lives on one thread")]
    async fn room(&mut self) {}
}

/// With nothing to wait for, a read lasts until something comes.
const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);
const ENTER: &[u8] = b"\r";
const CTRL_C: &[u8] = b"\x03";
/// Ctrl-D counts only on an empty line, so a program and a half-typed line are ended first.
const CTRL_C_TWICE_CTRL_D: &[u8] = b"\r\x03\x03\x04";
/// A prompt after Enter, or after one Ctrl-C.
const ANSWER: Duration = Duration::from_millis(700);
const INTERRUPTS: u32 = 3;
/// Python's start after a reset, with a program that ends.
const START: Duration = Duration::from_secs(6);
/// The prompt after Python's banner, with the line about help between.
const AFTER_BANNER: Duration = Duration::from_secs(1);
/// Python's first start, which also makes a file system.
const FIRST_START: Duration = Duration::from_secs(15);

/// Serves commands until there can be no more: one port after the other.
pub async fn run<C: ClosedPort>(
    mut commands: UnboundedReceiver<Command<C>>,
    mut outside: impl Outside,
    stub: StubImage<'_>,
) {
    while let Some(command) = commands.next().await {
        // Without a port, every other command comes from a screen that has just gone.
        let Command::Connect(closed) = command else { continue };
        outside.event(Event::Opening { usb: closed.usb() });
        let ending = match closed.open(PROGRAM_BAUD).await {
            Ok(port) => converse(port, &mut commands, &mut outside, stub).await,
            Err(error) => Event::Failed(Failure::Open(error)),
        };
        outside.event(ending);
    }
}

/// Talks with one board until the person or the cable ends it.
async fn converse<C: ClosedPort>(
    port: C::Open,
    commands: &mut UnboundedReceiver<Command<C>>,
    outside: &mut impl Outside,
    stub: StubImage<'_>,
) -> Event {
    let mut board = Board {
        port: Layered::new(port, Listened::new()),
        outside,
        stub,
        signs: SignReader::default(),
        boot_noise: BootNoise::default(),
        typing: Typing::default(),
        waiting: None,
        everything_instead: None,
        is_ready: false,
        step: Step::Looking,
    };
    let outcome = board.attend(commands).await;
    let Board { port, step, .. } = board;
    let heard = port.layer.heard();
    port.close().await;
    match outcome {
        Ok(()) => Event::Closed,
        Err(error) => {
            outside.event(Event::Heard(heard));
            Event::Failed(match error {
                LineError::Lost => Failure::Unplugged { during: step },
                error => Failure::Port(error),
            })
        }
    }
}

struct Board<'a, P, O> {
    port: Layered<P, Listened>,
    outside: &'a mut O,
    stub: StubImage<'a>,
    signs: SignReader,
    boot_noise: BootNoise,
    typing: Typing,
    waiting: Option<Waiting>,
    /// What to do if Python finds its files damaged at its first start: something lay where nobody
    /// looked, so everything is erased.
    everything_instead: Option<InstallRequest>,
    /// The screens know that there is a prompt.
    is_ready: bool,
    step: Step,
}

/// A prompt is awaited until a time on the port's clock.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    /// When to nudge, or to give up where no nudge is left.
    until: Duration,
    /// Not to give up before.
    at_least_until: Duration,
    nudge: Nudge,
}

/// What brings a prompt that is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nudge {
    Nothing,
    /// Python waits already, and its prompt was lost on the way.
    Enter,
    /// A program runs: Ctrl-C so many times.
    Interrupt(u32),
}

impl Nudge {
    /// The keys to press now, and what is left for later.
    const fn next(self) -> Option<(&'static [u8], Self)> {
        match self {
            Self::Enter => Some((ENTER, Self::Nothing)),
            Self::Interrupt(times @ 1..) => Some((CTRL_C, Self::Interrupt(times - 1))),
            Self::Nothing | Self::Interrupt(0) => None,
        }
    }
}

impl<P: SerialPort, O: Outside> Board<'_, P, O> {
    /// Looks at the board, then serves commands and shows what it says.
    async fn attend<C>(
        &mut self,
        commands: &mut UnboundedReceiver<Command<C>>,
    ) -> Result<(), LineError> {
        self.look().await?;
        let mut chunk = [0; 4096];
        loop {
            if let Some(request) = self.second_installation() {
                self.install(&request).await?;
            }
            let keys = self.typing.next(self.port.now());
            if !keys.is_empty() {
                self.port.write_all(&keys).await?;
            }
            let patience = self.patience();
            let next = {
                let (port, outside) = (&mut self.port, &mut *self.outside);
                let read = pin!(async {
                    outside.room().await;
                    port.read(&mut chunk, patience).await
                });
                match select(commands.next(), read).await {
                    Either::Left((command, _)) => Next::Command(command),
                    Either::Right((read, _)) => Next::Read(read),
                }
            };
            match next {
                Next::Command(None | Some(Command::Disconnect)) => return Ok(()),
                Next::Command(Some(Command::Install(request))) => {
                    self.install(&request).await?;
                    // Clicks and keys meant for a screen that was not there.
                    while commands.try_recv().is_ok() {}
                }
                Next::Command(Some(command)) => self.obey(command).await?,
                Next::Read(Ok(count)) => {
                    self.typing.heard(count);
                    self.hear(chunk.get(..count).unwrap_or_default());
                }
                Next::Read(Err(LineError::TimedOut)) => self.lose_patience().await?,
                Next::Read(Err(LineError::LineFault(_))) => self.signs.clear(),
                Next::Read(Err(error)) => return Err(error),
            }
        }
    }

    async fn look(&mut self) -> Result<(), LineError> {
        self.settle().await?;
        self.outside.event(Event::Looking);
        self.boot_noise.expect(self.port.now());
        let mut said = Vec::new();
        let found = look(&mut self.port, &mut |bytes| said.extend_from_slice(bytes)).await?;
        self.is_ready = found == Found::Prompt;
        self.step = if self.is_ready { Step::Terminal } else { Step::Choosing };
        self.hear(&said);
        self.outside.event(Event::Found(found));
        Ok(())
    }

    /// Modem lines to idle. An adapter without them needs none.
    async fn settle(&mut self) -> Result<(), LineError> {
        match SETTLE.perform(&mut self.port).await {
            Err(ControlError::Lost) => Err(LineError::Lost),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    async fn obey<C>(&mut self, command: Command<C>) -> Result<(), LineError> {
        match command {
            Command::OfferInstall => {
                self.step = Step::Choosing;
                self.outside.event(Event::OfferInstall);
            }
            Command::OpenTerminal => {
                self.step = Step::Terminal;
                self.outside.event(Event::TerminalOpened);
                if self.is_ready {
                    self.outside.event(Event::PromptSeen);
                }
            }
            Command::Interrupt => {
                self.port.write_all(CTRL_C).await?;
                self.await_prompt(ANSWER, Nudge::Interrupt(INTERRUPTS - 1));
            }
            Command::PressEnter => {
                self.port.write_all(ENTER).await?;
                self.await_prompt(ANSWER, Nudge::Nothing);
            }
            Command::RestartPython => {
                self.port.write_all(CTRL_C_TWICE_CTRL_D).await?;
                self.await_prompt(START, Nudge::Nothing);
            }
            Command::ResetBoard => {
                self.boot_noise.expect(self.port.now());
                INTO_PROGRAM.perform(&mut self.port).await.map_err(|error| match error {
                    ControlError::Lost => LineError::Lost,
                    ControlError::TimedOut => LineError::TimedOut,
                    ControlError::Refused(words) | ControlError::Closed(words) => {
                        LineError::Refused(words)
                    }
                })?;
                self.await_prompt(START, Nudge::Nothing);
            }
            Command::Keys(keys) => self.typing.push(&keys),
            Command::Connect(_) | Command::Install(_) | Command::Disconnect => {}
        }
        Ok(())
    }

    async fn install(&mut self, request: &InstallRequest) -> Result<(), LineError> {
        self.waiting = None;
        self.is_ready = false;
        self.step = Step::Preparing;
        self.outside.event(Event::InstallBegins { speed: request.speed });
        let (began, clock) = (self.port.now(), self.port.layer.clock());
        let outcome = {
            let (outside, step) = (&mut *self.outside, &mut self.step);
            let mut events = |event: Installing| {
                match event {
                    Installing::Stage(Stage::Erase | Stage::Write) => *step = Step::Writing,
                    Installing::Stage(Stage::Restart) => *step = Step::Terminal,
                    _ => {}
                }
                let at = clock.now().saturating_sub(began);
                outside.event(Event::Install { at, event });
            };
            install(&mut self.port, &request.prepared, &self.stub, &request.options, &mut events)
                .await
        };
        match outcome {
            Ok(installed) => {
                self.step = Step::Terminal;
                self.outside.event(Event::Installed(installed));
                self.boot_noise.expect(self.port.now());
                self.await_prompt(FIRST_START, Nudge::Enter);
                self.everything_instead = (installed.erase == Erase::Clean).then(|| {
                    let options = Options { erase: Erase::WholeChip, ..request.options.clone() };
                    InstallRequest { options, ..request.clone() }
                });
                Ok(())
            }
            Err(Error::Lost) => Err(LineError::Lost),
            Err(error) => {
                self.step = Step::Choosing;
                self.outside.event(Event::Heard(self.port.layer.heard()));
                self.outside.event(Event::Failed(Failure::Install(error)));
                Ok(())
            }
        }
    }

    /// The installation that follows, where the first start after a clean one found damaged files.
    fn second_installation(&mut self) -> Option<InstallRequest> {
        let is_over = self.waiting.is_none();
        self.everything_instead.take_if(|_| is_over).filter(|_| !self.is_ready)
    }

    /// From now on a prompt is awaited.
    fn await_prompt(&mut self, patience: Duration, nudge: Nudge) {
        self.signs.clear();
        self.everything_instead = None;
        self.is_ready = false;
        let until = self.port.now() + patience;
        self.waiting = Some(Waiting { until, at_least_until: until, nudge });
        self.step = Step::Terminal;
        self.outside.event(Event::AwaitingPrompt);
    }

    /// Python has begun to greet: its prompt is a few bytes away.
    fn expect_prompt_soon(&mut self) {
        let soon = self.port.now() + AFTER_BANNER;
        if let Some(waiting) = &mut self.waiting {
            waiting.until = soon.min(waiting.until);
            waiting.nudge = Nudge::Enter;
        }
    }

    fn patience(&self) -> Duration {
        let prompt = self.waiting.map(|waiting| waiting.until);
        let next = [prompt, self.typing.goes_on_at()].into_iter().flatten().min();
        next.map_or(FOREVER, |until| until.saturating_sub(self.port.now()))
    }

    /// A read found nothing in the time that a prompt takes.
    async fn lose_patience(&mut self) -> Result<(), LineError> {
        let now = self.port.now();
        let Some(waiting) = self.waiting.take_if(|waiting| waiting.until <= now) else {
            return Ok(());
        };
        match waiting.nudge.next() {
            Some((keys, nudge)) => {
                self.port.write_all(keys).await?;
                let until = waiting.at_least_until.max(self.port.now() + ANSWER);
                self.waiting = Some(Waiting { until, nudge, ..waiting });
            }
            None => {
                self.everything_instead = None;
                self.outside.event(Event::Heard(self.port.layer.heard()));
                self.outside.event(Event::NoPrompt);
            }
        }
        Ok(())
    }

    /// Shows what the board said, and notices what it means.
    fn hear(&mut self, bytes: &[u8]) {
        let text = self.boot_noise.pass(bytes, self.port.now());
        if !text.is_empty() {
            self.outside.output(&text);
        }
        for sign in self.signs.push(bytes) {
            match sign {
                Sign::Banner(version) => {
                    self.outside.event(Event::Banner { version });
                    self.expect_prompt_soon();
                }
                Sign::Prompt if !self.is_ready => {
                    self.is_ready = true;
                    self.waiting = None;
                    self.outside.event(Event::PromptSeen);
                }
                Sign::FilesystemCorrupt if self.waiting.take().is_some() => {
                    if self.everything_instead.is_some() {
                        continue;
                    }
                    self.outside.event(Event::Heard(self.port.layer.heard()));
                    self.outside.event(Event::FilesystemCorrupt);
                }
                Sign::Prompt | Sign::FilesystemCorrupt => {}
            }
        }
    }
}

enum Next<C> {
    Command(Option<Command<C>>),
    Read(Result<usize, LineError>),
}
