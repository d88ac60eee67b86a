//! An image compressed before its board is known, in steps short enough for a page.
//!
//! Which board it is decides two bytes of the header. They stand in a block of their own that is
//! *stored*, so the rest of the stream is the same for every board:
//!
//! ```text
//! 78 DA | 00  04 00  FB FF  header[4] | deflate(the rest, padded) | adler32, u32 BE
//! zlib  | stored block of four bytes  |                           | over all of it
//! ```

use crate::blocks::inflated_by_block;
use crate::clean::SECTOR_BYTES;
use crate::image::Image;
use crate::plan::WritePlan;
use alloc::boxed::Box;
use alloc::vec::Vec;
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::{MZ_ADLER32_INIT, mz_adler32_oxide};

/// Measured on three MicroPython images: one byte in 10⁵ above the best level at its cost.
const LEVEL: i32 = 9;
/// No zlib header and trailer: those are written here.
const RAW: i32 = -15;
/// What one step takes: a few milliseconds of work in a browser.
const STEP_BYTES: usize = 0x2000;
/// The part of the header that holds the two bytes.
const HEADER_BYTES: usize = 4;
const ZLIB_HEADER: [u8; 2] = [0x78, 0xDA];
const STORED_FOUR: [u8; 5] = [0x00, 0x04, 0x00, 0xFB, 0xFF];

/// An image and its compressed form, with the parts that go elsewhere in the flash, where it has such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    image: Image,
    /// Raw deflate of all but the first four bytes, padded to a multiple of four.
    body: Vec<u8>,
    /// For each block of the stream, the bytes it inflates to: the same whatever the header is.
    inflated: Vec<u32>,
    /// By their offset. None shares a sector with another, or with the image.
    parts: Vec<WritePlan>,
}

/// Why a part can't go where it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// The flash is erased by the sector, and the part does not begin with one.
    #[error("a part at {offset:#x}, which is within a sector")]
    WithinSector {
        /// Where it should go.
        offset: u32,
    },
    /// The image or another part is there.
    #[error("a part at {offset:#x} reaches into the place of another one")]
    Overlap {
        /// Where it should go.
        offset: u32,
    },
}

/// The work of preparing an image, in steps.
pub struct Preparation {
    image: Image,
    compressor: Box<CompressorOxide>,
    body: Vec<u8>,
    at: usize,
}

impl Prepared {
    /// Prepares an image at once.
    #[must_use]
    pub fn new(image: Image) -> Self {
        let mut preparation = Preparation::new(image);
        while !preparation.step() {}
        preparation.finish()
    }

    /// The image.
    #[must_use]
    pub const fn image(&self) -> &Image {
        &self.image
    }

    /// Adds a part that goes to `offset`, padded with `FF` to a multiple of four. It is compressed at once.
    ///
    /// # Errors
    ///
    /// A [`PartError`] where it can't go there.
    pub fn add_part(&mut self, offset: u32, mut bytes: Vec<u8>) -> Result<(), PartError> {
        if !offset.is_multiple_of(SECTOR_BYTES) {
            return Err(PartError::WithinSector { offset });
        }
        bytes.resize(bytes.len().next_multiple_of(4), 0xFF);
        let end = offset.saturating_add(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        let image_bytes = u32::try_from(self.image.bytes().len()).unwrap_or(u32::MAX);
        let reaches_into = |part: &WritePlan| {
            let taken = part.region();
            offset < taken.end.next_multiple_of(SECTOR_BYTES) && taken.start < end
        };
        if offset < image_bytes || self.parts.iter().any(reaches_into) {
            return Err(PartError::Overlap { offset });
        }
        let place = self.parts.partition_point(|part| part.offset < offset);
        self.parts.insert(place, WritePlan::new(offset, bytes));
        Ok(())
    }

    /// The parts besides the image, by their offset.
    #[must_use]
    pub fn parts(&self) -> &[WritePlan] {
        &self.parts
    }

    /// For each block of the stream, the bytes it inflates to.
    pub(crate) fn inflated(&self) -> &[u32] {
        &self.inflated
    }

    /// The zlib stream of the image with another first four bytes; `flash` is all of it.
    pub(crate) fn stream(&self, flash: &[u8]) -> Vec<u8> {
        let header = flash.get(..HEADER_BYTES).unwrap_or_default();
        let adler = mz_adler32_oxide(MZ_ADLER32_INIT, flash);
        let parts: [&[u8]; 5] =
            [&ZLIB_HEADER, &STORED_FOUR, header, &self.body, &adler.to_be_bytes()];
        parts.concat()
    }
}

impl Preparation {
    /// Begins; no work is done yet.
    #[must_use]
    pub fn new(image: Image) -> Self {
        let flags = create_comp_flags_from_zip_params(LEVEL, RAW, 0);
        let body = Vec::with_capacity(image.bytes().len() * 3 / 4);
        Self { image, compressor: Box::new(CompressorOxide::new(flags)), body, at: HEADER_BYTES }
    }

