//! A person, a session and a virtual board, on virtual time.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use super::*;
use core::cell::RefCell;
use core::future::poll_fn;
use core::task::Poll;
use core::time::Duration;
use esp8266_loader::compress::Prepared;
use esp8266_loader::image::Image;
use esp8266_loader::install::Options;
use esp8266_loader::stub::{Segment, StubImage};
use futures::channel::mpsc::{UnboundedSender, unbounded};
use futures::future::join;
use std::rc::Rc;
use virtual_board::{
    Board, Chatty, Config, JumpingClock, KnownStub, Program, Running, ScriptedPrompt, SharedBoard,
    StubVersion, UserStart, VirtualPort, made_up_firmware,
};

/// A port of the board, as a chooser gives it.
struct Plug {
    board: SharedBoard,
    clock: JumpingClock,
}

impl ClosedPort for Plug {
    type Open = VirtualPort<JumpingClock>;

    fn usb(&self) -> Option<UsbIds> {
        Some(UsbIds { vendor: 0x1A86, product: 0x7523 })
    }

    async fn open(self, bits_per_second: u32) -> Result<Self::Open, OpenError> {
        VirtualPort::open(&self.board, self.clock, bits_per_second)
            .map_err(|error| OpenError::Refused(error.to_string()))
    }
}

/// What a person sees.
#[derive(Default)]
struct Screen {
    state: State,
    terminal: String,
    is_full: bool,
}

struct ScreenWriter(Rc<RefCell<Screen>>);

impl Outside for ScreenWriter {
    fn event(&mut self, event: Event) {
        let mut screen = self.0.borrow_mut();
        screen.state = core::mem::take(&mut screen.state).after(event);
    }

    fn output(&mut self, bytes: &[u8]) {
        self.0.borrow_mut().terminal.push_str(&String::from_utf8_lossy(bytes));
    }

    async fn room(&mut self) {
        while self.0.borrow().is_full {
            yield_once().await;
        }
    }
}

/// A person in front of the page, with a board in hand.
struct Person {
    commands: UnboundedSender<Command<Plug>>,
    screen: Rc<RefCell<Screen>>,
    board: SharedBoard,
    clock: JumpingClock,
}

impl Person {
    fn wish(&self, command: Command<Plug>) {
        self.commands.unbounded_send(command).unwrap();
    }

    fn connect(&self) {
        self.wish(Command::Connect(Plug { board: self.board.clone(), clock: self.clock.clone() }));
    }

