//! Speeds, lines and bytes that the system or the adapter refuses.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::{Bench, Outcome, micropython, patched};
use esp8266_loader::error::Error;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::install::{Options, Verification};
use esp8266_loader::ladder::Rung;
use esp8266_loader::leave::{Restart, leave};
use serial_line::{ControlError, Layered, LineFault, SerialLine as _};
use std::ops::Range;
use std::time::Duration;
use virtual_board::{
    AdapterConfig, BeyondMax, Buttons, Call, CallFailure, CallFault, Config, Fault, FaultAt,
    FaultInjector, FaultKind, Mode, ModemLines,
};

const NEVER_AGAIN: u64 = u64::MAX;

fn fails(call: Call, numbers: Range<u64>, failure: CallFailure) -> Vec<CallFault> {
    vec![CallFault { call, numbers, failure }]
}

/// Installs over a port on which these calls fail.
fn install_with(bench: &Bench, plan: Vec<CallFault>) -> Outcome {
    let faults = FaultInjector::new(Vec::new()).with_call_faults(plan);
    let port = Layered::new(bench.port(), faults);
    bench.install_over(port, &micropython(), &Options::default())
}

fn retries(outcome: &Outcome) -> Vec<&Error> {
    let events = outcome.events.iter();
    events
        .filter_map(|event| match event {
            LoaderEvent::Retrying { after, .. } => Some(after),
            _ => None,
        })
        .collect()
}

/// The events from where the board is let go.
fn restart(outcome: &Outcome) -> Vec<&LoaderEvent> {
    let is_restart = |event: &&LoaderEvent| **event == LoaderEvent::Stage(Stage::Restart);
    let mut events: Vec<_> = outcome.events.iter().rev().take_while(|it| !is_restart(it)).collect();
    events.reverse();
    events
}

/// What the chip does once its reset line had time to rise.
fn mode(bench: &Bench) -> Mode {
    bench.board.borrow_mut().advance(Duration::from_millis(10));
    bench.board.borrow().mode()
}

#[track_caller]
fn assert_verified(bench: &Bench, outcome: &Outcome) {
    assert_eq!(outcome.result.as_ref().unwrap().verification, Verification::Md5);
    assert!(bench.flash().starts_with(&patched(&micropython())), "the flash is not the image");
}

/// Holds and lets go FLASH and RESET as a person does who starts the boot loader.
fn press_buttons(bench: &Bench) {
    for (reset, flash) in [(true, true), (false, true), (false, false)] {
        let mut board = bench.board.borrow_mut();
        board.set_buttons(Buttons { reset, flash });
        board.advance(Duration::from_millis(200));
    }
}

#[test]
fn a_speed_that_the_driver_refuses_leads_to_the_next_one_and_the_log_has_the_systems_words() {
    let adapter = AdapterConfig {
        max_baud: 230_400,
        beyond_max: BeyondMax::Refused,
        ..AdapterConfig::default()
    };
    let bench = Bench::new(Config { adapter, ..Config::default() });
    let outcome = bench.install(&micropython(), &Options::default());
    assert_verified(&bench, &outcome);
    assert_eq!(outcome.result.as_ref().unwrap().rung, Rung::new(230_400));
    assert_eq!(retries(&outcome).len(), 2, "once for each speed");
    let words = retries(&outcome).first().map(|error| error.to_string());
    assert_eq!(words.unwrap(), "setting 921600 baud: Failed to open serial port.");
}

#[test]
fn a_speed_that_is_refused_without_closing_the_port_leads_to_the_next_one_too() {
    let bench = Bench::new(Config::default());
    let outcome = install_with(&bench, fails(Call::SetBaud, 0..1, CallFailure::Refused));
    assert_verified(&bench, &outcome);
    assert_eq!(outcome.result.as_ref().unwrap().rung, Rung::new(460_800));
}

#[test]
fn a_port_that_never_opens_again_fails_with_what_the_system_says() {
    let bench = Bench::new(Config::default());
    let outcome = install_with(&bench, fails(Call::SetBaud, 0..NEVER_AGAIN, CallFailure::Closed));
    match outcome.result.as_ref().unwrap_err() {
        Error::SetBaud { baud: 115_200, source: ControlError::Closed(words) } => {
            assert!(words.contains("Failed to open"), "{words}");
        }
        other => panic!("{other:?}"),
    }
    assert!(!outcome.events.contains(&LoaderEvent::NoModemLines));
    assert!(bench.board.borrow().now() < Duration::from_secs(10));
}

#[test]
fn a_port_that_opens_at_the_third_try_after_the_installation_is_no_failure() {
    let bench = Bench::new(Config::default());
    // The first change of speed is that of the installation.
    let outcome = install_with(&bench, fails(Call::SetBaud, 1..3, CallFailure::Closed));
    assert_verified(&bench, &outcome);
    assert_eq!(restart(&outcome), Vec::<&LoaderEvent>::new());
    assert_eq!(outcome.result.unwrap().restart, Some(Restart::Reset));
    assert_eq!(mode(&bench), Mode::Booting);
}

