//! What must be blank so that MicroPython starts as if it were new, short of the whole chip.
//!
//! At its start MicroPython mounts the file system where its build has it: just above the firmware in
//! old builds, at 1 MiB in newer ones. Where that fails it makes a new one, but only if the first
//! sector is blank; littlefs can be mounted from the second sector too. The SDK keeps the Wi-Fi
//! settings in the last five sectors of the flash, as large as the header says it is.
//!
//! ```text
//! 0            image's end      0x100000  0x102000                told − 0x5000      told
//! | firmware   | blank …                  |  old files' contents  | SDK: blank       |
//! ```
//!
//! Sources: `_boot.py`, `inisetup.py` and `flashbdev.py` of MicroPython's esp8266 port from v1.9.3 on.

use crate::difference::{ERASE_BLOCK_BYTES, Overlap, blocks};
use crate::error::Error;
use crate::plan::md5_of;
use crate::stub::Stub;
use alloc::vec::Vec;
use core::ops::Range;
use core::time::Duration;
use serial_line::SerialLine;

pub(crate) const SECTOR_BYTES: u32 = 0x1000;
/// Behind both superblocks of a file system that begins at 1 MiB.
const LAST_SUPERBLOCK_END: u32 = 0x10_2000;
pub(crate) const SDK_BYTES: u32 = 5 * SECTOR_BYTES;
/// The SDK starts with no more, so nothing that it uses lies beyond.
const MOST_FLASH_BYTES: u32 = 4 << 20;

/// The regions to make blank besides the image's own: whole sectors, in order, none crossing a border
/// of 64 KiB.
///
/// A block is erased in the time of five sectors. So the one in which the image ends is erased whole
/// where nothing of the image is in it yet. `told_bytes` is the flash's size as the image's header says.
pub(crate) fn regions(
    image_bytes: u32,
    overlap: Overlap,
    flash_bytes: u32,
    told_bytes: u32,
) -> Vec<Range<u32>> {
    let files_end = LAST_SUPERBLOCK_END.min(flash_bytes);
    let end = told_bytes.min(flash_bytes).min(MOST_FLASH_BYTES);
    let beyond_image = image_bytes.next_multiple_of(SECTOR_BYTES);
    let block = image_bytes / ERASE_BLOCK_BYTES * ERASE_BLOCK_BYTES;
    let is_whole = overlap == Overlap::None && block + ERASE_BLOCK_BYTES <= files_end;
    let files = if is_whole { block } else { beyond_image }..files_end;
    let sdk = end.saturating_sub(SDK_BYTES).max(files_end).max(beyond_image)..end;
    blocks(files).chain(blocks(sdk)).collect()
}

/// Makes the regions blank, except where they are already: reading is ten times faster than erasing.
/// Neighbours are erased with one command.
pub(crate) async fn make_blank<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    regions: &[Range<u32>],
) -> Result<Duration, Error> {
    let started = stub.now();
    let mut run = 0..0;
    for region in regions {
        let first = region.start..(region.start + SECTOR_BYTES).min(region.end);
        // What is not blank shows it in its first sector, mostly.
        if is_blank(stub, first).await? && is_blank(stub, region.clone()).await? {
            continue;
        }
        if region.start != run.end {
            erase(stub, run).await?;
            run = region.clone();
        }
        run.end = region.end;
    }
    erase(stub, run).await?;
    Ok(stub.now() - started)
}

async fn erase<L: SerialLine>(stub: &mut Stub<'_, L>, run: Range<u32>) -> Result<(), Error> {
    if run.is_empty() { Ok(()) } else { stub.erase_region(run).await }
}

async fn is_blank<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    region: Range<u32>,
) -> Result<bool, Error> {
    let blank = alloc::vec![0xFF; region.len()];
    Ok(stub.md5(region).await? == md5_of(&blank))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn both_places_of_a_file_system_and_the_sdks_settings_become_blank() {
        let regions = regions(600_888, Overlap::Partial, 4 << 20, 4 << 20);
        assert_eq!(regions[..2], [0x9_3000..0xA_0000, 0xA_0000..0xB_0000]);
        assert_eq!(regions[6..], [0xF_0000..0x10_0000, 0x10_0000..0x10_2000, 0x3F_B000..0x40_0000]);
    }

    #[test]
    fn what_will_be_written_over_is_erased_by_the_block() {
        assert_eq!(regions(600_888, Overlap::None, 4 << 20, 4 << 20)[0], 0x9_0000..0xA_0000);
        assert_eq!(regions(0xA_0000, Overlap::None, 4 << 20, 4 << 20)[0], 0xA_0000..0xB_0000);
        // The block would reach beyond what is to be blank.
        assert_eq!(regions(0x10_1000, Overlap::None, 4 << 20, 4 << 20)[0], 0x10_1000..0x10_2000);
    }

    #[test]
    fn nothing_beyond_a_small_chip_is_touched() {
        for overlap in [Overlap::None, Overlap::Full] {
            assert_eq!(regions(0x8_0000, overlap, 0x8_0000, 0x8_0000), vec![]);
        }
        assert_eq!(regions(0x7_8001, Overlap::Full, 0x8_0000, 0x8_0000), vec![0x7_9000..0x8_0000]);
        assert_eq!(regions(0x7_8001, Overlap::None, 0x8_0000, 0x8_0000), vec![0x7_0000..0x8_0000]);
    }

    #[test]
    fn a_large_chip_is_used_as_one_of_4_mib() {
        let of = |flash_bytes| regions(600_888, Overlap::None, flash_bytes, flash_bytes);
        assert_eq!(of(16 << 20), of(4 << 20));
    }

    #[test]
    fn the_settings_are_where_the_firmware_is_told_that_the_flash_ends() {
        let regions = regions(600_888, Overlap::None, 4 << 20, 2 << 20);
        assert_eq!(regions.last(), Some(&(0x1F_B000..0x20_0000)));
    }

    #[test]
    fn an_image_that_covers_the_place_needs_only_the_settings_blank() {
        let regions = regions(0x20_0000, Overlap::None, 4 << 20, 4 << 20);
        assert_eq!(regions, core::slice::from_ref(&(0x3F_B000..0x40_0000)));
    }
}
