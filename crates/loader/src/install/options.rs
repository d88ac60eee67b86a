//! How to install, and what came of it.

use crate::chip::Chip;
use crate::image::{FlashFrequency, FlashMode, FlashSize};
use crate::ladder::{LADDER, Rung};
use crate::leave::Restart;
use alloc::vec::Vec;

/// The settings of an installation: speeds, header, erasing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Speeds to try, best first. Not empty.
    pub ladder: Vec<Rung>,
    /// On how many wires the firmware is to read the flash; `None` keeps what the image says.
    pub mode: Option<FlashMode>,
    /// How fast the firmware is to read the flash; `None` keeps what the image says.
    pub frequency: Option<FlashFrequency>,
    /// Which size of flash the firmware is told.
    pub size: SizeSetting,
    /// What is blank afterwards.
    pub erase: Erase,
    /// The smallest flash to install on, in bytes, whatever the size of the image: see
    /// [`least_flash_bytes`](crate::image::Image::least_flash_bytes).
    pub least_flash_bytes: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            ladder: LADDER.to_vec(),
            mode: None,
            frequency: None,
            size: SizeSetting::Detected,
            erase: Erase::Clean,
            least_flash_bytes: None,
        }
    }
}

/// Which size of flash the firmware is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SizeSetting {
    /// The size that the flash chip says it has, but at most 4 MiB.
    Detected,
    /// The size that the image's header says.
    Keep,
    /// This size, whatever the chip and the image say.
    Fixed(FlashSize),
}

/// What is blank afterwards, besides what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Erase {
    /// What MicroPython must find blank to start as new: where its file system may begin, and the
    /// Wi-Fi settings. Takes two seconds where the whole chip takes ten. Where the size of the flash
    /// is unknown, it is the whole chip.
    Clean,
    /// Everything: files, settings, other firmware.
    WholeChip,
    /// Only where the image goes; files beyond it stay.
    OnlyWhatIsWritten,
}

/// What stands on the board after an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Installed {
    /// The chip, as it said what it is.
    pub chip: Chip,
    /// Whether the flash was compared with the image.
    pub verification: Verification,
    /// What was made blank besides the image's own place.
    pub erase: Erase,
    /// The rung of the ladder that served.
    pub rung: Rung,
    /// Bytes that were written: none where all was there already.
    pub written_bytes: u32,
    /// How the board was started; `None` where the port could not be brought back to the speed of
    /// the prompt, as [`LoaderEvent::RestartFailed`](crate::event::LoaderEvent::RestartFailed) has told.
    pub restart: Option<Restart>,
}

/// Whether the flash was compared with the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verification {
    /// The MD5 of the flash is that of the image.
    Md5,
    /// The ROM loader, which had to write, can't tell.
    None,
}

impl SizeSetting {
    /// The size in bytes, where one was chosen.
    pub(super) const fn bytes(self) -> Option<u32> {
        match self {
            Self::Fixed(size) => Some(size.bytes()),
            Self::Detected | Self::Keep => None,
        }
    }
}
