//! Stories of a person, a session and a virtual board, on virtual time.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod boards;
mod jobs;
mod loader;
mod paste;
mod person;
mod prompt;
mod refusals;

use super::*;
use core::time::Duration;
use esp8266_loader::event::LoaderEvent;
use esp8266_loader::image::Image;
use esp8266_loader::install::Options;
use person::{
    Person, Screen, blank_board, flashed, install, installation, play, refuses, yield_once,
};
use std::rc::Rc;
use virtual_board::{
    Board, Call, CallFailure, Chatty, Config, KnownStub, Running, ScriptedPrompt, StubStart,
    StubVersion, UserStart, made_up_firmware,
};

const READY: Phase = Phase::Terminal(Python::Ready);

fn no_prompt(found: Found) -> Phase {
    Phase::Offer(Offer { found, reason: OfferReason::NoPrompt })
}

#[test]
fn connect_install_type() {
    play(blank_board(), async |person: Rc<Person>| {
        person.connect();
        person.see_offer().await;
        person.ask(installation());
        person.see_phase(READY).await;
        person.type_keys("print('Micropython for Engineers!')\r");
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
        person.type_keys(&paste);
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
        person.type_keys("print('a')\r");
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
        person.see_phase(no_prompt(Found::Program)).await;
        assert!(!person.screen.borrow().terminal.contains("KeyboardInterrupt"));
        person.ask(Command::Interrupt);
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
        person.see_phase(no_prompt(Found::Program)).await;
    });
}

#[test]
fn another_firmware_can_be_watched() {
    let chatter = Chatty::new("temperature: 21\r\n", Duration::from_millis(400));
    play(flashed(chatter), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(no_prompt(Found::Program)).await;
        person.ask(Command::OpenTerminal);
        person.see_phase(Phase::Terminal(Python::Unknown)).await;
        person.see("chatter", |it| it.terminal.matches("temperature").count() > 12).await;
        person.ask(Command::Interrupt);
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
        person.ask(Command::ResetBoard);
        person.see_phase(Phase::Terminal(Python::Awaited)).await;
        person.see_phase(READY).await;
        let terminal = person.screen.borrow().terminal.clone();
        assert!(terminal.starts_with("\r\nMicroPython v"), "{terminal:?}");
    });
}

#[test]
fn after_unplugging_the_same_page_connects_again() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.board.borrow_mut().unplug();
        person.see_phase(Phase::Start).await;
        let unplugged = Failure::Unplugged { during: Activity::Terminal };
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
        person.see_offer().await;
        person.ask(installation());
        let erasing = |it: &Screen| match &it.state.phase {
            Phase::Job(super::jobs::View::Install(progress)) => progress.is_committed,
            _ => false,
        };
        person.see("erasing", erasing).await;
        person.board.borrow_mut().unplug();
        person.see_phase(Phase::Start).await;
        let unplugged = Failure::Unplugged { during: Activity::Writing };
        assert_eq!(person.state().failure, Some(unplugged));
        person.board.borrow_mut().plug();
        person.connect();
        person.see_offer().await;
        person.ask(installation());
        person.see_phase(READY).await;
    });
}

#[test]
fn a_failed_installation_leaves_the_page_usable() {
    let config = Config { chip_magic: 0x00F0_1D83, ..Config::default() };
    play(Board::new(config, Box::new(ScriptedPrompt::new())), async |person: Rc<Person>| {
        person.connect();
        person.see_offer().await;
        for _ in 0..2 {
            person.ask(installation());
            person.see_job().await;
            let failed = |it: &Screen| matches!(it.state.failure, Some(Failure::Job(_)));
            person.see("a failure", failed).await;
        }
        person.ask(Command::OpenTerminal);
        person.see_phase(Phase::Terminal(Python::Unknown)).await;
        person.ask(Command::Disconnect);
        person.see_phase(Phase::Start).await;
    });
}

/// A build that keeps its files where no other does, and something else lies there.
fn with_other_files(stub_start: StubStart) -> Board {
    let mut config = Config {
        user_start: UserStart::At(0x20_0000),
        ..Config::default().with_stub(KnownStub::made_up(StubVersion::V2))
    };
    config.defects.stub_start = stub_start;
    let mut board = Board::new(config, Box::new(ScriptedPrompt::new()));
    board.flash_mut()[0x20_0000..0x20_1000].fill(0x33);
    board
}

#[test]
fn what_other_firmware_left_is_erased_when_a_clean_start_was_not_enough() {
    play(with_other_files(StubStart::Normal), async |person: Rc<Person>| {
        person.connect();
        person.see_offer().await;
        let image = Image::parse(made_up_firmware(0x9200)).unwrap();
        person.ask(install(image, Options::default()));
        person.see_phase(READY).await;
        assert!(person.screen.borrow().terminal.contains("looks corrupt"));
        assert!(person.screen.borrow().terminal.contains("Performing initial setup"));
    });
}

#[test]
fn the_second_installation_of_a_job_begins_at_the_speed_that_served_the_first() {
    play(with_other_files(StubStart::Normal), async |person: Rc<Person>| {
        person.connect_with(refuses(Call::SetBaud, 0..1, CallFailure::Refused));
        person.see_offer().await;
        let image = Image::parse(made_up_firmware(0x9200)).unwrap();
        person.ask(install(image, Options::default()));
        person.see_phase(READY).await;
        let state = person.state();
        let again = state.log.entries().split(|entry| *entry == LogEntry::FilesDamaged).nth(1);
        let called = again.unwrap().iter().find_map(|entry| match entry {
            LogEntry::Loader(LoaderEvent::Connecting { baud, .. }) => Some(*baud),
            _ => None,
        });
        assert_eq!(called, Some(460_800));
    });
}

#[test]
fn damaged_files_that_no_erasing_reaches_are_told_and_not_erased_for_ever() {
    // The ROM alone writes, which never erases the whole chip.
    play(with_other_files(StubStart::Never), async |person: Rc<Person>| {
        person.connect();
        person.see_offer().await;
        let image = Image::parse(made_up_firmware(0x9200)).unwrap();
        person.ask(install(image, Options::default()));
        person.see_phase(Phase::Terminal(Python::FilesystemCorrupt)).await;
    });
}
