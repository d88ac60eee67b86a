//! xterm.js, from its own sources, without the parts that this page never uses.
//!
//! Its sources name each other by paths, and `www/xterm/tsconfig.json` says where those lead: some of them to
//! `nothing.ts`. esbuild heeds no such file for what is in `node_modules`, so the sources are copied out of it.

use std::fs;
use std::path::Path;

use super::bundle::{self, Bundle};
use crate::failure::{During, Outcome};
use crate::page::Profile;
use crate::process::say;
use crate::project;

const SOURCES: &str = "node_modules/@xterm/xterm/src";
const OURS: [&str; 2] = ["nothing.ts", "tsconfig.json"];
/// What its package exports.
const ENTRY: &str = "src/browser/public/Terminal.ts";

/// Builds it into a staged page.
pub(super) fn build(stage: &Path, profile: Profile) -> Outcome {
    say("Building the terminal");
    let folder = project::target_dir()?.join("xterm");
    if folder.exists() {
        fs::remove_dir_all(&folder).during("remove the last copy of xterm.js")?;
    }
    project::copy_folder(Path::new(SOURCES), &folder.join("src"))?;
    for file in OURS {
        let copied = fs::copy(Path::new("www/xterm").join(file), folder.join(file));
        copied.during(format!("copy {file}"))?;
    }
    let source = folder.join(ENTRY).display().to_string();
    let settings = format!("--tsconfig={}", folder.join("tsconfig.json").display());
    let bundle = Bundle {
        source: &source,
        target: "xterm/xterm.mjs",
        arguments: &[&settings, "--target=es2021"],
    };
    // Its package is told of in any case.
    bundle::write(&[bundle], stage, profile).map(drop)
}
