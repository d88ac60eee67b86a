//! Where a MicroPython has its files.
//!
//! ```text
//! 0            0x99000                     0x100000            told − 0x5000      told
//! | firmware   | files of builds for 1 MiB | files of newer     | SDK's settings   |
//! |            | and of those before 1.13  | builds             |                  |
//! ```
//!
//! A file system is known by its first sectors. Where there is none that is whole, a MicroPython that proves
//! itself by its own MD5 tells where the firmware ends; files begin at one of the two places, so both are meant.
//!
//! Sources: MicroPython's `ports/esp8266/modules/{flashbdev,inisetup}.py`, `boards/*.ld` and `makeimg.py`;
//! littlefs `SPEC.md` (the superblock's name); Microsoft's FAT specification (the boot sector).

use crate::clean::{SDK_BYTES, SECTOR_BYTES};
use crate::error::Error;
use crate::image::{
    COVERED_FROM, DIGEST_BYTES, FlashSettings, FlashSize, LENGTH, LONGEST, SHORTEST,
};
use crate::stub::Stub;
use alloc::vec::Vec;
use core::ops::Range;
use serial_line::SerialLine;

/// Where a file system may begin.
const PLACES: [u32; 2] = [0x9_9000, 0x10_0000];

/// Where the files are, or would be; `None` where nothing says so.
pub(crate) async fn files_region<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    flash_bytes: u32,
) -> Result<Option<Range<u32>>, Error> {
    let header = bytes(stub, 0..SECTOR_BYTES).await?;
    let told_bytes = FlashSettings::from_header(&header).size.map_or(flash_bytes, FlashSize::bytes);
    let end = told_bytes.min(flash_bytes).saturating_sub(SDK_BYTES);
    let start = match begin_of_files(stub, end).await? {
        Some(place) => Some(place),
        None => end_of_firmware(stub).await?.map(|end| end.max(PLACES[0])),
    };
    Ok(start.map(|start| start..end).filter(|region| !region.is_empty()))
}

/// littlefs has its superblock in either of its first two sectors.
async fn begin_of_files<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    end: u32,
) -> Result<Option<u32>, Error> {
    for place in PLACES {
        for sector in [place, place + SECTOR_BYTES] {
            if sector + SECTOR_BYTES > end {
                continue;
            }
            let content = bytes(stub, sector..sector + SECTOR_BYTES).await?;
            if is_littlefs(&content) || sector == place && is_fat(&content) {
                return Ok(Some(place));
            }
        }
    }
    Ok(None)
}

fn is_littlefs(sector: &[u8]) -> bool {
    sector.get(8..16) == Some(b"littlefs")
}

fn is_fat(sector: &[u8]) -> bool {
    sector.get(0x36..0x39) == Some(b"FAT") && sector.get(510..512) == Some(&[0x55, 0xAA])
}

/// The first sector behind a MicroPython whose own MD5 is right.
async fn end_of_firmware<L: SerialLine>(stub: &mut Stub<'_, L>) -> Result<Option<u32>, Error> {
    let length = LENGTH as u32;
    let length = bytes(stub, length..length + 4).await?;
    let Ok(length) = length.try_into().map(u32::from_le_bytes) else { return Ok(None) };
    if !(SHORTEST..LONGEST).contains(&(length as usize)) {
        return Ok(None);
    }
    let end = length + DIGEST_BYTES as u32;
    let stored = bytes(stub, length..end).await?;
    let found = stub.md5(COVERED_FROM as u32..length).await?;
    Ok((stored == found).then_some(end.next_multiple_of(SECTOR_BYTES)))
}

async fn bytes<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    region: Range<u32>,
) -> Result<Vec<u8>, Error> {
    let mut content = Vec::new();
    let mut keep = |piece: &[u8]| content.extend_from_slice(piece);
    stub.read_flash(region, &mut keep, &mut |_| {}).await?;
    Ok(content)
}
