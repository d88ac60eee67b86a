//! The shelf's list, in the format that ESP Web Tools reads.
//!
//! ```json
//! { "name": "MicroPython", "version": "1.10",
//!   "builds": [ { "chipFamily": "ESP8266", "parts": [ { "path": "micropython.bin", "offset": 0 } ],
//!                 "name": "MicroPython", "version": "1.10",
//!                 "boardwalk": { "leastFlashBytes": 1048576 } } ] }
//! ```
//!
//! `name` and `version` of a build are ours: with them a list can hold more than one image. The
//! first build for the ESP8266 is the one that other readers take, and the one preselected here. In `boardwalk` is
//! what only this page wants to know.

use super::json::Object;

/// More than any list needs; less than what makes a browser slow.
pub(in crate::firmware) const MAX_BYTES: usize = 256 << 10;

/// What some editors begin a file with.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// As ESP Web Tools calls this chip.
const CHIP: &str = "ESP8266";
/// The key of a build under which all is that only this page reads.
const OURS: &str = "boardwalk";

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
    /// The smallest flash on which it has room for files, in bytes, where the list says that.
    pub least_flash_bytes: Option<u32>,
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
    /// It is a page for people: of the network in between, most likely, where one has to sign in.
    #[error("a web page in place of the list")]
    WebPage,
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

impl Manifest {
    /// Reads a list.
    ///
    /// # Errors
    ///
    /// A [`ManifestError`]; where no image of the list can be used, what is wrong with the first one.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        if bytes.len() > MAX_BYTES {
            return Err(ManifestError::TooLarge { bytes: bytes.len() });
        }
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii_start();
        if bytes.starts_with(b"<") {
            return Err(ManifestError::WebPage);
        }
        let malformed = ManifestError::Malformed;
        let list = Object::read(bytes).map_err(malformed)?;
        let name = required(&list, "name").map_err(malformed)?;
        let version = list.text("version").map_err(malformed)?.unwrap_or_default();
        let mut problem = None;
        let mut entries = Vec::new();
        for build in list.objects("builds").map_err(malformed)? {
            // What else is in those of other chips is theirs.
            if build.text("chipFamily").ok().flatten().as_deref() != Some(CHIP) {
                continue;
            }
            match entry(&build, &name, &version) {
                Ok(entry) => entries.push(entry),
                Err(error) => problem = problem.or(Some(error)),
            }
        }
        if entries.is_empty() {
            return Err(problem.unwrap_or(ManifestError::NothingForEsp8266));
        }
        Ok(Self { entries })
    }
}

fn required(object: &Object, name: &str) -> Result<String, String> {
    object.text(name)?.ok_or_else(|| format!("`{name}` is missing"))
}

fn entry(build: &Object, name: &str, version: &str) -> Result<Entry, ManifestError> {
    let malformed = ManifestError::Malformed;
    let parts = build.objects("parts").map_err(malformed)?;
    let paths = parts.iter().map(path).collect::<Result<Vec<_>, _>>().map_err(malformed)?;
    let offsets = parts.iter().map(offset).collect::<Result<Vec<_>, _>>().map_err(malformed)?;
    let path = paths.into_iter().next().unwrap_or_default();
    if offsets != [0] {
        return Err(ManifestError::NotOneImage { path });
    }
    if !stays_inside(&path) {
        return Err(ManifestError::OutsideShelf { path });
    }
    Ok(Entry {
        name: build.text("name").map_err(malformed)?.unwrap_or_else(|| name.into()),
        version: build.text("version").map_err(malformed)?.unwrap_or_else(|| version.into()),
        path,
        least_flash_bytes: build.object(OURS).and_then(|ours| ours.number("leastFlashBytes").ok()),
    })
}

/// `filename` is what some generators of lists write.
fn path(part: &Object) -> Result<String, String> {
    match part.text("path")? {
        Some(path) => Ok(path),
        None => part.text("filename")?.ok_or_else(|| "`path` is missing".into()),
    }
}

