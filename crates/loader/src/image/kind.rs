//! What a file is: an ESP8266 image, or which other thing.

use super::MAX_BYTES;
use core::ops::Range;

/// Why a file can't be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than any flash chip.
    #[error("the file has {bytes} bytes, more than the largest flash of {MAX_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is something else.
    #[error("not an esp8266 image but {0}")]
    NotAnImage(OtherFile),
    /// It is an image for another chip.
    #[error("an image for the {chip}")]
    OtherChip {
        /// The chip's name.
        chip: &'static str,
    },
    /// Its end is missing.
    #[error("the file ends after {bytes} bytes of at least {expected}")]
    Truncated {
        /// The bytes that are there.
        bytes: usize,
        /// The bytes that its own lengths ask for.
        expected: usize,
    },
    /// A checksum in it does not match.
    #[error("the file is damaged: its own checksum does not match")]
    Damaged,
}

/// What a file is that is not an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OtherFile {
    /// A web page, most often an error page in place of a download.
    #[error("a web page")]
    WebPage,
    /// A compressed archive, such as zip or gzip.
    #[error("an archive")]
    Archive,
    /// A program in ELF form, as compilers make it.
    #[error("an ELF file")]
    Elf,
    /// A UF2 file, for boards with a USB drive.
    #[error("a UF2 file")]
    Uf2,
    /// An Intel HEX file, such as the micro:bit's.
    #[error("an Intel HEX file")]
    IntelHex,
    /// The second half of a firmware in two files, which goes to another offset.
    #[error("a part without a boot header")]
    Part,
    /// MicroPython that starts only behind a boot loader that takes in updates over Wi-Fi.
    #[error("micropython for behind an OTA boot loader")]
    OtaApp,
    /// A text, for example a Python program.
    #[error("a text file")]
    Text,
    /// Something else.
    #[error("something that starts with {0:02x}")]
    Unknown(u8),
}

const MAGIC: u8 = 0xE9;
const HEADER_BYTES: usize = 8;
const SEGMENT_HEADER_BYTES: usize = 8;
const MAX_SEGMENTS: u8 = 16;
/// Where an ESP8266 has memory that a segment can be loaded to.
const RAM: [Range<u32>; 2] = [0x3FFE_8000..0x4000_0000, 0x4010_0000..0x4014_0000];

/// Refuses all but a whole ESP8266 image.
pub(super) fn check(bytes: &[u8]) -> Result<(), ImageError> {
    match bytes {
        [] => Err(ImageError::Empty),
        _ if bytes.len() > MAX_BYTES => Err(ImageError::TooLarge { bytes: bytes.len() }),
        [MAGIC, ..] => match check_segments(bytes) {
            Err(ImageError::Damaged | ImageError::Truncated { .. }) if is_for_esp32(bytes) => {
                Err(ImageError::OtherChip { chip: esp32_name(bytes) })
            }
            checked => checked,
        },
        _ => Err(ImageError::NotAnImage(recognise(bytes))),
    }
}

fn check_segments(bytes: &[u8]) -> Result<(), ImageError> {
    let segments = match bytes.get(1) {
        Some(&count @ 1..=MAX_SEGMENTS) => count,
        Some(_) => return Err(ImageError::Damaged),
        None => return Err(truncated(bytes, HEADER_BYTES)),
    };
    let mut at = HEADER_BYTES;
    let mut checksum = 0xEF;
    for _ in 0..segments {
        let body = at + SEGMENT_HEADER_BYTES;
        let (Some(address), Some(length)) = (word(bytes, at), word(bytes, at + 4)) else {
            return Err(truncated(bytes, body));
        };
        if !RAM.iter().any(|range| range.contains(&address)) || length as usize > MAX_BYTES {
            return Err(ImageError::Damaged);
        }
        at = body + length as usize;
        let segment = bytes.get(body..at).ok_or_else(|| truncated(bytes, at))?;
        checksum = segment.iter().fold(checksum, |sum, byte| sum ^ byte);
    }
    // The checksum is the last byte of the 16-byte row in which the segments end.
    let place = at | 0x0F;
    match bytes.get(place) {
        Some(&stored) if stored == checksum => Ok(()),
        Some(_) => Err(ImageError::Damaged),
        None => Err(truncated(bytes, place + 1)),
    }
}

fn truncated(bytes: &[u8], expected: usize) -> ImageError {
    ImageError::Truncated { bytes: bytes.len(), expected }
}

pub(super) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

/// An ESP32 header is 24 bytes long: the pin byte `EE` at 8 and the chip's number at 12, where an
/// ESP8266 image has its first segment's address and length.
fn is_for_esp32(bytes: &[u8]) -> bool {
    let address_is_possible =
        word(bytes, 8).is_some_and(|address| RAM.iter().any(|range| range.contains(&address)));
    !address_is_possible && bytes.get(8) == Some(&0xEE) && bytes.get(13) == Some(&0)
}

