//! A computer that is busy with other things. In a program of its own: what it has started is the interpreter.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(all(feature = "interpreter", target_os = "linux"))]

mod common;

use std::thread;
use std::time::Duration;

use common::python::children;
use common::{Host, ms};
use rustix::process::{Pid, Signal, kill_process};

#[test]
fn python_notices_a_ctrl_c_before_the_clock_goes_on() {
    let mut host = Host::at_prompt();
    host.board.send(b"while True: pass\r\r");
    host.wait(ms(100));
    let [child] = *children(std::process::id()).first_chunk().unwrap();
    let child = Pid::from_raw(child.cast_signed()).unwrap();
    // It does not get to run for a while.
    kill_process(child, Signal::STOP).unwrap();
    let busy = thread::spawn(move || {
        thread::sleep(Duration::from_millis(800));
        kill_process(child, Signal::CONT).unwrap();
    });
    let said = host.typed("\x03");
    busy.join().unwrap();
    assert!(said.ends_with("KeyboardInterrupt: \r\n>>> "), "{said:?}");
}
