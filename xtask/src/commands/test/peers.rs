//! The outside judges: see tests/peers/.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Run;
use crate::failure::{Failure, Outcome};
use crate::process::{find, run};
use crate::project;
use crate::shelf;
use crate::tools::{micropython, npm, python};

const PROMPT_CLIENTS: &str = "tests/peers/prompt-clients.txt";
const VERSIONS: [&str; 2] = ["5.6.0", "4.12.0"];

pub(super) fn group(context: &Run) -> Outcome {
    find("node").ok_or_else(|| Failure::new("Node.js is missing: install it."))?;
    npm::ensure()?;
    let pythons = VERSIONS.map(|version| {
        python::with_packages(&Path::new("tests/peers").join(format!("esptool-{version}.txt")))
    });
    let prompt_python = python::with_packages(Path::new(PROMPT_CLIENTS))?;
    let micropython = micropython::ensure()?;
    let images = shelf::samples::fetch_for_comparison()?;
    run(Command::new("cargo")
        .args(["build", "--package", "virtual-board", "--features", "serve"])
        .args(["--bin", "virtual-board"]))?;
    run(Command::new("cargo").args(["build", "--example", "peers-ours"]))?;
    run(Command::new("cargo").args([
        "build",
        "--package",
        "esp8266-loader",
        "--example",
        "flasher",
    ]))?;

    let [newest, oldest] = pythons;
    let newest = newest?;
    let mut judges = Command::new(&newest);
    judges.arg("tests/peers/run.py");
    judges.arg("--board").arg(built("virtual-board")?);
    judges.arg("--ours").arg(built("examples/peers-ours")?);
    judges.arg("--flasher").arg(built("examples/flasher")?);
    for (version, python) in VERSIONS.iter().zip([newest, oldest?]) {
        judges.args(["--version", version]).arg("--python").arg(python);
    }
    if let Some(micropython) = micropython {
        judges.arg("--prompt-python").arg(prompt_python);
        judges.arg("--micropython").arg(micropython);
    }
    for image in images {
        judges.arg("--image").arg(image);
    }
    run(judges.args(&context.arguments))
}

fn built(program: &str) -> Outcome<PathBuf> {
    let name = format!("debug/{program}{}", std::env::consts::EXE_SUFFIX);
    Ok(project::target_dir()?.join(name))
}