    /// Waits until the screen shows something.
    async fn see(&self, what: &str, is_there: impl Fn(&Screen) -> bool) {
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

    async fn see_phase(&self, phase: Phase) {
        self.see(&format!("{phase:?}"), |screen| screen.state.phase == phase).await;
    }

    fn state(&self) -> State {
        self.screen.borrow().state.clone()
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

/// Plays one story: the session ends when the person leaves.
fn play<F: Future<Output = ()>>(board: Board, story: impl FnOnce(Rc<Person>) -> F) {
    let stub = KnownStub::made_up(StubVersion::V2);
    let image = StubImage {
        entry: stub.entry,
        text: Segment { address: stub.text.address, bytes: &stub.text.bytes },
        data: Segment { address: stub.data.address, bytes: &stub.data.bytes },
    };
    let (commands, wishes) = unbounded();
    let screen = Rc::new(RefCell::new(Screen::default()));
    let board = Rc::new(RefCell::new(board));
    let person = Person { commands, screen: screen.clone(), board, clock: JumpingClock::new() };
    let story = story(Rc::new(person));
    pollster::block_on(join(run(wishes, ScreenWriter(screen), image), story));
}

fn blank_board() -> Board {
    board_with(ScriptedPrompt::new())
}

fn board_with(program: impl Program + 'static) -> Board {
    let config = Config::default().with_stub(KnownStub::made_up(StubVersion::V2));
    Board::new(config, Box::new(program))
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
fn flashed(program: impl Program + 'static) -> Board {
    let mut board = board_with(program);
    let mut bytes = image().bytes().to_vec();
    bytes[3] = 0x40;
    board.flash_mut()[..bytes.len()].copy_from_slice(&bytes);
    board
}

fn installation() -> Command<Plug> {
    Command::Install(InstallRequest {
        prepared: Rc::new(Prepared::new(image())),
        options: Options::default(),
        speed: SpeedReason::Fastest,
    })
}

const READY: Phase = Phase::Terminal(Python::Ready);

#[test]
fn connect_install_type() {
    play(blank_board(), async |person: Rc<Person>| {
        person.connect();
        person.see("an offer", |it| matches!(it.state.phase, Phase::Offer(_))).await;
        person.wish(installation());
        person.see_phase(READY).await;
        person.wish(Command::Keys(b"print('Micropython for Engineers!')\r".to_vec()));
        let answer = "\r\nMicropython for Engineers!\r\n>>> ";
        person.see("the answer", |it| it.terminal.ends_with(answer)).await;
        assert!(person.board.borrow().flash().starts_with(&[0xE9, 1, 0x00, 0x40]));
    });
}

#[test]
fn a_long_paste_arrives_whole() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let paste: String = (0..60).map(|line| format!("print('line {line}')\r")).collect();
        person.wish(Command::Keys(paste.into_bytes()));
        person.see("the last line", |it| it.terminal.ends_with("\r\nline 59\r\n>>> ")).await;
        for line in 0..60 {
            assert!(person.screen.borrow().terminal.contains(&format!("\r\nline {line}\r\n")));
        }
    });
}

#[test]
fn a_full_terminal_holds_up_the_board_and_not_the_keys() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.screen.borrow_mut().is_full = true;
        let before = person.screen.borrow().terminal.clone();
        person.wish(Command::Keys(b"print('a')\r".to_vec()));
        while person.board.borrow().unsent() == 0 {
            yield_once().await;
        }
        person.board.borrow_mut().advance(Duration::from_secs(1));
        for _ in 0..1_000 {
            yield_once().await;
        }
        assert_eq!(person.screen.borrow().terminal, before);
        person.screen.borrow_mut().is_full = false;
        person.see("the answer", |it| it.terminal.ends_with("\r\na\r\n>>> ")).await;
    });
}

#[test]
fn a_board_with_a_prompt_needs_no_more_than_connecting() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        assert!(person.screen.borrow().terminal.ends_with(">>> "));
    });
}

#[test]
fn a_running_program_is_told_and_stopped_only_when_asked() {
    play(flashed(Running::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(Phase::Offer(Found::Program)).await;
        assert!(!person.screen.borrow().terminal.contains("KeyboardInterrupt"));
        person.wish(Command::Interrupt);
        person.see_phase(READY).await;
    });
}

#[test]
fn a_program_that_prints_a_digit_a_second_is_no_empty_board() {
    // The board runs already, so its numbers come one at a time: less than what Enter echoes.
    let mut board = flashed(Chatty::new("7", Duration::from_secs(1)));
    board.advance(Duration::from_secs(5));
    play(board, async |person: Rc<Person>| {
        person.connect();
        person.see_phase(Phase::Offer(Found::Program)).await;
    });
}

#[test]
fn another_firmware_can_be_watched() {
    let chatter = Chatty::new("temperature: 21\r\n", Duration::from_millis(400));
    play(flashed(chatter), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(Phase::Offer(Found::Program)).await;
        person.wish(Command::OpenTerminal);
        person.see_phase(Phase::Terminal(Python::Unknown)).await;
        person.see("chatter", |it| it.terminal.matches("temperature").count() > 12).await;
        person.wish(Command::Interrupt);
        person.see_phase(Phase::Terminal(Python::Missing)).await;
        assert!(!person.state().heard.is_empty());
    });
}

