//! The names in the top folder of a littlefs.
//!
//! The folder is a log in one of two sectors, the one with the higher revision:
//!
//! ```text
//! revision u32 | then again and again: tag u32, big endian, xor the tag before it | its bytes
//! ```
//!
//! A tag is `invalid 1 bit | type 11 | id 10 | length 10`. Ids are places in the list of files: a new
//! file moves those behind it, a deleted one lets them move up. Other folders, and what a folder
//! with many files has in further sectors, are left out.

use alloc::string::String;
use alloc::vec::Vec;

const NAME_OF_FILE: u32 = 0x001;
const NAME_OF_FOLDER: u32 = 0x002;
const SUPERBLOCK: u32 = 0x0FF;
const CREATED: u32 = 0x401;
const DELETED: u32 = 0x4FF;
/// Ends what was written in one go. Its lowest bit says what blank flash is taken for.
const CHECKSUM: u32 = 0x500;
const CHECKSUM_MASK: u32 = 0x7FE;
/// The length of what was taken away.
const NOTHING: u32 = 0x3FF;
const REVISION_BYTES: usize = 4;
const TAG_BYTES: usize = 4;

/// The names, as the two first sectors of the file system have them.
pub(super) fn names(first: &[u8], second: &[u8]) -> Vec<String> {
    let newest = match (revision(first), revision(second)) {
        (Some(a), Some(b)) if (b.wrapping_sub(a) as i32) > 0 => second,
        (None, Some(_)) => second,
        _ => first,
    };
    names_in(newest)
}

/// `None` where no superblock begins.
fn revision(sector: &[u8]) -> Option<u32> {
    let is_superblock = sector.get(8..16)? == b"littlefs";
    is_superblock.then(|| sector.first_chunk().copied().map(u32::from_le_bytes))?
}

fn names_in(sector: &[u8]) -> Vec<String> {
    let mut places: Vec<Option<String>> = Vec::new();
    let mut log = Log { sector, at: REVISION_BYTES, before: u32::MAX };
    while let Some(entry) = log.next() {
        let place = entry.id as usize;
        match entry.kind {
            CREATED if place <= places.len() => places.insert(place, None),
            DELETED if place < places.len() => drop(places.remove(place)),
            NAME_OF_FILE | NAME_OF_FOLDER | SUPERBLOCK => {
                places.resize(places.len().max(place + 1), None);
                let is_file_or_folder = entry.kind != SUPERBLOCK;
                places[place] =
                    is_file_or_folder.then(|| String::from_utf8_lossy(entry.bytes).into_owned());
            }
            _ => {}
        }
    }
    places.into_iter().flatten().collect()
}

struct Entry<'a> {
    kind: u32,
    id: u32,
    bytes: &'a [u8],
}

struct Log<'a> {
    sector: &'a [u8],
    at: usize,
    before: u32,
}

