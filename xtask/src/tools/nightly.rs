//! A nightly compiler: only that one puts the fuzzer's counters into a program.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process::{find, output, run, say};

/// Its name for rustup.
pub(crate) const NIGHTLY: &str = "nightly";

pub(crate) fn ensure() -> Outcome {
    if find("rustup").is_none() {
        return Err(Failure::new(
            "a nightly Rust is needed and there is no rustup to add it: install rustup.",
        ));
    }
    if output(Command::new("rustup").args(["run", NIGHTLY, "rustc", "--version"])).is_ok() {
        return Ok(());
    }
    say("Adding a nightly Rust");
    run(Command::new("rustup").args(["toolchain", "install", NIGHTLY, "--profile", "minimal"]))
}
