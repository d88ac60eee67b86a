//! The board as a serial port, on a clock that jumps.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use common::{BANNER, answer, config, image, ms, sync};
use serial_line::{Layered, LineError, LineFault, SerialLine, SerialPort, Signals};
use virtual_board::{
    Board, Clock as _, Config, JumpingClock, ScriptedPrompt, SharedBoard, TraceEvent, Tracer,
    VirtualPort,
};

fn shared(config: Config) -> SharedBoard {
    Rc::new(RefCell::new(Board::new(config, Box::new(ScriptedPrompt::new()))))
}

fn with_prompt() -> SharedBoard {
    let board = shared(config());
    board.borrow_mut().flash_mut()[..image(BANNER).len()].copy_from_slice(&image(BANNER));
    board.borrow_mut().flash_mut()[0x10_0008..0x10_0010].copy_from_slice(b"littlefs");
    board
}

fn open(board: &SharedBoard) -> VirtualPort<JumpingClock> {
    VirtualPort::open(board, JumpingClock::new(), 115_200).unwrap()
}

async fn read_all(port: &mut impl SerialLine, silence: Duration) -> Vec<u8> {
    let mut all = Vec::new();
    let mut buf = [0; 256];
    while let Ok(count) = port.read(&mut buf, silence).await {
        all.extend(&buf[..count]);
    }
    all
}

async fn enter_loader(port: &mut impl SerialPort) {
    for (dtr, rts, wait) in [(false, true, 100), (true, false, 50), (false, false, 0)] {
        port.set_signals(Signals { dtr, rts }).await.unwrap();
        port.sleep(ms(wait)).await;
    }
    port.discard_input().await.unwrap();
    for _ in 0..2 {
        port.write_all(&sync()).await.unwrap();
        port.sleep(ms(100)).await;
    }
}

#[test]
fn a_loader_is_reached_through_the_trait_alone() {
    pollster::block_on(async {
        let mut port = open(&shared(config()));
        enter_loader(&mut port).await;
        assert_eq!(read_all(&mut port, ms(100)).await, answer(0x08, 0x2012_0707, 0, 0).repeat(8));
    });
}

#[test]
fn a_read_times_out_at_its_time() {
    pollster::block_on(async {
        let mut port = open(&with_prompt());
        read_all(&mut port, ms(2000)).await;
        let start = port.now();
        let result = port.read(&mut [0; 8], Duration::from_secs(3600)).await;
        assert_eq!(result, Err(LineError::TimedOut));
        assert_eq!(port.now() - start, Duration::from_secs(3600));
    });
}

#[test]
fn a_dropped_read_loses_nothing() {
    let mut port = open(&with_prompt());
    let mut heard = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    let mut buf = [0; 3];
    // Each read is polled once only, then dropped; a jump happens at every second poll at best.
    for _ in 0..2000 {
        let mut count = None;
        {
            let mut read = pin!(port.read(&mut buf, ms(50)));
            for _ in 0..2 {
                if let Poll::Ready(Ok(n)) = read.as_mut().poll(&mut context) {
                    count = Some(n);
                    break;
                }
            }
        }
        if let Some(n) = count {
            heard.extend(&buf[..n]);
        }
    }
    let text = String::from_utf8_lossy(&heard).into_owned();
    assert!(
        text.ends_with(&format!("\r\n{BANNER}\r\nType \"help()\" for more information.\r\n>>> "))
    );
}

#[test]
fn whoever_watches_the_clock_delays_no_answer() {
    let board = with_prompt();
    let clock = JumpingClock::new();
    let mut port = VirtualPort::open(&board, clock.clone(), 115_200).unwrap();
    pollster::block_on(read_all(&mut port, ms(1_000)));
    let answered_after = Cell::new(None);
    let ask = async {
        let began = port.now();
        port.write_all(b"\r").await.unwrap();
        port.read(&mut [0; 16], ms(5_000)).await.unwrap();
        answered_after.set(Some(port.now() - began));
    };
    let watch = async {
        while answered_after.get().is_none() {
            let until = board.borrow().now() + ms(1_000);
            clock.pass(&board, until).await;
        }
    };
    join(pin!(ask), pin!(watch));
    assert!(answered_after.get().unwrap() < ms(10), "{answered_after:?}");
}

