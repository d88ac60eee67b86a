//! The blocks that a compressed stream is sent in.

use alloc::vec::Vec;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// Size of a block for the stub, in bytes.
pub const BLOCK_BYTES: u32 = 0x4000;
/// The stub's, and zlib's, window.
const WINDOW_BYTES: usize = 0x8000;

/// Inflates the stream block by block, as the stub will, and counts what comes out.
pub(crate) fn inflated_by_block(stream: &[u8]) -> Vec<u32> {
    let mut inflater = DecompressorOxide::new();
    let mut window = [0; WINDOW_BYTES];
    let mut at = 0;
    stream
        .chunks(BLOCK_BYTES as usize)
        .map(|mut block| {
            let mut inflated = 0;
            loop {
                let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER
                    | inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
                let (_, taken, given) = decompress(&mut inflater, block, &mut window, at, flags);
                block = block.get(taken..).unwrap_or_default();
                at = (at + given) % WINDOW_BYTES;
                inflated += given as u32;
                // With nothing given, the block is used up or the stream has ended.
                if given == 0 {
                    return inflated;
                }
            }
        })
        .collect()
}
