//! From every state into raw mode, and back to a prompt.

use super::Subject;
use core::time::Duration;
use micropython_repl::place::{Place, Tracker};
use serial_line::SerialLine;

/// What is typed at a prompt, and what of it a person should see.
const STATES: [(&str, &[u8], &str); 10] = [
    ("at a prompt", b"", ""),
    ("in a line", b"abc", ""),
    ("in a block", b"for i in range(3):\r", ""),
    ("in a text of many lines", b"x = '''abc\r", ""),
    ("in paste mode", b"\x05print(1)\r", ""),
    ("in raw mode", b"\x01", ""),
    ("in a raw command", b"\x01print(1", ""),
    ("in a raw-paste", b"\x01\x05A\x01print(1", ""),
    ("in a program", b"while True: pass\r\r", "KeyboardInterrupt"),
    ("in an input()", b"input('Name? ')\r", "KeyboardInterrupt"),
];

pub(super) async fn judge<L: SerialLine>(subject: &mut Subject<L>) {
    for (state, keys, seen) in STATES {
        settle(&mut subject.line).await;
        for &key in keys {
            subject.line.write_all(&[key]).await.unwrap();
            subject.line.sleep(Duration::from_millis(2)).await;
        }
        settle(&mut subject.line).await;
        let ((), printed) = subject.with(async |_| {}).await;
        assert!(printed.contains(seen), "{state}: {printed:?}");
        let mut tracker = Tracker::default();
        subject.line.write_all(b"\r").await.unwrap();
        let mut heard = Vec::new();
        while tracker.place() != Place::Ready {
            let mut chunk = [0; 256];
            match subject.line.read(&mut chunk, Duration::from_millis(300)).await {
                Ok(count) => {
                    heard.extend_from_slice(&chunk[..count]);
                    tracker.heard(&chunk[..count], subject.line.now());
                }
                Err(_) => {
                    tracker.pass(subject.line.now());
                    let heard = String::from_utf8_lossy(&heard);
                    assert_eq!(tracker.place(), Place::Ready, "{state}: {heard:?}");
                }
            }
        }
    }
}

/// Reads until nothing comes.
async fn settle<L: SerialLine>(line: &mut L) {
    let mut chunk = [0; 4096];
    while line.read(&mut chunk, Duration::from_millis(100)).await.is_ok() {}
}
