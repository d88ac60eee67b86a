//! The SDK's settings: what the radio remembers without MicroPython.
//!
//! They lie in the last three sectors that the SDK uses: two take turns, the third tells which one
//! counts. Where in a sector a setting stands is this board's own choice, because no source tells
//! it:
//!
//! ```text
//! 000 length | name of the network to join, up to 32 bytes
//! 080 length | name of the board's own network
//! ```

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::flash::{Flash, SECTOR_BYTES};

const STATION_AT: usize = 0x000;
const ACCESS_POINT_AT: usize = 0x080;
const LONGEST_NAME: usize = 32;
/// The SDK starts with no more, so nothing that it uses lies beyond.
const MOST_FLASH_BYTES: u32 = 4 << 20;

/// Where the settings are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    pairs: [u32; 2],
    flag: u32,
}

impl Settings {
    pub(crate) fn of(flash_bytes: u32) -> Self {
        let end = flash_bytes.min(MOST_FLASH_BYTES);
        let sector = |from_end: u32| end - from_end * SECTOR_BYTES;
        Self { pairs: [sector(3), sector(2)], flag: sector(1) }
    }

    /// The network to join; empty where none was ever told.
    pub(crate) fn station(&self, flash: &Flash) -> String {
        let sector = self.current(flash).map(|address| flash.sector(address)).unwrap_or_default();
        let name = match sector.get(STATION_AT..) {
            Some([length, name @ ..]) if usize::from(*length) <= LONGEST_NAME => {
                name.get(..usize::from(*length)).unwrap_or_default()
            }
            _ => &[],
        };
        String::from_utf8_lossy(name).into_owned()
    }

    /// Names the board's own network, and keeps everything else. Returns how long it takes.
    pub(crate) fn name_access_point(&self, flash: &mut Flash, name: &str) -> Duration {
        let current = self.current(flash);
        let mut sector = current.map_or_else(blank, |address| flash.sector(address).to_vec());
        let name = name.as_bytes().iter().take(LONGEST_NAME);
        let place = sector.iter_mut().skip(ACCESS_POINT_AT);
        place.zip(core::iter::once(&(name.len() as u8)).chain(name)).for_each(|(cell, byte)| {
            *cell = *byte;
        });
        let next = u8::from(current == Some(self.pairs[0]));
        let mut flag = blank();
        flag[0] = next;
        rewrite(flash, self.pairs[usize::from(next)], &sector) + rewrite(flash, self.flag, &flag)
    }

    /// The sector that counts; none on a flash where nothing was ever set.
    fn current(&self, flash: &Flash) -> Option<u32> {
        let which = flash.sector(self.flag).first()?;
        self.pairs.get(usize::from(*which)).copied()
    }
}

fn blank() -> Vec<u8> {
    alloc::vec![0xFF; SECTOR_BYTES as usize]
}

fn rewrite(flash: &mut Flash, address: u32, sector: &[u8]) -> Duration {
    flash.erase_sector(address) + flash.program(address, sector)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_sectors_take_turns_and_the_other_settings_go_along() {
        let mut flash = Flash::new(&Config::default());
        let settings = Settings::of(4 << 20);
        assert_eq!(settings.station(&flash), "");
        // The second of the pair counts, and knows the school's network.
        flash.program(0x3F_F000, &[1]);
        flash.program(0x3F_E000, b"\x06School");
        assert_eq!(settings.station(&flash), "School");
        settings.name_access_point(&mut flash, "MicroPython-112233");
        assert_eq!(flash.cells()[0x3F_F000], 0);
        assert_eq!(settings.station(&flash), "School");
        settings.name_access_point(&mut flash, "MicroPython-445566");
        assert_eq!(flash.cells()[0x3F_F000], 1);
        assert_eq!(flash.cells()[0x3F_E080..][..19], *b"\x12MicroPython-445566");
        assert_eq!(settings.station(&flash), "School");
    }
}
