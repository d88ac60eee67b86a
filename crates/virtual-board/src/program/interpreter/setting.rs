//! What the boot found and what was asked for, as the script takes it.

use alloc::format;
use alloc::string::{String, ToString};

use super::options::{FilesWanted, InterpreterOptions};
use super::process::Links;
use crate::boot::FileSystem;
use crate::program::{BootInfo, FilePlace, Files};
use crate::python_version::PythonVersion;

const SCRIPT: &str = include_str!("board.py");
const NEWEST: &str = "MicroPython v1.28.0 on 2026-04-06; ESP module with ESP8266";
/// Twice as large: pointers have 64 bits.
const OBJECT_FACTOR: u32 = 2;
/// What the script leaves behind: modules, of which the board has its own outside of the heap.
const SCRIPT_BYTES: u32 = 16 << 10;

/// How Python comes to start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// After a reset of the chip.
    Reset,
    /// After a soft reset in the friendly mode.
    Soft,
    /// After one in raw mode: it stays there, and `main.py` is left out.
    SoftRaw,
}

/// One board's Python, for all its starts between two resets of the chip.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) greeting: String,
    pub(super) version: PythonVersion,
    pub(super) heap_bytes: u32,
    place: Option<FilePlace>,
    is_new: bool,
    network: String,
}

impl Setting {
    pub(super) fn new(options: &InterpreterOptions, boot: &BootInfo) -> Self {
        let greeting = boot.banner.clone().unwrap_or_else(|| NEWEST.to_string());
        let version = options.version.unwrap_or_else(|| PythonVersion::of_banner(&greeting));
        let place = match (options.files, boot.place) {
            (FilesWanted::None, _) => None,
            (FilesWanted::OfTheBuild, _) if greeting.contains("(512K)") => None,
            (FilesWanted::OfTheBuild, place) => place,
            (FilesWanted::Kind(kind), place) => place.map(|place| FilePlace { kind, ..place }),
        };
        let is_other_kind = place.map(|place| place.kind) != boot.place.map(|place| place.kind);
        Self {
            greeting,
            version,
            heap_bytes: options.heap_bytes.saturating_mul(OBJECT_FACTOR) + SCRIPT_BYTES,
            place,
            is_new: boot.files == Files::New || is_other_kind,
            network: boot.network.clone(),
        }
    }

    /// The whole script.
    pub(super) fn script(&self, links: &Links, entry: Entry) -> String {
        let (release, machine) = release_and_machine(&self.greeting);
        let place = self.place.map_or_else(
            || "None".to_string(),
            |FilePlace { kind, address, sectors }| {
                let kind = match kind {
                    FileSystem::Fat => "fat",
                    FileSystem::Littlefs => "littlefs",
                };
                format!("('{kind}', {address}, {sectors})")
            },
        );
        let links = links.in_python();
        let minor = self.version.minor_number();
        let is_new = in_python(self.is_new);
        let main = in_python(entry != Entry::SoftRaw);
        let network = quoted(&self.network);
        format!(
            "{SCRIPT}_board({links}, {}, {}, {minor}, {place}, {is_new}, {main}, {network})\n",
            quoted(release),
            quoted(machine)
        )
    }
}

/// `1.28.0` and `ESP module with ESP8266`, as they stand in a greeting.
fn release_and_machine(greeting: &str) -> (&str, &str) {
    let (version, machine) = greeting.split_once("; ").unwrap_or((greeting, "ESP8266"));
    let version = version.strip_prefix("MicroPython v").unwrap_or("1.28.0");
    (version.split([' ', '-']).next().unwrap_or("1.28.0"), machine)
}

fn in_python(is: bool) -> &'static str {
    if is { "True" } else { "False" }
}

/// A Python literal that nothing can end early.
fn quoted(text: &str) -> String {
    let mut literal = String::from("\"");
    for character in text.chars() {
        match character {
            ' '..='~' if !matches!(character, '"' | '\\') => literal.push(character),
            _ => literal += &format!("\\U{:08x}", u32::from(character)),
        }
    }
    literal + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_stands_in_the_greeting() {
        let old = "MicroPython v1.9.3-8-g63826ac5c on 2017-11-01; ESP module with ESP8266";
        assert_eq!(release_and_machine(old), ("1.9.3", "ESP module with ESP8266"));
        assert_eq!(release_and_machine("Another Python"), ("1.28.0", "ESP8266"));
    }

    #[test]
    fn no_name_of_a_network_ends_its_literal() {
        assert_eq!(quoted("a\"b\\\né"), r#""a\U00000022b\U0000005c\U0000000a\U000000e9""#);
    }
}
