//! One board after the other, and adapters that can do less than others.

use super::person::{
    ADAPTER, Person, blank_board, configured, flashed, installation, no_modem_lines, play,
};
use super::{READY, no_prompt};
use crate::session::{Activity, Command, Event, Failure, Found, Phase, Python, State};
use core::time::Duration;
use esp8266_loader::install::Verification;
use std::rc::Rc;
use virtual_board::{Config, Running, ScriptedPrompt, Wiring};

#[test]
fn a_board_that_was_only_plugged_in_is_not_called_installed() {
    play(blank_board(), async |person: Rc<Person>| {
        person.connect();
        person.see_offer().await;
        person.ask(installation());
        person.see_phase(READY).await;
        let installed = person.state().installed.unwrap();
        assert_eq!(installed.verification, Verification::Md5);
        person.ask(Command::Disconnect);
        person.see_phase(Phase::Start).await;

        person.connect_another(flashed(ScriptedPrompt::new()));
        person.see_phase(READY).await;
        let opening = State::default().after(Event::Opening { adapter: ADAPTER });
        let known = person.state();
        assert_eq!(
            (known.installed, &known.log, &known.heard),
            (None, &opening.log, &opening.heard)
        );
    });
}

#[test]
fn the_same_board_twice_is_two_connections() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(installation());
        person.see_job().await;
        person.see_phase(READY).await;
        person.board.borrow_mut().unplug();
        person.see_phase(Phase::Start).await;
        let unplugged = Failure::Unplugged { during: Activity::Terminal };
        assert_eq!(person.state().failure, Some(unplugged));
        // What was installed, and its log, can still be looked at and reported.
        assert!(person.state().installed.is_some());
        person.board.borrow_mut().plug();
        person.connect();
        person.see_phase(READY).await;
        assert_eq!(person.state().installed, None);
        assert_eq!(person.state().failure, None);
        assert!(person.state().log.entries().is_empty());
    });
}

#[test]
fn a_plug_pulled_right_as_a_command_ends_is_told_as_that() {
    for command in [
        || Command::ResetBoard,
        || Command::Interrupt,
        || Command::RestartPython,
        || Command::PressEnter,
        installation,
    ] {
        play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
            person.connect();
            person.see_phase(READY).await;
            person.ask(command());
            person.see("the command's end", |it| it.state.phase != READY).await;
            person.see_phase(READY).await;
            person.board.borrow_mut().unplug();
            person.see_phase(Phase::Start).await;
            let unplugged = Failure::Unplugged { during: Activity::Terminal };
            assert_eq!(person.state().failure, Some(unplugged));
            person.board.borrow_mut().plug();
            person.connect();
            person.see_phase(READY).await;
        });
    }
}

#[test]
fn an_adapter_without_modem_lines_stays_connected_and_says_which_button_to_press() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect_with(no_modem_lines());
        person.see_phase(READY).await;
        person.ask(Command::ResetBoard);
        person.see("the button", |it| it.state.is_reset_by_hand).await;
        assert_eq!(person.state().phase, Phase::Terminal(Python::Awaited));
        person.press_reset();
        person.see_phase(READY).await;
        assert!(!person.state().is_reset_by_hand);
    });
}

#[test]
fn an_installation_that_a_person_has_to_start_is_installed_and_checked_all_the_same() {
    let config = Config { wiring: Wiring::None, ..Config::default() };
    play(configured(config), async |person: Rc<Person>| {
        person.enter_loader_by_hand();
        person.connect_with(no_modem_lines());
        person.see_offer().await;
        person.ask(installation());
        person
            .see("the button", |it| it.state.is_reset_by_hand && it.state.installed.is_some())
            .await;
        person.see_phase(Phase::Terminal(Python::Awaited)).await;
        assert!(person.state().is_reset_by_hand);
        person.press_reset();
        person.see_phase(READY).await;
        assert_eq!(person.state().installed.unwrap().verification, Verification::Md5);
    });
}

#[test]
fn a_board_that_says_nothing_may_hold_a_program_and_shows_it_when_stopped() {
    let mut board = flashed(Running::quiet());
    board.advance(Duration::from_secs(5));
    play(board, async |person: Rc<Person>| {
        person.connect();
        person.see_phase(no_prompt(Found::Silence)).await;
        assert!(!person.state().has_python);
        person.ask(Command::Interrupt);
        person.see_phase(READY).await;
        assert!(person.state().has_python);
    });
}
