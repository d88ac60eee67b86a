//! The shelf's manifest: what is listed, in which order. Fields that `add` does not write are kept.
//!
//! What only our page reads stands under one key, in a build and in each of its parts.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::failure::{During, Failure, Outcome};
use crate::shelf::text_of;

/// One image as the manifest lists it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The image's address, relative to the manifest.
    pub(super) path: String,
    pub(super) name: String,
    pub(super) version: String,
    /// The smallest flash on which it has room for files, in bytes.
    pub(super) least_flash_bytes: Option<u64>,
    /// Its licence, as SPDX names it.
    pub(super) licence: Option<&'static str>,
    /// A line for whoever chooses it.
    pub(super) notes: Option<String>,
    pub(super) file: FileFacts,
}

/// What is known of a file's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileFacts {
    pub(super) bytes: u64,
    /// In lowercase hexadecimal.
    pub(super) sha256: String,
}

impl FileFacts {
    /// The facts of a file with this content.
    pub(super) fn of(content: &[u8]) -> Self {
        let digest = Sha256::digest(content);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { bytes: content.len() as u64, sha256 }
    }
}

/// The key under which all is that only our page reads.
pub(super) const OURS: &str = "boardwalk";

/// A manifest that lists nothing.
pub(super) fn empty() -> Value {
    json!({"name": "MicroPython", "version": "", "new_install_prompt_erase": true, "builds": []})
}

pub(super) fn parse(text: &str) -> Outcome<Value> {
    serde_json::from_str(text).during("read the shelf's manifest.json as JSON")
}

pub(super) fn to_text(manifest: &Value) -> String {
    format!("{manifest:#}\n")
}

/// Lists `entries`: one of a listed path replaces what was said of it, new ones go first.
///
/// The first image of the list is the one that the page offers, so what was added last is.
pub(super) fn merge(mut manifest: Value, entries: &[Entry]) -> Outcome<Value> {
    let fields = manifest
        .as_object_mut()
        .ok_or_else(|| Failure::new("the shelf's manifest.json is not an object."))?;
    let builds = fields
        .entry("builds")
        .or_insert_with(|| json!([]))
        .as_array_mut()
        .ok_or_else(|| Failure::new("`builds` in the shelf's manifest.json is not a list."))?;
    let mut new_ones = 0;
    for entry in entries {
        let index =
            builds.iter().position(|build| lists(build, &entry.path)).unwrap_or_else(|| {
                builds.insert(new_ones, json!({}));
                new_ones += 1;
                new_ones - 1
            });
        if let Some(build) = builds.get_mut(index).and_then(Value::as_object_mut) {
            describe(build, entry);
        }
    }
    let first = builds.first().cloned().unwrap_or_default();
    name_after(fields, &first);
    fields.entry("new_install_prompt_erase").or_insert(Value::Bool(true));
    Ok(manifest)
}

/// Takes what is listed with this path first off the list; gives the paths that nothing else on the list has.
///
/// # Errors
/// Nothing is listed with this path.
pub(super) fn remove(manifest: &mut Value, path: &str) -> Outcome<Vec<String>> {
    let none = || {
        Failure::new(format!(
            "{path} is not on the shelf; `cargo xtask firmware list` says what is."
        ))
    };
    let builds = manifest["builds"].as_array_mut().ok_or_else(none)?;
    let place = builds.iter().position(|build| lists(build, path)).ok_or_else(none)?;
    let removed = builds.remove(place);
    let still: Vec<String> = builds.iter().flat_map(paths).collect();
    if let (Some(first), Some(fields)) = (builds.first().cloned(), manifest.as_object_mut()) {
        name_after(fields, &first);
    }
    Ok(paths(&removed).into_iter().filter(|path| !still.contains(path)).collect())
}

/// The paths of a build's parts.
pub(super) fn paths(build: &Value) -> Vec<String> {
    let parts = build["parts"].as_array().into_iter().flatten();
    parts.map(|part| plain(text_of(&part["path"])).to_owned()).collect()
}

/// What is listed, a line each: path, name and version, the flash that it needs, and notes.
pub(super) fn lines(manifest: &Value) -> Vec<String> {
    let line = |build: &Value| {
        let of = |field: &str| match text_of(&build[field]) {
            "" => text_of(&manifest[field]).to_owned(),
            own => own.to_owned(),
        };
        let mut line = format!("{}: {} {}", paths(build).join(" + "), of("name"), of("version"));
        if let Some(bytes) = build[OURS]["leastFlashBytes"].as_u64() {
            line.push_str(&format!(", for {} kB of flash or more", bytes >> 10));
        }
        if let Some(notes) = build[OURS]["notes"].as_str() {
            line.push_str(&format!(" ({notes})"));
        }
        line
    };
    manifest["builds"].as_array().into_iter().flatten().map(line).collect()
}

