//! What firmware a file holds, by the texts in it.

/// A build of MicroPython for this chip, by what its banner says between `on <date>; ` and `with ESP8266`.
///
/// Source: micropython `ports/esp8266/boards/ESP8266_GENERIC/`, `mpconfigboard.h` and `mpconfigvariant_*.mk`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Build {
    /// For 512 KiB of flash. It keeps no files.
    Kib512,
    /// For 1 MiB.
    Mib1,
    /// The usual one, `ESP8266_GENERIC`.
    Generic,
    /// The usual one with a place for files that are only read.
    Romfs,
    /// For updates over Wi-Fi, behind the boot loader that takes them in.
    Ota,
}

/// Firmware that is no MicroPython.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each has its own name")]
pub enum Other {
    CircuitPython,
    NodeMcu,
    Tasmota,
    EspHome,
    EspEasy,
    Espruino,
    EspAt,
    /// Any program that was made with the Arduino core for this chip.
    Arduino,
}

/// In this order: those who build on Arduino's core have its texts, too.
///
/// Each text is one that its firmware prints or serves.
const TEXTS: [(&[u8], Other); 9] = [
    (b"Adafruit CircuitPython ", Other::CircuitPython),
    (b"powered by Lua ", Other::NodeMcu),
    (b"NodeMCU ", Other::NodeMcu),
    (b"Tasmota", Other::Tasmota),
    (b"ESPHome version ", Other::EspHome),
    (b"ESP Easy", Other::EspEasy),
    (b"espruino.com", Other::Espruino),
    (b"AT version:", Other::EspAt),
    // `core_esp8266_postmortem.cpp` of the core.
    (b"User exception (panic/abort/assert)", Other::Arduino),
];

const MIB: u32 = 1 << 20;
/// From this version on, files of the usual build begin at 1 MiB; before, at 612 KiB.
const FILES_AT_1_MIB_FROM: (u32, u32) = (1, 13);

/// What the file is, where it is no MicroPython.
pub(super) fn other(bytes: &[u8]) -> Option<Other> {
    let is_there = |text: &[u8]| find(bytes, text).is_some();
    TEXTS.iter().find(|(text, _)| is_there(text)).map(|(_, other)| *other)
}

/// The build of a MicroPython, of which the banner begins at `banner`.
pub(super) fn build(bytes: &[u8], banner: usize) -> Build {
    const LONGEST_BANNER: usize = 160;
    let banner = bytes.get(banner..).unwrap_or_default();
    let banner = banner.get(..LONGEST_BANNER).unwrap_or(banner);
    let says = |text: &[u8]| find(banner, text).is_some();
    if says(b"; ESP module (512K) with ") {
        Build::Kib512
    } else if says(b"; ESP module (1M) with ") {
        Build::Mib1
    } else if find(bytes, b"VfsRom").is_some() {
        Build::Romfs
    } else {
        Build::Generic
    }
}

impl Build {
    /// The smallest flash, in bytes, on which this build of a MicroPython of this `version` has room for files;
    /// nothing where it keeps none on any.
    #[must_use]
    pub fn least_flash_bytes(self, version: &str) -> Option<u32> {
        match self {
            Self::Kib512 => None,
            Self::Mib1 | Self::Ota => Some(MIB),
            Self::Romfs => Some(2 * MIB),
            Self::Generic if release(version) < FILES_AT_1_MIB_FROM => Some(MIB),
            Self::Generic => Some(2 * MIB),
        }
    }
}

/// Where files began up to [`FILES_AT_1_MIB_FROM`], and in the builds for 1 MiB they do still.
const FILES_AT: usize = 0x9_9000;
/// From this version on, files are in littlefs; before, in FAT.
const LITTLEFS_FROM: (u32, u32) = (1, 13);
/// From this version on, littlefs writes a form that the older ones can't read.
const LITTLEFS_2_1_FROM: (u32, u32) = (1, 22);

/// Whether an image with this version and of so many bytes leaves the files of an `older` version, which may be the
/// newer one, where they are, and reads them.
///
/// Sources: micropython issue 16115; `ports/esp8266/modules/flashbdev.py` at v1.12, v1.14 and v1.28.
pub(super) fn reads_files_of(older: &str, version: &str, bytes: usize) -> bool {
    let (from, to) = (release(older), release(version));
    let is_same_kind = (from < LITTLEFS_FROM) == (to < LITTLEFS_FROM);
    let is_same_form = from < LITTLEFS_2_1_FROM || to >= LITTLEFS_2_1_FROM;
    let covers_them = from < FILES_AT_1_MIB_FROM && bytes > FILES_AT;
    is_same_kind && is_same_form && !covers_them
}

