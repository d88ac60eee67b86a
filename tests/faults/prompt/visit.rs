//! One person at the page: saves or runs while something goes wrong, and then saves once more.

use super::board::Bench;
use super::disk::{Changes, Disk, Flash, Found};
use super::job::{Job, Kind, usual_save};
use super::log::{End, Log};
use crate::port::{Plan, Plug};
use boardwalk::session::jobs::prompt::{Ended, Step};
use boardwalk::session::jobs::{Job as SessionJob, JobEvent};
use boardwalk::session::{Command, Event, Failure, Frontend, Workbench, run};
use core::cell::RefCell;
use core::time::Duration;
use futures::channel::mpsc::{UnboundedSender, unbounded};
use futures::future::join;
use micropython_repl::job::Outcome as Told;
use std::rc::Rc;
use virtual_board::{Clock as _, JumpingClock, SharedBoard};

/// A board is looked at, and has started, in this time; and so has whatever a fault holds up.
const CONNECTED: Duration = Duration::from_secs(120);
/// A job that is not over by then is not waited for any longer. What a job may take is in `tally.rs`.
const GIVEN_UP: Duration = Duration::from_secs(20 * 60);
/// After so long a person stops a program.
const PATIENCE: Duration = Duration::from_secs(60);
/// When the page has told what came of a job, the prompt shows in this time.
const PROMPT: Duration = Duration::from_secs(10);
/// So often a person looks.
const LOOK: Duration = Duration::from_secs(1);

/// What came of it.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) job: Job,
    /// The job that was struck.
    pub(crate) log: Log,
    /// A person had to stop it.
    pub(crate) was_stopped: bool,
    /// What was on the board when it was over.
    pub(crate) found: Found,
    /// What was on the board when the page said "saved".
    pub(crate) claimed: Option<Found>,
    /// What the flash had when it was over.
    pub(crate) changes: Changes,
    pub(crate) again: Option<Again>,
}

/// The save after one that failed, in the same page.
#[derive(Debug)]
pub(crate) struct Again {
    pub(crate) log: Log,
    pub(crate) found: Found,
}

/// What a person does after a job that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// Plugs the board in where it is not, and saves.
    SaveAgain,
    Leave,
}

/// Does a job on a board with an old file, with a plan of what goes wrong on the way.
pub(crate) fn visit(bench: &Bench, disk: &Disk, job: &Job, plan: Plan, then: Then) -> Outcome {
    visit_with(bench, disk, bench.flash(), job, plan, then)
}

/// The same on a board with this flash.
pub(crate) fn visit_with(
    bench: &Bench,
    disk: &Disk,
    flash: &[u8],
    job: &Job,
    plan: Plan,
    then: Then,
) -> Outcome {
    let board = bench.board(flash);
    let log = Rc::new(RefCell::new(Log::new(job.kind)));
    let claimed = Rc::new(RefCell::new(None));
    let (commands, received) = unbounded();
    let screen = Screen {
        log: log.clone(),
        board: board.clone(),
        before: disk.flash().clone(),
        claimed: claimed.clone(),
        workbench: workbench::Program::default(),
    };
    let person =
        Person { board, clock: JumpingClock::new(), log, claimed, disk, commands: commands.into() };
    let story = person.visit(job, plan, then);
    pollster::block_on(join(run(received, screen, boardwalk::STUB), story)).1
}

/// What the flash had when the page said "saved".
type Claimed = Rc<RefCell<Option<Changes>>>;

struct Screen {
    log: Rc<RefCell<Log>>,
    board: SharedBoard,
    before: Flash,
    claimed: Claimed,
    workbench: workbench::Program,
}

impl Frontend for Screen {
    async fn workbench(&mut self) -> Result<Rc<dyn Workbench>, String> {
        Ok(Rc::new(self.workbench.clone()))
    }