/// The name and version of the image that comes first, in words.
pub(super) fn first_offer(manifest: &Value) -> String {
    format!("{} {}", text_of(&manifest["name"]), text_of(&manifest["version"])).trim().to_owned()
}

/// A file name that is also a relative address: other characters than the plain become `-`.
pub(super) fn path_for(file_name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._+-".contains(letter);
    let path: String =
        file_name.chars().map(|letter| if plain(letter) { letter } else { '-' }).collect();
    path.trim_start_matches('.').to_owned()
}

fn lists(build: &Value, path: &str) -> bool {
    plain(text_of(&build["parts"][0]["path"])) == path
}

fn plain(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}

/// A list is called as its first build.
fn name_after(fields: &mut Map<String, Value>, first: &Value) {
    for field in ["name", "version"] {
        // A build written by hand may leave them to the manifest as a whole.
        if first[field].is_string() {
            fields.insert(field.into(), first[field].clone());
        }
    }
}

fn describe(build: &mut Map<String, Value>, entry: &Entry) {
    build.insert("name".into(), entry.name.clone().into());
    build.insert("version".into(), entry.version.clone().into());
    build.insert("chipFamily".into(), "ESP8266".into());
    let facts: [(&str, Option<Value>); 3] = [
        ("leastFlashBytes", entry.least_flash_bytes.map(Value::from)),
        ("licence", entry.licence.map(Value::from)),
        ("notes", entry.notes.clone().map(Value::from)),
    ];
    // What else is there stays.
    if facts.iter().any(|(_, fact)| fact.is_some())
        && let Some(ours) = build.entry(OURS).or_insert_with(|| json!({})).as_object_mut()
    {
        ours.extend(facts.into_iter().filter_map(|(key, fact)| Some((key.to_owned(), fact?))));
    }
    let FileFacts { bytes, sha256 } = &entry.file;
    let part = json!({"path": entry.path, "offset": 0, OURS: {"bytes": bytes, "sha256": sha256}});
    build.insert("parts".into(), json!([part]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micropython(version: &str) -> Entry {
        Entry {
            path: format!("micropython-{version}.bin"),
            name: "MicroPython".into(),
            version: version.into(),
            least_flash_bytes: Some(1 << 20),
            licence: Some("MIT"),
            notes: None,
            file: FileFacts { bytes: 7, sha256: "ab".into() },
        }
    }

    fn firsts(manifest: &Value) -> Vec<&str> {
        let builds = manifest["builds"].as_array().unwrap();
        builds.iter().map(|build| text_of(&build["parts"][0]["path"])).collect()
    }

    #[test]
    fn images_are_listed_in_the_order_given() {
        let listed = merge(empty(), &[micropython("1.10.0"), micropython("1.9.4")]).unwrap();
        assert_eq!(
            listed,
            json!({
                "name": "MicroPython",
                "version": "1.10.0",
                "new_install_prompt_erase": true,
                "builds": [
                    {
                        "name": "MicroPython",
                        "version": "1.10.0",
                        "chipFamily": "ESP8266",
                        "boardwalk": {"leastFlashBytes": 1_048_576, "licence": "MIT"},
                        "parts": [{
                            "path": "micropython-1.10.0.bin",
                            "offset": 0,
                            "boardwalk": {"bytes": 7, "sha256": "ab"},
                        }],
                    },
                    {
                        "name": "MicroPython",
                        "version": "1.9.4",
                        "chipFamily": "ESP8266",
                        "boardwalk": {"leastFlashBytes": 1_048_576, "licence": "MIT"},
                        "parts": [{
                            "path": "micropython-1.9.4.bin",
                            "offset": 0,
                            "boardwalk": {"bytes": 7, "sha256": "ab"},
                        }],
                    },
                ],
            })
        );
    }

    #[test]
    fn what_is_added_later_comes_first() {
        let older = merge(empty(), &[micropython("1.9.3")]).unwrap();
        let both = merge(older, &[micropython("1.10.0")]).unwrap();
        assert_eq!(firsts(&both), ["micropython-1.10.0.bin", "micropython-1.9.3.bin"]);
        assert_eq!(both["version"], "1.10.0");
    }

    #[test]
    fn the_same_file_replaces_its_entry_in_place_and_keeps_the_rest() {
        let by_hand = parse(
            r#"{"name": "Workshop", "version": "5", "home_assistant_domain": "esphome", "builds": [
                {"chipFamily": "ESP32", "parts": [{"path": "other.bin", "offset": 4096}]},
                {"chipFamily": "ESP8266", "improv": false, "boardwalk": {"boards": ["D1 mini"]},
                 "parts": [{"path": "./micropython-1.9.3.bin", "offset": 0}]}]}"#,
        )
        .unwrap();
        let merged = merge(by_hand, &[micropython("1.9.3")]).unwrap();
        assert_eq!(firsts(&merged), ["other.bin", "micropython-1.9.3.bin"]);
        assert_eq!(merged["builds"][0]["parts"][0]["offset"], 4096);
        assert_eq!(merged["builds"][1]["improv"], false);
        assert_eq!(merged["builds"][1]["boardwalk"]["boards"][0], "D1 mini");
        assert_eq!(merged["builds"][1]["version"], "1.9.3");
        assert_eq!(merged["home_assistant_domain"], "esphome");
    }

    #[test]
    fn notes_are_kept_when_a_newer_file_comes_without() {
        let noted = Entry { notes: Some("For year 7.".into()), ..micropython("1.10.0") };
        let listed = merge(empty(), &[noted]).unwrap();
        let again = merge(listed, &[micropython("1.10.0")]).unwrap();
        assert_eq!(again["builds"][0]["boardwalk"]["notes"], "For year 7.");
    }

    #[test]
    fn what_is_removed_gives_up_its_files_but_not_those_of_others() {
        let part = |path: &str| json!({"path": path, "offset": 0});
        let mut manifest = json!({"name": "a", "version": "1", "builds": [
            {"name": "a", "parts": [part("./a.bin"), part("shared.bin"), part("init.bin")]},
            {"name": "b", "version": "2", "parts": [part("b.bin"), part("shared.bin")]},
        ]});
        assert!(remove(&mut manifest, "shared.bin").is_err());
        let files = remove(&mut manifest, "a.bin").unwrap();
        assert_eq!(files, ["a.bin", "init.bin"]);
        assert_eq!(firsts(&manifest), ["b.bin"]);
        assert_eq!(first_offer(&manifest), "b 2");
        assert!(remove(&mut manifest, "a.bin").is_err());
    }

    #[test]
    fn each_build_is_a_line() {
        let noted = Entry { notes: Some("For year 7.".into()), ..micropython("1.10.0") };
        let mut listed = merge(empty(), &[noted]).unwrap();
        let builds = listed["builds"].as_array_mut().unwrap();
        builds.push(json!({"parts": [{"path": "boot.bin"}, {"path": "user1.bin"}]}));
        let expected = [
            "micropython-1.10.0.bin: MicroPython 1.10.0, for 1024 kB of flash or more (For year 7.)",
            "boot.bin + user1.bin: MicroPython 1.10.0",
        ];
        assert_eq!(lines(&listed), expected);
    }

    #[test]
    fn the_facts_of_a_file_are_its_length_and_its_digest() {
        // As `sha256sum` gives it.
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".into();
        assert_eq!(FileFacts::of(b"abc"), FileFacts { bytes: 3, sha256 });
    }

    #[test]
    fn a_nameless_first_build_leaves_the_names_to_the_manifest() {
        let by_hand = json!({"name": "Workshop", "version": "5", "builds": [
            {"chipFamily": "ESP8266", "parts": [{"path": "micropython-1.9.3.bin"}]},
            {"chipFamily": "ESP8266", "parts": [{"path": "own.bin"}]},
        ]});
        let own = Entry {
            path: "own.bin".into(),
            name: "own".into(),
            version: String::new(),
            least_flash_bytes: None,
            licence: None,
            ..micropython("")
        };
        let merged = merge(by_hand, &[own]).unwrap();
        assert_eq!(first_offer(&merged), "Workshop 5");
    }

    #[test]
    fn a_manifest_of_another_shape_is_refused() {
        assert!(parse("<html>").is_err());
        assert!(merge(json!([]), &[]).is_err());
        assert!(merge(json!({"builds": 3}), &[]).is_err());
    }

    #[test]
    fn a_file_name_becomes_an_address() {
        assert_eq!(path_for("micropython+blinka 1.0 #2.bin"), "micropython+blinka-1.0--2.bin");
        assert_eq!(path_for("..bin"), "bin");
    }
}
