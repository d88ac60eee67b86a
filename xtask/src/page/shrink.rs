//! Makes the files that everybody loads smaller, without changing what they do.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::failure::Outcome;
use crate::process::run;
use crate::project::files_under;
use crate::tools::npm;

/// Loaded only when asked for; as their makers built them, or small.
const LEFT_ALONE: &[&str] = &["demo-board", "micropython"];
/// Private names by its authors' rule, in a file that is complete in itself.
const XTERM: &str = "xterm/xterm.mjs";
/// All but the two that xterm's own add-on reaches for.
const XTERM_NAMES: &str = "regex=/^_/,reserved=[_core,_renderService]";

/// Minifies the scripts of a page that Trunk has staged.
pub(super) fn scripts(stage: &Path) -> Outcome {
    let terser = npm::program("terser")?;
    for script in files_under(stage)?.iter().filter(|file| matches!(ending(file), "js" | "mjs")) {
        let name = script.strip_prefix(stage).unwrap_or(script);
        if LEFT_ALONE.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        let mut minify = Command::new(&terser);
        minify.arg(script).args(["--module", "--compress", "ecma=2020,passes=2", "--mangle"]);
        if name == Path::new(XTERM) {
            minify.args(["--mangle-props", XTERM_NAMES]);
        }
        run(minify.arg("--output").arg(script))?;
    }
    Ok(())
}

/// Minifies the style sheets. The licence of xterm.js's, a third of it, is on the page of notices.
pub(super) fn styles(stage: &Path) -> Outcome {
    let sheets = files_under(stage)?.into_iter().filter(|file| ending(file) == "css");
    let mut minify = Command::new(npm::program("esbuild")?);
    minify.args(sheets).arg(format!("--outdir={}", stage.display()));
    run(minify.args([
        "--minify",
        "--legal-comments=none",
        "--allow-overwrite",
        "--log-level=warning",
    ]))
}

fn ending(file: &Path) -> &str {
    file.extension().and_then(OsStr::to_str).unwrap_or_default()
}
