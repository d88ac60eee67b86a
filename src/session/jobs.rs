//! Jobs: work that has the board to itself, from a click to its end. One file each.
//!
//! A job has a request, which begins it; events, which tell what happens; and a view, which is what a
//! screen shows of it. [`Job`], [`JobEvent`] and [`View`] list them.

pub mod install;
mod keys;
pub mod loader;
pub mod prompt;

pub(super) use keys::Keys;

use super::activity::Activity;
use super::notice::Notice;
use super::prompt_watch::PromptWatch;
use super::recording::RecordingPort;
use core::cell::Cell;
use core::time::Duration;
use esp8266_loader::error::Error;
use esp8266_loader::event::LoaderEvent;
use esp8266_loader::stub::StubImage;
use futures::future::LocalBoxFuture;
use install::InstallEvent;
use micropython_repl::exec::Sending;
use serial_line::SerialPort;
use std::rc::Rc;
use workbench_api::Workbench;

/// What can be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Installs an image, then waits for its prompt.
    Install(install::Request),
    /// Has the boot loader do what the workbench has asked for.
    Loader(loader::Request),
    /// Does something at the prompt, beside the terminal.
    Prompt(prompt::Request),
}

/// Something that happened in a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEvent {
    /// It begins at the speed that it does for this reason.
    Begun(SpeedReason),
    /// Something happened in the loader.
    Loader {
        /// Time since the job began.
        at: Duration,
        /// What.
        event: LoaderEvent,
    },
    /// An installation's own.
    Install(InstallEvent),
    /// How far a job of the workbench is.
    Prompt(prompt::Step),
    /// The workbench can't be had, in the words of the browser: its job has not begun.
    Unloaded(String),
    /// What a person has typed waits until a job at the prompt is over.
    KeysWait,
}

/// What a screen shows of the job that runs, or has just ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// An installation.
    Install(install::Progress),
}

/// Why a job begins at the speed that it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SpeedReason {
    /// It is the fastest; slower ones follow where it fails.
    #[default]
    Fastest,
    /// It has served an adapter of this kind.
    ServedBefore,
    /// A slower one has served an adapter of this kind, again and again: perhaps this one does, too.
    TriedAgain,
    /// A person chose it.
    Chosen,
}

/// What a job has of the board while it runs.
pub(super) struct Context<'a, P> {
    pub(super) port: &'a mut RecordingPort<P>,
    pub(super) watch: &'a mut PromptWatch,
    pub(super) stub: StubImage<'a>,
    pub(super) activity: &'a mut Activity,
    pub(super) point: &'a PointOfNoReturn,
    /// What is typed meanwhile.
    pub(super) keys: &'a Keys,
    /// How this board takes programs, as far as that is known.
    pub(super) sending: &'a mut Sending,
    pub(super) reporter: &'a mut dyn Reporter,
}

/// Where a job tells what it does.
pub(super) trait Reporter {
    fn event(&mut self, event: JobEvent);

    /// The board said something for the terminal.
    fn output(&mut self, bytes: &[u8]);

    /// Waits until the terminal can take more.
    fn output_ready(&mut self) -> LocalBoxFuture<'_, ()>;

    /// Loads the workbench; the browser's words where it can't be had.
    fn workbench(&mut self) -> LocalBoxFuture<'_, Result<Rc<dyn Workbench>, String>>;
}

/// How a job ends that did what it was for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Its view shows what came of it.
    Shown,
    /// The board has started, and this was noticed of its prompt.
    Noticed(Vec<Notice>),
    /// The board starts when a person presses its button.
    AwaitsResetByHand,
    /// Python is at its prompt again.
    AtPrompt,
    /// It should be, and does not say so.
    AwaitsPrompt,
    /// The board was reset into its program.
    Restarted {
        /// It will be, when a person presses its button.
        is_by_hand: bool,
    },
}

/// Where a job begins to change the board: from then on it has to be run to its end.
#[derive(Debug, Default)]
pub(super) struct PointOfNoReturn(Cell<bool>);

impl Job {
    /// How its screen looks at first, where it has one of its own.
    #[must_use]
    pub const fn view(&self) -> Option<View> {
        match self {
            Self::Install(_) => Some(View::Install(install::Progress::BEGINNING)),
            Self::Loader(_) | Self::Prompt(_) => None,
        }
    }
}

impl Job {
    /// What is to be done at the prompt, where that is what it does.
    pub(super) const fn at_prompt(&self) -> Option<&prompt::Request> {
        match self {
            Self::Prompt(request) => Some(request),
            Self::Install(_) | Self::Loader(_) => None,
        }
    }

    /// What is being done when it begins.
    pub(super) const fn activity(&self) -> Activity {
        match self {
            Self::Install(_) => Activity::Preparing,
            Self::Loader(_) => Activity::Choosing,
            Self::Prompt(_) => Activity::Terminal,
        }
    }
}

impl View {
    /// How it looks after an event.
    #[must_use]
    pub fn after(self, event: &JobEvent) -> Self {
        let Self::Install(progress) = self;
        Self::Install(progress.after(event))
    }
}

impl PointOfNoReturn {
    pub(super) fn pass(&self) {
        self.0.set(true);
    }

    pub(super) fn is_passed(&self) -> bool {
        self.0.get()
    }
}

/// Does a job to its end. Until its point of no return, the future may be dropped while the port
/// waits; the board is then in its boot loader.
pub(super) async fn run<P: SerialPort>(
    context: &mut Context<'_, P>,
    job: Job,
) -> Result<Ending, Error> {
    match job {
        Job::Install(request) => install::run(context, &request).await,
        Job::Loader(request) => loader::run(context, &request).await,
        Job::Prompt(request) => prompt::run(context, &request).await,
    }
}
