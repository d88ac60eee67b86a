//! The shelf's list, in the format that ESP Web Tools reads.
//!
//! ```json
//! { "name": "MicroPython", "version": "1.10",
//!   "builds": [ { "chipFamily": "ESP8266", "parts": [ { "path": "micropython.bin", "offset": 0 } ],
//!                 "name": "MicroPython", "version": "1.10" } ] }
//! ```
//!
//! `name` and `version` of a build are ours: with them a list can hold more than one image. The
//! first build for the ESP8266 is the one that other readers take, and the one preselected here.

use super::json::Object;

/// More than any list needs; less than what makes a browser slow.
pub(in crate::firmware) const MAX_BYTES: usize = 256 << 10;

/// The images of a shelf, best first. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The images.
    pub entries: Vec<Entry>,
}

/// One image of a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// Its version, as the list says.
    pub version: String,
    /// Its path, relative to the list. It can't lead out of the list's folder.
    pub path: String,
}

/// Why a list can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// It is larger than any list.
    #[error("the list has {bytes} bytes, more than {MAX_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is not JSON, or lacks something.
    #[error("not a list of firmware: {0}")]
    Malformed(String),
    /// It has nothing for this chip.
    #[error("the list has no image for the ESP8266")]
    NothingForEsp8266,
    /// A build has several parts, or its part does not go to offset 0.
    #[error("{path} does not go alone to offset 0")]
    NotOneImage {
        /// The first part.
        path: String,
    },
    /// A path leads out of the list's folder.
    #[error("{path} leads out of the shelf")]
    OutsideShelf {
        /// The path.
        path: String,
    },
}

/// One image or more for one chip.
struct Build {
    chip_family: String,
    parts: Vec<Part>,
    name: Option<String>,
    version: Option<String>,
}

struct Part {
    path: String,
    offset: u32,
}

impl Manifest {
    /// Reads a list.
    ///
    /// # Errors
    ///
    /// A [`ManifestError`]; one unusable image for this chip makes the whole list unusable, so that
    /// a host sees the mistake.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        if bytes.len() > MAX_BYTES {
            return Err(ManifestError::TooLarge { bytes: bytes.len() });
        }
        let (name, version, builds) = read(bytes).map_err(ManifestError::Malformed)?;
        let entries: Vec<_> = builds
            .into_iter()
            .filter(|build| build.chip_family == "ESP8266")
            .map(|build| entry(build, &name, &version))
            .collect::<Result<_, _>>()?;
        if entries.is_empty() {
            Err(ManifestError::NothingForEsp8266)
        } else {
            Ok(Self { entries })
        }
    }
}

/// The list's own name and version, and what it lists.
fn read(bytes: &[u8]) -> Result<(String, String, Vec<Build>), String> {
    let list = Object::read(bytes)?;
    let (name, version) = (required(&list, "name")?, list.text("version")?.unwrap_or_default());
    let builds = list.objects("builds")?.iter().map(build).collect::<Result<_, _>>()?;
    Ok((name, version, builds))
}

fn build(build: &Object) -> Result<Build, String> {
    Ok(Build {
        chip_family: required(build, "chipFamily")?,
        name: build.text("name")?,
        version: build.text("version")?,
        parts: build.objects("parts")?.iter().map(part).collect::<Result<_, _>>()?,
    })
}

fn part(part: &Object) -> Result<Part, String> {
    Ok(Part { path: required(part, "path")?, offset: part.number("offset")? })
}

fn required(object: &Object, name: &str) -> Result<String, String> {
    object.text(name)?.ok_or_else(|| format!("`{name}` is missing"))
}

fn entry(build: Build, name: &str, version: &str) -> Result<Entry, ManifestError> {
    let mut parts = build.parts.into_iter();
    let path = match (parts.next(), parts.next()) {
        (Some(part), None) if part.offset == 0 => part.path,
        (first, _) => {
            let path = first.map(|part| part.path).unwrap_or_default();
            return Err(ManifestError::NotOneImage { path });
        }
    };
    if !stays_inside(&path) {
        return Err(ManifestError::OutsideShelf { path });
    }
    Ok(Entry {
        name: build.name.unwrap_or_else(|| name.into()),
        version: build.version.unwrap_or_else(|| version.into()),
        path,
    })
}

