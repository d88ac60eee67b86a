//! `cargo xtask fuzz`: lets a fuzzer make up bytes, a minute for each target.

use std::path::Path;
use std::process::Command;

use super::split;
use crate::failure::{Failure, Outcome};
use crate::process::{path_with, run as run_program};
use crate::project::{self, Invocation};
use crate::tools::nightly::NIGHTLY;
use crate::tools::{cargo_fuzz, nightly, npm};

/// In `fuzz/fuzz_targets/`, one file each.
const TARGETS: &[&str] = &["slip", "reply", "image", "manifest", "answer"];
const SECONDS: u32 = 60;

pub(crate) fn run(invocation: &Invocation) -> Outcome {
    let (names, arguments) = split(&invocation.arguments);
    let targets = chosen(names)?;
    nightly::ensure()?;
    // The page's build script reads the flasher stub from there.
    npm::ensure()?;
    let programs = cargo_fuzz::ensure()?;
    for target in targets {
        println!("\n== {target}: {SECONDS} seconds unless told otherwise");
        fuzz(target, arguments, &programs)?;
    }
    Ok(())
}

/// Stops with a failure, and the bytes in `fuzz/artifacts/`, when a property does not hold.
fn fuzz(target: &str, arguments: &[String], programs: &Path) -> Outcome {
    run_program(
        Command::new("rustup")
            .args(["run", NIGHTLY, "cargo", "fuzz", "run", target, "--target-dir"])
            .arg(project::target_dir()?.join("fuzz"))
            .args(["--", &format!("-max_total_time={SECONDS}")])
            // Given twice, the last one counts.
            .args(arguments)
            .env("PATH", path_with([programs])?),
    )
}

/// The named targets in the order of the table; all of them if none is named.
fn chosen(names: &[String]) -> Outcome<Vec<&'static str>> {
    if let Some(unknown) = names.iter().find(|name| !TARGETS.contains(&name.as_str())) {
        return Err(Failure::new(format!(
            "there is no target `{unknown}`; there are {}.",
            TARGETS.join(", ")
        )));
    }
    let wanted = |target: &&str| names.is_empty() || names.iter().any(|name| name == target);
    Ok(TARGETS.iter().copied().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn every_target_with_a_file_is_in_the_table() {
        let files = fs::read_dir("../fuzz/fuzz_targets").unwrap();
        let mut files: Vec<String> = files
            .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let mut targets = TARGETS.to_vec();
        files.sort();
        targets.sort();
        assert_eq!(files, targets);
    }

    #[test]
    fn an_unknown_target_is_refused() {
        assert_eq!(chosen(&["reply".into()]), Ok(vec!["reply"]));
        assert_eq!(chosen(&[]), Ok(TARGETS.to_vec()));
        assert!(chosen(&["replies".into()]).is_err());
    }
}
