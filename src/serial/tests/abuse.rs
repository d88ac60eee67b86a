//! What a line, a cable, another tab or another script may do to an open port.

use super::{FakePort, LONG, SOON, chosen, hurry, opened, read, take_away};
use crate::session::{ClosedPort as _, OpenError};
use futures::future::{Either, join, select};
use serial_line::{
    Close as _, ControlError, LineError, LineFault, SerialLine as _, SerialPort as _, Signals,
};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn what_came_before_a_fault_and_after_it_is_read_in_order() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.send(b"before");
    let mut half = [0; 3];
    assert_eq!(port.read(&mut half, LONG).await, Ok(3));
    for name in ["FramingError", "BreakError", "ParityError", "BufferOverrunError"] {
        fake.fault(name);
    }
    fake.send(b"after");
    assert_eq!(read(&mut port).await, Ok(b"ore".to_vec()));
    assert_eq!(read(&mut port).await, Err(LineError::LineFault(LineFault::Framing)));
    assert_eq!(read(&mut port).await, Ok(b"after".to_vec()));
}

#[wasm_bindgen_test]
async fn a_storm_of_faults_is_told_one_by_one_and_ends() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    for _ in 0..300 {
        let (outcome, ()) = join(read(&mut port), async { fake.fault("FramingError") }).await;
        assert_eq!(outcome, Err(LineError::LineFault(LineFault::Framing)));
    }
    fake.send(b"calm");
    assert_eq!(read(&mut port).await, Ok(b"calm".to_vec()));
}

#[wasm_bindgen_test]
async fn a_fault_while_input_is_thrown_away_is_thrown_away_too() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.send(b"stale");
    port.sleep(SOON).await;
    fake.fault("BreakError");
    port.discard_input().await.unwrap();
    fake.send(b"new");
    let mut outcome = read(&mut port).await;
    if matches!(outcome, Err(LineError::LineFault(_))) {
        outcome = read(&mut port).await;
    }
    assert_eq!(outcome, Ok(b"new".to_vec()));
}

#[wasm_bindgen_test]
async fn a_port_without_streams_is_gone() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.without_streams();
    assert_eq!(read(&mut port).await, Err(LineError::Lost));
    assert_eq!(port.write_all(b"x").await, Err(LineError::Lost));
    port.close().await;
}

#[wasm_bindgen_test]
async fn a_stream_that_someone_else_holds_is_told_at_once() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.take_reader();
    fake.take_writer();
    assert_eq!(read(&mut port).await, Err(LineError::Lost));
    assert!(port.write_all(b"x").await.is_err());
    // It can't be closed either, and that does not hang.
    port.close().await;
}

#[wasm_bindgen_test]
async fn a_cable_pulled_in_the_middle_of_a_write_ends_it() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.set_stuck(true);
    let pull = async {
        gloo::timers::future::TimeoutFuture::new(20).await;
        fake.unplug();
    };
    let (outcome, ()) = join(port.write_all(b"never sent"), pull).await;
    assert_eq!(outcome, Err(LineError::Lost));
    assert_eq!(port.write_all(b"x").await, Err(LineError::Lost));
    assert!(fake.written().is_empty());
}

#[wasm_bindgen_test]
async fn a_cable_pulled_while_the_port_closes_does_not_hold_it_up() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    port.write_all(b"x").await.unwrap();
    join(port.close(), async { fake.unplug() }).await;
    let refused = chosen(&fake).open(115_200).await.unwrap_err();
    assert!(matches!(refused, OpenError::Refused(_) | OpenError::AlreadyOpen), "{refused}");
}

#[wasm_bindgen_test]
async fn a_port_that_another_tab_owns_is_refused_and_opens_when_that_lets_go() {
    let fake = FakePort::new();
    fake.set_refusals(2);
    for _ in 0..2 {
        assert!(matches!(chosen(&fake).open(115_200).await, Err(OpenError::Refused(_))));
    }
    opened(&fake).await;
}

#[wasm_bindgen_test]
async fn a_speed_change_that_fails_halfway_is_told_and_can_be_tried_again() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.set_refusals(3);
    let words = "NetworkError: Failed to open serial port.".to_owned();
    assert_eq!(port.set_baud(460_800).await, Err(ControlError::Closed(words.clone())));
    // A closed port is no lost device, and says why it is closed.
    assert_eq!(read(&mut port).await, Err(LineError::Refused(words.clone())));
    assert_eq!(port.write_all(b"x").await, Err(LineError::Refused(words.clone())));
    assert_eq!(port.discard_input().await, Err(LineError::Refused(words.clone())));
    assert_eq!(port.set_signals(Signals::IDLE).await, Err(ControlError::Closed(words)));
    // Neither of the two speeds is the one it has.
    port.set_baud(115_200).await.unwrap();
    fake.send(b"open again");
    assert_eq!(read(&mut port).await, Ok(b"open again".to_vec()));
    port.set_signals(Signals::IDLE).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_port_that_never_opens_again_can_be_given_up() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.set_refusals(1_000);
    assert!(port.set_baud(460_800).await.is_err());
    port.close().await;
    fake.set_refusals(0);
    opened(&fake).await;
}

