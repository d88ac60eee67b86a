//! Saves and runs at the prompt of a real MicroPython, struck by every fault in every step.
//!
//! The board has an old file, and the page's session saves another one in its place, or runs a program.
//! What is on the board is then read from its flash by a littlefs that knows neither page nor board
//! (`disk.rs`). In no case may the file be a mix of old and new, the page say "saved" of a file that is
//! not, or wait longer than `LIMIT` in `tally.rs`; and once the same page has saved again, nothing may be
//! left of what was cut.
//!
//! The interpreter is in `BOARDWALK_MICROPYTHON`: `cargo xtask test faults` names it.

mod board;
mod disk;
mod expected;
mod job;
mod log;
mod matrix;
mod report;
mod sound;
mod step;
mod sweep;
mod tally;
mod verdict;
mod visit;

use board::Bench;
use matrix::Matrix;
use tally::Tally;

/// All that came of it.
#[derive(Debug)]
pub(crate) struct Results {
    matrix: Matrix,
    unplugged: Tally,
    flipped: Tally,
    random: Tally,
}

/// Strikes thousands of saves and runs.
pub(crate) fn run() -> Results {
    let bench = Bench::new();
    let matrix = matrix::run(&bench);
    print!("{}", matrix.text());
    let unplugged = sweep::unplug_everywhere(&bench);
    println!("unplugged at every byte of a short save: {unplugged}");
    let flipped = sweep::flip_bits(&bench);
    println!("a bit flipped at every third byte of a short save: {flipped}");
    let random = sweep::random(&bench, 2_000);
    println!("2,000 saves and runs with up to five random faults: {random}");
    Results { matrix, unplugged, flipped, random }
}

impl Results {
    /// What must not be, in words.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let mut complaints = expected::compare(&self.matrix);
        for tally in [&self.matrix.tally, &self.unplugged, &self.flipped, &self.random] {
            complaints.extend(tally.complaints.iter().cloned());
        }
        complaints
    }

    /// The tables of `docs/reliability.md`.
    pub(crate) fn tables(&self) -> String {
        report::tables(self)
    }
}
