//! `cargo xtask bench`: the page beside esptool and esptool-js, at the pace of a real board.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::page;
use crate::process::run;
use crate::project::{self, Invocation};
use crate::shelf;
use crate::tools::{browser, npm, python};

const ESPTOOL: &str = "tests/peers/esptool-5.6.0.txt";
const IMAGES_TO_COMPRESS: usize = 3;

pub(super) fn run_all(invocation: &Invocation) -> Outcome {
    npm::ensure()?;
    let browser = browser::ensure()?;
    let python = python::with_packages(Path::new(ESPTOOL))?;
    let images = shelf::samples::fetch_for_comparison()?;
    let [image, ..] = &images[..] else {
        return Err(Failure::new("there is no sample image to write."));
    };
    page::build()?;
    run(Command::new("cargo")
        .args(["build", "--package", "virtual-board", "--features", "serve"])
        .args(["--bin", "virtual-board"]))?;
    let board = format!("debug/virtual-board{}", std::env::consts::EXE_SUFFIX);
    let words = invocation.arguments.iter().filter(|word| *word != "--");
    run(Command::new(&python)
        .arg("tests/bench/run.py")
        .arg("--board")
        .arg(project::target_dir()?.join(board))
        .arg("--python")
        .arg(&python)
        .arg("--image")
        .arg(image)
        .arg("--to-compress")
        .args(images.iter().take(IMAGES_TO_COMPRESS))
        .args(words)
        .env(browser::VARIABLE, browser)
        .env("BOARDWALK_BROWSER_FLAGS", browser::FLAGS.join(" ")))
}
