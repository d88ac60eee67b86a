//! The editor and its helpers, which the page loads when a person first opens it.

mod stubs;

use std::fs;
use std::path::Path;

use super::bundle::{self, Bundle, Packages};
use crate::failure::{During, Outcome};
use crate::page::Profile;
use crate::process::say;
pub(super) use stubs::licences as licences_of_stubs;

const BUNDLES: &[Bundle] = &[
    Bundle { source: "www/editor/editor.mjs", target: "editor/editor.mjs", arguments: &[] },
    Bundle {
        source: "www/editor/syntax/worker.mjs",
        target: "editor/syntax-worker.mjs",
        // What it would do in Node.js is never reached.
        arguments: &["--define:process=undefined", "--external:fs", "--external:path"],
    },
];
const COMPILER: &str = "node_modules/@pybricks/mpy-cross-v6/build/mpy-cross-v6.wasm";

/// Builds them into a staged page. Where the names of MicroPython can't be had, that is said, and the editor
/// does without.
pub(super) fn build(stage: &Path, profile: Profile) -> Outcome<Packages> {
    say("Building the editor");
    let packages = bundle::write(BUNDLES, stage, profile)?;
    let folder = stage.join("editor");
    fs::copy(COMPILER, folder.join("mpy-cross.wasm")).during(format!("copy {COMPILER}"))?;
    let names = folder.join("micropython.json");
    if let Err(failure) = stubs::write_names(&names) {
        say(format!("The editor knows no names of MicroPython: {failure}"));
        fs::write(&names, "{}").during(format!("write {}", names.display()))?;
    }
    Ok(packages)
}
