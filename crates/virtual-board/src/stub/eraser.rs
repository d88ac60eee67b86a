//! Erasing ahead of a write, in the background.
//!
//! The flash can do one thing at a time. Erasing runs while the stub waits for the next block, so
//! it is enough to work out how far it came whenever somebody asks.

use core::time::Duration;

use crate::flash::{Flash, SECTOR_BYTES, erase_step};

#[derive(Debug)]
pub(crate) struct Eraser {
    next: u32,
    sectors_left: u32,
    /// When the flash has done all that was asked of it so far.
    flash_free_at: Duration,
    blank_sectors: BlankSectors,
}

/// What is done with sectors that are blank already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlankSectors {
    /// They are read and skipped, until the first one that is not blank.
    SkippedAtFirst,
    /// They are erased like the others.
    Erased,
}

impl Eraser {
    /// Plans to erase all sectors that `len` bytes from `offset` on touch.
    pub(crate) fn new(offset: u32, len: u32, now: Duration, blank_sectors: BlankSectors) -> Self {
        let next = offset & !(SECTOR_BYTES - 1);
        let end = u64::from(offset) + u64::from(len);
        let sectors = (end - u64::from(next)).div_ceil(u64::from(SECTOR_BYTES));
        let sectors_left = if len == 0 { 0 } else { sectors as u32 };
        Self { next, sectors_left, flash_free_at: now, blank_sectors }
    }

    /// Programs `bytes` at `address`, at `now` or as soon as the place is erased. Returns when it
    /// is done.
    pub(crate) fn program(
        &mut self,
        flash: &mut Flash,
        address: u32,
        bytes: &[u8],
        now: Duration,
    ) -> Duration {
        self.run_until(flash, now);
        let end = u64::from(address) + bytes.len() as u64;
        while self.sectors_left > 0 && u64::from(self.next) < end {
            self.step(flash);
        }
        self.flash_free_at = self.flash_free_at.max(now) + flash.program(address, bytes);
        self.flash_free_at
    }

    /// Ends what is left of the erasing. Returns when that is done.
    pub(crate) fn finish(&mut self, flash: &mut Flash, now: Duration) -> Duration {
        while self.sectors_left > 0 {
            self.step(flash);
        }
        self.flash_free_at.max(now)
    }

    /// Takes the steps that began before `now`.
    fn run_until(&mut self, flash: &mut Flash, now: Duration) {
        while self.sectors_left > 0 && self.flash_free_at < now {
            self.step(flash);
        }
    }

    fn step(&mut self, flash: &mut Flash) {
        let (sectors, took) = if self.skips(flash) {
            (1, flash.read_time(SECTOR_BYTES))
        } else {
            match erase_step(self.next, self.sectors_left) {
                1 => (1, flash.erase_sector(self.next)),
                block => (block, flash.erase_block(self.next)),
            }
        };
        self.flash_free_at += took;
        self.next = self.next.wrapping_add(sectors * SECTOR_BYTES);
        self.sectors_left -= sectors;
    }

    fn skips(&mut self, flash: &Flash) -> bool {
        if self.blank_sectors == BlankSectors::SkippedAtFirst && !flash.sector_is_blank(self.next) {
            self.blank_sectors = BlankSectors::Erased;
        }
        self.blank_sectors == BlankSectors::SkippedAtFirst
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn blank_sectors_are_skipped_until_the_first_dirty_one() {
        let config = Config::default();
        let mut flash = Flash::new(&config);
        flash.program(0x1000, &[0]);
        let start = Duration::ZERO;
        let mut eraser = Eraser::new(0, 0x3000, start, BlankSectors::SkippedAtFirst);
        let done = eraser.finish(&mut flash, start);
        let timing = &config.flash_timing;
        // The first sector is read, the second is erased, and so is the blank third.
        assert_eq!(done, timing.read_kib * 4 + timing.erase_sector * 2);
    }

    #[test]
    fn erasing_goes_on_while_nobody_writes() {
        let config = Config::default();
        let mut flash = Flash::new(&config);
        let mut eraser = Eraser::new(0, 0x2_0000, Duration::ZERO, BlankSectors::Erased);
        let late = Duration::from_secs(1);
        let done = eraser.program(&mut flash, 0x1_0000, &[0; 256], late);
        assert_eq!(done, late + config.flash_timing.program_page);
    }

    #[test]
    fn a_write_waits_until_its_place_is_erased() {
        let config = Config::default();
        let mut flash = Flash::new(&config);
        let mut eraser = Eraser::new(0, 0x2_0000, Duration::ZERO, BlankSectors::Erased);
        let done = eraser.program(&mut flash, 0, &[0; 256], Duration::ZERO);
        assert_eq!(done, config.flash_timing.erase_block + config.flash_timing.program_page);
    }
}