/// A number, also as a text such as `"0x1000"`.
fn offset(part: &Object) -> Result<u32, String> {
    let Ok(Some(text)) = part.text("offset") else { return part.number("offset") };
    let number = match text.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => text.parse(),
    };
    number.map_err(|_| "`offset` is not a whole number".into())
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
            least_flash_bytes: None,
        };
        let expected = vec![
            entry("MicroPython", "1.10", "mp.bin"),
            entry("MicroPython of 2017", "1.9.3", "old/mp.bin"),
        ];
        assert_eq!(Manifest::parse(list).unwrap().entries, expected);
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_place() {
        let error = Manifest::parse(b"404 Not Found").unwrap_err();
        assert!(matches!(error, ManifestError::Malformed(text) if text.contains("line 1")));
        let page = Manifest::parse(b"\n <!DOCTYPE html><title>Sign in</title>");
        assert_eq!(page, Err(ManifestError::WebPage));
        let error = Manifest::parse(br#"{ "name": "x" }"#).unwrap_err();
        assert!(matches!(error, ManifestError::Malformed(text) if text.contains("builds")));
        let large = vec![b' '; MAX_BYTES + 1];
        let bytes = large.len();
        assert_eq!(Manifest::parse(&large), Err(ManifestError::TooLarge { bytes }));
    }

    #[test]
    fn an_odd_entry_hides_no_other_one() {
        let list = br#"{ "name": "x", "version": "1", "builds": [
            { "chipFamily": "ESP32-C3" },
            { "chipFamily": "ESP32", "parts": "none", "name": 7 },
            { "chipFamily": "ESP8266", "parts": [{ "path": "boot.bin", "offset": 0 },
                { "path": "user1.bin", "offset": 4096 }, { "path": "init.bin", "offset": 4177920 },
                { "path": "blank.bin", "offset": 4186112 }] },
            { "chipFamily": "ESP8266", "parts": [{ "path": "../a.bin", "offset": 0 }] },
            { "chipFamily": "ESP8266", "name": [], "parts": [{ "path": "b.bin", "offset": 0 }] },
            { "chipFamily": "ESP8266", "parts": [{ "path": "mp.bin", "offset": 0 }] }] }"#;
        let paths: Vec<_> =
            Manifest::parse(list).unwrap().entries.into_iter().map(|entry| entry.path).collect();
        assert_eq!(paths, ["mp.bin"]);
    }

    #[test]
    fn what_generators_write_in_their_own_way_is_understood() {
        let list = b"\xEF\xBB\xBF{ \"name\": \"x\", \"builds\": [
            { \"chipFamily\": \"ESP8266\", \"parts\": [{ \"filename\": \"a.bin\", \"offset\": \"0x0\" }] },
            { \"chipFamily\": \"ESP8266\", \"parts\": [{ \"path\": \"b.bin\", \"offset\": \"0\" }] }] }";
        let entries = Manifest::parse(list).unwrap().entries;
        assert_eq!(entries.len(), 2);
        for offset in ["\"0x1000\"", "4096", "\"here\"", "null"] {
            let list = format!(
                r#"{{ "name": "x", "builds": [{{ "chipFamily": "ESP8266", "parts": [{{ "path": "a.bin", "offset": {offset} }}] }}] }}"#
            );
            assert!(Manifest::parse(list.as_bytes()).is_err(), "{offset}");
        }
    }

    #[test]
    fn what_flash_an_image_needs_is_read_where_it_is_said() {
        let least = |ours: &str| {
            let list = format!(
                r#"{{ "name": "x", "builds": [{{ "chipFamily": "ESP8266", "boardwalk": {ours},
                    "parts": [{{ "path": "a.bin", "offset": 0 }}] }}] }}"#
            );
            Manifest::parse(list.as_bytes()).unwrap().entries[0].least_flash_bytes
        };
        assert_eq!(least(r#"{ "leastFlashBytes": 1048576 }"#), Some(1 << 20));
        for other in ["null", "7", "{}", r#"{ "leastFlashBytes": "much" }"#] {
            assert_eq!(least(other), None, "{other}");
        }
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
