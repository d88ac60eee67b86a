//! The built page in a real browser, through Playwright: see tests/journeys/.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::Run;
use crate::failure::{Failure, Outcome};
use crate::process::{find, run, say};
use crate::project;
use crate::tools::{browser, micropython, npm};

pub(super) fn group(context: &Run) -> Outcome {
    let node = find("node").ok_or_else(|| Failure::new("Node.js is missing: install it."))?;
    npm::ensure()?;
    let browser = browser::ensure()?;
    context.ensure_page()?;
    let mut playwright = Command::new(node);
    playwright
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .args(["--config", "tests/journeys/playwright.config.mjs"])
        .args(&context.arguments)
        .env(browser::VARIABLE, browser)
        .env("BOARDWALK_BROWSER_FLAGS", browser::FLAGS.join(" "));
    if let Some(board) = virtual_board()? {
        playwright.env("BOARDWALK_VIRTUAL_BOARD", board);
    }
    if let Some(interpreter) = micropython::ensure()? {
        playwright.env(micropython::VARIABLE, interpreter);
    }
    run(&mut playwright)
}

/// The board in software as a program that listens, for journeys on the page's own serial code.
fn virtual_board() -> Outcome<Option<PathBuf>> {
    let manifest = fs::read_to_string("crates/virtual-board/Cargo.toml").unwrap_or_default();
    if !manifest.lines().any(|line| line.starts_with("serve")) {
        say("No served board: crates/virtual-board has no feature `serve` yet");
        return Ok(None);
    }
    run(Command::new("cargo").args([
        "build",
        "--package",
        "virtual-board",
        "--features",
        "serve",
        "--bin",
        "virtual-board",
    ]))?;
    let program = format!("virtual-board{}", std::env::consts::EXE_SUFFIX);
    Ok(Some(project::target_dir()?.join("debug").join(program)))
}
