//! Our side of the prompt, judged by a real MicroPython: see tests/prompt/.

use std::process::Command;

use super::Run;
use crate::failure::Outcome;
use crate::process::{run, say};
use crate::tools::{micropython, npm};

pub(super) fn group(context: &Run) -> Outcome {
    npm::ensure()?;
    let Some(interpreter) = micropython::ensure()? else {
        say("Left out: there is no such MicroPython for this system.");
        return Ok(());
    };
    run(Command::new("cargo")
        .args(["test", "--quiet", "--test", "prompt", "--"])
        .args(&context.arguments)
        .env(micropython::VARIABLE, interpreter))
}
