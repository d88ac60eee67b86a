//! One person at the page: installs while something goes wrong, and then once more.

use crate::log::{End, Log};
use crate::port::{Person, Plan, Plug};
use boardwalk::session::jobs::install::{InstallEvent, Request};
use boardwalk::session::jobs::{Job as SessionJob, JobEvent};
use boardwalk::session::{Command, Event, Failure, Frontend, Workbench, run};
use core::cell::RefCell;
use core::future::poll_fn;
use core::task::Poll;
use core::time::Duration;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::install::Verification;
use esp8266_loader::ladder::Rung;
use esp8266_loader::stub::StubImage;
use futures::channel::mpsc::{UnboundedSender, unbounded};
use futures::future::join;
use std::rc::Rc;
use virtual_board::{Board, Buttons, Config, JumpingClock, ScriptedPrompt, SharedBoard};

/// The longest wait for Python after the restart, and the Enter that ends it.
const PROMPT_LIMIT: Duration = Duration::from_secs(20);

/// The same where the page asks the person to press the board's button, who has a minute for that.
const BUTTON_LIMIT: Duration = Duration::from_secs(65);

/// How long a person holds a button.
const BUTTON: Duration = Duration::from_millis(100);

/// What is installed, and on what.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) request: Request,
    /// What the flash must begin with in the end.
    pub(crate) flash: Rc<Vec<u8>>,
    pub(crate) stub: StubImage<'static>,
}

impl Job {
    /// The same, with other speeds to try.
    pub(crate) fn with_ladder(&self, ladder: &[Rung]) -> Self {
        let mut job = self.clone();
        job.request.options.ladder = ladder.to_vec();
        job
    }
}

/// Whether what is broken stays so for the second installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasting {
    Passes,
    Stays,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The installation that was struck.
    pub(crate) log: Log,
    /// The page said that the flash is right.
    pub(crate) claim: Option<Verification>,
    /// What the page said was not so.
    pub(crate) is_false: bool,
    /// The stage that took longer than it may, and how long.
    pub(crate) overrun: Option<(String, Duration)>,
    /// After a failure: whether installing again, in the same page, ended at the prompt.
    pub(crate) recovered: Option<bool>,
}

impl Outcome {
    pub(crate) fn end(&self) -> Option<&End> {
        self.log.end.as_ref().map(|(end, _)| end)
    }
}

/// Installs on a board full of old data, with a plan of what goes wrong on the way.
pub(crate) fn visit(job: &Job, config: Config, plan: Plan, lasting: Lasting) -> Outcome {
    let board = old_board(config);
    let (host_delay, person) = (plan.host_delay(), plan.person);
    let log = Rc::new(RefCell::new(Log::default()));
    let plug =
        Plug { board: Rc::clone(&board), clock: JumpingClock::new(), log: Rc::clone(&log), plan };
    let seen = Rc::new(RefCell::new(Seen::default()));
    let (commands, received) = unbounded();
    let eyes =
        Eyes { seen: Rc::clone(&seen), board: Rc::clone(&board), job: job.clone(), log, person };
    let hands = Hands { job: job.clone(), plug, seen: Rc::clone(&seen), lasting };
    pollster::block_on(join(run(received, eyes, job.stub), hands.work(commands)));
    let Seen { claim, is_false, first, recovered, .. } = seen.take();
    let log = first.unwrap_or_default();
    let prompt_limit = if log.asks_for_button { BUTTON_LIMIT } else { PROMPT_LIMIT };
    let overrun = log.overrun(prompt_limit, host_delay);
    Outcome { log, claim, is_false, overrun, recovered }
}

/// A board full of old data.
pub(crate) fn old_board(config: Config) -> SharedBoard {
    let mut board = Board::new(config, Box::new(ScriptedPrompt::new()));
    for (at, cell) in board.flash_mut().iter_mut().enumerate() {
        *cell = ((at * 7) >> 3) as u8;
    }
    Rc::new(RefCell::new(board))
}

/// What was seen so far, and what to do about it.
#[derive(Debug, Default)]
struct Seen {
    next: Option<Next>,
    claim: Option<Verification>,
    is_false: bool,
    /// The log of the first installation, once it is over.
    first: Option<Log>,
    recovered: Option<bool>,
    port_is_open: bool,
}

