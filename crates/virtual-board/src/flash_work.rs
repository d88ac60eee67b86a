//! What a running program has done to the flash: step by step, so that a reset finds it half done.

use alloc::vec::Vec;
use core::time::Duration;

use crate::flash::{Flash, PAGE_BYTES};

/// Work on the flash under way.
#[derive(Debug)]
pub(crate) struct FlashWork {
    /// When the present step is over.
    at: Duration,
    rest: Rest,
}

/// What is left to do.
#[derive(Debug)]
enum Rest {
    Read { address: u32, bytes: u32 },
    Program { address: u32, bytes: Vec<u8> },
}

impl FlashWork {
    pub(crate) fn read(flash: &Flash, address: u32, bytes: u32, now: Duration) -> Self {
        Self { at: now + flash.read_time(bytes), rest: Rest::Read { address, bytes } }
    }

    pub(crate) fn erase_sector(flash: &mut Flash, address: u32, now: Duration) -> Self {
        let rest = Rest::Program { address, bytes: Vec::new() };
        Self { at: now + flash.erase_sector(address), rest }
    }

    pub(crate) fn program(flash: &mut Flash, address: u32, bytes: Vec<u8>, now: Duration) -> Self {
        let mut work = Self { at: now, rest: Rest::Program { address, bytes } };
        work.program_page(flash);
        work
    }

    pub(crate) fn next_event(&self) -> Duration {
        self.at
    }

    /// Goes on with what is due. Returns what was read as soon as all is done.
    pub(crate) fn event(&mut self, flash: &mut Flash, now: Duration) -> Option<Vec<u8>> {
        while self.at <= now {
            match &self.rest {
                Rest::Read { address, bytes } => {
                    let mut read = Vec::new();
                    flash.read(*address, *bytes as usize, |piece| read.extend_from_slice(piece));
                    return Some(read);
                }
                Rest::Program { bytes, .. } if bytes.is_empty() => return Some(Vec::new()),
                Rest::Program { .. } => self.program_page(flash),
            }
        }
        None
    }

    /// Programs what lies in the next page.
    fn program_page(&mut self, flash: &mut Flash) {
        if let Rest::Program { address, bytes } = &mut self.rest {
            let in_page = (PAGE_BYTES - *address % PAGE_BYTES) as usize;
            let page: Vec<u8> = bytes.drain(..in_page.min(bytes.len())).collect();
            self.at += flash.program(*address, &page);
            *address = address.wrapping_add(page.len() as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, FlashTiming};

    #[test]
    fn programming_goes_page_by_page() {
        let mut flash = Flash::new(&Config::default());
        let page = FlashTiming::default().program_page;
        let mut work = FlashWork::program(&mut flash, 0x80, alloc::vec![0; 0x200], Duration::ZERO);
        assert_eq!(work.next_event(), page);
        assert_eq!((flash.cells()[0xFF], flash.cells()[0x100]), (0, 0xFF));
        assert_eq!(work.event(&mut flash, page), None);
        assert_eq!((flash.cells()[0x1FF], flash.cells()[0x200]), (0, 0xFF));
        assert_eq!(work.event(&mut flash, page * 3), Some(Vec::new()));
        assert_eq!((flash.cells()[0x27F], flash.cells()[0x280]), (0, 0xFF));
    }

    #[test]
    fn erasing_and_reading_take_what_the_flash_takes() {
        let mut flash = Flash::new(&Config::default());
        let FlashTiming { erase_sector, read_kib, .. } = FlashTiming::default();
        flash.program(0x1000, b"old");
        let mut work = FlashWork::erase_sector(&mut flash, 0x1234, Duration::ZERO);
        assert_eq!(work.next_event(), erase_sector);
        assert_eq!(work.event(&mut flash, erase_sector), Some(Vec::new()));
        let mut work = FlashWork::read(&flash, 0xFFF, 2, Duration::ZERO);
        assert_eq!(work.next_event(), read_kib / 512);
        assert_eq!(work.event(&mut flash, read_kib), Some(alloc::vec![0xFF; 2]));
    }
}
