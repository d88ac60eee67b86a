//! The cable is pulled in the middle of a save, again and again: then the file is the old one or the new one.
//!
//! FAT itself can't promise that. It writes the names of a folder by erasing the sector that holds them: cut in
//! between, all of them are gone. What is there after that must be whole all the same.

use super::{board, greeted};
use board::Build;
use core::time::Duration;
use micropython_repl::error::Error;
use micropython_repl::exec::Sending;
use micropython_repl::repl::Repl;
use serial_line::{LineError, SerialLine};
use std::path::Path;
use virtual_board::SharedBoard;

const CUTS: u32 = 60;
const PATH: &[u8] = b"/main.py";

/// Saves over an old file, and cuts each save a little later than the one before.
pub(super) async fn judge(name: &str, program: &Path, build: &Build) {
    let (old, new) = (b"print('old')\n".repeat(150), b"print('newer')\n".repeat(200));
    let whole = {
        let mut port = with_old(&board::with_python(program, build), &old).await;
        let began = port.now();
        save(&mut port, &new).await.unwrap();
        port.now() - began
    };
    let (mut olds, mut news, mut lost) = (0, 0, 0);
    for cut in 1..=CUTS {
        let board = board::with_python(program, build);
        let line = with_old(&board, &old).await;
        // Half of them at the end, where the new file takes its place.
        let part = if cut % 2 == 0 { whole * cut / CUTS } else { whole - whole * cut / CUTS / 6 };
        let at = line.now() + part;
        let outcome = save(&mut CutLine { line, board: board.clone(), at }, &new).await;
        if board.borrow().is_plugged() {
            board.borrow_mut().unplug();
        }
        board.borrow_mut().plug();
        match found(&board).await {
            Ok((content, names)) => {
                assert_eq!(names, [&b"boot.py"[..], b"main.py"], "cut {cut}: leftovers");
                assert!(content == old || content == new, "cut {cut}: a mix");
                // What was called saved is there.
                assert!(outcome.is_err() || content == new, "cut {cut}: called saved");
                *if content == old { &mut olds } else { &mut news } += 1;
            }
            Err(error) => {
                assert!(build.is_fat && outcome.is_err(), "cut {cut}: {error}");
                lost += 1;
            }
        }
    }
    println!(
        "{name}: unplugged in {CUTS} saves: {olds} × the old file, {news} × the new one, {lost} × a folder lost, \
         0 × a mix, 0 × called saved that was not"
    );
}

/// A board that has the old file.
async fn with_old(board: &SharedBoard, old: &[u8]) -> impl SerialLine + use<> {
    let mut port = board::reset(board).await;
    greeted(&mut port).await;
    save(&mut port, old).await.unwrap();
    port
}

async fn save<L: SerialLine>(line: &mut L, content: &[u8]) -> Result<(), Error> {
    let mut output = |_: &[u8]| {};
    let mut repl = Repl::take_over(line, Sending::Unknown, &mut output).await?;
    repl.save(PATH, content, &mut |_| {}).await?;
    repl.give_back().await
}

/// The file and the names on the board, once what a cut has left was cleared.
async fn found(board: &SharedBoard) -> Result<(Vec<u8>, Vec<Vec<u8>>), Error> {
    let mut line = board::reset(board).await;
    // A damaged file system is complained of instead of a prompt.
    line.sleep(Duration::from_secs(3)).await;
    let mut output = |_: &[u8]| {};
    let mut repl = Repl::take_over(&mut line, Sending::Unknown, &mut output).await?;
    repl.tidy(b"/").await?;
    let mut names: Vec<_> =
        repl.list(b"/").await?.entries.into_iter().map(|entry| entry.name).collect();
    names.sort();
    let content = repl.read(PATH, &mut |_| {}).await?;
    repl.give_back().await?;
    Ok((content, names))
}

/// A line whose cable is pulled at a time, also in the middle of what the flash does.
struct CutLine<L> {
    line: L,
    board: SharedBoard,
    at: Duration,
}

impl<L: SerialLine> CutLine<L> {
    fn cut_if_time(&self) {
        if self.line.now() >= self.at && self.board.borrow().is_plugged() {
            self.board.borrow_mut().unplug();
        }
    }
}

impl<L: SerialLine> SerialLine for CutLine<L> {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        let left = self.at.saturating_sub(self.line.now());
        let outcome = self.line.read(buf, timeout.min(left)).await;
        self.cut_if_time();
        match outcome {
            // It was not waited for so long.
            Err(LineError::TimedOut) if left < timeout => Err(LineError::Lost),
            outcome => outcome,
        }
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError> {
        self.cut_if_time();
        self.line.write_all(bytes).await
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        self.line.discard_input().await
    }

    async fn sleep(&mut self, duration: Duration) {
        self.line.sleep(duration).await;
        self.cut_if_time();
    }

    fn now(&self) -> Duration {
        self.line.now()
    }
}
