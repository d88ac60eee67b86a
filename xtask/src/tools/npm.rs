//! The npm packages of package-lock.json, in node_modules/.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use crate::failure::{During, Failure, Outcome};
use crate::process::{find, find_in, run, say};

/// The folder of the packages' programs, after adding what is missing.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    let lock = read("package-lock.json").during("read package-lock.json")?;
    // npm notes there what it installed.
    let installed = read("node_modules/.package-lock.json").unwrap_or_default();
    if !is_installed(&lock, &installed) {
        let npm = find("npm").filter(|_| find("node").is_some()).ok_or_else(|| {
            Failure::new("Node.js is missing: install version 20.10 or newer, with npm.")
        })?;
        say("Adding the npm packages");
        run(Command::new(npm).arg("ci"))?;
    }
    programs()
}

/// One program of the installed packages.
pub(crate) fn program(name: &str) -> Outcome<PathBuf> {
    find_in(&programs()?, name)
        .ok_or_else(|| Failure::new(format!("{name} is not in node_modules: run `npm ci`.")))
}

fn programs() -> Outcome<PathBuf> {
    let here = env::current_dir().during("tell the current folder")?;
    Ok(here.join("node_modules/.bin"))
}

fn read(file: &str) -> Result<Value, String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// Whether every package of the lock file is there in its version.
///
/// Optional ones are left out: npm skips those that are for another system.
fn is_installed(lock: &Value, installed: &Value) -> bool {
    let Some(wanted) = lock["packages"].as_object() else { return false };
    wanted.iter().filter(|(folder, package)| !folder.is_empty() && package["optional"] != true).all(
        |(folder, package)| installed["packages"][folder.as_str()]["version"] == package["version"],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lock() -> Value {
        json!({"packages": {
            "": {"name": "boardwalk"},
            "node_modules/a": {"version": "1.0.0"},
            "node_modules/only-elsewhere": {"version": "2.0.0", "optional": true},
        }})
    }

    #[test]
    fn packages_in_their_versions_are_enough() {
        let there = json!({"packages": {"node_modules/a": {"version": "1.0.0"}}});
        assert!(is_installed(&lock(), &there));
    }

    #[test]
    fn nothing_or_another_version_is_not() {
        let older = json!({"packages": {"node_modules/a": {"version": "0.9.0"}}});
        assert!(!is_installed(&lock(), &older));
        assert!(!is_installed(&lock(), &Value::Null));
    }
}
