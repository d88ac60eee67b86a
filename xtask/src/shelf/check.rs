//! What is wrong with a shelf: its list, as ESP Web Tools and the page read it, and the files that it names.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use serde_json::Value;

use super::manifest::{FileFacts, OURS, paths};
use super::text_of;
use crate::failure::Outcome;

const OUR_CHIP: &str = "ESP8266";
/// The other chips that such lists are for are called so, with more behind it or not.
const OTHER_CHIPS: &str = "ESP32";
/// The flash is erased by this much at a time.
const SECTOR_BYTES: u64 = 0x1000;

/// The files of a shelf.
pub(super) trait Files {
    /// The content of one, if there is one of this path.
    fn read(&self, path: &str) -> Option<Vec<u8>>;
    /// Whether it is an image that an ESP8266 can start.
    fn starts(&self, path: &str) -> Outcome;
    /// The paths of all of them, without the list.
    fn all(&self) -> Vec<String>;
}

/// What is wrong with a list and its files, a sentence each; nothing where all is right.
pub(super) fn problems(manifest: &Value, files: &impl Files) -> Vec<String> {
    let mut problems = Vec::new();
    for field in ["name", "version"] {
        if !manifest[field].is_string() {
            problems.push(format!("`{field}` of the list is not a text."));
        }
    }
    let Some(builds) = manifest["builds"].as_array() else {
        problems.push("`builds` of the list is not a list.".into());
        return problems;
    };
    if !builds.iter().any(|build| build["chipFamily"] == OUR_CHIP) {
        problems.push(format!("The list has nothing for the {OUR_CHIP}."));
    }
    for (number, build) in (1..).zip(builds) {
        let of_build = build_problems(build, files);
        problems.extend(of_build.into_iter().map(|problem| format!("Build {number}: {problem}")));
    }
    let listed: BTreeSet<String> = builds.iter().flat_map(paths).collect();
    let unlisted = files.all().into_iter().filter(|path| !listed.contains(path));
    problems.extend(unlisted.map(|path| format!("{path} is on the shelf, but not on the list.")));
    problems
}

fn build_problems(build: &Value, files: &impl Files) -> Vec<String> {
    let chip = text_of(&build["chipFamily"]);
    let mut problems = Vec::new();
    if chip != OUR_CHIP && !chip.starts_with(OTHER_CHIPS) {
        problems.push(format!("`chipFamily` is “{chip}”, which is no chip."));
    }
    let parts = build["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    if parts.is_empty() {
        problems.push("`parts` is empty, or not a list.".into());
    }
    let mut places = Vec::new();
    for part in parts {
        match part_bytes(part, files) {
            Ok((offset, bytes)) => places.push((offset, offset + bytes, text_of(&part["path"]))),
            Err(problem) => problems.push(problem),
        }
    }
    if chip == OUR_CHIP {
        problems.extend(layout_problems(&places, files));
    }
    problems
}

/// The offset of a part, and the length of its file, which is as the list says.
fn part_bytes(part: &Value, files: &impl Files) -> Result<(u64, u64), String> {
    let Some(path) = part["path"].as_str() else { return Err("a part has no `path`.".into()) };
    let Some(offset) = part["offset"].as_u64() else {
        return Err(format!("`offset` of {path} is not a whole number."));
    };
    if !stays_inside(path) {
        return Err(format!("{path} leads out of the shelf."));
    }
    let Some(content) = files.read(path) else { return Err(format!("{path} is not there.")) };
    let found = FileFacts::of(&content);
    let ours = &part[OURS];
    match (ours["bytes"].as_u64(), ours["sha256"].as_str()) {
        (Some(bytes), _) if bytes != found.bytes => {
            Err(format!("{path} has {} bytes in place of {bytes}.", found.bytes))
        }
        (_, Some(sha256)) if sha256 != found.sha256 => Err(format!(
            "{path} is another file than the one that was listed: its SHA-256 is {}.",
            found.sha256
        )),
        _ => Ok((offset, found.bytes)),
    }
}

