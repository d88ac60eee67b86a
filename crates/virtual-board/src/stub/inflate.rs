//! Inflating as the stubs do it: into a window of 32 KiB that is written out when it is full.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_HAS_MORE_INPUT, TINFL_FLAG_PARSE_ZLIB_HEADER,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

const WINDOW_BYTES: usize = 0x8000;

pub(crate) struct Inflater {
    state: Box<DecompressorOxide>,
    window: Vec<u8>,
    /// Where the next byte goes, and where what was not yet handed out begins.
    filled: usize,
    done: bool,
}

/// The stream is broken.
#[derive(Debug)]
pub(crate) struct BrokenStream;

impl Inflater {
    pub(crate) fn new() -> Self {
        Self { state: Box::default(), window: vec![0; WINDOW_BYTES], filled: 0, done: false }
    }

    /// Takes a block, and hands out what was inflated whenever the window is full and when the
    /// stream ends. Returns how many bytes the block was inflated to.
    pub(crate) fn take(
        &mut self,
        mut block: &[u8],
        mut flush: impl FnMut(&[u8]),
    ) -> Result<usize, BrokenStream> {
        let mut inflated = 0;
        while !self.done {
            let flags = TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_HAS_MORE_INPUT;
            let (status, read, written) =
                decompress(&mut self.state, block, &mut self.window, self.filled, flags);
            block = block.get(read..).unwrap_or_default();
            self.filled += written;
            inflated += written;
            self.done = status == TINFLStatus::Done;
            if self.filled == WINDOW_BYTES || self.done {
                flush(self.window.get(..self.filled).unwrap_or_default());
                self.filled = 0;
            }
            match status {
                TINFLStatus::NeedsMoreInput => return Ok(inflated),
                TINFLStatus::Done | TINFLStatus::HasMoreOutput => {}
                _ => return Err(BrokenStream),
            }
        }
        if block.is_empty() { Ok(inflated) } else { Err(BrokenStream) }
    }
}

impl fmt::Debug for Inflater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inflater").field("filled", &self.filled).finish_non_exhaustive()
    }
}