    /// Does one step. `true` when all is done.
    pub fn step(&mut self) -> bool {
        let bytes = self.image.bytes();
        let end = self.at.saturating_add(STEP_BYTES);
        let Some(piece) = bytes.get(self.at..end) else {
            return self.last_step();
        };
        deflate(&mut self.compressor, piece, TDEFLFlush::None, &mut self.body);
        self.at = end;
        false
    }

    fn last_step(&mut self) -> bool {
        let bytes = self.image.bytes();
        if self.at <= bytes.len() {
            let mut piece = bytes.get(self.at..).unwrap_or_default().to_vec();
            piece.resize(piece.len() + bytes.len().next_multiple_of(4) - bytes.len(), 0xFF);
            deflate(&mut self.compressor, &piece, TDEFLFlush::Finish, &mut self.body);
            self.at = usize::MAX;
        }
        true
    }

    /// Does what is left to do, and hands out the result.
    #[must_use]
    pub fn finish(mut self) -> Prepared {
        while !self.step() {}
        let flash = self.image.with_settings(self.image.settings());
        let (image, body) = (self.image, self.body);
        let mut prepared = Prepared { image, body, inflated: Vec::new(), parts: Vec::new() };
        prepared.inflated = inflated_by_block(&prepared.stream(&flash));
        prepared
    }
}

impl core::fmt::Debug for Preparation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Preparation").field("at", &self.at).finish_non_exhaustive()
    }
}

fn deflate(compressor: &mut CompressorOxide, piece: &[u8], flush: TDEFLFlush, out: &mut Vec<u8>) {
    let mut left = piece;
    loop {
        let keep = |bytes: &[u8]| {
            out.extend_from_slice(bytes);
            true
        };
        let (status, taken) = compress_to_output(compressor, left, flush, keep);
        left = left.get(taken..).unwrap_or_default();
        // With all taken, only a finish may need to be asked again.
        let goes_on =
            status == TDEFLStatus::Okay && (!left.is_empty() || flush == TDEFLFlush::Finish);
        if !goes_on {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::tests::smallest;
    use crate::image::{FlashMode, FlashSettings, FlashSize};
    use miniz_oxide::inflate::decompress_to_vec_zlib;
    use proptest::prelude::*;

    fn settings(mode: FlashMode, size: FlashSize) -> FlashSettings {
        FlashSettings { mode: Some(mode), size: Some(size), frequency: None }
    }

    proptest! {
        #[test]
        fn one_preparation_serves_every_header(
            tail in prop::collection::vec((any::<u8>(), 1usize..9_000), 0..12),
        ) {
            let mut bytes = smallest();
            for (byte, run) in tail {
                bytes.resize(bytes.len() + run, byte);
            }
            let prepared = Prepared::new(Image::parse(bytes).unwrap());
            for settings in [
                settings(FlashMode::Dio, FlashSize::Mb4),
                settings(FlashMode::Qio, FlashSize::Mb1),
            ] {
                let flash = prepared.image().with_settings(settings);
                let stream = prepared.stream(&flash);
                prop_assert_eq!(decompress_to_vec_zlib(&stream).ok(), Some(flash));
            }
        }
    }

    #[test]
    fn parts_stand_by_their_offset_and_each_in_sectors_of_its_own() {
        let mut prepared = Prepared::new(Image::parse(smallest()).unwrap());
        let mut add = |offset, bytes| prepared.add_part(offset, alloc::vec![7; bytes]);
        assert_eq!(add(0x3F_C000, 127), Ok(()));
        assert_eq!(add(0x1000, 0x1001), Ok(()));
        assert_eq!(add(0x1800, 4), Err(PartError::WithinSector { offset: 0x1800 }));
        for offset in [0, 0x1000, 0x2000, 0x3F_C000] {
            assert_eq!(add(offset, 4), Err(PartError::Overlap { offset }), "{offset:x}");
        }
        assert_eq!(add(0x3F_B000, 0x1001), Err(PartError::Overlap { offset: 0x3F_B000 }));
        assert_eq!(add(0x3000, 4), Ok(()));
        let places: Vec<_> = prepared.parts().iter().map(WritePlan::region).collect();
        assert_eq!(places, [0x1000..0x2004, 0x3000..0x3004, 0x3F_C000..0x3F_C080]);
    }

    #[test]
    fn steps_come_to_the_same_as_all_at_once() {
        let mut bytes = smallest();
        bytes.resize(50_001, 0x5A);
        let image = Image::parse(bytes).unwrap();
        let mut preparation = Preparation::new(image.clone());
        let steps = core::iter::from_fn(|| (!preparation.step()).then_some(())).count();
        assert_eq!(steps, 6);
        assert!(preparation.step());
        assert_eq!(preparation.finish(), Prepared::new(image));
    }
}
