//! The programs that the page loads only when asked to.
//!
//! They are none of Trunk's own pipelines: those share one folder for what wasm-bindgen makes,
//! so the snippets of one program would end up in the other. Their file names carry no hash,
//! because a worker or another program has to name them.

use std::path::Path;
use std::process::Command;

use crate::failure::Outcome;
use crate::page::{Profile, whole};
use crate::process::{run, say};
use crate::project;

/// A program and where it goes.
struct Program {
    package: &'static str,
    /// In the page.
    folder: &'static str,
    /// What its files are called.
    name: &'static str,
}

const PROGRAMS: &[Program] = &[
    // The board in software.
    Program { package: "virtual-board-web", folder: "demo-board", name: "board" },
    // What is done beside a prompt.
    Program { package: "workbench", folder: "workbench", name: "workbench" },
];

/// Builds them into a staged page. Files beside a program, such as its worker, are served as they are.
pub(super) fn build(stage: &Path, profile: Profile) -> Outcome {
    say("Building the programs that are loaded on request");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--target", "wasm32-unknown-unknown", "--lib"]);
    for program in PROGRAMS {
        cargo.args(["--package", program.package]);
    }
    if profile == Profile::Release {
        cargo.arg("--release").envs(whole::for_the_hook());
    }
    run(&mut cargo)?;
    let folder_of_profile = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    let compiled = project::target_dir()?.join("wasm32-unknown-unknown").join(folder_of_profile);
    for Program { package, folder, name } in PROGRAMS {
        let folder = stage.join(folder);
        run(Command::new("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"])
            .arg(&folder)
            .arg(compiled.join(package.replace('-', "_")).with_extension("wasm")))?;
        if profile == Profile::Release {
            shrink(&folder.join(format!("{name}_bg.wasm")))?;
        }
        project::copy_folder(&Path::new("crates").join(package).join("www"), &folder)?;
    }
    Ok(())
}

fn shrink(wasm: &Path) -> Outcome {
    let wasm_opt = crate::tools::npm::program("wasm-opt")?;
    run(Command::new(wasm_opt).arg("-Oz").arg(wasm).arg("--output").arg(wasm))
}
