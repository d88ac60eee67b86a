//! The board in software, as a second program that the page loads only when asked to.
//!
//! It is not one of Trunk's own pipelines: those share one folder for what wasm-bindgen makes,
//! so the snippets of one program would end up in the other. Its file names carry no hash,
//! because a worker has to name them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::{During, Outcome};
use crate::page::{Profile, whole};
use crate::process::{run, say};
use crate::project;

const PACKAGE: &str = "virtual-board-web";
const SOURCE: &str = "crates/virtual-board-web";
/// Files beside the program, such as its worker, that are served as they are.
const BESIDE: &str = "crates/virtual-board-web/www";

/// Builds `board.js` and `board_bg.wasm` into `folder`.
pub(super) fn build(folder: &Path, profile: Profile) -> Outcome {
    if !Path::new(SOURCE).join("Cargo.toml").is_file() {
        say(format!("No demo board: {SOURCE} is not there yet"));
        return Ok(());
    }
    say("Building the demo board");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--target", "wasm32-unknown-unknown", "--package", PACKAGE, "--lib"]);
    if profile == Profile::Release {
        cargo.arg("--release").envs(whole::for_the_hook());
    }
    run(&mut cargo)?;

    let folder_of_profile = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    let compiled = project::target_dir()?
        .join("wasm32-unknown-unknown")
        .join(folder_of_profile)
        .join("virtual_board_web.wasm");
    run(Command::new("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-name", "board", "--out-dir"])
        .arg(folder)
        .arg(&compiled))?;
    if profile == Profile::Release {
        shrink(&folder.join("board_bg.wasm"))?;
    }
    copy_files(Path::new(BESIDE), folder)
}

fn shrink(wasm: &Path) -> Outcome {
    let wasm_opt = crate::tools::npm::program("wasm-opt")?;
    run(Command::new(wasm_opt).arg("-Oz").arg(wasm).arg("--output").arg(wasm))
}

fn copy_files(from: &Path, to: &Path) -> Outcome {
    if !from.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(from).during(format!("list {}", from.display()))? {
        let entry = entry.during(format!("list {}", from.display()))?;
        fs::copy(entry.path(), to.join(entry.file_name()))
            .during(format!("copy {}", entry.path().display()))?;
    }
    Ok(())
}
