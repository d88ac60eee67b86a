//! The NOR flash: programming clears bits, erasing sets them, and both take time.

use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

use crate::config::{Config, FlashTiming};
use crate::defects::{EraseEnd, StuckCell};

pub(crate) const SECTOR_BYTES: u32 = 0x1000;
pub(crate) const BLOCK_BYTES: u32 = 0x1_0000;
pub(crate) const PAGE_BYTES: u32 = 0x100;

/// The flash chip. Addresses beyond its end wrap around, as the address lines do.
#[derive(Debug)]
pub(crate) struct Flash {
    cells: Vec<u8>,
    timing: FlashTiming,
    stuck: Vec<StuckCell>,
    protected: bool,
}

impl Flash {
    pub(crate) fn new(config: &Config) -> Self {
        let bytes = (config.flash_bytes as usize).next_power_of_two().max(0x1_0000);
        let mut flash = Self {
            cells: vec![0xFF; bytes],
            timing: timing(config),
            stuck: config.defects.stuck_cells.clone(),
            protected: false,
        };
        flash.pull_down_stuck_cells();
        flash
    }

    pub(crate) fn bytes(&self) -> u32 {
        self.cells.len() as u32
    }

    pub(crate) fn cells(&self) -> &[u8] {
        &self.cells
    }

    pub(crate) fn cells_mut(&mut self) -> &mut [u8] {
        &mut self.cells
    }

    /// Sets or clears the write protection of the whole chip.
    pub(crate) fn protect(&mut self, protected: bool) {
        self.protected = protected;
    }

    /// Hands out `len` bytes from `address` on, in at most as many pieces as wrap-arounds need.
    pub(crate) fn read(&self, address: u32, len: usize, mut piece: impl FnMut(&[u8])) {
        let mut left = len;
        let mut at = self.wrap(address);
        while left > 0 {
            let end = self.cells.len().min(at + left);
            piece(&self.cells[at..end]);
            left -= end - at;
            at = 0;
        }
    }

    /// How long reading takes.
    pub(crate) fn read_time(&self, len: u32) -> Duration {
        self.timing.read_kib * len / 1024
    }

    /// The sector with this address.
    pub(crate) fn sector(&self, address: u32) -> &[u8] {
        let start = self.wrap(address) & !(SECTOR_BYTES as usize - 1);
        &self.cells[start..start + SECTOR_BYTES as usize]
    }

    /// Whether the sector with this address reads all 0xFF.
    pub(crate) fn sector_is_blank(&self, address: u32) -> bool {
        self.sector(address).iter().all(|&cell| cell == 0xFF)
    }

    /// Programs: each bit becomes 0 where either the cell or the byte has a 0. Returns how long it
    /// takes, page by page.
    pub(crate) fn program(&mut self, address: u32, bytes: &[u8]) -> Duration {
        if bytes.is_empty() {
            return Duration::ZERO;
        }
        let first = address / PAGE_BYTES;
        let last = (u64::from(address) + bytes.len() as u64 - 1) / u64::from(PAGE_BYTES);
        let pages = (last - u64::from(first) + 1) as u32;
        if !self.protected {
            let mut at = self.wrap(address);
            for &byte in bytes {
                self.cells[at] &= byte;
                at = (at + 1) & (self.cells.len() - 1);
            }
        }
        self.timing.program_page * pages
    }

    /// Erases the sector with this address.
    pub(crate) fn erase_sector(&mut self, address: u32) -> Duration {
        self.erase(address, SECTOR_BYTES);
        self.timing.erase_sector
    }

    /// Erases the 64 KiB block with this address.
    pub(crate) fn erase_block(&mut self, address: u32) -> Duration {
        self.erase(address, BLOCK_BYTES);
        self.timing.erase_block
    }

    /// Erases everything.
    pub(crate) fn erase_chip(&mut self) -> Duration {
        if !self.protected {
            self.cells.fill(0xFF);
            self.pull_down_stuck_cells();
        }
        self.timing.erase_chip_per_mib * self.bytes() / (1 << 20)
    }

    /// Erases the whole sectors from `address` on, by blocks where they fit.
    pub(crate) fn erase_region(&mut self, address: u32, sectors: u32) -> Duration {
        let mut at = address;
        let mut left = sectors;
        let mut time = Duration::ZERO;
        while left > 0 {
            let step = erase_step(at, left);
            time += if step == 1 { self.erase_sector(at) } else { self.erase_block(at) };
            at = at.wrapping_add(step * SECTOR_BYTES);
            left -= step;
        }
        time
    }

