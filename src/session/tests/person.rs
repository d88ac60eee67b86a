//! A person in front of the page, with a board in hand.

use crate::session::jobs::install::Request;
use crate::session::jobs::{Job, SpeedReason};
use crate::session::{
    Adapter, BoardKind, ClosedPort, Command, Event, Frontend, OpenError, Phase, State, UsbIds,
    Workbench, run,
};
use core::cell::RefCell;
use core::future::poll_fn;
use core::ops::Range;
use core::task::Poll;
use core::time::Duration;
use esp8266_loader::compress::Prepared;
use esp8266_loader::image::Image;
use esp8266_loader::install::Options;
use esp8266_loader::stub::{Segment, StubImage};
use futures::channel::mpsc::{UnboundedSender, unbounded};
use futures::future::join;
use serial_line::Layered;
use std::rc::Rc;
use virtual_board::{
    Board, Buttons, Call, CallFailure, CallFault, Config, Fault, FaultInjector, JumpingClock,
    KnownStub, Program, ScriptedPrompt, SharedBoard, StubVersion, VirtualPort,
};

pub(super) const ADAPTER: Adapter =
    Adapter { usb: Some(UsbIds { vendor: 0x1A86, product: 0x7523 }), board: BoardKind::Real };

/// A port of the board, as a chooser gives it.
pub(super) struct Plug {
    board: SharedBoard,
    clock: JumpingClock,
    faults: Vec<Fault>,
    refused: Vec<CallFault>,
}

/// Calls of the port that the system refuses, counted from when it was opened.
pub(super) fn refuses(call: Call, numbers: Range<u64>, failure: CallFailure) -> Vec<CallFault> {
    vec![CallFault { call, numbers, failure }]
}

pub(super) fn no_modem_lines() -> Vec<CallFault> {
    refuses(Call::SetSignals, 0..u64::MAX, CallFailure::Refused)
}

impl ClosedPort for Plug {
    type Open = Layered<VirtualPort<JumpingClock>, FaultInjector>;

    fn adapter(&self) -> Adapter {
        ADAPTER
    }

    async fn open(self, bits_per_second: u32) -> Result<Self::Open, OpenError> {
        let port = VirtualPort::open(&self.board, self.clock, bits_per_second)
            .map_err(|error| OpenError::Refused(error.to_string()))?;
        let board = Rc::clone(&self.board);
        let faults = FaultInjector::new(self.faults)
            .with_call_faults(self.refused)
            .with_unplug(move || board.borrow_mut().unplug())
            .with_close(move || self.board.borrow_mut().close());
        Ok(Layered::new(port, faults))
    }
}

/// What a person sees.
#[derive(Default)]
pub(super) struct Screen {
    pub(super) state: State,
    pub(super) terminal: String,
    pub(super) is_full: bool,
}

struct ScreenWriter {
    screen: Rc<RefCell<Screen>>,
    workbench: workbench::Program,
}

impl Frontend for ScreenWriter {
    fn event(&mut self, event: Event) {
        let mut screen = self.screen.borrow_mut();
        screen.state = core::mem::take(&mut screen.state).after(event);
    }

    fn output(&mut self, bytes: &[u8]) {
        self.screen.borrow_mut().terminal.push_str(&String::from_utf8_lossy(bytes));
    }

    async fn workbench(&mut self) -> Result<Rc<dyn Workbench>, String> {
        Ok(Rc::new(self.workbench.clone()))
    }

    async fn output_ready(&mut self) {
        while self.screen.borrow().is_full {
            yield_once().await;
        }
    }
}

/// A person in front of the page, with a board in hand.
pub(super) struct Person {
    commands: UnboundedSender<Command<Plug>>,
    pub(super) screen: Rc<RefCell<Screen>>,
    pub(super) board: SharedBoard,
    /// What came of jobs, as values.
    pub(super) workbench: workbench::Program,
    clock: JumpingClock,
}

impl Person {
    /// Presses a button.
    pub(super) fn ask(&self, command: Command<Plug>) {
        self.commands.unbounded_send(command).unwrap();
    }

    pub(super) fn connect(&self) {
        self.connect_with(Vec::new());
    }

    pub(super) fn connect_with(&self, refused: Vec<CallFault>) {
        self.connect_over(Vec::new(), refused);
    }

    /// Connects by a cable with these faults.
    pub(super) fn connect_over(&self, faults: Vec<Fault>, refused: Vec<CallFault>) {
        let (board, clock) = (self.board.clone(), self.clock.clone());
        self.ask(Command::Connect(Plug { board, clock, faults, refused }));
    }

    /// Connects another board, on a cable of its own.
    pub(super) fn connect_another(&self, board: Board) {
        let (board, clock) = (Rc::new(RefCell::new(board)), JumpingClock::new());
        let (faults, refused) = (Vec::new(), Vec::new());
        self.ask(Command::Connect(Plug { board, clock, faults, refused }));
    }

    pub(super) fn type_keys(&self, keys: &str) {
        self.ask(Command::Keys(keys.as_bytes().to_vec()));
    }

