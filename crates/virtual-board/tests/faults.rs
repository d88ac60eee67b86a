//! Faults strike where they were planned, and only there.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use common::{BANNER, config, image, ms};
use serial_line::{Layered, LineError, LineFault, SerialLine};
use virtual_board::{
    Board, Fault, FaultAt, FaultInjector, FaultKind, JumpingClock, ScriptedPrompt, SharedBoard,
    VirtualPort, random_faults,
};

/// A board at its prompt, all output read, behind a port with this fault.
async fn prompt(
    plan: Vec<Fault>,
) -> (SharedBoard, Layered<VirtualPort<JumpingClock>, FaultInjector>) {
    let mut board = Board::new(config(), Box::new(ScriptedPrompt::new()));
    board.flash_mut()[..image(BANNER).len()].copy_from_slice(&image(BANNER));
    board.flash_mut()[0x10_0008..0x10_0010].copy_from_slice(b"littlefs");
    let board = Rc::new(RefCell::new(board));
    let mut port = VirtualPort::open(&board, JumpingClock::new(), 115_200).unwrap();
    port.sleep(ms(1000)).await;
    port.discard_input().await.unwrap();
    let hand = Rc::clone(&board);
    let faults = FaultInjector::new(plan).with_unplug(move || hand.borrow_mut().unplug());
    (board, Layered::new(port, faults))
}

/// What `12` and Enter show, in reads of at most eight bytes, faults as their names.
async fn typed(at: FaultAt, kind: FaultKind) -> String {
    let (_board, mut port) = prompt(vec![Fault { at, kind }]).await;
    let mut shown = String::new();
    if let Err(error) = port.write_all(b"12\r").await {
        return error.to_string();
    }
    let mut buf = [0; 64];
    loop {
        match port.read(&mut buf, ms(500)).await {
            Ok(count) => shown += &String::from_utf8_lossy(&buf[..count]),
            Err(LineError::TimedOut) => return shown,
            Err(error @ LineError::LineFault(_)) => shown += &format!("[{error}]"),
            Err(error) => return shown + &error.to_string(),
        }
    }
}

#[test]
fn bytes_are_lost_turned_doubled_and_repeated_at_their_place() {
    for (kind, shown) in [
        (FaultKind::Drop, "1\r\n12\r\n>>> "),
        (FaultKind::Flip(1), "13\r\n12\r\n>>> "),
        (FaultKind::Double, "122\r\n12\r\n>>> "),
        (FaultKind::Repeat(1), "112\r\n12\r\n>>> "),
        (FaultKind::Split, "12\r\n12\r\n>>> "),
        (FaultKind::Line(LineFault::Overrun), "1[line fault: overrun]2\r\n12\r\n>>> "),
        (FaultKind::Unplug, "1the device has been lost"),
    ] {
        let heard = pollster::block_on(typed(FaultAt::Heard(1), kind));
        assert_eq!(heard, shown, "{kind:?}");
    }
    for (kind, shown) in [
        (FaultKind::Drop, "1\r\n1\r\n>>> "),
        (FaultKind::Double, "122\r\n122\r\n>>> "),
        (FaultKind::Stall(ms(300)), "12\r\n12\r\n>>> "),
        (FaultKind::Unplug, "the device has been lost"),
    ] {
        let heard = pollster::block_on(typed(FaultAt::Sent(1), kind));
        assert_eq!(heard, shown, "{kind:?}");
    }
}

#[test]
fn a_stall_keeps_silent_for_its_time_and_loses_nothing() {
    pollster::block_on(async {
        let late = FaultKind::Stall(Duration::from_secs(3));
        let (_board, mut port) = prompt(vec![Fault { at: FaultAt::Heard(0), kind: late }]).await;
        let start = port.now();
        port.write_all(b"1").await.unwrap();
        let mut buf = [0; 8];
        assert_eq!(port.read(&mut buf, Duration::from_secs(1)).await, Err(LineError::TimedOut));
        assert_eq!(port.now() - start, Duration::from_secs(1));
        assert_eq!(port.read(&mut buf, Duration::from_secs(5)).await, Ok(1));
        assert!(port.now() - start >= Duration::from_secs(3));
    });
}

#[test]
fn a_pulled_cable_takes_the_board_with_it() {
    pollster::block_on(async {
        let unplug = Fault { at: FaultAt::Sent(0), kind: FaultKind::Unplug };
        let (board, mut port) = prompt(vec![unplug]).await;
        assert_eq!(port.write_all(b"1").await, Err(LineError::Lost));
        assert!(!board.borrow().is_plugged());
        assert_eq!(port.layer.happened(), [unplug]);
    });
}

#[test]
fn the_same_seed_gives_the_same_plan() {
    assert_eq!(random_faults(7, 20, 1000), random_faults(7, 20, 1000));
    assert_ne!(random_faults(7, 20, 1000), random_faults(8, 20, 1000));
}