    fn erase(&mut self, address: u32, len: u32) {
        if self.protected {
            return;
        }
        let start = self.wrap(address) & !(len as usize - 1);
        self.cells[start..start + len as usize].fill(0xFF);
        self.pull_down_stuck_cells();
    }

    fn pull_down_stuck_cells(&mut self) {
        for cell in &self.stuck {
            if let Some(byte) = self.cells.get_mut(cell.address as usize) {
                *byte &= !cell.zero_bits;
            }
        }
    }

    fn wrap(&self, address: u32) -> usize {
        address as usize & (self.cells.len() - 1)
    }
}

/// The times of this flash: one that never ends erasing takes as long as no test waits.
fn timing(config: &Config) -> FlashTiming {
    const FOR_EVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);
    let sound = config.flash_timing.clone();
    match config.defects.erase {
        EraseEnd::Normal => sound,
        EraseEnd::Never => FlashTiming {
            erase_sector: FOR_EVER,
            erase_block: FOR_EVER,
            erase_chip_per_mib: FOR_EVER,
            ..sound
        },
    }
}

/// How many sectors one erase command at `address` takes, of `left`: a block's 16 or one.
pub(crate) fn erase_step(address: u32, left: u32) -> u32 {
    const BLOCK_SECTORS: u32 = BLOCK_BYTES / SECTOR_BYTES;
    if address.is_multiple_of(BLOCK_BYTES) && left >= BLOCK_SECTORS { BLOCK_SECTORS } else { 1 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn small() -> Flash {
        Flash::new(&Config::default().with_flash_bytes(0x4_0000))
    }

    #[test]
    fn programming_only_clears_bits_and_erasing_sets_them() {
        let mut flash = small();
        flash.program(0x10, &[0xF0]);
        flash.program(0x10, &[0x3F]);
        assert_eq!(flash.cells()[0x10], 0x30);
        flash.erase_sector(0x10);
        assert_eq!(flash.cells()[0x10], 0xFF);
    }

    #[test]
    fn a_page_border_costs_another_page() {
        let mut flash = small();
        let page = FlashTiming::default().program_page;
        assert_eq!(flash.program(0x00, &[0; 256]), page);
        assert_eq!(flash.program(0x80, &[0; 256]), page * 2);
    }

    #[test]
    fn a_region_is_erased_by_blocks_where_they_fit() {
        let mut flash = small();
        let timing = FlashTiming::default();
        let time = flash.erase_region(0xF000, 18);
        assert_eq!(time, timing.erase_sector * 2 + timing.erase_block);
    }

    #[test]
    fn a_stuck_cell_stays_low_after_erasing() {
        let mut config = Config::default().with_flash_bytes(0x4_0000);
        config.defects.stuck_cells.push(StuckCell { address: 5, zero_bits: 0x81 });
        let mut flash = Flash::new(&config);
        flash.erase_chip();
        assert_eq!(flash.cells()[5], 0x7E);
    }

    #[test]
    fn a_protected_flash_keeps_its_content_silently() {
        let mut flash = small();
        flash.program(0, &[0x12]);
        flash.protect(true);
        flash.program(0, &[0]);
        flash.erase_chip();
        assert_eq!(flash.cells()[0], 0x12);
    }

    proptest! {
        #[test]
        fn every_cell_is_the_and_of_what_was_programmed(
            writes in prop::collection::vec((0u32..0x3_FF00, prop::collection::vec(any::<u8>(), 1..300)), 1..12)
        ) {
            let mut flash = small();
            let mut expected = vec![0xFFu8; 0x4_0000];
            for (address, bytes) in &writes {
                flash.program(*address, bytes);
                for (n, byte) in bytes.iter().enumerate() {
                    expected[(*address as usize + n) & 0x3_FFFF] &= byte;
                }
            }
            prop_assert!(flash.cells() == expected);
        }

        #[test]
        fn erasing_touches_nothing_outside_the_region(sector in 0u32..64, count in 1u32..64) {
            let mut flash = small();
            flash.cells_mut().fill(0);
            let count = count.min(64 - sector);
            flash.erase_region(sector * SECTOR_BYTES, count);
            for (n, cell) in flash.cells().iter().enumerate() {
                let inside = (sector..sector + count).contains(&(n as u32 / SECTOR_BYTES));
                prop_assert_eq!(*cell, if inside { 0xFF } else { 0 });
            }
        }
    }
}
