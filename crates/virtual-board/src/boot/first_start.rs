//! What MicroPython does to its file area when it finds it blank, one flash operation after the
//! other, and therefore how long that takes.
//!
//! Nothing here is a guess at a duration: the operations are carried out on the board's flash, each
//! of which takes what [`FlashTiming`](crate::FlashTiming) says. They were recorded. The ESP8266
//! port's own steps (try to mount, look at the first sector, format, mount, write `boot.py`) ran in
//! MicroPython 1.28's Unix port, whose FatFs and littlefs are the port's, on a block device of the
//! size that 4 MiB leave, which wrote down each call; `tests/peers/first_start.py` does it again.
//!
//! | | reads before the message | erases | programmed pages | reads after it |
//! | --- | --: | --: | --: | --: |
//! | FAT | 8,192 bytes | 10 sectors | 160 | 20,480 bytes |
//! | littlefs | 4,416 bytes | 3 sectors | 6 | 1,728 bytes |
//! | the SDK's settings | | 2 sectors | 32 | |
//!
//! FAT erases and writes a whole sector for each change, some of them several times; littlefs
//! programs pieces of 64 bytes behind each other. A flash of 2 MiB gives the same counts.
//!
//! The third row is the access point's name, which the port sets in the same breath and the SDK
//! keeps: two sectors take turns and a third tells which one counts, so one is erased and written,
//! then the other. How much of a sector the SDK writes is not published; all of it is assumed,
//! which makes 22 ms at most.

use core::time::Duration;

use super::file_system::FileSystem;
use crate::flash::{Flash, SECTOR_BYTES};

/// What the attempt to mount and the look at the first sector read, in bytes.
pub(super) const fn bytes_read_before(kind: FileSystem) -> u32 {
    match kind {
        FileSystem::Fat => 2 * SECTOR_BYTES,
        FileSystem::Littlefs => 320 + SECTOR_BYTES,
    }
}

/// What formatting, mounting and the first file read, in bytes.
const fn bytes_read_after(kind: FileSystem) -> u32 {
    match kind {
        FileSystem::Fat => 5 * SECTOR_BYTES,
        FileSystem::Littlefs => 1_728,
    }
}

/// Makes a file system with `boot.py` in it from `address` on. Returns how long it takes.
pub(super) fn make_files(flash: &mut Flash, address: u32, kind: FileSystem) -> Duration {
    let steps = match kind {
        FileSystem::Fat => FAT,
        FileSystem::Littlefs => LITTLEFS,
    };
    let written: Duration = steps.iter().map(|step| step.run(flash, address)).sum();
    written + flash.read_time(bytes_read_after(kind))
}

