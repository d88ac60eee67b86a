//! The source of Rust's standard library.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process::{find, output, run, say};

const COMPONENT: &str = "rust-src";

pub(crate) fn ensure() -> Outcome {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std").is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(Failure::new(
            "The source of Rust's standard library is missing and there is no rustup to add it: install rustup.",
        ));
    }
    say("Adding the source of Rust's standard library");
    run(Command::new("rustup").args(["component", "add", COMPONENT]))
}
