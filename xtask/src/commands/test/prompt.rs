//! Our side of the prompt, judged by a real MicroPython: see tests/prompt/.

use std::process::Command;

use super::Run;
use crate::failure::Outcome;
use crate::process::run;
use crate::tools::{micropython, npm};

pub(super) fn group(context: &Run) -> Outcome {
    npm::ensure()?;
    run(Command::new("cargo")
        .args(["test", "--quiet", "--test", "prompt", "--"])
        .args(&context.arguments)
        .env("BOARDWALK_MICROPYTHON", micropython::ensure()?))
}
