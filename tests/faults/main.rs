//! An installation struck by every fault in every stage, on virtual time.
//!
//! The page's session installs on a virtual board over a cable on which something goes wrong. What
//! must come of it is written down in `expected.rs`; in no case may the page say "installed" of a
//! flash that is not, wait longer than a stage's limit, or need to be loaded anew. Runs are
//! repeatable to the byte.
//!
//! `cargo xtask test faults` runs it; with `-- --write` it also writes its tables into
//! `docs/reliability.md`, which otherwise must equal what comes out.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "its totals are what it is run for")]

mod expected;
mod fault;
mod job;
mod log;
mod matrix;
mod parallel;
mod place;
mod port;
mod report;
mod stage;
mod sweep;
mod tally;
mod verdict;
mod visit;

use std::process::ExitCode;

fn main() -> ExitCode {
    let matrix = matrix::run();
    print!("{}", matrix.text());
    let unplugged = sweep::unplug_everywhere();
    println!("unplugged at every byte of a short job: {unplugged}");
    let random = sweep::random(2_000);
    println!("2,000 installs with up to five random faults: {random}");

    let mut complaints = expected::compare(&matrix);
    for tally in [&matrix.tally, &unplugged, &random] {
        complaints.extend(tally.complaints.iter().cloned());
    }
    let tables = report::tables(&matrix, &unplugged, &random);
    complaints.extend(report::keep(&tables, std::env::args().any(|word| word == "--write")));
    for complaint in &complaints {
        println!("FAILED: {complaint}");
    }
    if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
