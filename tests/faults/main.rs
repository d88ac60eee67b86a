//! Installations, saves and runs struck by every fault in every step, on virtual time.
//!
//! The page's session installs on a virtual board over a cable on which something goes wrong. What
//! must come of it is written down in `expected.rs`; in no case may the page say "installed" of a
//! flash that is not, wait longer than a stage's limit, or need to be loaded anew. Runs are
//! repeatable to the byte. The same with copies of the whole flash, read and restored by the loader
//! alone, is in `copy/`, and with saves and runs at a prompt in `prompt/`, on Linux.
//!
//! `cargo xtask test faults` runs it; with `-- --write` it also writes its tables into
//! `docs/reliability.md`, which otherwise must equal what comes out. `--installs`, `--copies` and `--prompt`
//! run these parts alone.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "its totals are what it is run for")]

mod copy;
mod expected;
mod fault;
mod job;
mod log;
mod matrix;
mod page;
mod parallel;
mod place;
mod port;
#[cfg(target_os = "linux")]
mod prompt;
mod report;
mod stage;
mod sweep;
mod tally;
mod verdict;
mod visit;

use std::process::ExitCode;

/// Runs, and returns the complaints; `true` has it write its tables.
type Part = fn(bool) -> Vec<String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    let has = |wanted| words.iter().any(|word| word == wanted);
    let write = has("--write");
    let mut complaints = Vec::new();
    let parts: [(&str, Part); 3] =
        [("--installs", installations), ("--copies", copies), ("--prompt", at_the_prompt)];
    let is_chosen = parts.iter().any(|(name, _)| has(name));
    for (name, run) in parts {
        if has(name) || !is_chosen {
            complaints.extend(run(write));
        }
    }
    for complaint in &complaints {
        println!("FAILED: {complaint}");
    }
    if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn installations(write: bool) -> Vec<String> {
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
    complaints.extend(page::keep(page::INSTALLATIONS, &tables, write));
    complaints
}

fn copies(write: bool) -> Vec<String> {
    let results = copy::run();
    print!("{}", results.text());
    let mut complaints = results.complaints();
    complaints.extend(page::keep(page::COPIES, &results.tables(), write));
    complaints
}

/// Only Linux has the interpreter.
#[cfg(target_os = "linux")]
fn at_the_prompt(write: bool) -> Vec<String> {
    let results = prompt::run();
    let mut complaints = results.complaints();
    complaints.extend(page::keep(page::AT_THE_PROMPT, &results.tables(), write));
    complaints
}

#[cfg(not(target_os = "linux"))]
fn at_the_prompt(_write: bool) -> Vec<String> {
    Vec::new()
}
