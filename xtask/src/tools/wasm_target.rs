//! Rust's standard library for the browser.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process::{find, output, run, say};

const TARGET: &str = "wasm32-unknown-unknown";

pub(crate) fn ensure() -> Outcome {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(Failure::new(format!(
            "Rust's target {TARGET} is missing and there is no rustup to add it: install rustup."
        )));
    }
    say(format!("Adding Rust's target {TARGET}"));
    run(Command::new("rustup").args(["target", "add", TARGET]))
}