fn esp32_name(bytes: &[u8]) -> &'static str {
    match bytes.get(12) {
        Some(0) => "ESP32",
        Some(2) => "ESP32-S2",
        Some(5) => "ESP32-C3",
        Some(9) => "ESP32-S3",
        Some(12) => "ESP32-C2",
        Some(13) => "ESP32-C6",
        Some(16) => "ESP32-H2",
        Some(18) => "ESP32-P4",
        Some(23) => "ESP32-C5",
        _ => "ESP32 family",
    }
}

fn recognise(bytes: &[u8]) -> OtherFile {
    let start = bytes.get(..bytes.len().min(512)).unwrap_or(bytes);
    match *start {
        [0x7F, b'E', b'L', b'F', ..] => OtherFile::Elf,
        [b'P', b'K', 3 | 5, ..] | [0x1F, 0x8B, ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
            OtherFile::Archive
        }
        [b'U', b'F', b'2', b'\n', ..] => OtherFile::Uf2,
        [0xEA, ..] => OtherFile::Part,
        _ if is_text(start) => recognise_text(start),
        [first, ..] => OtherFile::Unknown(first),
        [] => OtherFile::Unknown(0),
    }
}

fn recognise_text(text: &[u8]) -> OtherFile {
    match text.trim_ascii_start() {
        [b'<', ..] => OtherFile::WebPage,
        [b':', b'0'..=b'9', b'0'..=b'9', ..] => OtherFile::IntelHex,
        _ => OtherFile::Text,
    }
}

fn is_text(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.iter().all(|&byte| byte >= 0x20 && byte != 0x7F || byte.is_ascii_whitespace())
        && !bytes.is_empty()
        && core::str::from_utf8(bytes).map_or_else(|e| e.error_len().is_none(), |_| true)
}

#[cfg(test)]
mod tests {
    use super::super::tests::smallest;
    use super::*;
    use alloc::{vec, vec::Vec};
    use proptest::prelude::*;

    fn other(bytes: &[u8]) -> OtherFile {
        match check(bytes) {
            Err(ImageError::NotAnImage(other)) => other,
            outcome => panic!("{outcome:?}"),
        }
    }

    #[test]
    fn the_smallest_image_passes() {
        assert_eq!(check(&smallest()), Ok(()));
    }

    #[test]
    fn an_empty_file_and_a_huge_one_are_refused_by_size() {
        assert_eq!(check(&[]), Err(ImageError::Empty));
        let huge = vec![0xE9; 100 << 20];
        assert_eq!(check(&huge), Err(ImageError::TooLarge { bytes: 100 << 20 }));
    }

    #[test]
    fn other_files_are_called_what_they_are() {
        assert_eq!(other(b"\r\n<!DOCTYPE html><title>404"), OtherFile::WebPage);
        assert_eq!(other(b"PK\x03\x04\x14\x00"), OtherFile::Archive);
        assert_eq!(other(b"PK\x05\x06\x00\x00"), OtherFile::Archive);
        assert_eq!(other(b"\x1F\x8B\x08\x00"), OtherFile::Archive);
        assert_eq!(other(b"\x7FELF\x01\x01"), OtherFile::Elf);
        assert_eq!(other(b"UF2\nWQ]\x9E"), OtherFile::Uf2);
        assert_eq!(other(b":020000040000FA\r\n"), OtherFile::IntelHex);
        assert_eq!(other("print('grüße')\n".as_bytes()), OtherFile::Text);
        assert_eq!(other(&[0xEA, 4, 0, 0]), OtherFile::Part);
        assert_eq!(other(&[0x42, 0x00, 0xFF]), OtherFile::Unknown(0x42));
    }

    #[test]
    fn an_image_for_an_esp32_is_named() {
        // magic, segments, mode, size; entry; write-protect pin EE, drive bytes; chip 5; revision …
        let header: [u8; 24] = [
            0xE9, 3, 2, 0x20, 0x10, 0x00, 0x38, 0x40, 0xEE, 0, 0, 0, 5, 0, 3, 0, 0, 0, 0, 0, 0, 0,
            0, 1,
        ];
        let mut bytes = header.to_vec();
        bytes.resize(4096, 0);
        assert_eq!(check(&bytes), Err(ImageError::OtherChip { chip: "ESP32-C3" }));
    }

    #[test]
    fn a_file_cut_anywhere_in_its_segments_is_truncated() {
        let whole = smallest();
        for bytes in 1..whole.len() {
            assert!(
                matches!(check(&whole[..bytes]), Err(ImageError::Truncated { .. })),
                "cut to {bytes}"
            );
        }
    }

    #[test]
    fn a_flipped_bit_in_a_segment_is_damage() {
        let mut bytes = smallest();
        bytes[17] ^= 0x10;
        assert_eq!(check(&bytes), Err(ImageError::Damaged));
    }

    proptest! {
        #[test]
        fn any_file_is_judged_without_panic(
            magic in any::<bool>(),
            bytes in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let mut bytes: Vec<u8> = bytes;
            if let (true, Some(first)) = (magic, bytes.first_mut()) {
                *first = 0xE9;
            }
            let _ = check(&bytes);
        }
    }
}
