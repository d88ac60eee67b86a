//! Where things are in this project, and which versions it is pinned to.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use crate::failure::{During, Failure, Outcome};
use crate::process;

/// What was asked for, and from which folder.
///
/// Commands work in the project's top folder, so every other path in xtask is relative to it.
pub(crate) struct Invocation {
    /// The words after `cargo xtask`.
    pub(crate) arguments: Vec<String>,
    /// The folder that paths given by the caller are relative to.
    pub(crate) called_from: PathBuf,
}

impl Invocation {
    /// Reads the command line and moves to the project's top folder.
    pub(crate) fn from_environment() -> Outcome<Self> {
        let called_from = env::current_dir().during("tell the current folder")?;
        let own_folder = env::var_os("CARGO_MANIFEST_DIR")
            .ok_or_else(|| Failure::new("run this as `cargo xtask`, not by itself."))?;
        let top = Path::new(&own_folder).join("..");
        env::set_current_dir(&top).during("enter the project's folder")?;
        Ok(Self { arguments: env::args().skip(1).collect(), called_from })
    }

    /// The same call without its first words.
    pub(crate) fn after(&self, words: usize) -> Self {
        Self {
            arguments: self.arguments.iter().skip(words).cloned().collect(),
            called_from: self.called_from.clone(),
        }
    }
}

/// Where Trunk puts the built page.
pub(crate) fn built_page() -> &'static Path {
    Path::new("dist")
}

/// Every file in `folder` and below it.
pub(crate) fn files_under(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let doing = format!("list {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).during(&doing)? {
        let path = entry.during(&doing)?.path();
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Copies every file in a folder and below it. A folder that is not there has none.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Outcome {
    if !from.is_dir() {
        return Ok(());
    }
    for file in files_under(from)? {
        let copy = to.join(file.strip_prefix(from).unwrap_or(&file));
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder).during(format!("make {}", folder.display()))?;
        }
        fs::copy(&file, copy).during(format!("copy {}", file.display()))?;
    }
    Ok(())
}

/// Cargo's target folder, wherever the user's settings put it.
pub(crate) fn target_dir() -> Outcome<&'static Path> {
    static TARGET_DIR: OnceLock<PathBuf> = OnceLock::new();
    if let Some(known) = TARGET_DIR.get() {
        return Ok(known);
    }
    let mut metadata = Command::new("cargo");
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value =
        serde_json::from_str(&process::output(&mut metadata)?).during("read cargo's metadata")?;
    let folder = metadata["target_directory"]
        .as_str()
        .ok_or_else(|| Failure::new("cargo did not name its target folder."))?;
    Ok(TARGET_DIR.get_or_init(|| PathBuf::from(folder)))
}

/// The version of `package` that Cargo.lock holds.
pub(crate) fn locked_version(package: &str) -> Outcome<String> {
    let lock = fs::read_to_string("Cargo.lock").during("read Cargo.lock")?;
    version_in_lock(&lock, package)
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("Cargo.lock does not list {package}.")))
}

fn version_in_lock<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name_line = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name_line)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_is_found_by_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
