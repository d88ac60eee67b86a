//! Our side of the prompt, judged by real Pythons: the same questions to each of them.
//!
//! `cargo xtask test prompt` runs it, with the interpreter in `BOARDWALK_MICROPYTHON`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says what it does"
)]

mod board;
mod cut;
mod files;
mod programs;
mod pty;
mod taking_over;

use core::time::Duration;
use micropython_repl::exec::Sending;
use micropython_repl::repl::Repl;
use serial_line::SerialLine;
use std::path::PathBuf;

/// A Python to be asked.
pub(crate) struct Subject<L> {
    line: L,
    /// Where its files may be made: a path on the board.
    folder: Vec<u8>,
    sending: Sending,
    /// Its file system takes fewer names.
    is_fat: bool,
    /// Names that a person's program may give another meaning.
    shadowed: &'static str,
}

/// Names of ours and of Python.
const SHADOWED: &str = "open, print, len, bytearray, memoryview, OSError, ImportError, sys, hashlib, str, \
    isinstance, hasattr, range";
/// The script that makes the Unix port a board uses the others itself.
const SHADOWED_ON_BOARD: &str = "open, print, sys, hashlib";

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

    fn path(&self, name: &[u8]) -> Vec<u8> {
        [&self.folder, &b"/"[..], name].concat()
    }
}

fn main() {
    let program = PathBuf::from(std::env::var_os("BOARDWALK_MICROPYTHON").unwrap_or_else(|| {
        panic!("BOARDWALK_MICROPYTHON must name an interpreter: cargo xtask test prompt does it")
    }));
    let folder = std::env::temp_dir().join(format!("boardwalk-prompt-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for sending in [Sending::Unknown, Sending::Raw] {
        let mut line = pty::Interpreter::start(&program, &folder).unwrap();
        pollster::block_on(greeted(&mut line));
        let folder = folder.to_string_lossy().into_owned().into_bytes();
        let mut subject = Subject { line, folder, sending, is_fat: false, shadowed: SHADOWED };
        pollster::block_on(judge("the Unix port", &mut subject));
    }
    std::fs::remove_dir_all(&folder).unwrap();
    for build in &board::BUILDS {
        pollster::block_on(async {
            let mut line = board::reset(&board::board(&program, build)).await;
            greeted(&mut line).await;
            let folder = b"/folder".to_vec();
            let mut subject = Subject {
                line,
                folder,
                sending: Sending::Unknown,
                is_fat: build.is_fat,
                shadowed: SHADOWED_ON_BOARD,
            };
            subject.with(async |repl| repl.make_folder(b"/folder").await.unwrap()).await;
            let name = format!("the board with {}", build.name);
            judge(&name, &mut subject).await;
            files::speed(&name, &mut subject).await;
            if matches!(build.name, "1.28" | "1.12") {
                cut::judge(&name, &program, build).await;
            }
        });
    }
}

/// Waits for the first prompt.
async fn greeted<L: SerialLine>(line: &mut L) {
    let (mut heard, mut chunk) = (Vec::new(), [0; 256]);
    while !heard.ends_with(b">>> ") {
        let count = line.read(&mut chunk, Duration::from_secs(30)).await.unwrap();
        heard.extend_from_slice(&chunk[..count]);
    }
}

async fn judge<L: SerialLine>(name: &str, subject: &mut Subject<L>) {
    let sending = subject.sending;
    taking_over::judge(subject).await;
    programs::judge(subject).await;
    files::judge(subject).await;
    println!("{name}, {sending:?}: taking over, programs, files");
}
