//! A file is no firmware: what it is, and what to do now.

use crate::texts;
use esp8266_loader::image::{ImageError, OtherFile};
use page_words::{Text, size};

pub(crate) fn image(error: ImageError) -> (Text, Text) {
    match error {
        ImageError::Empty => (texts::image_empty().into(), texts::image_empty_now().into()),
        // The page says it, for it reads no such file.
        ImageError::TooLarge { .. } => (Text::from(""), Text::from("")),
        ImageError::NotAnImage(other) => other_file(other),
        ImageError::OtherChip { chip } => {
            (texts::ImageOtherChip { chip }.text().into(), texts::image_other_chip_now().into())
        }
        ImageError::Truncated { bytes, expected } => (
            texts::ImageTruncated { size: &size(bytes), expected: &size(expected) }.text().into(),
            texts::image_truncated_now().into(),
        ),
        ImageError::Damaged => (texts::image_damaged().into(), texts::image_damaged_now().into()),
    }
}

fn other_file(other: OtherFile) -> (Text, Text) {
    let (what, now) = match other {
        OtherFile::WebPage => (texts::image_web_page(), texts::image_web_page_now()),
        OtherFile::Archive => (texts::image_archive(), texts::image_archive_now()),
        OtherFile::Elf => (texts::image_elf(), texts::image_elf_now()),
        OtherFile::Uf2 => (texts::image_uf2(), texts::image_uf2_now()),
        OtherFile::IntelHex => (texts::image_intel_hex(), texts::image_intel_hex_now()),
        OtherFile::Part => (texts::image_part(), texts::image_part_now()),
        OtherFile::OtaApp => (texts::image_ota(), texts::image_ota_now()),
        OtherFile::Text => (texts::image_text(), texts::image_text_now()),
        OtherFile::Unknown(_) => (texts::image_unknown(), texts::image_unknown_now()),
    };
    (what.into(), now.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use workbench_api::Line;

    const ALL: [ImageError; 13] = [
        ImageError::Empty,
        ImageError::NotAnImage(OtherFile::WebPage),
        ImageError::NotAnImage(OtherFile::Archive),
        ImageError::NotAnImage(OtherFile::Elf),
        ImageError::NotAnImage(OtherFile::Uf2),
        ImageError::NotAnImage(OtherFile::IntelHex),
        ImageError::NotAnImage(OtherFile::Part),
        ImageError::NotAnImage(OtherFile::OtaApp),
        ImageError::NotAnImage(OtherFile::Text),
        ImageError::NotAnImage(OtherFile::Unknown(0x42)),
        ImageError::OtherChip { chip: "ESP32-C3" },
        ImageError::Truncated { bytes: 1_000, expected: 600_888 },
        ImageError::Damaged,
    ];

    #[test]
    fn every_refused_file_says_what_it_is_and_what_to_do() {
        for error in ALL {
            let (what, now) = image(error);
            Line::trouble(what, now).assert_readable();
        }
    }
}