/// Whether a path names a file in or below its folder, however a browser reads it. Spaces at the end
/// of an address are dropped, so `.. ` would be `..`.
fn stays_inside(path: &str) -> bool {
    let forbidden = |c: char| c.is_control() || matches!(c, '\\' | ':' | '%' | '?' | '#');
    !path.is_empty()
        && !path.contains(forbidden)
        && path.split('/').all(|segment| !matches!(segment.trim_ascii(), "" | "." | ".."))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with_path(path: &str) -> Result<Manifest, ManifestError> {
        let parts = serde_json::json!([{ "path": path, "offset": 0 }]);
        let builds = serde_json::json!([{ "chipFamily": "ESP8266", "parts": parts }]);
        let list = serde_json::json!({ "name": "MicroPython", "version": "1", "builds": builds });
        Manifest::parse(list.to_string().as_bytes())
    }

    #[test]
    fn a_list_for_esp_web_tools_is_a_list_for_us() {
        let list = br#"{
            "name": "MicroPython", "version": "1.10", "new_install_prompt_erase": true,
            "builds": [
                { "chipFamily": "ESP32", "parts": [{ "path": "esp32.bin", "offset": 4096 }] },
                { "chipFamily": "ESP8266", "parts": [{ "path": "mp.bin", "offset": 0 }] },
                { "chipFamily": "ESP8266", "name": "MicroPython of 2017", "version": "1.9.3",
                  "parts": [{ "path": "old/mp.bin", "offset": 0 }] }
            ] }"#;
        let entry = |name: &str, version: &str, path: &str| Entry {
            name: name.into(),
            version: version.into(),
            path: path.into(),
        };
        let expected = vec![
            entry("MicroPython", "1.10", "mp.bin"),
            entry("MicroPython of 2017", "1.9.3", "old/mp.bin"),
        ];
        assert_eq!(Manifest::parse(list).unwrap().entries, expected);
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_place() {
        let error = Manifest::parse(b"<html>404</html>").unwrap_err();
        assert!(matches!(error, ManifestError::Malformed(text) if text.contains("line 1")));
        let error = Manifest::parse(br#"{ "name": "x" }"#).unwrap_err();
        assert!(matches!(error, ManifestError::Malformed(text) if text.contains("builds")));
        let large = vec![b' '; MAX_BYTES + 1];
        let bytes = large.len();
        assert_eq!(Manifest::parse(&large), Err(ManifestError::TooLarge { bytes }));
    }

    #[test]
    fn a_list_without_this_chip_says_so() {
        let list = br#"{ "name": "x", "builds": [{ "chipFamily": "ESP32", "parts": [] }] }"#;
        assert_eq!(Manifest::parse(list), Err(ManifestError::NothingForEsp8266));
    }

    #[test]
    fn an_image_in_parts_is_refused() {
        let list = br#"{ "name": "x", "builds": [{ "chipFamily": "ESP8266",
            "parts": [{ "path": "a.bin", "offset": 0 }, { "path": "b.bin", "offset": 65536 }] }] }"#;
        let expected = ManifestError::NotOneImage { path: "a.bin".into() };
        assert_eq!(Manifest::parse(list), Err(expected));
    }

    #[test]
    fn no_path_leads_out_of_the_shelf() {
        for path in [
            "",
            "/mp.bin",
            "../mp.bin",
            "a/../../mp.bin",
            "//other/mp.bin",
            "https://other/mp.bin",
            "a\\..\\mp.bin",
            "%2e%2e/mp.bin",
            "./mp.bin",
            "data:x",
            "mp.bin?x",
            "mp.bin#x",
            // Browsers drop spaces at an address's end.
            " ",
            ".. ",
            "a/. ",
        ] {
            assert_eq!(with_path(path), Err(ManifestError::OutsideShelf { path: path.into() }));
        }
        assert!(with_path("old images/mp-1.9.3.bin").is_ok());
    }

    /// The folders and the file that a browser finds; `None` outside the shelf.
    fn followed(path: &str) -> Option<Vec<&str>> {
        let mut names = Vec::new();
        for segment in path.trim_end_matches(' ').split('/') {
            match segment {
                "." => {}
                ".." => {
                    names.pop()?;
                }
                name => names.push(name),
            }
        }
        Some(names)
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = Manifest::parse(&bytes);
        }

        #[test]
        fn whatever_is_accepted_is_a_file_on_the_shelf(path in "[ab./\\\\%:?# ]{0,8}") {
            if let Ok(manifest) = with_path(&path) {
                let found = followed(&manifest.entries[0].path);
                prop_assert!(found.is_some_and(|names| names.last().is_some_and(|n| !n.is_empty())));
            }
        }
    }
}
