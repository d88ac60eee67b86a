//! The firmware: what it is, where it came from, and why there is none.

use super::advice::Advice;
use crate::firmware::{AddressError, Entry, Firmware, FirmwareError, ManifestError, Origin};
use crate::texts;
use esp8266_loader::image::{Other, Wholeness};
use page_words::name as plain;
use page_words::size;
use page_words::{Text, memory};

/// What to say when a file can't be used.
#[must_use]
pub fn firmware(error: &FirmwareError) -> Advice {
    match error {
        FirmwareError::NoImage { what, now } => Advice::one(what.clone(), now.clone()),
        FirmwareError::TooLarge { bytes } => Advice::one(
            texts::ImageTooLarge { size: &size(*bytes) }.text(),
            texts::image_too_large_now(),
        ),
        FirmwareError::Manifest(error) => shelf(error),
        FirmwareError::Address(AddressError::Malformed { text }) => {
            Advice::one(texts::AddressMalformed { text: &plain(text) }.text(), texts::address_now())
        }
        FirmwareError::Address(AddressError::NotAllowed { origin }) => Advice::one(
            texts::AddressNotAllowed { origin: &plain(origin) }.text(),
            texts::address_now(),
        ),
        FirmwareError::Unreachable { path, problem } => unreachable(path, problem),
        FirmwareError::Silent { path } => unreachable(path, texts::shelf_silent()),
        FirmwareError::Unreadable { name, problem } => Advice::one(
            texts::FileUnreadable { name: &plain(name) }.text(),
            texts::FileUnreadableNow { words: problem }.text(),
        ),
    }
}

fn unreachable(path: &str, words: &str) -> Advice {
    Advice::one(
        texts::ShelfUnreachable { path: &plain(path) }.text(),
        texts::ShelfUnreachableNow { words }.text(),
    )
}

/// What to say when the shelf's list can't be used.
#[must_use]
pub fn shelf(error: &ManifestError) -> Advice {
    let why: Text = match error {
        ManifestError::TooLarge { bytes } => {
            texts::ShelfTooLarge { size: &size(*bytes) }.text().into()
        }
        ManifestError::Malformed(words) => texts::ShelfMalformed { words }.text().into(),
        ManifestError::WebPage => {
            return Advice::one(texts::shelf_web_page(), texts::shelf_web_page_now());
        }
        ManifestError::NothingForEsp8266 => {
            return Advice::one(texts::shelf_missing(), texts::shelf_missing_now());
        }
        ManifestError::NotOneImage { path } => {
            texts::ShelfNotOneImage { path: &plain(path) }.text().into()
        }
        ManifestError::OutsideShelf { path } => {
            texts::ShelfOutside { path: &plain(path) }.text().into()
        }
    };
    Advice::one(texts::shelf_unreadable(), texts::ShelfUnreadableNow { why: &why }.text())
}

/// An image of a shelf, by its name and version.
#[must_use]
pub fn version(entry: &Entry) -> Text {
    let (name, version) = (plain(&entry.name), plain(&entry.version));
    texts::FirmwareVersion { name: &name, version: &version }.text().into()
}

/// What is being read.
#[must_use]
pub fn loading(name: &str) -> Text {
    texts::FirmwareLoading { name: &plain(name) }.text().into()
}

/// The heading over a refused file.
#[must_use]
pub fn refused(name: &str) -> Text {
    texts::FirmwareRefusedHeading { name: &plain(name) }.text().into()
}

/// What the firmware is.
#[must_use]
pub fn content(firmware: &Firmware) -> Text {
    let image = firmware.image();
    match (image.micropython(), image.other()) {
        (Some(version), _) => texts::FirmwareIsMicropython { version: &plain(version) }.text(),
        (None, Some(other)) => texts::FirmwareIsNamed { name: other_name(other) }.text(),
        (None, None) => texts::firmware_is_other().into(),
    }
    .into()
}

/// For which boards it is, where that is known.
#[must_use]
pub fn boards(firmware: &Firmware) -> Option<Text> {
    let image = firmware.image();
    match (image.build()?, image.least_flash_bytes()) {
        (_, Some(bytes)) => Some(texts::FirmwareBoardsFrom { flash: &memory(bytes) }.text().into()),
        (_, None) => Some(texts::firmware_boards_any().into()),
    }
}

/// The name of other firmware, which is the same in every language.
const fn other_name(other: Other) -> &'static str {
    match other {
        Other::CircuitPython => "CircuitPython",
        Other::NodeMcu => "NodeMCU",
        Other::Tasmota => "Tasmota",
        Other::EspHome => "ESPHome",
        Other::EspEasy => "ESP Easy",
        Other::Espruino => "Espruino",
        Other::EspAt => "ESP-AT",
        Other::Arduino => "Arduino",
    }
}

/// Whether all of it is there.
#[must_use]
pub fn wholeness(firmware: &Firmware) -> &'static str {
    match firmware.image().wholeness() {
        Wholeness::Proven => texts::firmware_is_whole(),
        Wholeness::Unproven => texts::firmware_may_be_whole(),
    }
}

/// Where it came from.
#[must_use]
pub fn source(origin: &Origin) -> Text {
    match origin {
        Origin::Shelf => texts::firmware_from_shelf().into(),
        Origin::Site(host) => texts::FirmwareFromSite { host: &plain(host) }.text().into(),
        Origin::Computer => texts::firmware_from_computer().into(),
    }
}

/// The name of the button that installs it.
#[must_use]
pub fn install_label(firmware: Option<&Firmware>) -> &'static str {
    match firmware {
        Some(firmware) if firmware.image().micropython().is_none() => texts::install_other_button(),
        _ => texts::install_button(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_for_no_firmware_says_what_to_do() {
        let path = || "mp.bin".to_owned();
        let of_list = [
            ManifestError::TooLarge { bytes: 1 << 20 },
            ManifestError::Malformed("expected value at line 1 column 1".into()),
            ManifestError::WebPage,
            ManifestError::NothingForEsp8266,
            ManifestError::NotOneImage { path: path() },
            ManifestError::OutsideShelf { path: path() },
        ];
        let of_files = [
            FirmwareError::Unreachable { path: path(), problem: "status 404.".into() },
            FirmwareError::Silent { path: path() },
            FirmwareError::TooLarge { bytes: 100 << 20 },
            FirmwareError::NoImage {
                what: "It is damaged.".into(),
                now: "Choose another one.".into(),
            },
            FirmwareError::Unreadable { name: path(), problem: "It was moved.".into() },
        ];
        let of_addresses = [
            AddressError::Malformed { text: "http://".into() },
            AddressError::NotAllowed { origin: "https://example.org".into() },
        ]
        .map(FirmwareError::from);
        let errors =
            of_list.map(FirmwareError::from).into_iter().chain(of_files).chain(of_addresses);
        for error in errors {
            firmware(&error).assert_readable();
        }
    }
}
