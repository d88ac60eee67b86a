//! No interpreter outlives its board. In a program of its own: all that it has started are children.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(all(feature = "interpreter", target_os = "linux"))]

mod common;

use std::fs;

use common::python::{NEW, children, program};
use common::{Host, ms};
use virtual_board::Nursery;

#[test]
fn it_ends_with_every_reset_with_the_power_and_with_the_board() {
    let running = || children(std::process::id()).len();
    let mut host = Host::at_prompt();
    assert_eq!(running(), 1);
    host.board.send(b"while True: pass\r\r");
    host.wait(ms(20));
    host.board.set_signals(false, true);
    host.wait(ms(20));
    assert_eq!(running(), 0);
    host.start();
    assert_eq!(running(), 1);
    host.typed("\x04");
    assert_eq!(running(), 1);
    host.board.unplug();
    assert_eq!(running(), 0);
    drop(host);
    let host = Host::at_prompt();
    assert_eq!(running(), 1);
    drop(host);
    assert_eq!(running(), 0);
    it_ends_in_a_nursery_too();
    #[cfg(feature = "serve")]
    it_ends_with_a_server_that_is_killed();
}

fn it_ends_in_a_nursery_too() {
    let nursery = Nursery::new(&program()).unwrap();
    let [own] = *children(std::process::id()) else { panic!("no nursery") };
    // Nobody waits for them: they are gone soon, and not at once.
    let becomes = |count| {
        (0..1_000).any(|_| {
            std::thread::sleep(ms(1));
            children(own).len() == count
        })
    };
    let (mut host, _) = Host::from_nursery(NEW, &nursery);
    assert!(becomes(1));
    host.typed("\x04");
    assert!(becomes(1));
    host.board.unplug();
    assert!(becomes(0));
    let (_host, _) = Host::from_nursery(NEW, &nursery);
    assert!(becomes(1));
}

#[cfg(feature = "serve")]
fn it_ends_with_a_server_that_is_killed() {
    let image = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("interpreter-end.bin");
    fs::write(&image, common::image(NEW)).unwrap();
    let server = common::server::Server::start(&[
        "--websocket",
        "127.0.0.1:0",
        "--image",
        image.to_str().unwrap(),
        "--program",
        "python",
        "--python",
        program().to_str().unwrap(),
    ]);
    let [pid] = *children(std::process::id()).first_chunk().unwrap();
    while children(pid).is_empty() {
        std::thread::yield_now();
    }
    let python = children(pid)[0];
    // Dropping it kills it without a word.
    drop(server);
    let is_there = || fs::exists(format!("/proc/{python}/stat")).unwrap();
    for _ in 0..1_000 {
        if !is_there() {
            return;
        }
        std::thread::sleep(ms(10));
    }
    assert!(!is_there(), "it has outlived its server");
}
