//! Whether what lies in the flash can run.
//!
//! ```text
//! E9 | segments | mode | size, frequency | entry u32    then for each segment
//! address u32 | length u32 | bytes                      then zeros up to the last byte of 16:
//! EF xor all bytes of the segments
//! ```

use alloc::string::String;

use md5::{Digest, Md5};

use crate::config::FlashModes;
use crate::packet::word_at;

const MAGIC: u8 = 0xE9;
const MAX_SEGMENTS: u8 = 16;
const CHECKSUM_START: u8 = 0xEF;
/// Where MicroPython's build tool puts the length that its own MD5 covers.
const OWN_MD5_LENGTH_AT: usize = 0x8FFC;
/// How far a firmware reaches at most: the flash that the chip can run from.
const FIRMWARE_BYTES: usize = 1 << 20;
const BANNER_START: &[u8] = b"MicroPython v";
const BANNER_BYTES: usize = 120;
/// The first byte of the radio's calibration data, where there are any.
const CALIBRATION_MAGIC: u8 = 0x05;
const MIB: u32 = 1 << 20;

/// A firmware that can run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Image {
    /// MicroPython's greeting, if it is that.
    pub(crate) banner: Option<String>,
    /// The size of the flash, as the header tells it.
    pub(crate) flash_bytes: u32,
}

/// Why nothing runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoImage {
    /// No image at all.
    Missing,
    /// The segments or their checksum are wrong.
    Damaged,
    /// The header tells another size of flash than the firmware can live with.
    WrongFlashSize,
}

impl Image {
    /// Looks at the flash as ROM, SDK and MicroPython do one after the other.
    pub(crate) fn check(flash: &[u8], modes: FlashModes) -> Result<Self, NoImage> {
        let [MAGIC, segments, mode, size, ..] = *flash else { return Err(NoImage::Missing) };
        // Segments that are read in a way that the chip can't have another checksum.
        let is_read = modes.can_read(mode);
        if !is_read || segments > MAX_SEGMENTS || !segments_are_sound(flash, segments) {
            return Err(NoImage::Damaged);
        }
        let firmware = flash.get(..FIRMWARE_BYTES).unwrap_or(flash);
        let banner = find_banner(firmware);
        let flash_bytes = header_flash_bytes(size).ok_or(NoImage::WrongFlashSize)?;
        if let Some(banner) = &banner {
            if own_md5_is_wrong(firmware) {
                return Err(NoImage::Damaged);
            }
            if flash_bytes < needed_flash_bytes(banner)
                || !calibration_is_in_reach(flash, flash_bytes)
            {
                return Err(NoImage::WrongFlashSize);
            }
        }
        if flash_bytes as usize > flash.len() {
            return Err(NoImage::WrongFlashSize);
        }
        Ok(Self { banner, flash_bytes })
    }
}

fn segments_are_sound(flash: &[u8], segments: u8) -> bool {
    let mut at = 8;
    let mut sum = CHECKSUM_START;
    for _ in 0..segments {
        let Some(len) = word_at(flash, at + 4) else { return false };
        let start = at + 8;
        let Some(end) = start.checked_add(len as usize) else { return false };
        let Some(bytes) = flash.get(start..end) else { return false };
        sum = bytes.iter().fold(sum, |sum, byte| sum ^ byte);
        at = end;
    }
    flash.get(at | 15) == Some(&sum)
}

fn find_banner(firmware: &[u8]) -> Option<String> {
    let mut at = 0;
    loop {
        let rest = firmware.get(at..)?;
        let start = at + rest.iter().position(|&byte| byte == BANNER_START[0])?;
        let text = firmware.get(start..)?;
        if text.starts_with(BANNER_START) {
            let end =
                text.iter().take(BANNER_BYTES).position(|byte| !(b' '..=b'~').contains(byte))?;
            return text.get(..end).map(|text| String::from_utf8_lossy(text).into_owned());
        }
        at = start + 1;
    }
}

/// The size that the high nibble of the header's fourth byte stands for.
fn header_flash_bytes(size: u8) -> Option<u32> {
    match size >> 4 {
        0 => Some(MIB / 2),
        1 => Some(MIB / 4),
        2 => Some(MIB),
        3 | 5 => Some(2 * MIB),
        4 | 6 => Some(4 * MIB),
        8 => Some(8 * MIB),
        9 => Some(16 * MIB),
        _ => None,
    }
}

