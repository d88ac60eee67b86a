//! The Rust packages that are compiled into the page.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{Work, texts_in};
use crate::failure::{During, Outcome};
use crate::process;

/// The packages whose dependencies end up in the page.
const PROGRAMS: [&str; 3] = ["boardwalk", "virtual-board-web", "workbench"];

pub(super) fn works() -> Outcome<Vec<Work>> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--format-version", "1"]);
    cargo.args(["--filter-platform", "wasm32-unknown-unknown"]);
    let metadata: Value =
        serde_json::from_str(&process::output(&mut cargo)?).during("read cargo's metadata")?;
    let mut works = BTreeMap::new();
    for package in compiled_in(&metadata) {
        let name = text(&package["name"]);
        let version = text(&package["version"]);
        let manifest = text(&package["manifest_path"]);
        let folder = Path::new(&manifest).parent().unwrap_or(Path::new("."));
        let texts = texts_in(folder)?;
        let licence = text(&package["license"]);
        works.insert((name.clone(), version.clone()), Work { name, version, licence, texts });
    }
    Ok(works.into_values().collect())
}

/// The packages of others that our programs need when they run: not to build, not to test.
fn compiled_in(metadata: &Value) -> Vec<&Value> {
    let packages: HashMap<&str, &Value> = list(&metadata["packages"])
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let nodes: HashMap<&str, &Value> = list(&metadata["resolve"]["nodes"])
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let mut waiting: Vec<&str> = packages
        .iter()
        .filter(|(_, package)| PROGRAMS.iter().any(|program| package["name"] == *program))
        .map(|(id, _)| *id)
        .collect();
    let mut seen = HashSet::new();
    while let Some(id) = waiting.pop() {
        let Some(node) = nodes.get(id).filter(|_| seen.insert(id)) else { continue };
        waiting.extend(
            list(&node["deps"])
                .filter(|dependency| is_normal(dependency))
                .filter_map(|dependency| dependency["pkg"].as_str())
                .filter(|id| packages.get(id).is_some_and(|package| !is_macro(package))),
        );
    }
    seen.iter()
        .filter_map(|id| packages.get(id).copied())
        .filter(|package| !package["source"].is_null())
        .collect()
}

fn is_normal(dependency: &Value) -> bool {
    list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null())
}

/// Macros run in the compiler; only what they write is compiled in.
fn is_macro(package: &Value) -> bool {
    list(&package["targets"]).any(|target| list(&target["kind"]).any(|kind| kind == "proc-macro"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_runs_in_the_page_is_listed() {
        let package = |name: &str, kind: &str| {
            let source = if name == "boardwalk" { Value::Null } else { json!("registry") };
            json!({"id": name, "name": name, "source": source, "targets": [{"kind": [kind]}]})
        };
        let needs = |name: &str, kind: Value| json!({"pkg": name, "dep_kinds": [{"kind": kind}]});
        let metadata = json!({
            "packages": [
                package("boardwalk", "lib"), package("yew", "lib"), package("yew-macro", "proc-macro"),
                package("slab", "lib"), package("syn", "lib"), package("proptest", "lib"),
                package("base64", "lib"),
            ],
            "resolve": {"nodes": [
                {"id": "boardwalk", "deps": [
                    needs("yew", Value::Null), needs("proptest", json!("dev")),
                    needs("base64", json!("build")),
                ]},
                {"id": "yew", "deps": [needs("slab", Value::Null), needs("yew-macro", Value::Null)]},
                {"id": "yew-macro", "deps": [needs("syn", Value::Null)]},
                {"id": "slab", "deps": []},
            ]},
        });
        let mut names: Vec<String> =
            compiled_in(&metadata).iter().map(|package| text(&package["name"])).collect();
        names.sort();
        assert_eq!(names, ["slab", "yew"]);
    }
}
