//! From every state into raw mode, and back to a prompt.

use super::{Need, Subject};
use core::time::Duration;
use micropython_repl::place::{Place, Tracker};
use serial_line::SerialLine;

/// What is typed at a prompt, what that takes, and what a person should see of it.
const STATES: [(&str, Need, &[u8], &str); 10] = [
    ("at a prompt", Need::Prompt, b"", ""),
    ("in a line", Need::Prompt, b"abc", ""),
    ("in a block", Need::Language, b"for i in range(3):\r", ""),
    ("in a text of many lines", Need::Language, b"x = '''abc\r", ""),
    ("in paste mode", Need::Prompt, b"\x05print(1)\r", ""),
    ("in raw mode", Need::Prompt, b"\x01", ""),
    ("in a raw command", Need::Prompt, b"\x01print(1", ""),
    ("in a raw-paste", Need::Prompt, b"\x01\x05A\x01print(1", ""),
    ("in a program", Need::Language, b"while True: pass\r\r", "KeyboardInterrupt"),
    ("in an input()", Need::Input, b"input('Name? ')\r", "KeyboardInterrupt"),
];

pub(super) async fn judge<L: SerialLine>(subject: &mut Subject<L>) {
    for (state, need, keys, seen) in STATES {
        if !subject.has(need) {
            continue;
        }
        settle(&mut subject.line).await;
        for &key in keys {
            subject.line.write_all(&[key]).await.unwrap();
            subject.line.sleep(Duration::from_millis(2)).await;
        }
        settle(&mut subject.line).await;
        take_over(subject, state, seen).await;
    }
    if subject.has(Need::Restart) {
        restarts(subject).await;
    }
}

/// A board whose program has run since its start.
pub(super) async fn from_a_program<L: SerialLine>(subject: &mut Subject<L>) {
    subject.line.sleep(Duration::from_secs(3)).await;
    take_over(subject, "in a program that began at the start", "KeyboardInterrupt").await;
}

/// Takes it over, gives it back, and looks whether the prompt answers.
async fn take_over<L: SerialLine>(subject: &mut Subject<L>, state: &str, seen: &str) {
    let ((), printed) = subject.with(async |_| {}).await;
    assert!(printed.contains(seen), "{state}: {printed:?}");
    subject.line.write_all(b"\r").await.unwrap();
    expect_prompt(&mut subject.line, state).await;
}

/// Listens until Python waits for a person.
async fn expect_prompt<L: SerialLine>(line: &mut L, state: &str) {
    let (mut tracker, mut heard) = (Tracker::default(), Vec::new());
    while tracker.place() != Place::Ready {
        let mut chunk = [0; 256];
        match line.read(&mut chunk, Duration::from_millis(300)).await {
            Ok(count) => {
                heard.extend_from_slice(&chunk[..count]);
                tracker.heard(&chunk[..count], line.now());
            }
            Err(_) => {
                tracker.pass(line.now());
                let heard = String::from_utf8_lossy(&heard);
                assert_eq!(tracker.place(), Place::Ready, "{state}: {heard:?}");
            }
        }
    }
}

/// Ctrl-D starts Python anew, and a prompt follows.
async fn restarts<L: SerialLine>(subject: &mut Subject<L>) {
    settle(&mut subject.line).await;
    subject.line.write_all(b"\x04").await.unwrap();
    let mut said = String::new();
    // It may take its time to start.
    while !said.ends_with(">>> ") {
        let mut chunk = [0; 256];
        let count = subject.line.read(&mut chunk, Duration::from_secs(5)).await.unwrap();
        said += &String::from_utf8_lossy(&chunk[..count]);
    }
    assert!(said.contains(": soft reboot\r\nMicroPython v1."), "{said:?}");
    take_over(subject, "after a restart", "").await;
}

/// Reads until nothing comes.
async fn settle<L: SerialLine>(line: &mut L) {
    let mut chunk = [0; 4096];
    while line.read(&mut chunk, Duration::from_millis(100)).await.is_ok() {}
}
