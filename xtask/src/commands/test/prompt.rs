//! What takes a real MicroPython: the board that runs one, the code of the lessons, and our side of the prompt
//! before it (tests/prompt/).

use std::process::Command;

use super::Run;
use crate::failure::{Failure, Outcome};
use crate::process::{find, run, say};
use crate::tools::{micropython, npm};

pub(super) fn group(context: &Run) -> Outcome {
    // It runs the practice board's Python.
    find("node").ok_or_else(|| Failure::new("Node.js is missing: install it."))?;
    npm::ensure()?;
    let Some(interpreter) = micropython::ensure()? else {
        say("Left out: there is no such MicroPython for this system.");
        return Ok(());
    };
    // First whether what it stands behind is a board. Words behind `--` are for what comes then.
    if context.arguments.is_empty() {
        run(Command::new("cargo")
            .args(["test", "--quiet", "--package", "virtual-board", "--all-features"])
            .args(["--test", "interpreter*"])
            .env(micropython::VARIABLE, &interpreter))?;
        run(Command::new("cargo")
            .args(["test", "--quiet", "--package", "lessons", "--test", "python"])
            .env(micropython::VARIABLE, &interpreter))?;
    }
    run(Command::new("cargo")
        .args(["test", "--quiet", "--test", "prompt", "--"])
        .args(&context.arguments)
        .env(micropython::VARIABLE, interpreter))
}
