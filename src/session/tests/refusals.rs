//! Calls of the port that the system refuses, as a person sees it.

use super::READY;
use super::person::{Person, Screen, blank_board, flashed, installation, play, refuses};
use crate::session::{Command, Failure, Phase, Python};
use esp8266_loader::install::Verification;
use serial_line::LineError;
use std::rc::Rc;
use virtual_board::{Call, CallFailure, ScriptedPrompt};

const FOREVER: u64 = u64::MAX;

fn is_told_in_the_systems_words(screen: &Screen) -> bool {
    let said = |words: &String| words.contains("Failed to open serial port.");
    screen.state.phase == Phase::Start
        && matches!(&screen.state.failure, Some(Failure::Port(LineError::Refused(words))) if said(words))
}

#[test]
fn a_port_that_does_not_open_again_after_an_installation_leaves_it_installed_and_checked() {
    play(blank_board(), async |person: Rc<Person>| {
        // The first change of speed is for the installation.
        person.connect_with(refuses(Call::SetBaud, 1..FOREVER, CallFailure::Closed));
        person.see_offer().await;
        person.ask(installation());
        person.see("the system's words", is_told_in_the_systems_words).await;
        let installed = person.state().installed.unwrap();
        assert_eq!((installed.verification, installed.restart), (Verification::Md5, None));

        person.connect();
        person.see_offer().await;
        person.ask(Command::ResetBoard);
        person.see_phase(READY).await;
    });
}

#[test]
fn a_port_that_does_not_open_for_an_installation_is_not_called_unplugged() {
    play(blank_board(), async |person: Rc<Person>| {
        person.connect_with(refuses(Call::SetBaud, 0..FOREVER, CallFailure::Closed));
        person.see_offer().await;
        person.ask(installation());
        person.see("the system's words", is_told_in_the_systems_words).await;
        assert_eq!(person.state().installed, None);

        person.connect();
        person.see_offer().await;
        person.ask(installation());
        person.see_phase(READY).await;
    });
}

#[test]
fn a_port_that_opens_at_the_third_try_ends_at_the_prompt() {
    play(blank_board(), async |person: Rc<Person>| {
        person.connect_with(refuses(Call::SetBaud, 1..3, CallFailure::Closed));
        person.see_offer().await;
        person.ask(installation());
        person.see_phase(READY).await;
        assert_eq!(person.state().failure, None);
    });
}

#[test]
fn a_reset_of_which_one_switch_is_refused_is_done_all_the_same() {
    // Two switches release the lines when the port was opened; the reset has three.
    for number in 2..5 {
        play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
            let refused = refuses(Call::SetSignals, number..number + 1, CallFailure::Refused);
            person.connect_with(refused);
            person.see_phase(READY).await;
            person.ask(Command::ResetBoard);
            person.see_phase(Phase::Terminal(Python::Awaited)).await;
            person.see_phase(READY).await;
            assert!(!person.state().is_reset_by_hand);
        });
    }
}
