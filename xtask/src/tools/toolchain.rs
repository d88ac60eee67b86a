//! The parts of the Rust toolchain that the page needs, which rustup adds where they are missing.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process::{find, output, run, say};

/// Rust's standard library for the browser.
pub(crate) fn ensure_target() -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    ensure(&format!("Rust's target {TARGET}"), &format!("{TARGET}/lib"), ["target", "add", TARGET])
}

/// The source of Rust's standard library.
pub(crate) fn ensure_std_source() -> Outcome {
    let words = ["component", "add", "rust-src"];
    ensure("The source of Rust's standard library", "src/rust/library/std", words)
}

/// Looks for a folder of the toolchain, and has rustup add `part` where it is not there.
fn ensure(part: &str, folder: &str, words: [&str; 3]) -> Outcome {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(folder).is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(Failure::new(format!(
            "{part} is missing and there is no rustup to add it: install rustup."
        )));
    }
    say(format!("{part} is missing: rustup adds it"));
    run(Command::new("rustup").args(words))
}
