//! MicroPython's file system: where it lies, whether it is one, and what is in it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use super::file_system::FileSystem;
use super::{fat, first_start, littlefs};
use crate::config::UserStart;
use crate::flash::{Flash, SECTOR_BYTES};
use crate::program::{FilePlace, Files};
use crate::python_version::PythonVersion;

/// Of the generic builds up to 1.12; it is a constant in the images of 1.9.3, 1.9.4 and 1.10.
const OLD_USER_START: u32 = 0x9_8000;
/// Of those since: the commit that brought littlefs gave all of the first MiB to the firmware (MicroPython
/// e0905e85a7, between 1.12 and 1.13).
const USER_START: u32 = 0x10_0000;
/// A start below this sector is moved up by one.
const SECTORS_OF_ONE_MIB: u32 = 0x100;
/// The SDK keeps the last sectors for itself.
const SDK_SECTORS: u32 = 5;
const LITTLEFS: &[u8] = b"littlefs";
const LITTLEFS_SEARCH_BYTES: usize = 64;
/// The radio's calibration data: 128 bytes, of which only the first matters here.
const CALIBRATION_FROM_END: u32 = 0x4000;
const CALIBRATION_MAGIC: u8 = 0x05;

/// Where the file system lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileArea {
    pub(crate) first_sector: u32,
    pub(crate) sectors: u32,
    kind: FileSystem,
}

impl FileArea {
    pub(crate) fn of(banner: &str, flash_bytes: u32, user_start: UserStart) -> Self {
        let version = PythonVersion::of_banner(banner);
        let start = match user_start {
            UserStart::At(address) => address,
            UserStart::OfTheBuild if version.is_before(13) => OLD_USER_START,
            UserStart::OfTheBuild => USER_START,
        };
        let sector = start / SECTOR_BYTES;
        let first_sector = if sector < SECTORS_OF_ONE_MIB { sector + 1 } else { sector };
        let end = flash_bytes.min(4 << 20) / SECTOR_BYTES;
        let sectors = end.saturating_sub(SDK_SECTORS).saturating_sub(first_sector);
        // The generic build changed from FAT to littlefs with version 1.13.
        let kind = if version.is_before(13) { FileSystem::Fat } else { FileSystem::Littlefs };
        Self { first_sector, sectors, kind }
    }

    /// Where it is, for the program.
    pub(crate) fn place(&self) -> FilePlace {
        FilePlace { kind: self.kind, address: self.address(), sectors: self.sectors }
    }

    /// What a boot finds.
    pub(crate) fn look(&self, flash: &Flash) -> Files {
        if self.is_valid(flash) {
            Files::Kept
        } else if flash.sector_is_blank(self.address()) {
            Files::New
        } else {
            Files::Corrupt
        }
    }

    /// The names in the top folder; none where there is no file system.
    pub(crate) fn names(&self, flash: &Flash) -> Vec<String> {
        match (self.is_valid(flash), self.kind) {
            (false, _) => Vec::new(),
            (true, FileSystem::Fat) => fat::names(flash, self.address()),
            (true, FileSystem::Littlefs) => littlefs::names(
                flash.sector(self.address()),
                flash.sector(self.address() + SECTOR_BYTES),
            ),
        }
    }

    /// How long it takes to find that out, before anything is said of it: a mounted file system is
    /// part of the plain start. `turn` is what Python takes to look at one byte of the first
    /// sector, as far as it looks: to the first that is not blank.
    pub(crate) fn look_time(&self, flash: &Flash, files: Files, turn: Duration) -> Duration {
        let sector = flash.sector(self.address());
        let turns = sector.iter().take_while(|&&cell| cell == 0xFF).count() as u32;
        match files {
            Files::Kept => Duration::ZERO,
            _ => flash.read_time(first_start::bytes_read_before(self.kind)) + turn * turns,
        }
    }

    /// Makes a new file system. Returns how long it takes.
    pub(crate) fn format(&self, flash: &mut Flash) -> Duration {
        first_start::make_files(flash, self.address(), self.kind)
    }

    /// What MicroPython says where the files should be and something else is.
    pub(crate) fn complaint(&self) -> String {
        let Self { first_sector, sectors, kind } = self;
        match kind {
            FileSystem::Fat => format!(
                "The FAT filesystem starting at sector {first_sector} with size {sectors} sectors \
                 appears to\r\nbe corrupted.\r\n\r\n"
            ),
            FileSystem::Littlefs => format!(
                "The filesystem starting at sector {first_sector} with size {sectors} sectors looks \
                 corrupt.\r\n\r\n"
            ),
        }
    }