    fn event(&mut self, event: Event) {
        let mut log = self.log.borrow_mut();
        log.now.at = self.board.borrow().now();
        log.event(&event);
        let Event::Job(JobEvent::Prompt(Step::Ended(ended))) = event else { return };
        let outcome = self.workbench.outcome().unwrap();
        let is_saved = ended == Ended::Saved;
        assert_eq!(is_saved, matches!(outcome, Told::Saved(_)), "{ended:?} of {outcome:?}");
        if is_saved {
            *self.claimed.borrow_mut() = Some(self.before.changes(self.board.borrow().flash()));
        }
        log.ended(outcome);
    }

    fn output(&mut self, bytes: &[u8]) {
        self.log.borrow_mut().output(bytes);
    }
}

struct Person<'a> {
    board: SharedBoard,
    clock: JumpingClock,
    log: Rc<RefCell<Log>>,
    claimed: Claimed,
    disk: &'a Disk,
    commands: RefCell<UnboundedSender<Command<Plug<Log>>>>,
}

impl Person<'_> {
    async fn visit(self, job: &Job, plan: Plan, then: Then) -> Outcome {
        self.connect(plan).await;
        let was_stopped = self.work(job).await;
        let changes = self.changes();
        let found = self.disk.found(&changes, &job.new);
        let claimed = self.claimed.take();
        let claimed = claimed.map(|changes| self.disk.found(&changes, &job.new));
        let log = self.log.replace(Log::calm(Kind::Save));
        let is_done = matches!(log.end, Some((End::Prompt, _)))
            && matches!(log.outcome, Some((Told::Saved(_) | Told::Ran { .. }, _)))
            && found.leftovers.is_empty();
        let mut outcome =
            Outcome { job: job.clone(), log, was_stopped, found, claimed, changes, again: None };
        if then == Then::SaveAgain && !is_done {
            outcome.again = Some(self.save_again(&outcome).await);
        }
        outcome
    }

    async fn save_again(&self, struck: &Outcome) -> Again {
        let job = if struck.job.kind == Kind::Save { struck.job.clone() } else { usual_save() };
        self.board.borrow_mut().plug();
        // What was still on its way is over.
        let port_is_open = !matches!(
            struck.log.end,
            Some((End::Failed(Failure::Open(_) | Failure::Port(_) | Failure::Unplugged { .. }), _))
        );
        if !port_is_open {
            self.connect(Plan::default()).await;
        }
        self.work(&job).await;
        let found = self.disk.found(&self.changes(), &job.new);
        let log = self.log.replace(Log::calm(Kind::Save));
        Again { log, found }
    }

    async fn connect(&self, plan: Plan) {
        let Self { board, clock, log, .. } = self;
        let (board, clock, log) = (board.clone(), clock.clone(), log.clone());
        self.ask(Command::Connect(Plug { board, clock, log, plan }));
        self.until(CONNECTED, |log| log.is_connected || log.end.is_some()).await;
    }

    /// Does it, and waits for its end. Whether it had to be stopped.
    async fn work(&self, job: &Job) -> bool {
        if self.log.borrow().end.is_some() {
            return false;
        }
        self.ask(Command::Start(SessionJob::Prompt(job.request())));
        let is_over = |log: &Log| log.outcome.is_some() || log.end.is_some();
        let mut was_stopped = false;
        if job.kind == Kind::Run && !self.until(PATIENCE, is_over).await {
            was_stopped = true;
            self.ask(Command::Interrupt);
        }
        self.until(GIVEN_UP, is_over).await;
        self.until(PROMPT, |log| log.end.is_some()).await;
        was_stopped
    }

    fn ask(&self, command: Command<Plug<Log>>) {
        // A session that has ended has said why.
        let _ = self.commands.borrow().unbounded_send(command);
    }

    /// Lets time pass until something is to be seen, for so long at most. Whether it is.
    async fn until(&self, within: Duration, is_seen: impl Fn(&Log) -> bool) -> bool {
        let now = || self.board.borrow().now();
        let end = now() + within;
        loop {
            if is_seen(&self.log.borrow()) {
                return true;
            }
            if now() >= end {
                return false;
            }
            self.clock.pass(&self.board, end.min(now() + LOOK)).await;
        }
    }

    fn changes(&self) -> Changes {
        self.disk.flash().changes(self.board.borrow().flash())
    }
}
