//! `cargo xtask …`: the project's commands.
//!
//! A command is one file in `commands/` and one row of [`commands::ALL`]. What it needs on the
//! machine is a file in `tools/`: each looks for its tool first, adds it if that can be done,
//! and otherwise says in one sentence what to install by hand. `page/` makes the parts of the
//! built page that Trunk does not, `shelf/` keeps the firmware shelf, `server/` serves a folder.
//!
//! It walks files and runs programs: of the project's own crates it takes only `page-texts`, to write the
//! texts into the page, and `loopback`, for the server.
#![expect(clippy::print_stdout, reason = "telling what it does is half of a command's job")]

mod commands;
mod failure;
mod html;
mod page;
mod process;
mod project;
mod server;
mod shelf;
mod tools;

use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> failure::Outcome {
    let invocation = project::Invocation::from_environment()?;
    commands::dispatch(&invocation)
}