    /// littlefs mounts from either of its two superblocks.
    fn is_valid(&self, flash: &Flash) -> bool {
        match self.kind {
            FileSystem::Fat => fat::is_one(flash.sector(self.address())),
            FileSystem::Littlefs => {
                has_littlefs(flash, self.address())
                    || has_littlefs(flash, self.address() + SECTOR_BYTES)
            }
        }
    }

    fn address(&self) -> u32 {
        self.first_sector * SECTOR_BYTES
    }
}

/// The SDK writes calibration data where there are none.
pub(crate) fn write_calibration(flash: &mut Flash, flash_bytes: u32) {
    let address = flash_bytes.min(4 << 20) - CALIBRATION_FROM_END;
    if flash.sector_is_blank(address) {
        flash.program(address, &[CALIBRATION_MAGIC]);
    }
}

fn has_littlefs(flash: &Flash, address: u32) -> bool {
    let mut found = false;
    flash.read(address, LITTLEFS_SEARCH_BYTES, |piece| {
        found |= piece.windows(LITTLEFS.len()).any(|window| window == LITTLEFS);
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, FlashTiming};

    const OLD: &str = "MicroPython v1.9.3-8-g63826ac5c on 2017-11-01; ESP module with ESP8266";
    const NEW: &str = "MicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266";

    #[test]
    fn the_start_and_the_kind_are_those_of_the_build() {
        let of = |version: &str| {
            let banner = format!("MicroPython v{version} on 2020-01-01; ESP module with ESP8266");
            let area = FileArea::of(&banner, 4 << 20, UserStart::OfTheBuild);
            (area.kind, area.first_sector, area.sectors)
        };
        for version in ["1.9.3", "1.10", "1.11", "1.12"] {
            assert_eq!(of(version), (FileSystem::Fat, 0x99, 0x400 - 5 - 0x99), "{version}");
        }
        for version in ["1.13", "1.14", "1.23.0"] {
            assert_eq!(of(version), (FileSystem::Littlefs, 0x100, 0x400 - 5 - 0x100), "{version}");
        }
    }

    #[test]
    fn blank_foreign_and_formatted_areas_are_told_apart() {
        for banner in [OLD, NEW] {
            let mut flash = Flash::new(&Config::default());
            let area = FileArea::of(banner, 4 << 20, UserStart::OfTheBuild);
            assert_eq!(area.look(&flash), Files::New);
            flash.program(area.first_sector * SECTOR_BYTES, &[0; 4]);
            assert_eq!(area.look(&flash), Files::Corrupt);
            assert_eq!(area.names(&flash), [""; 0]);
            area.format(&mut flash);
            assert_eq!(area.look(&flash), Files::Kept);
            assert_eq!(area.names(&flash), ["boot.py"]);
        }
    }

    /// The numbers are those of the recording: see [`first_start`].
    #[test]
    fn a_new_file_system_takes_what_its_flash_operations_take() {
        let times = |banner, timing: FlashTiming| {
            let mut flash = Flash::new(&Config { flash_timing: timing, ..Config::default() });
            let area = FileArea::of(banner, 4 << 20, UserStart::OfTheBuild);
            let turn = Duration::from_micros(15);
            let before = area.look_time(&flash, Files::New, turn) - turn * 4096;
            (before, area.format(&mut flash))
        };
        let usual = FlashTiming::default();
        let FlashTiming { erase_sector, program_page, read_kib, .. } = usual.clone();
        let read = |bytes: u32| read_kib * bytes / 1024;
        let fat = (read(8_192), erase_sector * 10 + program_page * 160 + read(20_480));
        let littlefs = (read(4_416), erase_sector * 3 + program_page * 6 + read(1_728));
        assert_eq!(times(OLD, usual.clone()), fat);
        assert_eq!(times(NEW, usual.clone()), littlefs);
        // A flash with slow pages is slower by them alone.
        let slow = FlashTiming { program_page: program_page * 3, ..usual };
        assert_eq!(times(OLD, slow).1, fat.1 + program_page * 320);
    }

    #[test]
    fn littlefs_mounts_from_its_second_superblock() {
        let mut flash = Flash::new(&Config::default());
        let area = FileArea::of(NEW, 4 << 20, UserStart::OfTheBuild);
        area.format(&mut flash);
        flash.erase_sector(area.first_sector * SECTOR_BYTES);
        assert_eq!(area.look(&flash), Files::Kept);
    }
}
