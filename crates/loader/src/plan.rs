//! From bytes and an offset to what goes over the wire: pure, and done before the flash is touched.

pub use crate::blocks::BLOCK_BYTES;
use crate::blocks::inflated_by_block;
use crate::compress::Prepared;
use crate::image::{FlashSettings, FlashSize};
use alloc::vec::Vec;
use core::ops::Range;
use md5::{Digest, Md5};
use miniz_oxide::deflate::compress_to_vec_zlib;

/// Measured on three MicroPython images: one byte in 10⁵ above the best level at its cost.
const COMPRESSION_LEVEL: u8 = 9;

/// The 16 bytes of an MD5 digest.
pub type Digest16 = [u8; 16];

/// One write, planned: where, what, in which blocks, and how to prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WritePlan {
    /// Where in flash the first byte goes.
    pub offset: u32,
    /// The bytes in flash afterwards; their number is a multiple of four.
    pub flash: Vec<u8>,
    /// MD5 of [`flash`](Self::flash).
    pub md5: Digest16,
    /// The same, compressed: only where that is smaller.
    pub compressed: Option<Compressed>,
}

/// A zlib stream, cut into blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compressed {
    /// The zlib stream.
    pub bytes: Vec<u8>,
    /// For each block of [`BLOCK_BYTES`], the bytes it inflates to.
    pub inflated: Vec<u32>,
}

impl WritePlan {
    /// Plans to write `flash` at `offset`. Its length must be a multiple of four.
    #[must_use]
    pub fn new(offset: u32, flash: Vec<u8>) -> Self {
        let md5 = md5_of(&flash);
        let stream = compress_to_vec_zlib(&flash, COMPRESSION_LEVEL);
        let compressed = (stream.len() < flash.len()).then(|| {
            let inflated = inflated_by_block(&stream);
            Compressed { bytes: stream, inflated }
        });
        Self { offset, md5, compressed, flash }
    }

    /// Plans to write a prepared image, its header set to `settings`, at offset 0.
    #[must_use]
    pub fn of_prepared(prepared: &Prepared, settings: FlashSettings) -> Self {
        let flash = prepared.image().with_settings(settings);
        let md5 = md5_of(&flash);
        let stream = prepared.stream(&flash);
        let compressed = (stream.len() < flash.len())
            .then(|| Compressed { bytes: stream, inflated: prepared.inflated().to_vec() });
        Self { offset: 0, md5, compressed, flash }
    }

    /// The bytes in flash, as the protocol counts them.
    #[must_use]
    pub fn flash_bytes(&self) -> u32 {
        // A plan comes from an image of at most 16 MiB.
        u32::try_from(self.flash.len()).unwrap_or(u32::MAX)
    }

    /// The size of the flash that the firmware is told, where the plan has a header that tells one.
    #[must_use]
    pub fn told_flash_bytes(&self) -> Option<u32> {
        FlashSettings::from_header(&self.flash).size.map(FlashSize::bytes)
    }

    /// The bytes that go over the wire as blocks, before framing.
    #[must_use]
    pub fn wire_bytes(&self) -> u32 {
        let bytes = self.compressed.as_ref().map_or(self.flash.len(), |it| it.bytes.len());
        u32::try_from(bytes).unwrap_or(u32::MAX)
    }

    /// The bytes for a part of the region; none where the plan does not reach.
    #[must_use]
    pub fn part(&self, region: &Range<u32>) -> &[u8] {
        let index = |address: u32| address.checked_sub(self.offset).map(|index| index as usize);
        let range = index(region.start).zip(index(region.end)).map(|(start, end)| start..end);
        range.and_then(|range| self.flash.get(range)).unwrap_or_default()
    }

    /// The region this plan covers.
    #[must_use]
    pub fn region(&self) -> Range<u32> {
        self.offset..self.offset.saturating_add(self.flash_bytes())
    }
}

impl Compressed {
    /// The blocks in order, each with the bytes it inflates to.
    pub fn blocks(&self) -> impl Iterator<Item = (&[u8], u32)> {
        self.bytes.chunks(BLOCK_BYTES as usize).zip(self.inflated.iter().copied())
    }
}

/// The MD5 of some bytes.
#[must_use]
pub fn md5_of(bytes: &[u8]) -> Digest16 {
    Md5::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{vec, vec::Vec};
    use miniz_oxide::inflate::decompress_to_vec_zlib;
    use proptest::prelude::*;

    fn noise(bytes: usize) -> Vec<u8> {
        let mut state = 0x2545_F491_u32;
        let step = |_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state as u8
        };
        (0..bytes).map(step).collect()
    }

    #[test]
    fn what_does_not_compress_is_sent_as_it_is() {
        let plan = WritePlan::new(0, noise(40_000));
        assert_eq!(plan.compressed, None);
        assert_eq!(plan.wire_bytes(), 40_000);
    }

    #[test]
    fn the_digest_is_that_of_the_bytes_in_flash() {
        let mut flash = vec![0xE9, 1, 0, 0x20];
        flash.resize(4096, 0xFF);
        flash[2..4].copy_from_slice(&[0x02, 0x40]);
        // An outside MD5 of these 4096 bytes, from a recorded session at another offset.
        let expected = [
            0x3B, 0x21, 0x06, 0x10, 0x7B, 0x12, 0x5F, 0x56, 0xDE, 0x49, 0x7A, 0xAD, 0xB4, 0x18,
            0x84, 0x8B,
        ];
        assert_eq!(WritePlan::new(0x1000, flash).md5, expected);
    }

    proptest! {
        #[test]
        fn the_blocks_inflate_to_the_flash_and_to_the_bytes_they_say(
            runs in prop::collection::vec((any::<u8>(), 1usize..3_000, 0usize..400), 1..60),
        ) {
            let mut flash = Vec::new();
            for (byte, run, random) in runs {
                flash.resize(flash.len() + run, byte);
                flash.extend(noise(random));
            }
            flash.resize(flash.len().next_multiple_of(4), 0xFF);
            let plan = WritePlan::new(0, flash.clone());
            if let Some(compressed) = &plan.compressed {
                prop_assert!(compressed.bytes.len() < flash.len());
                let joined: Vec<u8> =
                    compressed.blocks().flat_map(|(block, _)| block.to_vec()).collect();
                prop_assert_eq!(decompress_to_vec_zlib(&joined).ok(), Some(flash.clone()));
                let inflated: u32 = compressed.blocks().map(|(_, bytes)| bytes).sum();
                prop_assert_eq!(inflated as usize, flash.len());
            }
        }
    }
}
