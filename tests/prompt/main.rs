//! Our side of the prompt, judged by real Pythons: the same questions to each of them.
//!
//! | subject | what it is | time |
//! | --- | --- | --- |
//! | the Unix port | MicroPython 1.28 on a terminal | real |
//! | the board with … | the same behind the virtual board, as several builds | virtual |
//! | the practice board | MicroPython's WebAssembly port, as the page serves it | real |
//! | the script of … | the virtual board's scripted prompt | virtual |
//!
//! Where a subject can't be asked something, its [`Lack`]s say why. `cargo xtask test prompt` runs it, with the
//! interpreter in `BOARDWALK_MICROPYTHON`; words behind `--` choose subjects by their names.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says what it does"
)]

mod board;
mod cut;
mod files;
mod keys;
mod practice;
mod programs;
mod pty;
mod subjects;
mod taking_over;

use core::time::Duration;
use micropython_repl::Afterwards;
use micropython_repl::exec::Sending;
use micropython_repl::repl::Repl;
use serial_line::SerialLine;

/// A Python to be asked.
pub(crate) struct Subject<L> {
    name: String,
    line: L,
    sending: Sending,
    traits: Traits,
    lacks: &'static [Lack],
}

/// In what Pythons differ that answer the same question.
#[derive(Debug, Clone)]
pub(crate) struct Traits {
    /// Where files may be made: a path on the board.
    folder: Vec<u8>,
    /// Whether its file system can hold a name.
    holds_name: fn(&[u8]) -> bool,
    /// Names that a person's program may give another meaning.
    shadowed: &'static str,
    /// What a SystemExit leads to.
    exit: Afterwards,
    /// What is learnt of it, where nothing is known before.
    sending: Sending,
}

/// What a question takes of a Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The prompt, its modes, and single statements that print or raise.
    Prompt,
    /// Python's language: variables, blocks, loops, exceptions of one's own.
    Language,
    /// A running program that hears what is typed.
    Input,
    /// Python starts anew after its end.
    Restart,
    /// Files.
    Files,
}

/// What a subject has not, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lack {
    need: Need,
    /// Behind "not asked, since".
    reason: &'static str,
}

impl<L: SerialLine> Subject<L> {
    /// Takes it over, asks, and gives it back.
    async fn with<T>(&mut self, ask: impl AsyncFnOnce(&mut Repl<'_, L>) -> T) -> (T, String) {
        let mut printed = Vec::new();
        let mut output = |bytes: &[u8]| printed.extend_from_slice(bytes);
        let mut repl = Repl::take_over(&mut self.line, self.sending, &mut output).await.unwrap();
        let answer = ask(&mut repl).await;
        self.sending = repl.sending();
        repl.give_back().await.unwrap();
        (answer, String::from_utf8_lossy(&printed).into_owned())
    }

    /// Whether it can be asked what takes this.
    fn has(&self, need: Need) -> bool {
        self.lacks.iter().all(|lack| lack.need != need)
    }

    fn path(&self, name: &[u8]) -> Vec<u8> {
        [&self.traits.folder, &b"/"[..], name].concat()
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    pollster::block_on(subjects::judge_all(&is_wanted));
}

/// Waits for the first prompt.
async fn greeted<L: SerialLine>(line: &mut L) {
    let (mut heard, mut chunk) = (Vec::new(), [0; 256]);
    while !heard.ends_with(b">>> ") {
        let count = line.read(&mut chunk, Duration::from_secs(30)).await.unwrap();
        heard.extend_from_slice(&chunk[..count]);
    }
}

async fn judge<L: SerialLine>(subject: &mut Subject<L>) {
    let known = subject.sending;
    taking_over::judge(subject).await;
    programs::judge(subject).await;
    keys::judge(subject).await;
    let mut asked = "taking over, programs, keys".to_owned();
    if subject.has(Need::Files) {
        files::judge(subject).await;
        asked += ", files";
    }
    let learnt = if known == Sending::Unknown { subject.traits.sending } else { known };
    assert_eq!(subject.sending, learnt, "{}", subject.name);
    println!("{}, {learnt:?}: {asked}", subject.name);
    for Lack { need, reason } in subject.lacks {
        println!("  {need:?}: not asked, since {reason}");
    }
}
