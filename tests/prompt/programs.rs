//! Programs of a person: what they print, what they raise, how they end.

use super::{Need, Subject};
use core::time::Duration;
use micropython_repl::Afterwards;
use micropython_repl::conversation::{Conversation as _, converse};
use micropython_repl::error::Error;
use micropython_repl::exec::{Exec, Outcome};
use serial_line::SerialLine;

pub(super) async fn judge<L: SerialLine>(subject: &mut Subject<L>) {
    let long: String = (0..400).map(|line| format!("x = {line}  # {}\n", "n".repeat(30))).collect();
    let comments: String = (0..400).map(|line| format!("# {line} {}\n", "n".repeat(30))).collect();
    prints(subject, "print(123)", "123\n").await;
    prints(subject, "", "").await;
    prints(subject, "print('It’s Grüße °C')", "It’s Grüße °C\n").await;
    prints(subject, &format!("{comments}print(399)"), "399\n").await;
    raises(subject, "1/0", "ZeroDivisionError").await;
    raises(subject, "print(1)\nx = = 1\nprint(2)", "SyntaxError").await;
    raises(subject, &format!("x = = 1\n{long}"), "SyntaxError").await;
    if subject.has(Need::Language) {
        prints(subject, "1+1", "").await;
        prints(subject, "x = 'It’s Grüße °C'\nprint(x)", "It’s Grüße °C\n").await;
        prints(subject, "print('a\\x04b\\x04>c\\x04\\x04>d')", "a\x04b\x04>c\x04\x04>d\n").await;
        prints(subject, &format!("{long}print(x)"), "399\n").await;
        raises(subject, "raise ValueError('a\\nb')", "ValueError").await;
        stops(subject, "while True: pass").await;
        stops(subject, PATIENT).await;
    }
    if subject.has(Need::Input) {
        hears(subject).await;
    }
    if subject.has(Need::Restart) {
        ends(subject).await;
    }
    refuses_control_bytes(subject).await;
}

/// Takes one Ctrl-C after the other.
const PATIENT: &str =
    "n = 0\nwhile True:\n try:\n  while True: pass\n except:\n  n += 1\n  if n > 2: raise\n";

/// A program that ends Python.
async fn ends<L: SerialLine>(subject: &mut Subject<L>) {
    let (outcome, printed) = run(subject, "print(1)\nraise SystemExit").await;
    assert_eq!((outcome.raised, outcome.afterwards), (None, subject.traits.exit));
    assert_eq!(printed, "1\n");
    prints(subject, "print(2)", "2\n").await;
}

async fn run<L: SerialLine>(subject: &mut Subject<L>, source: &str) -> (Outcome, String) {
    let sending = subject.sending;
    let mut printed = Vec::new();
    let (outcome, _) = subject
        .with(async |repl| {
            let mut exec = Exec::of_a_person(source.as_bytes(), sending);
            let mut output = |bytes: &[u8]| printed.extend_from_slice(bytes);
            converse(repl.line(), &mut exec, &mut output)
                .await
                .unwrap_or_else(|error| panic!("{source}: {error}"))
                .unwrap_or_else(|error| panic!("{source}: {error}"))
        })
        .await;
    subject.sending = outcome.sending;
    // A terminal's lines end otherwise than a UART's.
    (outcome, String::from_utf8(printed).unwrap().replace("\r\n", "\n"))
}

async fn prints<L: SerialLine>(subject: &mut Subject<L>, source: &str, expected: &str) {
    let (outcome, printed) = run(subject, source).await;
    assert_eq!((outcome.raised, outcome.afterwards), (None, Afterwards::Raw), "{source}");
    assert_eq!(printed, expected, "{source}");
}

async fn raises<L: SerialLine>(subject: &mut Subject<L>, source: &str, class: &str) {
    let (outcome, printed) = run(subject, source).await;
    let Some(raised) = outcome.raised else {
        panic!("{source} raised nothing, and printed {printed:?}")
    };
    assert_eq!(raised.class, class, "{source}: {}", raised.text);
}

/// A program without end is stopped.
async fn stops<L: SerialLine>(subject: &mut Subject<L>, source: &str) {
    let sending = subject.sending;
    let (took, _) = subject
        .with(async |repl| {
            let mut exec = Exec::of_a_person(source.as_bytes(), sending);
            let line = repl.line();
            until(line, &mut exec, |exec| exec.is_running()).await;
            line.sleep(Duration::from_millis(300)).await;
            let began = line.now();
            exec.interrupt(began);
            let outcome = converse(line, &mut exec, &mut |_| {}).await.unwrap().unwrap();
            assert!(outcome.raised.unwrap().is_interrupt(), "{source}");
            line.now() - began
        })
        .await;
    // Each Ctrl-C that a program catches takes the time until the next one.
    assert!(took < Duration::from_millis(600), "{source}: {took:?}");
}

/// What is typed while a program runs is for its input().
async fn hears<L: SerialLine>(subject: &mut Subject<L>) {
    let sending = subject.sending;
    let (printed, _) = subject
        .with(async |repl| {
            let mut exec = Exec::of_a_person(b"print('Hallo ' + input('Name? '))", sending);
            let (line, mut printed) = (repl.line(), Vec::new());
            let mut chunk = [0; 64];
            while !printed.ends_with(b"Name? ") {
                while let Some(bytes) = exec.transmit(line.now()) {
                    line.write_all(&bytes).await.unwrap();
                }
                let count = line.read(&mut chunk, Duration::from_secs(5)).await.unwrap();
                exec.receive(&chunk[..count], line.now(), &mut |bytes| printed.extend(bytes));
            }
            assert!(exec.input(b"Ada\r"));
            converse(line, &mut exec, &mut |bytes| printed.extend(bytes)).await.unwrap().unwrap();
            String::from_utf8(printed).unwrap()
        })
        .await;
    assert!(printed.trim_end().ends_with("Hallo Ada"), "{printed:?}");
}

async fn refuses_control_bytes<L: SerialLine>(subject: &mut Subject<L>) {
    let sending = subject.sending;
    let (outcome, _) = subject
        .with(async |repl| {
            let mut exec = Exec::of_a_person(b"print('\x04')", sending);
            converse(repl.line(), &mut exec, &mut |_| {}).await.unwrap()
        })
        .await;
    assert_eq!(outcome, Err(Error::ControlByte { at: 7, byte: 4 }));
}

/// Goes on until something is so.
async fn until<L: SerialLine>(line: &mut L, exec: &mut Exec, is_so: impl Fn(&Exec) -> bool) {
    let mut chunk = [0; 64];
    while !is_so(exec) {
        while let Some(bytes) = exec.transmit(line.now()) {
            line.write_all(&bytes).await.unwrap();
        }
        let patience = exec.deadline().unwrap_or_default().saturating_sub(line.now());
        match line.read(&mut chunk, patience).await {
            Ok(count) => exec.receive(&chunk[..count], line.now(), &mut |_| {}),
            Err(_) => exec.timeout(line.now(), &mut |_| {}),
        }
    }
}