#[test]
fn two_tasks_share_the_clock_and_neither_oversleeps() {
    let board = with_prompt();
    let clock = JumpingClock::new();
    let mut one = VirtualPort::open(&board, clock.clone(), 115_200).unwrap();
    let mut other = VirtualPort::open(&board, clock, 115_200).unwrap();
    let woken = RefCell::new(Vec::new());
    let long = async {
        one.sleep(Duration::from_secs(60)).await;
        woken.borrow_mut().push(one.now());
    };
    let short = async {
        for _ in 0..3 {
            other.sleep(ms(700)).await;
            woken.borrow_mut().push(other.now());
        }
    };
    join(pin!(long), pin!(short));
    assert_eq!(*woken.borrow(), [ms(700), ms(1400), ms(2100), ms(60_000)]);
}

fn join(mut one: Pin<&mut dyn Future<Output = ()>>, mut other: Pin<&mut dyn Future<Output = ()>>) {
    let mut context = Context::from_waker(Waker::noop());
    let (mut one_done, mut other_done) = (false, false);
    while !(one_done && other_done) {
        one_done = one_done || one.as_mut().poll(&mut context).is_ready();
        other_done = other_done || other.as_mut().poll(&mut context).is_ready();
    }
}

#[test]
fn an_unplugged_port_is_lost_for_good_and_a_new_one_works() {
    pollster::block_on(async {
        let board = with_prompt();
        let mut port = open(&board);
        board.borrow_mut().unplug();
        assert_eq!(port.read(&mut [0; 8], ms(10)).await, Err(LineError::Lost));
        assert!(VirtualPort::open(&board, JumpingClock::new(), 115_200).is_err());
        board.borrow_mut().plug();
        assert_eq!(port.write_all(b"x").await, Err(LineError::Lost));
        let mut new = open(&board);
        let text = read_all(&mut new, ms(2000)).await;
        assert!(text.ends_with(b">>> "));
    });
}

#[test]
fn a_line_fault_stands_between_the_bytes_around_it() {
    pollster::block_on(async {
        let board = with_prompt();
        let mut port = open(&board);
        read_all(&mut port, ms(2000)).await;
        port.write_all(b"1").await.unwrap();
        port.sleep(ms(10)).await;
        board.borrow_mut().inject_line_fault(LineFault::Break);
        port.write_all(b"2").await.unwrap();
        port.sleep(ms(10)).await;
        let mut buf = [0; 8];
        assert_eq!(port.read(&mut buf, ms(10)).await, Ok(1));
        let fault = Err(LineError::LineFault(LineFault::Break));
        assert_eq!(port.read(&mut buf, ms(10)).await, fault);
        assert_eq!(port.read(&mut buf, ms(10)).await, Ok(1));
        assert_eq!(buf[0], b'2');
    });
}

#[test]
fn a_change_of_speed_sends_first_what_was_written_and_resets_nothing() {
    pollster::block_on(async {
        let board = shared(config());
        let mut port = open(&board);
        enter_loader(&mut port).await;
        read_all(&mut port, ms(100)).await;
        port.write_all(&sync()).await.unwrap();
        port.set_baud(115_200).await.unwrap();
        assert_eq!(read_all(&mut port, ms(100)).await, answer(0x08, 0x2012_0707, 0, 0).repeat(8));
        assert_eq!(board.borrow().mode(), virtual_board::Mode::Rom);
    });
}

#[test]
fn the_trace_has_both_directions_and_stays_bounded() {
    pollster::block_on(async {
        let mut port = Layered::new(open(&with_prompt()), Tracer::new(400));
        let trace = port.layer.trace();
        read_all(&mut port, ms(2000)).await;
        port.write_all(b"1\r").await.unwrap();
        read_all(&mut port, ms(100)).await;
        assert_eq!(trace.borrow().sent(), b"1\r");
        assert!(trace.borrow().heard().ends_with(b"1\r\n1\r\n>>> "));
        let timed_out = TraceEvent::LineFailed(LineError::TimedOut);
        assert_eq!(trace.borrow().entries().last().unwrap().event, timed_out);
        for _ in 0..1000 {
            port.write_all(b"abc").await.unwrap();
        }
        assert!(trace.borrow().entries().count() <= 400 / 19);
    });
}