#[test]
fn a_verified_installation_after_which_the_port_stays_closed_says_so_and_counts() {
    let bench = Bench::new(Config::default());
    let outcome = install_with(&bench, fails(Call::SetBaud, 1..NEVER_AGAIN, CallFailure::Closed));
    assert_verified(&bench, &outcome);
    assert_eq!(outcome.result.as_ref().unwrap().restart, None);
    match restart(&outcome)[..] {
        [LoaderEvent::RestartFailed { source: ControlError::Closed(words) }] => {
            assert!(words.contains("Failed to open"), "{words}");
        }
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn an_adapter_without_modem_lines_installs_and_says_that_a_person_must_reset_the_board() {
    let adapter = AdapterConfig { modem_lines: ModemLines::Absent, ..AdapterConfig::default() };
    let bench = Bench::new(Config { adapter, ..Config::default() });
    press_buttons(&bench);
    let outcome = bench.install(&micropython(), &Options::default());
    assert_verified(&bench, &outcome);
    assert_eq!(restart(&outcome), [&LoaderEvent::NoModemLines]);
    assert_eq!(outcome.result.unwrap().restart, Some(Restart::NoModemLines));
}

#[test]
fn leaving_over_an_adapter_without_modem_lines_is_no_lost_connection() {
    let adapter = AdapterConfig { modem_lines: ModemLines::Absent, ..AdapterConfig::default() };
    let bench = Bench::new(Config { adapter, ..Config::default() });
    let mut port = bench.port();
    pollster::block_on(async {
        assert_eq!(leave(&mut port).await, Ok(Restart::NoModemLines));
        port.write_all(b"\r").await.unwrap();
    });
}

#[test]
fn a_modem_line_that_is_refused_once_does_not_leave_the_board_in_reset() {
    // Three switches of the reset into the loader come first, then three into the program.
    for number in 0..6 {
        let bench = Bench::new(Config::default());
        let plan = fails(Call::SetSignals, number..number + 1, CallFailure::Refused);
        let outcome = install_with(&bench, plan);
        assert_verified(&bench, &outcome);
        assert!(!outcome.events.contains(&LoaderEvent::NoModemLines), "switch {number}");
        assert_eq!(mode(&bench), Mode::Booting, "switch {number}");
    }
}

#[test]
fn a_write_or_a_look_at_the_input_that_is_refused_leads_to_the_next_speed() {
    for call in [Call::Write, Call::Discard] {
        for number in [0, 1, 9, 30] {
            let bench = Bench::new(Config::default());
            let plan = fails(call, number..number + 1, CallFailure::Refused);
            let outcome = install_with(&bench, plan);
            assert_verified(&bench, &outcome);
            assert_eq!(outcome.result.as_ref().unwrap().rung, Rung::new(460_800), "{call:?}");
            assert_eq!(retries(&outcome).len(), 1, "{call:?} {number}");
        }
    }
}

#[test]
fn a_system_that_does_not_answer_once_is_asked_again_and_twice_ends_the_job() {
    for call in [Call::Write, Call::SetBaud, Call::SetSignals] {
        let bench = Bench::new(Config::default());
        let outcome = install_with(&bench, fails(call, 0..1, CallFailure::TimedOut));
        assert_verified(&bench, &outcome);

        let bench = Bench::new(Config::default());
        let hung = fails(call, 0..NEVER_AGAIN, CallFailure::TimedOut);
        install_with(&bench, hung).result.unwrap_err();
        let took = bench.board.borrow().now();
        assert!(took < Duration::from_secs(45), "{call:?}: {took:?}");
    }
}

#[test]
fn a_line_that_drowns_in_faults_is_left_for_a_slower_speed() {
    let bench = Bench::new(Config::default());
    let storm = |at| {
        let kind = FaultKind::Line(LineFault::Framing);
        (0..150).map(move |_| Fault { at: FaultAt::Heard(at), kind })
    };
    // In the answers to the calls, which are only repeated; in the middle of the stub's upload; and
    // while it writes.
    for (at, expected) in [(5, 0), (250, 1), (600, 1)] {
        let port = Layered::new(bench.port(), FaultInjector::new(storm(at).collect()));
        let outcome = bench.install_over(port, &micropython(), &Options::default());
        assert_verified(&bench, &outcome);
        assert_eq!(retries(&outcome).len(), expected, "at {at}: {:?}", retries(&outcome));
    }
}

#[test]
fn a_port_that_stays_at_its_speed_is_told_again_to_change_it() {
    let bench = Bench::new(Config::default());
    let outcome = install_with(&bench, fails(Call::SetBaud, 1..3, CallFailure::Refused));
    assert_verified(&bench, &outcome);
    assert_eq!(outcome.result.unwrap().restart, Some(Restart::Reset));
}

#[test]
fn a_port_that_stays_at_its_speed_for_good_leaves_a_board_that_runs() {
    let bench = Bench::new(Config::default());
    let outcome = install_with(&bench, fails(Call::SetBaud, 1..NEVER_AGAIN, CallFailure::Refused));
    assert_verified(&bench, &outcome);
    assert_eq!(mode(&bench), Mode::Booting);
    assert!(matches!(
        restart(&outcome)[..],
        [LoaderEvent::RestartFailed { source: ControlError::Refused(_) }]
    ));
}
