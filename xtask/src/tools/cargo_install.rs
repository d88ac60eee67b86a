//! Programs that are compiled from crates.io, in a folder of their own.
//!
//! They do not go where `cargo install` usually puts programs: another project of the same
//! person may need another version there.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::failure::{During, Failure, Outcome};
use crate::process::{self, find, find_in, say};

pub(super) struct Tool<'a> {
    pub(super) package: &'a str,
    /// The program that tells its version with `--version`.
    pub(super) program: &'a str,
    pub(super) version: &'a str,
    /// More words for `cargo install`.
    pub(super) options: &'a [&'a str],
    /// About how long it takes to compile on two cores.
    pub(super) minutes: u32,
}

impl Tool<'_> {
    /// The folder that holds the program: the PATH's, ours, or ours after compiling it.
    pub(super) fn ensure(&self) -> Outcome<PathBuf> {
        if let Some(program) = find(self.program)
            && self.is_right(&program)
            && let Some(folder) = program.parent()
        {
            return Ok(folder.to_owned());
        }
        let own = self.own_folder()?;
        let programs = own.join("bin");
        if let Some(program) = find_in(&programs, self.program)
            && self.is_right(&program)
        {
            return Ok(programs);
        }
        self.install(&own)?;
        Ok(programs)
    }

    fn install(&self, root: &Path) -> Outcome {
        say(format!(
            "Compiling {} {}: no ready-made program is downloaded, so this takes about {} minutes, once",
            self.package, self.version, self.minutes
        ));
        fs::create_dir_all(root).during(format!("make the folder {}", root.display()))?;
        let mut install = Command::new("cargo");
        install
            .args(["install", self.package, "--version", self.version])
            .args(self.options)
            .arg("--root")
            .arg(root)
            // Or cargo would advise to add that folder to one's own PATH.
            .env("PATH", process::path_with([&*root.join("bin")])?)
            // These run for seconds: compile them fast rather than for speed.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        process::run(&mut install).map_err(|failure| {
            Failure::new(format!(
                "{failure} Install {} {} by hand and put it on the PATH.",
                self.package, self.version
            ))
        })
    }

    fn is_right(&self, program: &Path) -> bool {
        process::output(Command::new(program).arg("--version"))
            .is_ok_and(|said| version_in(&said) == Some(self.version))
    }

    fn own_folder(&self) -> Outcome<PathBuf> {
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(env::home_dir()?.join(".cargo")));
        let cargo_home =
            cargo_home.ok_or_else(|| Failure::new("cargo's home is unknown: set CARGO_HOME."))?;
        Ok(cargo_home.join("boardwalk-tools").join(format!("{}-{}", self.package, self.version)))
    }
}

/// The version in lines like `trunk 0.21.14` and `wasm-bindgen 0.2.130 (abc)`.
fn version_in(said: &str) -> Option<&str> {
    said.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_second_word() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130 (1a2b3c)\n"), Some("0.2.130"));
        assert_eq!(version_in(""), None);
    }
}