/// Whether a path names something in or below the shelf.
pub(super) fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// What is wrong with where the parts go.
fn layout_problems(places: &[(u64, u64, &str)], files: &impl Files) -> Vec<String> {
    let mut problems = Vec::new();
    let mut places = places.to_vec();
    places.sort_unstable();
    match places.first() {
        Some((0, _, path)) => problems.extend(files.starts(path).err().map(|no| no.to_string())),
        Some(_) => problems.push("no part goes to offset 0, where the chip starts.".into()),
        None => {}
    }
    for (offset, _, path) in &places {
        if offset % SECTOR_BYTES != 0 {
            problems.push(format!("`offset` of {path} is not a multiple of {SECTOR_BYTES}."));
        }
    }
    for pair in places.windows(2) {
        if let [(_, end, path), (start, _, next)] = pair
            && start < end
        {
            problems.push(format!("{path} reaches into the place of {next}."));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;
    use serde_json::json;

    /// Files of so many bytes; `broken.bin` starts nowhere.
    struct Held(&'static [(&'static str, usize)]);

    impl Files for Held {
        fn read(&self, path: &str) -> Option<Vec<u8>> {
            let (_, bytes) = self.0.iter().find(|(name, _)| *name == path)?;
            Some(vec![7; *bytes])
        }

        fn starts(&self, path: &str) -> Outcome {
            if path == "broken.bin" { Err(Failure::new("broken.bin is damaged.")) } else { Ok(()) }
        }

        fn all(&self) -> Vec<String> {
            self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
        }
    }

    fn of_parts(parts: &Value, files: &'static [(&str, usize)]) -> Vec<String> {
        let builds = json!([{"chipFamily": "ESP8266", "parts": parts}]);
        problems(&json!({"name": "x", "version": "1", "builds": builds}), &Held(files))
    }

    fn sha256(bytes: usize) -> String {
        FileFacts::of(&vec![7; bytes]).sha256
    }

    #[test]
    fn a_shelf_whose_files_are_as_listed_has_no_problem() {
        let parts = json!([
            {"path": "boot.bin", "offset": 0, "boardwalk": {"bytes": 4096, "sha256": sha256(4096)}},
            {"path": "user1.bin", "offset": 4096},
        ]);
        let none: [String; 0] = [];
        assert_eq!(of_parts(&parts, &[("boot.bin", 4096), ("user1.bin", 5000)]), none);
    }

    #[test]
    fn each_fault_of_a_file_is_told() {
        for (part, expected) in [
            (json!({"path": "gone.bin", "offset": 0}), "gone.bin is not there."),
            (json!({"path": "../a.bin", "offset": 0}), "../a.bin leads out of the shelf."),
            (json!({"path": "/a.bin", "offset": 0}), "/a.bin leads out of the shelf."),
            (json!({"offset": 0}), "a part has no `path`."),
            (json!({"path": "a.bin", "offset": "0x0"}), "`offset` of a.bin is not a whole number."),
            (
                json!({"path": "a.bin", "offset": 0, "boardwalk": {"bytes": 11}}),
                "a.bin has 10 bytes in place of 11.",
            ),
            (
                json!({"path": "a.bin", "offset": 0, "boardwalk": {"sha256": sha256(11)}}),
                "a.bin is another file than the one that was listed",
            ),
            (json!({"path": "a.bin", "offset": 4096}), "no part goes to offset 0"),
        ] {
            let told = of_parts(&json!([part]), &[("a.bin", 10)]);
            assert!(told[0].starts_with(&format!("Build 1: {expected}")), "{told:?}");
        }
        let broken = of_parts(&json!([{"path": "broken.bin", "offset": 0}]), &[("broken.bin", 1)]);
        assert_eq!(broken, ["Build 1: broken.bin is damaged."]);
    }

    #[test]
    fn parts_that_do_not_lie_beside_each_other_are_told() {
        let files = &[("a.bin", 4097), ("b.bin", 1)];
        let at = |offset: u64| json!([{"path": "b.bin", "offset": offset}, {"path": "a.bin", "offset": 0}]);
        let none: [String; 0] = [];
        assert_eq!(of_parts(&at(8192), files), none);
        assert_eq!(of_parts(&at(4096), files), ["Build 1: a.bin reaches into the place of b.bin."]);
        let askew = of_parts(&at(8193), files);
        assert_eq!(askew, ["Build 1: `offset` of b.bin is not a multiple of 4096."]);
    }

    #[test]
    fn a_list_that_other_readers_refuse_is_told() {
        let told = problems(
            &json!({"name": 7, "builds": [{"chipFamily": "ESP9"}]}),
            &Held(&[("a.bin", 1)]),
        );
        let expected = [
            "`name` of the list is not a text.",
            "`version` of the list is not a text.",
            "The list has nothing for the ESP8266.",
            "Build 1: `chipFamily` is “ESP9”, which is no chip.",
            "Build 1: `parts` is empty, or not a list.",
            "a.bin is on the shelf, but not on the list.",
        ];
        assert_eq!(told, expected);
        assert_eq!(problems(&json!([]), &Held(&[])).len(), 3);
    }
}
