//! The program made smaller, with short names for what it and its glue call each other.
//!
//! wasm-bindgen names more than two hundred imports as in `__wbg_timeStamp_e394c7b3859c9fb1`, and
//! gzip finds nothing to save in the digits. Nobody else uses these names: wasm-opt makes short ones
//! in the program, tells which, and the glue gets the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::order;
use crate::failure::{During, Failure, Outcome};
use crate::process::{output, say};
use crate::project::files_under;
use crate::tools::npm;

const PROGRAM_ENDING: &str = "_bg.wasm";
/// What wasm-opt calls the one module that everything is imported from.
const SHORT_MODULE: &str = "a";

/// What makes the program smaller, found by trial with binaryen 132. It goes with the names in one go: what
/// wasm-opt reads again and writes once more is half a kB more in gzip.
const SMALLER: [&str; 7] = [
    // A fourth round finds nothing more. `--converge` would tell the names of each round.
    "-Oz",
    "-Oz",
    "-Oz",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=20",
    "--skip-pass=local-cse",
    // How memory is aligned is a hint, of which engines take no notice: without it gzip finds more alike.
    "--dealign",
];
/// What the glue offers beside its start, and nobody uses.
const UNUSED_EXPORT: &str = "export { initSync, ";

/// What wasm-opt tells.
#[derive(Deserialize)]
struct Told {
    /// Module, name, short name.
    imports: Vec<(String, String, String)>,
    /// Name, short name.
    exports: Vec<(String, String)>,
}

/// Makes the program smaller that lies at the top of `stage`, and shortens the names in it and in its glue.
pub(super) fn shorten(stage: &Path) -> Outcome {
    let (program, glue) = program_and_glue(stage)?;
    let mut wasm_opt = Command::new(npm::program("wasm-opt")?);
    say("Making the program smaller");
    wasm_opt.arg(&program).args(SMALLER).arg("--minify-imports-and-exports-and-modules");
    // Which tools made it and with what, of which no browser reads anything.
    wasm_opt.args(["--strip-producers", "--strip-target-features"]);
    let told = output(wasm_opt.arg("--output").arg(&program))?;
    let told: Told = serde_json::from_str(&told).during("read the names that wasm-opt told")?;
    let doing = format!("shorten the names in {}", glue.display());
    order::improve(&program)?;
    let long = fs::read_to_string(&glue).during(&doing)?;
    fs::write(&glue, shortened(&long, &told)?).during(&doing)
}

fn program_and_glue(stage: &Path) -> Outcome<(PathBuf, PathBuf)> {
    let is_ours = |file: &PathBuf| file.parent() == Some(stage);
    let program = files_under(stage)?.into_iter().filter(is_ours).find_map(|file| {
        let name = file.to_str()?.strip_suffix(PROGRAM_ENDING)?;
        Some((file.clone(), PathBuf::from(format!("{name}.js"))))
    });
    program.ok_or_else(|| Failure::new("Trunk has staged no program."))
}

/// The glue with its imports' keys and its uses of exports renamed.
fn shortened(glue: &str, told: &Told) -> Outcome<String> {
    let imports: BTreeMap<&str, &str> =
        told.imports.iter().map(|(_, long, short)| (long.as_str(), short.as_str())).collect();
    let exports: BTreeMap<&str, &str> =
        told.exports.iter().map(|(long, short)| (long.as_str(), short.as_str())).collect();
    let mut given = 0;
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(start) = rest.find(is_of_name) {
        let (before, from_name) = rest.split_at(start);
        let length = from_name.find(|letter| !is_of_name(letter)).unwrap_or(from_name.len());
        let (name, after) = from_name.split_at(length);
        text.push_str(before);
        let short = if text.ends_with("wasm.") {
            exports.get(name)
        } else if after.starts_with(": ") {
            imports.get(name).inspect(|_| given += 1)
        } else {
            None
        };
        text.push_str(short.unwrap_or(&name));
        rest = after;
    }
    text.push_str(rest);
    if given != imports.len() {
        return Err(Failure::new(format!(
            "the glue gives {given} of the program's {} imports: wasm-bindgen writes it in another way now.",
            imports.len()
        )));
    }
    let module = told.imports.first().map_or("", |(module, ..)| module);
    let text = text.replace(&format!("\"{module}\""), &format!("\"{SHORT_MODULE}\""));
    Ok(text.replace(UNUSED_EXPORT, "export { "))
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = r#"const import0 = { __wbg_now_1a: function(arg0) { return arg0.now(); },
        __wbg_log_2b: (text) => console.log(text, wasm.__wbg_log_2b_size) };
        return { "./page_bg.js": import0 };
        wasm.call_1(wasm.call_1_2);
        export { initSync, init as default };"#;

    fn told(imports: &[(&str, &str)]) -> Told {
        let module = || "./page_bg.js".to_owned();
        let pair = |(long, short): &(&str, &str)| ((*long).to_owned(), (*short).to_owned());
        Told {
            imports: imports.iter().map(pair).map(|(a, b)| (module(), a, b)).collect(),
            exports: [("call_1", "x"), ("call_1_2", "y")].iter().map(pair).collect(),
        }
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let text = shortened(GLUE, &told(&[("__wbg_now_1a", "a"), ("__wbg_log_2b", "$b")]));
        let expected = r#"const import0 = { a: function(arg0) { return arg0.now(); },
        $b: (text) => console.log(text, wasm.__wbg_log_2b_size) };
        return { "a": import0 };
        wasm.x(wasm.y);
        export { init as default };"#;
        assert_eq!(text.unwrap(), expected);
    }

    #[test]
    fn an_import_that_the_glue_does_not_give_is_told() {
        let more = told(&[("__wbg_now_1a", "a"), ("__wbg_log_2b", "$b"), ("__wbg_new", "c")]);
        assert!(shortened(GLUE, &more).is_err());
    }
}
