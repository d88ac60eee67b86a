//! What MicroPython's build puts into its images: a version text, and an MD5 of the whole.
//!
//! ```text
//! offset  4 …            8FFC         … n          n
//!         what is        n: u32 LE    what is      MD5 of bytes 4 to n
//!         covered                     covered      16 bytes
//! ```
//!
//! Source: micropython `ports/esp8266/makeimg.py`.

use super::Wholeness;
use super::kind::{ImageError, word};
use alloc::string::String;
use md5::{Digest, Md5};

pub(crate) const LENGTH: usize = 0x8FFC;
pub(crate) const COVERED_FROM: usize = 4;
pub(crate) const DIGEST_BYTES: usize = 16;
/// The program in flash starts here, so every covered length is beyond it.
pub(crate) const SHORTEST: usize = 0x9000;
pub(crate) const LONGEST: usize = 0x10_0000;

/// The version in an image, such as `1.9.3-8-g63826ac5c`, and where the banner with it begins.
pub(super) fn version(bytes: &[u8]) -> Option<(String, usize)> {
    const NAME: &[u8] = b"MicroPython v";
    const PREVIEW: &[u8] = b"MicroPython (with v2.0 preview) v";
    bytes
        .windows(NAME.len())
        .enumerate()
        .filter(|(_, window)| window.starts_with(b"MicroPython "))
        .find_map(|(at, _)| {
            let text = bytes.get(at..)?;
            let number = text.strip_prefix(NAME).or_else(|| text.strip_prefix(PREVIEW))?;
            Some((version_number(number)?, at))
        })
}

fn version_number(text: &[u8]) -> Option<String> {
    let end = text
        .iter()
        .take(64)
        .position(|&byte| !(byte.is_ascii_alphanumeric() || b".-+_".contains(&byte)))?;
    let number = text.get(..end)?;
    let starts_right = number.first()?.is_ascii_digit() && number.contains(&b'.');
    starts_right.then(|| number.iter().copied().map(char::from).collect())
}

/// Compares the MD5 in an image with its bytes, where it has one.
///
/// Firmware of other makers has anything at the place of the length. So a mismatch counts as damage
/// only in a file that names MicroPython, and a length beyond the end only there or after the
/// padding that the build puts before it.
pub(super) fn check_md5(bytes: &[u8], is_micropython: bool) -> Result<Wholeness, ImageError> {
    let covered_to = match word(bytes, LENGTH) {
        Some(length) if (SHORTEST..LONGEST).contains(&(length as usize)) => length as usize,
        _ => return Ok(Wholeness::Unproven),
    };
    let expected = covered_to + DIGEST_BYTES;
    match (bytes.get(COVERED_FROM..covered_to), bytes.get(covered_to..expected)) {
        (Some(covered), Some(stored)) if Md5::digest(covered)[..] == *stored => {
            Ok(Wholeness::Proven)
        }
        (Some(_), Some(_)) if is_micropython => Err(ImageError::Damaged),
        (_, None) if is_micropython || word(bytes, LENGTH - 4) == Some(u32::MAX) => {
            Err(ImageError::Truncated { bytes: bytes.len(), expected })
        }
        _ => Ok(Wholeness::Unproven),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{vec, vec::Vec};

    /// Laid out as MicroPython's build does it, with nothing but a version in it.
    fn with_md5() -> Vec<u8> {
        let mut bytes = vec![0xFF; 0xA000];
        bytes[LENGTH..LENGTH + 4].copy_from_slice(&0xA000_u32.to_le_bytes());
        bytes[0x9800..0x9840].fill(0);
        bytes[0x9800..0x9817].copy_from_slice(b"MicroPython v1.22.0-pre");
        let digest = Md5::digest(&bytes[4..]);
        bytes.extend(digest);
        bytes
    }

    #[test]
    fn the_version_is_read_from_the_banner() {
        let banner = b"\0MicroPython v1.9.3-8-g63826ac5c on 2017-11-01; ESP module\0";
        assert_eq!(version(banner), Some(("1.9.3-8-g63826ac5c".into(), 1)));
        let preview = b"MicroPython (with v2.0 preview) v1.29.0-preview.5 on 2026-08-19";
        assert_eq!(version(preview), Some(("1.29.0-preview.5".into(), 0)));
        assert_eq!(version(b"Welcome to MicroPython v"), None);
        assert_eq!(version(b"Adafruit CircuitPython 2.3.1 on 2018-05-07"), None);
    }

    #[test]
    fn a_right_md5_proves_the_file_whole_whatever_the_header_says() {
        let mut bytes = with_md5();
        assert_eq!(check_md5(&bytes, true), Ok(Wholeness::Proven));
        bytes[2..4].copy_from_slice(&[0x02, 0x40]);
        assert_eq!(check_md5(&bytes, true), Ok(Wholeness::Proven));
    }

    #[test]
    fn a_flipped_bit_anywhere_else_is_damage() {
        for at in [4, 0x5000, 0x9FFF, 0xA000, 0xA00F] {
            let mut bytes = with_md5();
            bytes[at] ^= 1;
            assert_eq!(check_md5(&bytes, true), Err(ImageError::Damaged), "at {at:x}");
        }
    }

    #[test]
    fn a_download_that_stopped_early_is_truncated() {
        let bytes = &with_md5()[..0x9400];
        let truncated = Err(ImageError::Truncated { bytes: 0x9400, expected: 0xA010 });
        assert_eq!(check_md5(bytes, false), truncated);
    }

    #[test]
    fn firmware_of_other_makers_is_neither_proven_nor_refused() {
        let mut bytes = with_md5();
        bytes[LENGTH - 4..LENGTH].fill(0);
        bytes[0x9000] ^= 1;
        assert_eq!(check_md5(&bytes, false), Ok(Wholeness::Unproven));
        assert_eq!(check_md5(&bytes[..0x9400], false), Ok(Wholeness::Unproven));
    }
}