/// The first two numbers of a version.
fn release(version: &str) -> (u32, u32) {
    let mut numbers = version.split(|letter: char| !letter.is_ascii_digit());
    let mut next = || numbers.next().and_then(|number| number.parse().ok()).unwrap_or(0);
    (next(), next())
}

/// Where this text is first.
pub(super) fn find(bytes: &[u8], text: &[u8]) -> Option<usize> {
    let first = *text.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|&byte| byte == first)?;
        if bytes.get(at..)?.starts_with(text) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::vec::Vec;

    fn built(banner: &str, rest: &str) -> Build {
        let bytes: Vec<u8> = [banner.as_bytes(), &[0; 200], rest.as_bytes()].concat();
        build(&bytes, 0)
    }

    #[test]
    fn a_build_says_in_its_banner_what_flash_it_is_for() {
        let on = |module: &str| format!("MicroPython v1.28.0 on 2026-04-06; {module} with ESP8266");
        assert_eq!(built(&on("ESP module (512K)"), ""), Build::Kib512);
        assert_eq!(built(&on("ESP module (1M)"), ""), Build::Mib1);
        assert_eq!(built(&on("ESP module"), ""), Build::Generic);
        assert_eq!(built(&on("ESP module"), "VfsRom"), Build::Romfs);
        // Text elsewhere is nobody's banner.
        assert_eq!(built(&on("ESP module"), "; ESP module (1M) with "), Build::Generic);
    }

    #[test]
    fn files_need_more_flash_since_1_13() {
        let least = |version| Build::Generic.least_flash_bytes(version);
        for version in ["1.9.3-8-g63826ac5c", "1.12", "1.12.0"] {
            assert_eq!(least(version), Some(MIB), "{version}");
        }
        for version in ["1.13", "1.13.0", "1.28.0", "1.29.0-preview.5", "2.0"] {
            assert_eq!(least(version), Some(2 * MIB), "{version}");
        }
        assert_eq!(Build::Mib1.least_flash_bytes("1.28.0"), Some(MIB));
        assert_eq!(Build::Ota.least_flash_bytes("1.28.0"), Some(MIB));
        assert_eq!(Build::Romfs.least_flash_bytes("1.28.0"), Some(2 * MIB));
        assert_eq!(Build::Kib512.least_flash_bytes("1.28.0"), None);
    }

    #[test]
    fn files_outlive_another_version_only_where_that_reads_them() {
        for (from, to, reads) in [
            ("1.10", "1.12", true),
            ("1.12", "1.10", true),
            ("1.12", "1.13", false),
            ("1.13", "1.12", false),
            ("1.19.1", "1.28.0", true),
            ("1.21.0", "1.20.0", true),
            ("1.22.0", "1.21.0", false),
            ("1.23.0", "1.19.1", false),
            ("1.28.0", "1.22.0-preview.3", true),
            ("1.9.3-8-g63826ac5c", "1.9.4", true),
        ] {
            assert_eq!(reads_files_of(from, to, 600_000), reads, "{from} to {to}");
        }
        assert!(!reads_files_of("1.10", "1.12", FILES_AT + 1));
        assert!(reads_files_of("1.20", "1.28.0", FILES_AT + 1));
    }

    #[test]
    fn other_firmware_is_known_by_what_it_prints() {
        let of = |text: &str| other(&[b"\xE9\0\0", text.as_bytes(), b"\0"].concat());
        let tasmota =
            "User exception (panic/abort/assert)\0Project tasmota - Tasmota Version 12.1.1";
        for (text, expected) in [
            ("Adafruit CircuitPython 2.3.1 on 2018-05-07", Some(Other::CircuitPython)),
            ("%s build %s powered by Lua 5.1.4 on SDK", Some(Other::NodeMcu)),
            (tasmota, Some(Other::Tasmota)),
            ("ESPHome version 2024.1.0 compiled on", Some(Other::EspHome)),
            ("ESP Easy Mega", Some(Other::EspEasy)),
            ("http://espruino.com", Some(Other::Espruino)),
            ("AT version:1.2.0.0", Some(Other::EspAt)),
            ("\nUser exception (panic/abort/assert)", Some(Other::Arduino)),
            ("anything else", None),
            ("", None),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_is_found_wherever_it_begins() {
        assert_eq!(find(b"aab", b"ab"), Some(1));
        assert_eq!(find(b"ab", b"ab"), Some(0));
        assert_eq!(find(b"a", b"ab"), None);
        assert_eq!(find(b"", b"a"), None);
    }
}