enum Step {
    /// Erases a sector.
    Erase(u32),
    /// Programs a piece of an erased sector, from a place in it on.
    Program(u32, u32, &'static [u8]),
    /// Erases a sector and programs all of it: the bytes, then zeros.
    Rewrite(u32, &'static [u8]),
}

impl Step {
    fn run(&self, flash: &mut Flash, area: u32) -> Duration {
        match *self {
            Self::Erase(sector) => flash.erase_sector(area + sector * SECTOR_BYTES),
            Self::Program(sector, at, bytes) => {
                flash.program(area + sector * SECTOR_BYTES + at, bytes)
            }
            Self::Rewrite(sector, bytes) => {
                let address = area + sector * SECTOR_BYTES;
                let mut whole = [0; SECTOR_BYTES as usize];
                for (cell, byte) in whole.iter_mut().zip(bytes) {
                    *cell = *byte;
                }
                flash.erase_sector(address) + flash.program(address, &whole)
            }
        }
    }
}

// The content is as recorded for 4 MiB, but for the text of `boot.py`, which is as long and empty.
// With another size of flash only the number of sectors in it would differ.

/// Boot sector, one copy of the allocation table, four sectors of the root directory; then the
/// file: its entry, its sector in the table, its text, its entry again, with the length.
const FAT: &[Step] = &[
    Step::Rewrite(0, &FAT_BOOT_SECTOR),
    Step::Rewrite(1, b"\xF8\xFF\xFF"),
    Step::Rewrite(2, b""),
    Step::Rewrite(3, b""),
    Step::Rewrite(4, b""),
    Step::Rewrite(5, b""),
    Step::Rewrite(2, b"BOOT    PY  \x18\0\0\0\x21\x4A\0\0\0\0\0\0\x21\x4A\0\0\0\0\0\0"),
    Step::Rewrite(1, b"\xF8\xFF\xFF\xFF\x0F"),
    Step::Rewrite(6, &[b'\n'; 203]),
    Step::Rewrite(2, b"BOOT    PY  \x18\0\0\0\x21\x4A\0\0\0\0\0\0\x21\x4A\x02\0\xCB\0\0\0"),
];

/// Two superblocks; then the file: its name, its text in a sector of its own, its length.
const LITTLEFS: &[Step] = &[
    Step::Erase(0),
    Step::Program(0, 0, &LITTLEFS_FIRST),
    Step::Erase(1),
    Step::Program(1, 0, &LITTLEFS_SECOND),
    Step::Program(1, 64, &LITTLEFS_NAME),
    Step::Erase(27),
    Step::Program(27, 0, &[b'\n'; 128]),
    Step::Program(27, 128, &[b'\n'; 100]),
    Step::Program(1, 128, &LITTLEFS_LENGTH),
];

const FAT_BOOT_SECTOR: [u8; 512] = {
    let start =
        *b"\xEB\xFE\x90MSDOS5.0\x00\x10\x01\x01\x00\x01\x00\x02\x62\x03\xF8\x01\x00\x3F\x00\
        \xFF\x00\0\0\0\0\0\0\0\0\x80\x00\x29\0\0\x21\x4ANO NAME    FAT     ";
    let mut sector = [0; 512];
    let mut at = 0;
    while at < start.len() {
        sector[at] = start[at];
        at += 1;
    }
    sector[510] = 0x55;
    sector[511] = 0xAA;
    sector
};

const LITTLEFS_FIRST: [u8; 64] = [
    0x01, 0x00, 0x00, 0x00, 0xF0, 0x0F, 0xFF, 0xF7, 0x6C, 0x69, 0x74, 0x74, 0x6C, 0x65, 0x66, 0x73,
    0x2F, 0xE0, 0x00, 0x10, 0x01, 0x00, 0x02, 0x00, 0x00, 0x10, 0x00, 0x00, 0xFB, 0x02, 0x00, 0x00,
    0xFF, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x7F, 0xFE, 0x03, 0x00, 0x00, 0x7F, 0xEF, 0xFC, 0x10,
    0x20, 0x00, 0x00, 0x00, 0xF4, 0x54, 0x93, 0x00, 0x0F, 0xF0, 0x00, 0x0C, 0xE8, 0xBB, 0x53, 0x76,
];

const LITTLEFS_SECOND: [u8; 64] = [
    0x02, 0x00, 0x00, 0x00, 0xF0, 0x0F, 0xFF, 0xF7, 0x6C, 0x69, 0x74, 0x74, 0x6C, 0x65, 0x66, 0x73,
    0x2F, 0xE0, 0x00, 0x10, 0x01, 0x00, 0x02, 0x00, 0x00, 0x10, 0x00, 0x00, 0xFB, 0x02, 0x00, 0x00,
    0xFF, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x7F, 0xFE, 0x03, 0x00, 0x00, 0x7F, 0xEF, 0xFC, 0x10,
    0x20, 0x00, 0x00, 0x00, 0xF4, 0x54, 0x93, 0x00, 0x0F, 0xF0, 0x00, 0x0C, 0x38, 0x2E, 0x56, 0xF2,
];

const LITTLEFS_NAME: [u8; 64] = [
    0x10, 0x1F, 0xF8, 0x04, 0x40, 0x00, 0x00, 0x07, 0x62, 0x6F, 0x6F, 0x74, 0x2E, 0x70, 0x79, 0x20,
    0x00, 0x00, 0x07, 0x7F, 0xEF, 0xF8, 0x08, 0x20, 0x00, 0x00, 0x00, 0xF4, 0x54, 0x93, 0x00, 0x0F,
    0xF0, 0x00, 0x15, 0x01, 0x4C, 0x9C, 0xBA, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
];

const LITTLEFS_LENGTH: [u8; 64] = [
    0x70, 0x2F, 0xF8, 0x15, 0x1B, 0x00, 0x00, 0x00, 0xE4, 0x00, 0x00, 0x00, 0x10, 0x30, 0x00, 0x00,
    0x20, 0x75, 0x61, 0xB5, 0x10, 0xFF, 0xE9, 0x18, 0x6F, 0xEF, 0xF8, 0x00, 0x20, 0x00, 0x00, 0x00,
    0xF4, 0x54, 0x93, 0x00, 0x0F, 0xF0, 0x00, 0x10, 0x2B, 0x75, 0xEA, 0x37, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
];
