//! Firmware images: what a file is, whether it is whole, and the two header bytes that fit it to a
//! board.
//!
//! ```text
//! offset  0     1          2      3              4         8
//!         E9    segments   mode   size | speed   entry     segments: address, length, bytes …
//!         u8    u8         u8     u4     u4      u32 LE    u32 LE, u32 LE
//! ```
//!
//! After the last segment, at the end of its 16-byte row, stands the exclusive-or of all segment
//! bytes and `EF`. What follows (the program in flash) is not described by the header.

mod content;
mod header;
mod kind;
mod micropython;
mod ota;

pub use content::{Build, Other};
pub use header::{FlashFrequency, FlashMode, FlashSettings, FlashSize};
pub use kind::{ImageError, OtherFile};
pub(crate) use micropython::{COVERED_FROM, DIGEST_BYTES, LENGTH, LONGEST, SHORTEST};

use alloc::{string::String, vec::Vec};

/// The largest file that is looked at: the largest flash chip of any board.
pub const MAX_BYTES: usize = 16 << 20;

/// A file that an ESP8266 can start from offset 0 of its flash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    bytes: Vec<u8>,
    micropython: Option<(String, Build)>,
    other: Option<Other>,
    wholeness: Wholeness,
}

/// Whether a file is known to be whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wholeness {
    /// It carries its own MD5, and that is right.
    Proven,
    /// It carries none; the part that its header describes is right.
    Unproven,
}

