//! Makes the files that everybody loads smaller, without changing what they do.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::xterm_names;
use crate::failure::{During, Outcome};
use crate::process::run;
use crate::project::files_under;
use crate::tools::npm;

/// Loaded only when asked for; as their makers built them, or small.
const LEFT_ALONE: &[&str] = &["demo-board", "micropython", "workbench"];
/// Complete in itself, but for what is in its typings.
const XTERM: &str = "xterm/xterm.mjs";

/// Minifies the scripts of a page that Trunk has staged.
pub(super) fn scripts(stage: &Path) -> Outcome {
    let terser = npm::program("terser")?;
    for script in files_under(stage)?.iter().filter(|file| matches!(ending(file), "js" | "mjs")) {
        let name = script.strip_prefix(stage).unwrap_or(script);
        if LEFT_ALONE.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        let options = if name == Path::new(XTERM) { for_xterm(script)? } else { for_ours() };
        let file = script.with_extension("options.json");
        fs::write(&file, options.to_string()).during("write options for terser")?;
        let mut minify = Command::new(&terser);
        minify.arg(script).arg("--config-file").arg(&file).arg("--output").arg(script);
        run(&mut minify)?;
        fs::remove_file(&file).during("remove options for terser")?;
    }
    Ok(())
}

fn for_ours() -> Value {
    json!({ "module": true, "compress": { "ecma": 2020, "passes": 2 } })
}

/// Reading a property of xterm.js does nothing but read it, and none of its functions without `this` is
/// called with `new`.
fn for_xterm(script: &Path) -> Outcome<Value> {
    let script = fs::read_to_string(script).during("read the terminal's script")?;
    Ok(json!({
        "module": true,
        "compress": { "ecma": 2020, "passes": 4, "pure_getters": true, "unsafe_arrows": true },
        "mangle": { "properties": { "keep_quoted": true, "reserved": xterm_names::kept(&script)? } },
    }))
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

/// Takes what is for readers of the source out of the page: comments, and the room before each line.
pub(super) fn page(stage: &Path) -> Outcome {
    let index = stage.join("index.html");
    let html = fs::read_to_string(&index).during("read the staged page")?;
    fs::write(&index, without_comments(&html)).during("write the staged page")
}

fn without_comments(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn ending(file: &Path) -> &str {
    file.extension().and_then(OsStr::to_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_served_without_what_is_for_its_authors() {
        let html = "<html>\n  <!-- why\n so -->\n  <p>A <!-- b -->B\n  C</p>\n\n</html>\n";
        assert_eq!(without_comments(html), "<html>\n<p>A B\nC</p>\n</html>");
    }
}
