//! Scripts with what they import, made into one file each by esbuild.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::failure::{During, Outcome};
use crate::page::Profile;
use crate::process::run;
use crate::project;
use crate::tools::npm;

/// The npm packages of which something is in a bundle.
pub(super) type Packages = BTreeSet<String>;

/// A script of ours and the bundle that it becomes.
pub(super) struct Bundle<'a> {
    /// In the project.
    pub(super) source: &'a str,
    /// In the page.
    pub(super) target: &'a str,
    /// More for esbuild.
    pub(super) arguments: &'a [&'a str],
}

/// Writes the bundles into a staged page.
pub(super) fn write(bundles: &[Bundle<'_>], stage: &Path, profile: Profile) -> Outcome<Packages> {
    let mut packages = Packages::new();
    for bundle in bundles {
        packages.extend(write_one(bundle, stage, profile)?);
    }
    Ok(packages)
}

fn write_one(bundle: &Bundle<'_>, stage: &Path, profile: Profile) -> Outcome<Packages> {
    let target = stage.join(bundle.target);
    let told = project::target_dir()?.join("bundle.json");
    let mut esbuild = Command::new(npm::program("esbuild")?);
    esbuild.arg(bundle.source).args(["--bundle", "--format=esm", "--target=es2022"]);
    // The licences are on the page of notices.
    esbuild.args(["--legal-comments=none", "--log-level=warning"]).args(bundle.arguments);
    match profile {
        Profile::Dev => esbuild.arg("--sourcemap=inline"),
        Profile::Release => esbuild.arg("--minify"),
    };
    esbuild.arg(format!("--outfile={}", target.display()));
    run(esbuild.arg(format!("--metafile={}", told.display())))?;
    let told = fs::read_to_string(&told).during("read what esbuild told")?;
    let told: Value = serde_json::from_str(&told).during("read what esbuild told")?;
    Ok(packages(&told))
}

/// The packages of the files that went into a bundle, by what esbuild tells of it.
fn packages(told: &Value) -> Packages {
    let inputs = told["inputs"].as_object().into_iter().flatten();
    inputs.filter_map(|(file, _)| package_of(file)).map(str::to_owned).collect()
}

/// `@scope/name` or `name`.
fn package_of(file: &str) -> Option<&str> {
    let (_, inside) = file.rsplit_once("node_modules/")?;
    let names = if inside.starts_with('@') { 2 } else { 1 };
    let length = inside.match_indices('/').nth(names - 1)?.0;
    inside.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_bundle_holds_the_packages_of_its_files() {
        let told = json!({"inputs": {
            "node_modules/@codemirror/view/dist/index.js": {},
            "node_modules/crelt/index.js": {},
            "node_modules/a/node_modules/@b/c/lib/d/e.js": {},
            "www/editor/editor.mjs": {},
        }});
        let names: Vec<_> = packages(&told).into_iter().collect();
        assert_eq!(names, ["@b/c", "@codemirror/view", "crelt"]);
    }
}
