//! The code of our lessons in a real MicroPython, with a light that only counts. What is meant to fail, fails; and
//! what is meant to go on for ever does so until it is stopped.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use lessons::{Block, Insert, parse};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

/// Does each piece of code as its own, all with the same names; says what it ended with, and how often the light
/// was switched.
const BOARD: &str = r#"
import sys
class Stub: pass
class Pin:
    OUT = 1
class Signal:
    switched = 0
    def __init__(self, pin, mode, invert=False): assert (pin, mode, invert) == (2, Pin.OUT, True)
    def on(self): Signal.switched += 1
    def off(self): Signal.switched += 1
machine, time = Stub(), Stub()
machine.Pin, machine.Signal = Pin, Signal
def sleep(seconds):
    Stub.naps -= 1
    if not Stub.naps: raise KeyboardInterrupt
time.sleep = sleep
sys.modules['machine'], sys.modules['time'] = machine, time
names = {}
def do(kind, source):
    Signal.switched, Stub.naps = 0, 100
    ended = 'ended'
    try:
        exec(compile(source, '<lesson>', kind), names)
    except BaseException as e:
        ended = type(e).__name__
    print('#', ended, Signal.switched)
"#;

/// What became of the pieces of a lesson, with what they printed.
fn done(micropython: &str, lesson: &str) -> Vec<String> {
    let lesson = parse(&fs::read_to_string(lesson).unwrap()).unwrap();
    let blocks = lesson.cards.iter().flat_map(|card| &card.blocks);
    let mut script = BOARD.to_owned();
    for block in blocks {
        let Block::Code { text, insert } = block else { continue };
        let kind = match insert {
            Insert::Prompt => "single",
            Insert::Program => "exec",
            Insert::Nowhere => continue,
        };
        script += &format!("do({kind:?}, {text:?})\n");
    }
    let mut python =
        Command::new(micropython).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    python.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn lesson(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/lessons/en-US");
    folder.join(name).display().to_string()
}

#[test]
fn the_first_steps_do_what_they_say() {
    let micropython = env::var("BOARDWALK_MICROPYTHON").unwrap();
    let expected = [
        // Talk to it.
        "Hello",
        "# ended 0",
        "5",
        "# ended 0",
        // The light.
        "# ended 0",
        "# ended 0",
        "# ended 1",
        // It blinks ten times, then until it is stopped.
        "# ended 20",
        "# KeyboardInterrupt 100",
        // A mistake on purpose.
        "# AttributeError 0",
    ];
    assert_eq!(done(&micropython, &lesson("first-steps.md")), expected);
}