#[wasm_bindgen_test]
async fn an_adapter_without_modem_lines_is_known_in_every_browsers_words() {
    for words in ["Failed to set control signals.", "Setting signals failed", "Erreur"] {
        let fake = FakePort::new();
        let mut port = opened(&fake).await;
        fake.set_no_signals(words);
        let refused = ControlError::Refused(format!("NetworkError: {words}"));
        assert_eq!(port.set_signals(Signals::IDLE).await, Err(refused));
        // Bytes go both ways, at every speed.
        port.set_baud(460_800).await.unwrap();
        port.write_all(b"x").await.unwrap();
        fake.send(b"y");
        assert_eq!(read(&mut port).await, Ok(b"y".to_vec()));
        port.close().await;
    }
}

#[wasm_bindgen_test]
async fn bytes_whose_memory_was_taken_away_are_missed_and_nothing_else() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    let bytes = fake.send_loosely(b"taken away");
    let mut start = [0; 5];
    assert_eq!(port.read(&mut start, LONG).await, Ok(5));
    take_away(&bytes);
    fake.send(b"whole");
    assert_eq!(read(&mut port).await, Ok(b"whole".to_vec()));
}

#[wasm_bindgen_test]
async fn a_flood_is_thrown_away_up_to_a_bound_and_the_page_goes_on() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.flood();
    port.discard_input().await.unwrap();
    assert_eq!(read(&mut port).await, Ok(vec![0; 64]));
}

#[wasm_bindgen_test]
async fn streams_that_are_dead_from_the_start_leave_the_page_its_turns() {
    for name in [Some("BreakError"), None] {
        let fake = FakePort::new();
        let mut port = opened(&fake).await;
        fake.only_dead_streams(name);
        let reading = async {
            loop {
                match read(&mut port).await {
                    Err(LineError::LineFault(LineFault::Break)) => {}
                    other => break other,
                }
            }
        };
        let turn = gloo::timers::future::TimeoutFuture::new(20);
        let (reading, turn) = (core::pin::pin!(reading), core::pin::pin!(turn));
        assert!(matches!(select(reading, turn).await, Either::Right(_)), "{name:?}");
    }
}

#[wasm_bindgen_test]
async fn a_stream_that_ends_again_and_again_is_silence_with_a_limit() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.only_dead_streams(None);
    assert_eq!(port.read(&mut [0; 8], SOON).await, Err(LineError::TimedOut));
}

#[wasm_bindgen_test]
async fn input_of_streams_that_are_all_dead_is_thrown_away_in_no_time() {
    for name in [Some("FramingError"), None] {
        let fake = FakePort::new();
        let mut port = opened(&fake).await;
        fake.only_dead_streams(name);
        let before = port.now();
        port.discard_input().await.unwrap();
        assert!(port.now() - before < LONG, "{name:?}");
    }
}

#[wasm_bindgen_test]
async fn a_driver_that_answers_nothing_any_more_holds_nobody_for_good() {
    hurry(100);
    let unopened = FakePort::new();
    unopened.hang();
    assert!(matches!(chosen(&unopened).open(115_200).await, Err(OpenError::TimedOut)));

    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.hang();
    assert_eq!(port.write_all(b"x").await, Err(LineError::TimedOut));
    assert_eq!(port.set_signals(Signals::IDLE).await, Err(ControlError::TimedOut));
    assert_eq!(port.set_baud(460_800).await, Err(ControlError::TimedOut));
    port.close().await;
    hurry(1);
}

#[wasm_bindgen_test]
async fn a_port_that_opens_when_nobody_waits_any_more_is_closed_again() {
    let fake = FakePort::new();
    fake.set_slow(true);
    hurry(100);
    let outcome = chosen(&fake).open(115_200).await;
    hurry(1);
    assert!(matches!(outcome, Err(OpenError::TimedOut)));
    fake.open_late();
    gloo::timers::future::TimeoutFuture::new(20).await;
    assert_eq!(fake.log(), "open 115200 large; close");
    opened(&fake).await;
}

#[wasm_bindgen_test]
async fn a_speed_change_that_ends_when_nobody_waits_any_more_leaves_no_open_port() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.set_slow(true);
    hurry(100);
    let outcome = port.set_baud(460_800).await;
    hurry(1);
    assert_eq!(outcome, Err(ControlError::TimedOut));
    fake.open_late();
    gloo::timers::future::TimeoutFuture::new(20).await;
    assert!(fake.log().ends_with("open 460800 large; close"), "{}", fake.log());
    opened(&fake).await;
}
