//! What MicroPython has on the ESP8266: out of type stubs that pip fetches by their checksums.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{During, Outcome};
use crate::process::{output, run, say};
use crate::project;
use crate::tools::python;

/// A package of stubs.
struct Stubs {
    name: &'static str,
    version: &'static str,
    /// As pip saves it.
    wheel: &'static str,
    sha256: &'static str,
    /// An SPDX expression.
    licence: &'static str,
}

/// The modules of this chip, and those of Python's standard library as MicroPython has them.
const STUBS: [Stubs; 2] = [
    Stubs {
        name: "micropython-esp8266-esp8266-generic-stubs",
        version: "1.29.0.post1",
        wheel: "micropython_esp8266_esp8266_generic_stubs-1.29.0.post1-py2.py3-none-any.whl",
        sha256: "4e009b38e8c3249eb13fae5e313333c02041b7b863cc9bcb6fb5acf1dec2cbd9",
        licence: "MIT",
    },
    Stubs {
        name: "micropython-stdlib-stubs",
        version: "1.29.0.post2",
        wheel: "micropython_stdlib_stubs-1.29.0.post2-py3-none-any.whl",
        sha256: "bdcd54d9896d8e1d455b3a99995d82a8399e1e2c9cb94eacabe278e5c2397783",
        licence: "MIT AND Apache-2.0",
    },
];
const MAKE_NAMES: &str = include_str!("names.py");

/// Writes modules with their members, signatures and first sentences into a file of JSON; its form is told at
/// the top of `names.py`. What pip has fetched once is taken again.
pub(super) fn write_names(file: &Path) -> Outcome {
    let python = python::find_with_pip()?;
    let folder = folder()?;
    if STUBS.iter().any(|stubs| !folder.join(stubs.wheel).is_file()) {
        fetch(&python, &folder)?;
    }
    output(Command::new(python).args(["-c", MAKE_NAMES]).arg(&folder).arg(file)).map(drop)
}

/// Name, version, licence and its text for each package whose words are in the names; none where they could
/// not be had.
pub(in crate::page) fn licences() -> Outcome<Vec<(&'static str, &'static str, &'static str, String)>>
{
    let folder = folder()?;
    let text = |stubs: &Stubs| {
        let package = stubs.wheel.split('-').next().unwrap_or_default();
        fs::read_to_string(folder.join(format!("{package}.licence.txt"))).ok()
    };
    let found = STUBS
        .iter()
        .filter_map(|stubs| Some((stubs.name, stubs.version, stubs.licence, text(stubs)?)));
    Ok(found.collect())
}

fn folder() -> Outcome<PathBuf> {
    Ok(project::target_dir()?.join("micropython-stubs"))
}

fn fetch(python: &Path, folder: &Path) -> Outcome {
    say("Fetching what MicroPython has, for the editor");
    fs::create_dir_all(folder).during(format!("make the folder {}", folder.display()))?;
    let requirements = folder.join("requirements.txt");
    let lines = STUBS.map(|Stubs { name, version, sha256, .. }| {
        format!("{name}=={version} --hash=sha256:{sha256}\n")
    });
    fs::write(&requirements, lines.concat()).during("write what pip has to fetch")?;
    run(Command::new(python)
        .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
        .args(["--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement"])
        .arg(&requirements)
        .arg("--dest")
        .arg(folder))
}
