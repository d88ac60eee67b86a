//! A file is no firmware.

use super::advice::Advice;
use crate::texts;
use esp8266_loader::image::{ImageError, OtherFile};
use page_words::size;

pub(super) fn image(error: &ImageError) -> Advice {
    match *error {
        ImageError::Empty => Advice::one(texts::image_empty(), texts::image_empty_now()),
        ImageError::TooLarge { bytes } => Advice::one(
            texts::ImageTooLarge { size: &size(bytes) }.text(),
            texts::image_too_large_now(),
        ),
        ImageError::NotAnImage(other) => other_file(other),
        ImageError::OtherChip { chip } => {
            Advice::one(texts::ImageOtherChip { chip }.text(), texts::image_other_chip_now())
        }
        ImageError::Truncated { bytes, expected } => Advice::one(
            texts::ImageTruncated { size: &size(bytes), expected: &size(expected) }.text(),
            texts::image_truncated_now(),
        ),
        ImageError::Damaged => Advice::one(texts::image_damaged(), texts::image_damaged_now()),
    }
}

fn other_file(other: OtherFile) -> Advice {
    let (what, now) = match other {
        OtherFile::WebPage => (texts::image_web_page(), texts::image_web_page_now()),
        OtherFile::Archive => (texts::image_archive(), texts::image_archive_now()),
        OtherFile::Elf => (texts::image_elf(), texts::image_elf_now()),
        OtherFile::Uf2 => (texts::image_uf2(), texts::image_uf2_now()),
        OtherFile::IntelHex => (texts::image_intel_hex(), texts::image_intel_hex_now()),
        OtherFile::Part => (texts::image_part(), texts::image_part_now()),
        OtherFile::Text => (texts::image_text(), texts::image_text_now()),
        OtherFile::Unknown(_) => (texts::image_unknown(), texts::image_unknown_now()),
    };
    Advice::one(what, now)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::words) const ALL: [ImageError; 13] = [
        ImageError::Empty,
        ImageError::TooLarge { bytes: 100 << 20 },
        ImageError::NotAnImage(OtherFile::WebPage),
        ImageError::NotAnImage(OtherFile::Archive),
        ImageError::NotAnImage(OtherFile::Elf),
        ImageError::NotAnImage(OtherFile::Uf2),
        ImageError::NotAnImage(OtherFile::IntelHex),
        ImageError::NotAnImage(OtherFile::Part),
        ImageError::NotAnImage(OtherFile::Text),
        ImageError::NotAnImage(OtherFile::Unknown(0x42)),
        ImageError::OtherChip { chip: "ESP32-C3" },
        ImageError::Truncated { bytes: 1_000, expected: 600_888 },
        ImageError::Damaged,
    ];

    #[test]
    fn every_refused_file_says_what_it_is_and_what_to_do() {
        for error in ALL {
            image(&error).assert_readable();
        }
    }
}