impl<'a> Log<'a> {
    fn next(&mut self) -> Option<Entry<'a>> {
        let stored = self.sector.get(self.at..)?.first_chunk().copied()?;
        let tag = u32::from_be_bytes(stored) ^ self.before;
        if tag >> 31 != 0 {
            return None;
        }
        let (kind, id, length) = (tag >> 20, tag >> 10 & 0x3FF, tag & 0x3FF);
        let start = self.at + TAG_BYTES;
        self.at = start + if length == NOTHING { 0 } else { length as usize };
        self.before = if kind & CHECKSUM_MASK == CHECKSUM { tag ^ (kind & 1) << 31 } else { tag };
        Some(Entry { kind, id, bytes: self.sector.get(start..self.at)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by MicroPython 1.28: `boot.py`, `old.py`, `main.py` and `notes.txt`, one after the
    /// other; then `old.py` was deleted, `main.py` renamed to `lesson.py`, and a new one written.
    const SECOND_SECTOR: &str = "
        02 00 00 00 f0 0f ff f7 6c 69 74 74 6c 65 66 73 2f e0 00 10 01 00 02 00 00 10 00 00 fb 02 00 00
        ff 00 00 00 ff ff ff 7f fe 03 00 00 7f ef fc 10 20 00 00 00 f4 54 93 00 0f f0 00 0c 38 2e 56 f2
        10 1f f8 04 40 00 00 07 62 6f 6f 74 2e 70 79 20 00 00 07 7f ef f8 08 20 00 00 00 f4 54 93 00 0f
        f0 00 15 01 4c 9c ba ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        70 2f f8 15 1b 00 00 00 e4 00 00 00 10 30 00 00 b0 98 8c 50 96 ff e9 18 6f ef f8 00 20 00 00 00
        f4 54 93 00 0f f0 00 10 88 5e 88 5e ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        10 1f f4 18 40 00 00 06 6f 6c 64 2e 70 79 20 00 00 06 7f ef f4 08 20 00 00 00 f4 54 93 00 0f f0
        00 16 90 25 19 cf ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        70 1f f4 1f 78 10 00 00 09 c0 30 8f 50 96 ff e9 18 6f ef f4 00 20 00 00 00 f4 54 93 00 0f f0 00
        17 2b fe ce f3 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        10 1f f4 1f 40 00 00 07 6d 61 69 6e 2e 70 79 20 00 00 07 7f ef f4 08 20 00 00 00 f4 54 93 00 0f
        f0 00 15 10 ce 32 75 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        70 1f f4 14 70 72 69 6e 74 28 31 29 0a 10 00 00 01 b0 03 90 50 96 ff e9 18 6f ef f4 00 20 00 00
        00 f4 54 93 00 0f f0 00 1f 3d f2 64 4a ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        10 1f f0 17 40 00 00 09 6e 6f 74 65 73 2e 74 78 74 20 00 00 09 7f ef f0 08 20 00 00 00 f4 54 93
        00 0f f0 00 13 9f 6a c0 a4 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        70 1f f0 1d 68 65 6c 6c 6f 0a 10 00 00 0e d0 ce 90 50 96 ff e9 18 6f ef f0 00 20 00 00 00 f4 54
        93 00 0f f0 00 12 d3 b9 b1 65 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        1f ff ec 1a 10 0f ec 08 20 00 00 00 f4 54 93 00 0f f0 00 04 37 51 52 b5 ff ff ff ff ff ff ff ff
        10 1f f4 0c 40 00 00 09 6c 65 73 73 6f 6e 2e 70 79 20 00 00 00 70 72 69 6e 74 28 31 29 0a 10 00
        00 01 b0 03 90 50 96 ff e9 18 7f e0 04 08 10 0f f0 08 20 00 00 00 f4 54 93 00 0f f0 00 2a 3b 99
        d5 d5 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        10 1f f0 22 40 00 00 07 6d 61 69 6e 2e 70 79 20 00 00 07 7f ef f0 08 20 00 00 00 f4 54 93 00 0f
        f0 00 15 28 9a fb f3 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        70 1f f0 13 69 6d 70 6f 72 74 20 6c 65 73 73 6f 6e 0a 10 00 00 06 48 a3 94 50 96 ff e9 18 6f ef
        f0 00 20 00 00 00 f4 54 93 00 0f f0 00 1a 4e 8f 31 0d
    ";

    #[test]
    fn names_follow_what_was_written_deleted_and_renamed() {
        let second: Vec<u8> = SECOND_SECTOR
            .split_whitespace()
            .map(|byte| u8::from_str_radix(byte, 16).unwrap())
            .collect();
        let expected = ["boot.py", "lesson.py", "main.py", "notes.txt"];
        assert_eq!(names(&[0xFF; 0x1000], &second), expected);
        assert_eq!(names(&second, &[0xFF; 0x1000]), expected);
    }

    #[test]
    fn a_log_that_is_cut_or_no_log_gives_what_it_has() {
        assert_eq!(names(&[], &[]), [""; 0]);
        assert_eq!(names(b"????????littlefs", &[0; 64]), [""; 0]);
    }
}
