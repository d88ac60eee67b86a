//! FAT as FatFs makes it on a small flash: whether it is one, and the names in its top folder.
//!
//! ```text
//! boot sector: 00 a jump, EB or E9 | 36 46 41 54, its kind
//!              0E reserved sectors u16 | 10 copies of the table | 11 entries of the top folder u16
//!              16 sectors of a table u16 | 1FE 55 AA
//! top folder, behind the tables: 32 bytes for each entry: name 8 | ending 3 | attributes | case
//! ```
//!
//! Names are those of 8.3 form; of longer ones, the short form that stands in for them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::flash::{Flash, SECTOR_BYTES};

const ENTRY_BYTES: usize = 32;
const END: u8 = 0x00;
const DELETED: u8 = 0xE5;
/// Parts of a long name, and the name of the volume.
const NO_FILE: u8 = 0x08;
const LOWER_NAME: u8 = 0x08;
const LOWER_ENDING: u8 = 0x10;

/// Whether FatFs takes the first sector for the start of a file system.
pub(super) fn is_one(sector: &[u8]) -> bool {
    matches!(sector, [0xEB | 0xE9, ..])
        && sector.get(0x36..0x39) == Some(b"FAT")
        && sector.get(0x1FE..0x200) == Some(&[0x55, 0xAA])
}

/// The names of the file system that begins at `address`.
pub(super) fn names(flash: &Flash, address: u32) -> Vec<String> {
    let boot = flash.sector(address);
    let word = |at: usize| u32::from(boot[at]) | u32::from(boot[at + 1]) << 8;
    let folder = word(0x0E) + u32::from(boot[0x10]) * word(0x16);
    let bytes = word(0x11) as usize * ENTRY_BYTES;
    let mut entries = Vec::new();
    let folder = address.wrapping_add(folder.wrapping_mul(SECTOR_BYTES));
    flash.read(folder, bytes, |piece| entries.extend_from_slice(piece));
    entries
        .chunks_exact(ENTRY_BYTES)
        .take_while(|entry| entry[0] != END)
        .filter(|entry| entry[0] != DELETED && entry[11] & NO_FILE == 0)
        .map(name)
        .collect()
}

fn name(entry: &[u8]) -> String {
    let case = entry[12];
    let part = |bytes: &[u8], lower: u8| {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_end();
        if case & lower == 0 { String::from(text) } else { text.to_ascii_lowercase() }
    };
    let (name, ending) = (part(&entry[..8], LOWER_NAME), part(&entry[8..11], LOWER_ENDING));
    if ending.is_empty() { name } else { name + "." + &ending }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn names_stand_in_the_top_folder() {
        let mut flash = Flash::new(&Config::default());
        let address = 0x9_9000;
        // One reserved sector, one table of one sector, 512 entries: as FatFs makes it.
        flash.program(address + 0x0E, &[1, 0, 1, 0, 2]);
        flash.program(address + 0x16, &[1, 0]);
        flash.erase_sector(address + 0x2000);
        let entries: [&[u8; 32]; 6] = [
            b"BOOT    PY  \x18\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\xCB\0\0\0",
            b"\xE5LD     PY  \x18\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\0\x01\0\0\0",
            b"SCHOOL     \x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            b"NOTES   TXT \x18\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\0\x06\0\0\0",
            b"LIB        \x10\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\x04\0\0\0\0\0",
            &[0; 32],
        ];
        flash.program(address + 0x2000, &entries.map(|entry| *entry).concat());
        assert_eq!(names(&flash, address), ["boot.py", "notes.txt", "lib"]);
    }

    #[test]
    fn a_boot_sector_is_known_by_its_jump_its_kind_and_its_end() {
        let mut sector = [0; 0x1000];
        sector[0x1FE..0x200].copy_from_slice(&[0x55, 0xAA]);
        assert!(!is_one(&sector), "a disk's table of partitions ends like this too");
        sector[0] = 0xEB;
        sector[0x36..0x39].copy_from_slice(b"FAT");
        assert!(is_one(&sector));
        sector[0x1FE] = 0;
        assert!(!is_one(&sector));
    }

    #[test]
    fn a_blank_flash_has_none() {
        assert_eq!(names(&Flash::new(&Config::default()), 0x9_9000), [""; 0]);
    }
}
