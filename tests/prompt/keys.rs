//! What is typed while a job has the board: for a program that asks, or for the prompt behind it.

use super::{Need, Subject};
use core::time::Duration;
use micropython_repl::job::{Job, Outcome, Step, Task};
use serial_line::SerialLine;

pub(super) async fn judge<L: SerialLine>(subject: &mut Subject<L>) {
    if subject.has(Need::Input) {
        program_that_asks(subject).await;
    }
    program_that_does_not(subject).await;
}

async fn program_that_asks<L: SerialLine>(subject: &mut Subject<L>) {
    let source = "n = input('Name? ')\nprint('Hallo ' + n + '.')\n";
    let done = run(subject, source, "", Some("Ada\r")).await;
    let running: Vec<_> =
        done.steps.iter().filter(|step| matches!(step, Step::Running { .. })).collect();
    let [Step::Running { asks: false }, Step::Running { asks: true }, ..] = running[..] else {
        panic!("{}: {:?}", subject.name, done.steps)
    };
    assert!(done.printed.contains("Hallo Ada."), "{}: {:?}", subject.name, done.printed);
    assert_eq!(done.left, "");
    // What was typed before it ran is for it as well, once it asks.
    let done = run(subject, source, "Bea\r", None).await;
    assert!(done.printed.contains("Hallo Bea."), "{}: {:?}", subject.name, done.printed);
}

async fn program_that_does_not<L: SerialLine>(subject: &mut Subject<L>) {
    let done = run(subject, "print(123)\n", "print(4)\r", None).await;
    assert!(done.printed.contains("123"), "{}: {:?}", subject.name, done.printed);
    assert_eq!(done.left, "print(4)\r");
}

struct Done {
    steps: Vec<Step>,
    printed: String,
    /// What was typed and not read.
    left: String,
}

/// Runs a program; types before it begins, and when it asks.
async fn run<L: SerialLine>(
    subject: &mut Subject<L>,
    source: &str,
    before: &str,
    mut answer: Option<&str>,
) -> Done {
    let line = &mut subject.line;
    let task = Task::Run { source: source.as_bytes().into() };
    let (mut job, mut chunk) = (Job::new(task, subject.sending, line.now()), [0; 512]);
    let (mut steps, mut printed) = (Vec::new(), Vec::new());
    job.keys(before.as_bytes(), line.now());
    while !matches!(steps.last(), Some(Step::Back { .. })) {
        while let Some(bytes) = job.transmit() {
            line.write_all(&bytes).await.unwrap();
        }
        printed.extend(job.output().unwrap_or_default());
        while let Some(step) = job.step() {
            if step == (Step::Running { asks: true })
                && let Some(answer) = answer.take()
            {
                job.keys(answer.as_bytes(), line.now());
            }
            steps.push(step);
        }
        let patience =
            job.deadline().map_or(Duration::from_millis(10), |at| at.saturating_sub(line.now()));
        match line.read(&mut chunk, patience).await {
            Ok(count) => job.receive(&chunk[..count], line.now()),
            Err(_) => job.timeout(line.now()),
        }
    }
    assert!(steps.contains(&Step::Ended(Outcome::Ran { raised: None })), "{steps:?}");
    let left = String::from_utf8(job.keys_left()).unwrap();
    Done { steps, printed: String::from_utf8_lossy(&printed).into_owned(), left }
}
