//! Calls that a system or an adapter refuses, and what that leaves of the port.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use common::{config, ms};
use serial_line::{ControlError, Layered, LineError, SerialLine, SerialPort, Signals};
use virtual_board::{
    AdapterConfig, BaudChangeBy, BeyondMax, Board, Call, CallFailure, CallFault, Config,
    FaultInjector, JumpingClock, ModemLines, ScriptedPrompt, SharedBoard, VirtualPort,
};

fn shared(config: Config) -> SharedBoard {
    Rc::new(RefCell::new(Board::new(config, Box::new(ScriptedPrompt::new()))))
}

fn open(board: &SharedBoard) -> VirtualPort<JumpingClock> {
    VirtualPort::open(board, JumpingClock::new(), 115_200).unwrap()
}

/// A port on which the second call of a method fails.
fn with_failure(
    board: &SharedBoard,
    call: Call,
    failure: CallFailure,
) -> Layered<VirtualPort<JumpingClock>, FaultInjector> {
    let hand = Rc::clone(board);
    let faults = FaultInjector::new(Vec::new())
        .with_call_faults(vec![CallFault { call, numbers: 1..2, failure }])
        .with_close(move || hand.borrow_mut().close());
    Layered::new(open(board), faults)
}

/// Whether a method works, or how it fails.
async fn outcome(port: &mut impl SerialPort, call: Call) -> Result<(), String> {
    match call {
        Call::Write => port.write_all(b"\r").await.map_err(|error| error.to_string()),
        Call::Discard => port.discard_input().await.map_err(|error| error.to_string()),
        Call::SetBaud => port.set_baud(115_200).await.map_err(|error| error.to_string()),
        Call::SetSignals => port.set_signals(Signals::IDLE).await.map_err(|it| it.to_string()),
    }
}

#[test]
fn a_refused_call_is_refused_once_and_leaves_the_port_as_it_was() {
    pollster::block_on(async {
        for call in Call::ALL {
            let board = shared(config());
            let mut port = with_failure(&board, call, CallFailure::Refused);
            outcome(&mut port, call).await.unwrap();
            outcome(&mut port, call).await.unwrap_err();
            assert!(board.borrow().is_open());
            for call in Call::ALL {
                outcome(&mut port, call).await.unwrap();
            }
        }
    });
}

#[test]
fn a_port_that_is_left_closed_refuses_everything_until_a_speed_is_set() {
    pollster::block_on(async {
        let board = shared(config());
        let mut port = with_failure(&board, Call::SetBaud, CallFailure::Closed);
        port.set_baud(115_200).await.unwrap();
        assert!(matches!(port.set_baud(9_600).await, Err(ControlError::Closed(_))));
        assert!(!board.borrow().is_open());
        assert!(matches!(port.read(&mut [0; 8], ms(10)).await, Err(LineError::Refused(_))));
        assert!(matches!(port.write_all(b"\r").await, Err(LineError::Refused(_))));
        assert!(matches!(port.discard_input().await, Err(LineError::Refused(_))));
        assert!(matches!(port.set_signals(Signals::IDLE).await, Err(ControlError::Closed(_))));
        for call in [Call::SetBaud, Call::Write, Call::Discard, Call::SetSignals] {
            outcome(&mut port, call).await.unwrap();
        }
        assert!(board.borrow().is_open());
    });
}

#[test]
fn a_system_that_does_not_answer_is_waited_for_ten_seconds() {
    pollster::block_on(async {
        for call in [Call::Write, Call::SetBaud, Call::SetSignals] {
            let mut port = with_failure(&shared(config()), call, CallFailure::TimedOut);
            outcome(&mut port, call).await.unwrap();
            let began = port.now();
            outcome(&mut port, call).await.unwrap_err();
            assert_eq!(port.now() - began, Duration::from_secs(10), "{call:?}");
        }
    });
}

#[test]
fn a_speed_that_the_driver_refuses_leaves_a_reopened_port_closed_and_a_switched_one_open() {
    let adapter = AdapterConfig {
        max_baud: 460_800,
        beyond_max: BeyondMax::Refused,
        ..AdapterConfig::default()
    };
    pollster::block_on(async {
        for by in [BaudChangeBy::Reopening, BaudChangeBy::Switching] {
            let board = shared(Config { adapter: adapter.clone(), ..config() });
            assert!(VirtualPort::open(&board, JumpingClock::new(), 921_600).is_err());
            let mut port = open(&board).with_baud_change(by);
            let refused = port.set_baud(921_600).await;
            assert_eq!(matches!(refused, Err(ControlError::Closed(_))), !board.borrow().is_open());
            assert_eq!(matches!(refused, Err(ControlError::Refused(_))), board.borrow().is_open());
            let read = port.read(&mut [0; 8], ms(10)).await;
            assert_eq!(matches!(read, Err(LineError::Refused(_))), by == BaudChangeBy::Reopening);
            port.set_baud(460_800).await.unwrap();
            assert!(board.borrow().is_open());
        }
    });
}

#[test]
fn an_adapter_without_modem_lines_refuses_to_switch_them_and_resets_nothing() {
    let adapter = AdapterConfig { modem_lines: ModemLines::Absent, ..AdapterConfig::default() };
    pollster::block_on(async {
        let board = shared(Config { adapter, ..config() });
        let mut port = open(&board);
        port.sleep(Duration::from_secs(1)).await;
        let mode = board.borrow().mode();
        let in_reset = Signals { dtr: false, rts: true };
        assert!(matches!(port.set_signals(in_reset).await, Err(ControlError::Refused(_))));
        board.borrow_mut().set_signals(false, true);
        port.sleep(ms(10)).await;
        assert_eq!(board.borrow().mode(), mode);
        port.write_all(b"\r").await.unwrap();
    });
}
