//! What is in a folder.

use crate::reply::{number, split_at_byte};
use alloc::vec::Vec;

/// What is in a folder, and how much room the file system has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Folders and files, in the order of the file system.
    pub entries: Vec<Entry>,
    /// Bytes that are free.
    pub free_bytes: u64,
    /// Bytes of the whole file system.
    pub total_bytes: u64,
}

/// A file or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, without the path. Not always UTF-8.
    pub name: Vec<u8>,
    /// What it is.
    pub kind: Kind,
}

/// What stands under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A file.
    File {
        /// Its size.
        bytes: u64,
    },
}

/// The kind of a folder, as MicroPython's `ilistdir` and `stat` tell it.
pub(super) const FOLDER: usize = 0x4000;

impl Listing {
    /// Reads the parts of an answer.
    pub(super) fn read(parts: &[Vec<u8>]) -> Option<Self> {
        let (room, entries) = parts.split_last()?;
        let (free, total) = split_at_byte(room.strip_prefix(b"room ")?, b' ')?;
        Some(Self {
            entries: entries.iter().map(|part| Entry::read(part)).collect::<Option<_>>()?,
            free_bytes: number(free)? as u64,
            total_bytes: number(total)? as u64,
        })
    }
}

impl Entry {
    fn read(part: &[u8]) -> Option<Self> {
        let (kind, rest) = split_at_byte(part, b' ')?;
        let (bytes, name) = split_at_byte(rest, b' ')?;
        let kind = match number(kind)? & FOLDER {
            0 => Kind::File { bytes: number(bytes)? as u64 },
            _ => Kind::Folder,
        };
        Some(Self { name: unhexed(name)?, kind })
    }
}

/// The bytes of hex digits.
pub(super) fn unhexed(digits: &[u8]) -> Option<Vec<u8>> {
    let digit =
        |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    };
    digits.chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_has_entries_and_room() {
        let parts = ["32768 7 6d61696e2e7079", "16384 0 6c6962", "room 4096 8192"];
        let parts: Vec<_> = parts.iter().map(|part| part.as_bytes().to_vec()).collect();
        let file = Entry { name: b"main.py".to_vec(), kind: Kind::File { bytes: 7 } };
        let folder = Entry { name: b"lib".to_vec(), kind: Kind::Folder };
        let listing =
            Listing { entries: [file, folder].into(), free_bytes: 4_096, total_bytes: 8_192 };
        assert_eq!(Listing::read(&parts), Some(listing));
    }

    #[test]
    fn what_is_no_listing_is_none() {
        for parts in [&[][..], &["room 1"], &["x 1 61", "room 1 2"], &["32768 1 6", "room 1 2"]] {
            let parts: Vec<_> = parts.iter().map(|part: &&str| part.as_bytes().to_vec()).collect();
            assert_eq!(Listing::read(&parts), None);
        }
    }
}
