//! Writing to flash: BEGIN, blocks, END.

use core::time::Duration;

use alloc::vec::Vec;

use super::eraser::{BlankSectors, Eraser};
use super::inflate::Inflater;
use super::{INFLATE_ERROR, SPI_FAILED, TOO_MUCH_DATA, per_kib};
use crate::hardware::Hardware;
use crate::packet::Status;

/// How the blocks of a write are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Raw,
    Deflate,
}

#[derive(Debug)]
pub(crate) struct FlashWrite {
    at: u32,
    left: u32,
    reach_bytes: u32,
    blank_sectors: BlankSectors,
    eraser: Option<Eraser>,
    inflater: Option<Inflater>,
}

/// What became of a block.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) done_at: Duration,
    pub(crate) failure: Option<Status>,
}

impl FlashWrite {
    pub(crate) fn new(
        coding: Coding,
        offset: u32,
        bytes: u32,
        reach_bytes: u32,
        blank_sectors: BlankSectors,
    ) -> Self {
        let inflater = (coding == Coding::Deflate).then(Inflater::new);
        Self { at: offset, left: bytes, reach_bytes, blank_sectors, eraser: None, inflater }
    }

    /// Begins to erase what will be written, in the background.
    pub(crate) fn start_erasing(&mut self, now: Duration) -> &mut Eraser {
        let within = self.left.min(self.reach_bytes.saturating_sub(self.at));
        let (at, blank) = (self.at, self.blank_sectors);
        self.eraser.get_or_insert_with(|| Eraser::new(at, within, now, blank))
    }

    /// Writes one block. `restart` begins a new stream.
    pub(crate) fn block(
        &mut self,
        hw: &mut Hardware,
        bytes: &[u8],
        restart: bool,
        now: Duration,
    ) -> Written {
        let Some(inflater) = &mut self.inflater else {
            // The last raw block is padded; what is too much is cut off.
            let fitting = bytes.get(..self.left as usize).unwrap_or(bytes);
            return self.program(hw, fitting, now);
        };
        if restart {
            *inflater = Inflater::new();
        }
        let mut windows: Vec<Vec<u8>> = Vec::new();
        let result = inflater.take(bytes, |window| windows.push(window.to_vec()));
        let inflated = *result.as_ref().unwrap_or(&0);
        let mut written =
            Written { done_at: now + per_kib(hw.timing.inflate_kib, inflated), failure: None };
        for window in windows {
            if written.failure.is_none() {
                written = self.program(hw, &window, written.done_at);
            }
        }
        if result.is_err() {
            written.failure.get_or_insert(INFLATE_ERROR);
        }
        written
    }

    /// Whether bytes are missing.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.left > 0
    }

    /// Waits for the flash. Returns when it is done.
    pub(crate) fn finish(&mut self, hw: &mut Hardware, now: Duration) -> Duration {
        self.eraser.as_mut().map_or(now, |eraser| eraser.finish(&mut hw.flash, now))
    }

    fn program(&mut self, hw: &mut Hardware, bytes: &[u8], now: Duration) -> Written {
        let len = bytes.len() as u32;
        let failure = if len > self.left {
            Some(TOO_MUCH_DATA)
        } else if u64::from(self.at) + u64::from(len) > u64::from(self.reach_bytes) {
            Some(SPI_FAILED)
        } else {
            None
        };
        if failure.is_some() {
            return Written { done_at: now, failure };
        }
        let at = self.at;
        let done_at = self.start_erasing(now).program(&mut hw.flash, at, bytes, now);
        self.at = at.wrapping_add(len);
        self.left -= len;
        Written { done_at, failure: None }
    }
}
