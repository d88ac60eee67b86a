//! The groups that need only Rust: layout, lints, linking without std, host tests.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Run;
use crate::failure::{During, Outcome};
use crate::process::{run, say};
use crate::tools::{micropython, npm, toolchain};
use crate::{project, shelf};

const NO_STD: &str = "tests/no-std/Cargo.toml";
const FUZZ: &str = "fuzz/Cargo.toml";
const PUBLISHABLE: &[&str] = &["serial-line", "esp8266-loader"];
/// The variable in which the loader's tests find real images.
const IMAGES: &str = "BOARDWALK_IMAGES";
const WASM_PACKAGES: &[&str] = &["boardwalk", "page-words", "virtual-board-web", "workbench"];

pub(super) fn fmt(_: &Run) -> Outcome {
    run(Command::new("cargo").args(["fmt", "--all", "--check"]))?;
    run(Command::new("cargo").args(["fmt", "--check", "--manifest-path", NO_STD]))?;
    run(Command::new("cargo").args(["fmt", "--check", "--manifest-path", FUZZ]))
}

pub(super) fn clippy(_: &Run) -> Outcome {
    toolchain::ensure_target()?;
    // The page's build script reads the flasher stub from there.
    npm::ensure()?;
    run(Command::new("cargo")
        .args(["clippy", "--workspace", "--all-targets", "--all-features"])
        .args(["--", "-D", "warnings"]))?;
    // "All" leaves out the tests that are run on their own.
    run(Command::new("cargo")
        .args(["clippy", "--workspace", "--all-features", "--test", "*"])
        .args(["--", "-D", "warnings"]))?;
    run(Command::new("cargo")
        .args(["clippy", "--target", "wasm32-unknown-unknown", "--all-targets"])
        .args(wasm_packages())
        .args(["--", "-D", "warnings"]))?;
    // The targets compile with any Rust; only to run them takes a nightly one.
    run(Command::new("cargo")
        .args(["clippy", "--manifest-path", FUZZ, "--target-dir"])
        .arg(project::target_dir()?.join("fuzz-lints"))
        .args(["--", "-D", "warnings"]))
}

/// As soon as the loader pulls in std, two panic handlers meet and this no longer links.
pub(super) fn no_std(_: &Run) -> Outcome {
    toolchain::ensure_target()?;
    // The same versions as everywhere else; cargo drops what this crate does not need.
    fs::copy("Cargo.lock", "tests/no-std/Cargo.lock").during("copy Cargo.lock")?;
    run(Command::new("cargo")
        .args(["build", "--target", "wasm32-unknown-unknown", "--manifest-path", NO_STD])
        .arg("--target-dir")
        .arg(project::target_dir()?.join("no-std")))
}

pub(super) fn unit(context: &Run) -> Outcome {
    npm::ensure()?;
    if let Err(failure) = shelf::fill_if_empty() {
        say(format!("Without sample firmware: {failure}"));
    }
    let mut tests = Command::new("cargo");
    tests.args(["test", "--workspace", "--all-features"]).args(&context.arguments);
    match shelf::samples::fetch_all() {
        Ok(folder) => {
            tests.env(IMAGES, folder);
        }
        Err(failure) => say(format!("Without real images: {failure}")),
    }
    run(&mut tests)?;
    if context.arguments.is_empty() { publishable() } else { Ok(()) }
}

/// What other programs may use: documentation without a warning, and a package with all it needs.
fn publishable() -> Outcome {
    let packages = PUBLISHABLE.iter().flat_map(|package| ["--package", package]);
    run(Command::new("cargo")
        .env("RUSTDOCFLAGS", "-D warnings")
        .args(["doc", "--no-deps"])
        .args(packages.clone()))?;
    run(Command::new("cargo").args(["package", "--list", "--allow-dirty"]).args(packages))
}

/// Optimised, in a profile of its own: it installs and saves thousands of times.
pub(super) fn faults(context: &Run) -> Outcome {
    npm::ensure()?;
    let mut tests = Command::new("cargo");
    tests
        .args(["test", "--quiet", "--profile", "faults", "--test", "faults", "--"])
        .args(&context.arguments);
    if let Some(interpreter) = micropython::ensure()? {
        tests.env(micropython::VARIABLE, interpreter);
    }
    run(&mut tests)
}

/// Those that are there, as arguments for cargo.
fn wasm_packages() -> Vec<&'static str> {
    let is_there = |package: &str| {
        package == "boardwalk" || Path::new("crates").join(package).join("Cargo.toml").is_file()
    };
    WASM_PACKAGES
        .iter()
        .filter(|package| is_there(package))
        .flat_map(|package| ["--package", package])
        .collect()
}