impl Image {
    /// Looks at a file, and refuses what can't be a whole ESP8266 image.
    ///
    /// # Errors
    ///
    /// An [`ImageError`] that says what the file is instead, or what is wrong with it.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, ImageError> {
        kind::check(&bytes)?;
        if let Some((version, _)) = ota::version(&bytes) {
            let (micropython, wholeness) = (Some((version, Build::Ota)), Wholeness::Proven);
            return Ok(Self { bytes, micropython, other: None, wholeness });
        }
        let version = micropython::version(&bytes);
        let wholeness = micropython::check_md5(&bytes, version.is_some())?;
        // Without the proof, the text may be left over from what was on a chip before.
        let version = version.filter(|_| wholeness == Wholeness::Proven);
        if version.is_some() && ota::is_app(&bytes) {
            return Err(ImageError::NotAnImage(OtherFile::OtaApp));
        }
        let micropython = version.map(|(version, at)| (version, content::build(&bytes, at)));
        let other = if micropython.is_none() { content::other(&bytes) } else { None };
        Ok(Self { bytes, micropython, other, wholeness })
    }

    /// The file as it came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The version of the MicroPython in it, such as `1.9.3-8-g63826ac5c`.
    #[must_use]
    pub fn micropython(&self) -> Option<&str> {
        self.micropython.as_ref().map(|(version, _)| version.as_str())
    }

    /// Which build of MicroPython is in it.
    #[must_use]
    pub fn build(&self) -> Option<Build> {
        self.micropython.as_ref().map(|(_, build)| *build)
    }

    /// What is in it instead of MicroPython, where that is known.
    #[must_use]
    pub const fn other(&self) -> Option<Other> {
        self.other
    }

    /// The smallest flash, in bytes, on which the MicroPython in it has room for files; nothing where it keeps none,
    /// or where it is other firmware.
    #[must_use]
    pub fn least_flash_bytes(&self) -> Option<u32> {
        let (version, build) = self.micropython.as_ref()?;
        build.least_flash_bytes(version)
    }

    /// Whether it is known to be whole.
    #[must_use]
    pub const fn wholeness(&self) -> Wholeness {
        self.wholeness
    }

    /// What its header says about the flash it expects.
    #[must_use]
    pub fn settings(&self) -> FlashSettings {
        FlashSettings::from_header(&self.bytes)
    }

    /// Whether the MicroPython in it finds and reads the files that this version of one has left on a board, when
    /// only what is written is erased.
    #[must_use]
    pub fn reads_files_of(&self, version: &str) -> bool {
        self.micropython
            .as_ref()
            .is_some_and(|(own, _)| content::reads_files_of(version, own, self.bytes.len()))
    }

    /// The bytes to write at offset 0: the header set to `settings`, the end padded with `FF` to a
    /// multiple of four.
    ///
    /// Neither the checksum of the segments nor MicroPython's own MD5 covers the two bytes that
    /// change.
    #[must_use]
    pub fn with_settings(&self, settings: FlashSettings) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        settings.write_header(&mut bytes);
        bytes.resize(bytes.len().next_multiple_of(4), 0xFF);
        bytes
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use alloc::{vec, vec::Vec};
    use proptest::prelude::*;

    /// The smallest image that passes: one segment of 4 bytes, padded to its checksum's row.
    pub(crate) fn smallest() -> Vec<u8> {
        let mut bytes = vec![0xE9, 1, 0x00, 0x20];
        bytes.extend(0x4010_0000_u32.to_le_bytes()); // entry
        bytes.extend(0x4010_0000_u32.to_le_bytes()); // where the segment goes
        bytes.extend(4_u32.to_le_bytes());
        bytes.extend([1, 2, 3, 4]);
        bytes.resize(31, 0);
        bytes.push(0xEF ^ 1 ^ 2 ^ 3 ^ 4);
        bytes
    }

    #[test]
    fn settings_change_two_bytes_and_nothing_else() {
        let image = Image::parse(smallest()).unwrap();
        let settings = FlashSettings {
            mode: Some(FlashMode::Dio),
            size: Some(FlashSize::Mb4),
            frequency: Some(FlashFrequency::Mhz40),
        };
        let patched = image.with_settings(settings);
        assert_eq!(patched[..4], [0xE9, 1, 0x02, 0x40]);
        assert_eq!(patched[4..], image.bytes()[4..]);
    }

    #[test]
    fn the_end_is_padded_with_erased_flash() {
        let mut bytes = smallest();
        bytes.push(0x77);
        let image = Image::parse(bytes).unwrap();
        let padded = image.with_settings(image.settings());
        assert_eq!(padded[32..], [0x77, 0xFF, 0xFF, 0xFF]);
    }

    #[test]
    fn what_is_kept_stays_even_where_it_has_no_name() {
        let mut bytes = smallest();
        bytes[2..4].copy_from_slice(&[0x07, 0x7B]);
        let image = Image::parse(bytes).unwrap();
        let kept = FlashSettings { mode: None, size: Some(FlashSize::Mb4), frequency: None };
        assert_eq!(image.with_settings(kept)[2..4], [0x07, 0x4B]);
        assert_eq!(image.settings(), FlashSettings { mode: None, size: None, frequency: None });
    }

    fn one_of<T: Copy + core::fmt::Debug + 'static>(
        all: &'static [T],
    ) -> impl Strategy<Value = Option<T>> {
        prop::option::of(prop::sample::select(all))
    }

    proptest! {
        #[test]
        fn whatever_is_set_keeps_every_byte_but_two(
            header in any::<[u8; 2]>(),
            program in prop::collection::vec(any::<u8>(), 0..50),
            mode in one_of(&FlashMode::ALL),
            size in one_of(&FlashSize::ALL),
            frequency in one_of(&FlashFrequency::ALL),
        ) {
            let mut bytes = smallest();
            bytes[2..4].copy_from_slice(&header);
            bytes.extend(program);
            let image = Image::parse(bytes.clone()).unwrap();
            let settings = FlashSettings { mode, size, frequency };
            let written = image.with_settings(settings);
            prop_assert_eq!(written.len(), bytes.len().next_multiple_of(4));
            prop_assert_eq!(&written[..2], &bytes[..2]);
            prop_assert_eq!(&written[4..bytes.len()], &bytes[4..]);
            prop_assert!(written[bytes.len()..].iter().all(|&byte| byte == 0xFF));
            let before = image.settings();
            let after = Image::parse(written).unwrap().settings();
            prop_assert_eq!(after.mode, mode.or(before.mode));
            prop_assert_eq!(after.size, size.or(before.size));
            prop_assert_eq!(after.frequency, frequency.or(before.frequency));
        }
    }
}
