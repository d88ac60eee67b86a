//! Firmware for tests: laid out as MicroPython's build lays it out, and of any size.

use alloc::vec;
use alloc::vec::Vec;

use md5::{Digest, Md5};

/// Where the build notes how many bytes its digest covers.
const LENGTH_AT: usize = 0x8FFC;
const CODE_AT: usize = 0x9000;
const BANNER_AT: usize = 0x9100;
const BANNER: &[u8] = b"\0MicroPython v1.22.0 on 2023-12-27; ESP module with ESP8266\0";

/// An image that a board starts, and whose own digest is right: `covered_bytes` and 16 of digest.
///
/// Its header says QIO, 1 MiB and 40 MHz. The code behind it compresses by about a third.
///
/// # Panics
///
/// If `covered_bytes` leaves no room for the banner: below `0x9200`.
#[must_use]
pub fn made_up_firmware(covered_bytes: usize) -> Vec<u8> {
    assert!(covered_bytes >= 0x9200, "no room for the banner");
    let mut bytes = vec![0xFF; covered_bytes];
    // magic, one segment, QIO, 1 MiB and 40 MHz; entry; address and length of the segment
    bytes[..16].copy_from_slice(&[
        0xE9, 1, 0x00, 0x20, 0x00, 0x00, 0x10, 0x40, 0x00, 0x00, 0x10, 0x40, 0x40, 0, 0, 0,
    ]);
    bytes[0x10..0x50].fill(0x21);
    // 64 times the same byte cancel out, which leaves the checksum's start.
    bytes[0x50..0x60].fill(0);
    bytes[0x5F] = 0xEF;
    bytes[LENGTH_AT..CODE_AT].copy_from_slice(&(covered_bytes as u32).to_le_bytes());
    let mut state = 1_u32;
    for (at, byte) in bytes[CODE_AT..].iter_mut().enumerate() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = if at % 3 == 0 { 0x40 } else { (state >> 24) as u8 };
    }
    bytes[BANNER_AT..BANNER_AT + BANNER.len()].copy_from_slice(BANNER);
    let digest = Md5::digest(&bytes[4..]);
    bytes.extend(digest);
    bytes
}

/// The smallest image that a board starts, of a build that greets with `banner`, such as `MicroPython
/// v1.23.0 on 2024-06-02; ESP module with ESP8266`. It has no code.
#[must_use]
pub fn banner_firmware(banner: &str) -> Vec<u8> {
    // magic, one segment, DIO, 4 MiB and 40 MHz; entry; address and length of the segment; its bytes
    let mut image = vec![0xE9, 1, 2, 0x40, 0x00, 0x00, 0x10, 0x40];
    image.extend([0x00, 0x00, 0x10, 0x40, 4, 0, 0, 0]);
    image.extend([1, 2, 4, 8]);
    image.resize(31, 0);
    // EF ^ 01 ^ 02 ^ 04 ^ 08
    image.push(0xE0);
    image.resize(0x9000, 0xFF);
    image.extend(banner.as_bytes());
    image.push(0);
    image.resize(image.len().next_multiple_of(4), 0);
    image
}