#[derive(Debug, Clone, Copy)]
enum Next {
    Install,
    /// The first installation is over.
    Judge,
    Leave,
}

struct Eyes {
    seen: Rc<RefCell<Seen>>,
    board: SharedBoard,
    job: Job,
    log: Rc<RefCell<Log>>,
    person: Person,
}

/// Presses RESET after a job, and before it FLASH too.
pub(crate) fn press_buttons(board: &SharedBoard, log: &Log) {
    let flash = !matches!(log.visits.last(), Some((Stage::Restart, _)));
    for (reset, flash) in [(true, flash), (false, flash), (false, false)] {
        let mut board = board.borrow_mut();
        board.set_buttons(Buttons { reset, flash });
        board.advance(BUTTON);
    }
}

impl Frontend for Eyes {
    async fn workbench(&mut self) -> Result<Rc<dyn Workbench>, String> {
        Ok(Rc::new(workbench::Program::default()))
    }

    fn event(&mut self, event: Event) {
        if let Event::Job(JobEvent::Loader { event: LoaderEvent::NoModemLines, .. }) = event
            && self.person == Person::PressesButtons
        {
            press_buttons(&self.board, &self.log.borrow());
        }
        let mut log = self.log.borrow_mut();
        log.now.at = self.board.borrow().now();
        log.event(&event);
        let mut seen = self.seen.borrow_mut();
        match &event {
            Event::Probing => seen.port_is_open = true,
            Event::Probed(_) => seen.next = Some(Next::Install),
            Event::Job(JobEvent::Install(InstallEvent::Installed(installed))) => {
                let is_right = self.board.borrow().flash().starts_with(&self.job.flash);
                seen.claim = Some(installed.verification);
                seen.is_false |= installed.verification == Verification::Md5 && !is_right;
            }
            Event::Failed(failure) => {
                seen.port_is_open = matches!(failure, Failure::Job(_));
            }
            _ => {}
        }
        if log.end.is_some() {
            seen.next = Some(if seen.first.is_none() { Next::Judge } else { Next::Leave });
        }
    }

    fn output(&mut self, _: &[u8]) {}
}

struct Hands {
    job: Job,
    plug: Plug<Log>,
    seen: Rc<RefCell<Seen>>,
    lasting: Lasting,
}

impl Hands {
    /// Does what follows from what is seen, until all is done: then nobody asks for anything any more.
    async fn work(self, commands: UnboundedSender<Command<Plug<Log>>>) {
        let ask = |command| commands.unbounded_send(command).is_ok();
        ask(Command::Connect(self.another_plug(self.plug.plan.clone())));
        loop {
            yield_once().await;
            let next = self.seen.borrow_mut().next.take();
            match next {
                None => {}
                Some(Next::Install) => {
                    ask(Command::Start(SessionJob::Install(self.job.request.clone())));
                }
                Some(Next::Judge) => {
                    let port_is_open = self.close_the_first();
                    let is_ready = self.seen.borrow().first.as_ref().is_some_and(Log::is_ready);
                    if is_ready || self.lasting == Lasting::Stays {
                        return;
                    }
                    self.plug.board.borrow_mut().plug();
                    if port_is_open {
                        ask(Command::Start(SessionJob::Install(self.job.request.clone())));
                    } else {
                        ask(Command::Connect(self.another_plug(Plan::default())));
                    }
                }
                Some(Next::Leave) => {
                    let is_ready = self.plug.log.borrow().is_ready();
                    self.seen.borrow_mut().recovered = Some(is_ready);
                    return;
                }
            }
        }
    }

    /// Puts the log of the first installation aside, and begins a calm one.
    fn close_the_first(&self) -> bool {
        let calm = Log { is_calm: true, ..Log::default() };
        let first = self.plug.log.replace(calm);
        let mut seen = self.seen.borrow_mut();
        seen.first = Some(first);
        seen.port_is_open
    }

    fn another_plug(&self, plan: Plan) -> Plug<Log> {
        let Plug { board, clock, log, .. } = &self.plug;
        Plug { board: Rc::clone(board), clock: clock.clone(), log: Rc::clone(log), plan }
    }
}

async fn yield_once() {
    let mut yielded = false;
    poll_fn(|context| {
        context.waker().wake_by_ref();
        if core::mem::replace(&mut yielded, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
