//! The shelf's manifest: what is listed, in which order. Fields that are not ours are kept.

use serde_json::{Map, Value, json};

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
}

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
    for field in ["name", "version"] {
        // A build written by hand may leave them to the manifest as a whole.
        if first[field].is_string() {
            fields.insert(field.into(), first[field].clone());
        }
    }
    fields.entry("new_install_prompt_erase").or_insert(Value::Bool(true));
    Ok(manifest)
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
    let listed = text_of(&build["parts"][0]["path"]);
    listed.strip_prefix("./").unwrap_or(listed) == path
}

fn describe(build: &mut Map<String, Value>, entry: &Entry) {
    build.insert("name".into(), entry.name.clone().into());
    build.insert("version".into(), entry.version.clone().into());
    build.insert("chipFamily".into(), "ESP8266".into());
    if let Some(bytes) = entry.least_flash_bytes {
        // What else is there stays.
        let ours = build.entry("boardwalk").or_insert_with(|| json!({}));
        if let Some(ours) = ours.as_object_mut() {
            ours.insert("leastFlashBytes".into(), bytes.into());
        }
    }
    build.insert("parts".into(), json!([{"path": entry.path, "offset": 0}]));
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
        }
    }

    fn paths(manifest: &Value) -> Vec<&str> {
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
                        "boardwalk": {"leastFlashBytes": 1_048_576},
                        "parts": [{"path": "micropython-1.10.0.bin", "offset": 0}],
                    },
                    {
                        "name": "MicroPython",
                        "version": "1.9.4",
                        "chipFamily": "ESP8266",
                        "boardwalk": {"leastFlashBytes": 1_048_576},
                        "parts": [{"path": "micropython-1.9.4.bin", "offset": 0}],
                    },
                ],
            })
        );
    }

    #[test]
    fn what_is_added_later_comes_first() {
        let older = merge(empty(), &[micropython("1.9.3")]).unwrap();
        let both = merge(older, &[micropython("1.10.0")]).unwrap();
        assert_eq!(paths(&both), ["micropython-1.10.0.bin", "micropython-1.9.3.bin"]);
        assert_eq!(both["version"], "1.10.0");
    }

    #[test]
    fn the_same_file_replaces_its_entry_in_place_and_keeps_the_rest() {
        let by_hand = parse(
            r#"{"name": "Workshop", "version": "5", "home_assistant_domain": "esphome", "builds": [
                {"chipFamily": "ESP32", "parts": [{"path": "other.bin", "offset": 4096}]},
                {"chipFamily": "ESP8266", "improv": false,
                 "parts": [{"path": "./micropython-1.9.3.bin", "offset": 0}]}]}"#,
        )
        .unwrap();
        let merged = merge(by_hand, &[micropython("1.9.3")]).unwrap();
        assert_eq!(paths(&merged), ["other.bin", "micropython-1.9.3.bin"]);
        assert_eq!(merged["builds"][0]["parts"][0]["offset"], 4096);
        assert_eq!(merged["builds"][1]["improv"], false);
        assert_eq!(merged["builds"][1]["version"], "1.9.3");
        assert_eq!(merged["home_assistant_domain"], "esphome");
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