    /// Waits until the screen shows something.
    pub(super) async fn see(&self, what: &str, is_there: impl Fn(&Screen) -> bool) {
        for _ in 0..100_000 {
            if is_there(&self.screen.borrow()) {
                return;
            }
            yield_once().await;
        }
        let screen = self.screen.borrow();
        let end = &screen.terminal.as_bytes()[screen.terminal.len().saturating_sub(200)..];
        panic!("no {what}, but {:?} and {:?}", screen.state, String::from_utf8_lossy(end));
    }

    pub(super) async fn see_phase(&self, phase: Phase) {
        self.see(&format!("{phase:?}"), |screen| screen.state.phase == phase).await;
    }

    pub(super) fn state(&self) -> State {
        self.screen.borrow().state.clone()
    }
}

pub(super) async fn yield_once() {
    let mut yielded = false;
    poll_fn(|context| {
        context.waker().wake_by_ref();
        if core::mem::replace(&mut yielded, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// Plays one story: the session ends when the person leaves.
pub(super) fn play<F: Future<Output = ()>>(board: Board, story: impl FnOnce(Rc<Person>) -> F) {
    let stub = KnownStub::made_up(StubVersion::V2);
    let image = StubImage {
        entry: stub.entry,
        text: Segment { address: stub.text.address, bytes: &stub.text.bytes },
        data: Segment { address: stub.data.address, bytes: &stub.data.bytes },
    };
    let (commands, received) = unbounded();
    let screen = Rc::new(RefCell::new(Screen::default()));
    let board = Rc::new(RefCell::new(board));
    let workbench = workbench::Program::default();
    let writer = ScreenWriter { screen: screen.clone(), workbench: workbench.clone() };
    let person = Person { commands, screen, board, workbench, clock: JumpingClock::new() };
    let story = story(Rc::new(person));
    pollster::block_on(join(run(received, writer, image), story));
}

pub(super) fn blank_board() -> Board {
    board_with(ScriptedPrompt::new())
}

pub(super) fn board_with(program: impl Program + 'static) -> Board {
    let config = Config::default().with_stub(KnownStub::made_up(StubVersion::V2));
    Board::new(config, Box::new(program))
}

/// A blank board that is wired in another way.
pub(super) fn configured(config: Config) -> Board {
    let config = config.with_stub(KnownStub::made_up(StubVersion::V2));
    Board::new(config, Box::new(ScriptedPrompt::new()))
}

/// The smallest image that a board starts.
fn image() -> Image {
    let mut bytes = vec![0xE9, 1, 0x00, 0x20, 0, 0, 0x10, 0x40, 0, 0, 0x10, 0x40, 4, 0, 0, 0];
    bytes.extend([1, 2, 3, 4]);
    bytes.resize(31, 0);
    bytes.push(0xEF ^ 1 ^ 2 ^ 3 ^ 4);
    Image::parse(bytes).unwrap()
}

/// A board on which an image was installed before; the header says 4 MiB.
pub(super) fn flashed(program: impl Program + 'static) -> Board {
    let mut board = board_with(program);
    let mut bytes = image().bytes().to_vec();
    bytes[3] = 0x40;
    board.flash_mut()[..bytes.len()].copy_from_slice(&bytes);
    board
}

/// What names a chip that is none of ours.
pub(super) const ANOTHER_CHIP: u32 = 0x00F0_1D83;

/// A board with Python, on a chip that is another one.
pub(super) fn board_of_another_chip() -> Board {
    let config = Config { chip_magic: ANOTHER_CHIP, ..Config::default() };
    let mut board = Board::new(config, Box::new(ScriptedPrompt::new()));
    let image = flashed(ScriptedPrompt::new()).flash()[..64].to_vec();
    board.flash_mut()[..64].copy_from_slice(&image);
    board
}

pub(super) fn installation() -> Command<Plug> {
    install(image(), Options::default())
}

pub(super) fn install(image: Image, options: Options) -> Command<Plug> {
    let (prepared, speed) = (Rc::new(Prepared::new(image)), SpeedReason::Fastest);
    Command::Start(Job::Install(Request { prepared, options, speed, other: None }))
}

impl Person {
    pub(super) fn press_reset(&self) {
        self.hold(&[(true, false), (false, false)]);
    }

    pub(super) fn enter_loader_by_hand(&self) {
        self.hold(&[(true, true), (false, true), (false, false)]);
    }

    /// Holds the buttons for reset and flash, one state after the other.
    fn hold(&self, states: &[(bool, bool)]) {
        for &(reset, flash) in states {
            let mut board = self.board.borrow_mut();
            board.set_buttons(Buttons { reset, flash });
            board.advance(Duration::from_millis(200));
        }
    }

    pub(super) async fn see_offer(&self) {
        self.see("an offer", |it| matches!(it.state.phase, Phase::Offer(_))).await;
    }

    pub(super) async fn see_job(&self) {
        self.see("a job", |it| matches!(it.state.phase, Phase::Job(_))).await;
    }
}