#[test]
fn a_reset_shows_the_prompt_again_and_no_boot_noise() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.screen.borrow_mut().terminal.clear();
        person.wish(Command::ResetBoard);
        person.see_phase(Phase::Terminal(Python::Awaited)).await;
        person.see_phase(READY).await;
        let terminal = person.screen.borrow().terminal.clone();
        assert!(terminal.starts_with("MicroPython v"), "{terminal:?}");
    });
}

#[test]
fn after_unplugging_the_same_page_connects_again() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.board.borrow_mut().unplug();
        person.see_phase(Phase::Start).await;
        let unplugged = Failure::Unplugged { during: Step::Terminal };
        assert_eq!(person.state().failure, Some(unplugged));
        // Clicking before plugging in fails, and the next click works.
        person.connect();
        let refused =
            |it: &Screen| matches!(it.state.failure, Some(Failure::Open(OpenError::Refused(_))));
        person.see("a refusal", refused).await;
        person.board.borrow_mut().plug();
        person.connect();
        person.see_phase(READY).await;
    });
}

#[test]
fn unplugging_while_installing_is_told_as_that_and_installing_again_works() {
    play(blank_board(), async |person: Rc<Person>| {
        person.connect();
        person.see("an offer", |it| matches!(it.state.phase, Phase::Offer(_))).await;
        person.wish(installation());
        let erasing = |it: &Screen| it.state.step() == Step::Writing;
        person.see("erasing", erasing).await;
        person.board.borrow_mut().unplug();
        person.see_phase(Phase::Start).await;
        let unplugged = Failure::Unplugged { during: Step::Writing };
        assert_eq!(person.state().failure, Some(unplugged));
        person.board.borrow_mut().plug();
        person.connect();
        person.see("an offer", |it| matches!(it.state.phase, Phase::Offer(_))).await;
        person.wish(installation());
        person.see_phase(READY).await;
    });
}

#[test]
fn a_failed_installation_leaves_the_page_usable() {
    let config = Config { chip_magic: 0x00F0_1D83, ..Config::default() };
    play(Board::new(config, Box::new(ScriptedPrompt::new())), async |person: Rc<Person>| {
        person.connect();
        person.see("an offer", |it| matches!(it.state.phase, Phase::Offer(_))).await;
        for _ in 0..2 {
            person.wish(installation());
            person.see("installing", |it| matches!(it.state.phase, Phase::Installing(_))).await;
            let failed = |it: &Screen| matches!(it.state.failure, Some(Failure::Install(_)));
            person.see("a failure", failed).await;
        }
        person.wish(Command::OpenTerminal);
        person.see_phase(Phase::Terminal(Python::Unknown)).await;
        person.wish(Command::Disconnect);
        person.see_phase(Phase::Start).await;
    });
}

#[test]
fn what_other_firmware_left_is_erased_when_a_clean_start_was_not_enough() {
    // A build that keeps its files where no other does, and something else lies there.
    let config = Config {
        user_start: UserStart::At(0x20_0000),
        ..Config::default().with_stub(KnownStub::made_up(StubVersion::V2))
    };
    let mut board = Board::new(config, Box::new(ScriptedPrompt::new()));
    board.flash_mut()[0x20_0000..0x20_1000].fill(0x33);
    play(board, async |person: Rc<Person>| {
        person.connect();
        person.see("an offer", |it| matches!(it.state.phase, Phase::Offer(_))).await;
        let prepared = Prepared::new(Image::parse(made_up_firmware(0x9200)).unwrap());
        let (prepared, options) = (Rc::new(prepared), Options::default());
        person.wish(Command::Install(InstallRequest {
            prepared,
            options,
            speed: SpeedReason::Fastest,
        }));
        person.see_phase(READY).await;
        assert!(person.screen.borrow().terminal.contains("looks corrupt"));
        assert!(person.screen.borrow().terminal.contains("Performing initial setup"));
    });
}