/// MicroPython's generic build needs 2 MiB; there are builds for less, which say so.
fn needed_flash_bytes(banner: &str) -> u32 {
    if banner.contains("(512K)") {
        MIB / 2
    } else if banner.contains("(1M)") {
        MIB
    } else {
        2 * MIB
    }
}

/// The SDK writes missing calibration data itself, but not beyond 4 MiB.
fn calibration_is_in_reach(flash: &[u8], flash_bytes: u32) -> bool {
    flash_bytes <= 4 * MIB || flash.get(flash_bytes as usize - 0x4000) == Some(&CALIBRATION_MAGIC)
}

/// Where the build has its own MD5, it tells a damaged image from a sound one.
fn own_md5_is_wrong(firmware: &[u8]) -> bool {
    let Some(len) = word_at(firmware, OWN_MD5_LENGTH_AT) else { return false };
    let len = len as usize;
    let (Some(covered), Some(expected)) =
        (firmware.get(4..len), firmware.get(len..len.saturating_add(16)))
    else {
        return false;
    };
    Md5::digest(covered)[..] != *expected
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;

    fn flash_with(size: u8, text: &[u8]) -> Vec<u8> {
        let mut flash = vec![0xFF; 4 << 20];
        flash[..8].copy_from_slice(&[0xE9, 1, 0, size, 0, 0, 0x10, 0x40]);
        flash[8..16].copy_from_slice(&[0, 0, 0x10, 0x40, 4, 0, 0, 0]);
        flash[16..20].copy_from_slice(&[1, 2, 4, 8]);
        // EF ^ 01 ^ 02 ^ 04 ^ 08
        flash[31] = 0xE0;
        flash[0x9000..0x9000 + text.len()].copy_from_slice(text);
        flash[0x9000 + text.len()] = 0;
        flash
    }

    const GENERIC: &[u8] = b"MicroPython v1.9.3 on 2017-11-01; ESP module with ESP8266";
    const ONE_MIB: &[u8] = b"MicroPython v1.22.0 on 2023-12-27; ESP module (1M) with ESP8266";

    #[test]
    fn the_greeting_is_read_from_the_image() {
        let image = Image::check(&flash_with(0x40, GENERIC), FlashModes::All).unwrap();
        assert_eq!(image.banner.unwrap().as_bytes(), GENERIC);
        assert_eq!(image.flash_bytes, 4 << 20);
    }

    #[test]
    fn a_chip_starts_only_in_a_mode_that_it_can_read_its_flash_in() {
        use FlashModes::{All, DoutOnly, Dual};
        for (mode, starts_on) in
            [(0, &[All][..]), (1, &[All]), (2, &[All, Dual]), (3, &[All, Dual, DoutOnly])]
        {
            let mut flash = flash_with(0x40, GENERIC);
            flash[2] = mode;
            for modes in [All, Dual, DoutOnly] {
                let started = Image::check(&flash, modes).map(|_| ());
                let expected =
                    if starts_on.contains(&modes) { Ok(()) } else { Err(NoImage::Damaged) };
                assert_eq!(started, expected, "mode {mode}, {modes:?}");
            }
        }
    }

    #[test]
    fn the_header_size_must_suit_the_firmware_and_the_chip() {
        assert_eq!(
            Image::check(&flash_with(0x20, GENERIC), FlashModes::All),
            Err(NoImage::WrongFlashSize)
        );
        assert!(Image::check(&flash_with(0x20, ONE_MIB), FlashModes::All).is_ok());
        assert_eq!(
            Image::check(&flash_with(0x90, GENERIC), FlashModes::All),
            Err(NoImage::WrongFlashSize)
        );
        assert_eq!(
            Image::check(&flash_with(0x80, b"Arduino"), FlashModes::All),
            Err(NoImage::WrongFlashSize)
        );
        assert!(
            Image::check(&flash_with(0x20, b"Arduino"), FlashModes::All).unwrap().banner.is_none()
        );
    }

    #[test]
    fn a_wrong_byte_in_a_segment_is_damage_and_a_blank_flash_has_no_image() {
        let mut flash = flash_with(0x40, GENERIC);
        flash[17] ^= 1;
        assert_eq!(Image::check(&flash, FlashModes::All), Err(NoImage::Damaged));
        assert_eq!(Image::check(&[0xFF; 64], FlashModes::All), Err(NoImage::Missing));
    }
}
