//! `cargo xtask bench`: the page beside esptool, esptool-js and mpremote, at the pace of a real board.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::page;
use crate::process::run;
use crate::project::{self, Invocation};
use crate::shelf;
use crate::tools::{browser, micropython, npm, python};

const ESPTOOL: &str = "tests/peers/esptool-5.6.0.txt";
const PROMPT_CLIENTS: &str = "tests/peers/prompt-clients.txt";
const IMAGES_TO_COMPRESS: usize = 3;

pub(super) fn run_all(invocation: &Invocation) -> Outcome {
    npm::ensure()?;
    let browser = browser::ensure()?;
    let python = python::with_packages(Path::new(ESPTOOL))?;
    let prompt_python = python::with_packages(Path::new(PROMPT_CLIENTS))?;
    let micropython = micropython::ensure()?;
    let images = shelf::samples::fetch_for_comparison()?;
    let [image, ..] = &images[..] else {
        return Err(Failure::new("there is no sample image to write."));
    };
    page::build()?;
    run(Command::new("cargo")
        .args(["build", "--package", "virtual-board", "--features", "serve"])
        .args(["--bin", "virtual-board"]))?;
    run(Command::new("cargo").args([
        "build",
        "--release",
        "--package",
        "esp8266-loader",
        "--example",
        "flasher",
    ]))?;
    let board = format!("debug/virtual-board{}", std::env::consts::EXE_SUFFIX);
    let flasher = format!("release/examples/flasher{}", std::env::consts::EXE_SUFFIX);
    let words = invocation.arguments.iter().filter(|word| *word != "--");
    let mut bench = Command::new(&python);
    bench.arg("tests/bench/run.py");
    bench.arg("--board").arg(project::target_dir()?.join(board));
    bench.arg("--flasher").arg(project::target_dir()?.join(flasher));
    bench.arg("--python").arg(&python);
    bench.arg("--image").arg(image);
    if let Some(micropython) = micropython {
        bench.arg("--prompt-python").arg(prompt_python);
        bench.arg("--micropython").arg(micropython);
    }
    run(bench
        .arg("--to-compress")
        .args(images.iter().take(IMAGES_TO_COMPRESS))
        .args(words)
        .env(browser::VARIABLE, browser)
        .env("BOARDWALK_BROWSER_FLAGS", browser::FLAGS.join(" ")))
}
