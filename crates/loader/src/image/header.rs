//! The two header bytes that tell the ESP8266 about its flash chip.

/// What a header says about the flash chip, or what it is to say. `None` leaves a field as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FlashSettings {
    /// On how many wires the chip is read.
    pub mode: Option<FlashMode>,
    /// How large the firmware is to believe the chip is.
    pub size: Option<FlashSize>,
    /// How fast the chip is read.
    pub frequency: Option<FlashFrequency>,
}

const MODE: usize = 2;
const SIZE_AND_FREQUENCY: usize = 3;

impl FlashSettings {
    pub(crate) fn from_header(bytes: &[u8]) -> Self {
        let [mode, both] = match bytes {
            [_, _, mode, both, ..] => [*mode, *both],
            _ => return Self::default(),
        };
        Self {
            mode: FlashMode::ALL.into_iter().find(|value| *value as u8 == mode),
            size: FlashSize::ALL.into_iter().find(|value| *value as u8 == both >> 4),
            frequency: FlashFrequency::ALL.into_iter().find(|value| *value as u8 == both & 0x0F),
        }
    }

    pub(super) fn write_header(self, bytes: &mut [u8]) {
        if let (Some(mode), Some(byte)) = (self.mode, bytes.get_mut(MODE)) {
            *byte = mode as u8;
        }
        let Some(byte) = bytes.get_mut(SIZE_AND_FREQUENCY) else { return };
        if let Some(size) = self.size {
            *byte = *byte & 0x0F | (size as u8) << 4;
        }
        if let Some(frequency) = self.frequency {
            *byte = *byte & 0xF0 | frequency as u8;
        }
    }
}

/// On how many wires the flash chip is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum FlashMode {
    /// Four wires for address and data.
    Qio = 0,
    /// Four wires for data.
    Qout = 1,
    /// Two wires for address and data.
    Dio = 2,
    /// Two wires for data: the slowest, and the one that every board can do.
    Dout = 3,
}

impl FlashMode {
    /// All of them, fastest first.
    pub const ALL: [Self; 4] = [Self::Qio, Self::Qout, Self::Dio, Self::Dout];
}

/// A size of flash that the firmware can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum FlashSize {
    /// 512 KiB.
    Kb512 = 0,
    /// 256 KiB.
    Kb256 = 1,
    /// 1 MiB.
    Mb1 = 2,
    /// 2 MiB.
    Mb2 = 3,
    /// 4 MiB.
    Mb4 = 4,
    /// 8 MiB.
    Mb8 = 8,
    /// 16 MiB.
    Mb16 = 9,
}

impl FlashSize {
    /// All of them, smallest first.
    pub const ALL: [Self; 7] =
        [Self::Kb256, Self::Kb512, Self::Mb1, Self::Mb2, Self::Mb4, Self::Mb8, Self::Mb16];

    /// The size in bytes.
    #[must_use]
    pub const fn bytes(self) -> u32 {
        match self {
            Self::Kb256 => 0x4_0000,
            Self::Kb512 => 0x8_0000,
            Self::Mb1 => 0x10_0000,
            Self::Mb2 => 0x20_0000,
            Self::Mb4 => 0x40_0000,
            Self::Mb8 => 0x80_0000,
            Self::Mb16 => 0x100_0000,
        }
    }

    /// What to tell the firmware about a chip of `flash_bytes`: its size, but at most 4 MiB.
    ///
    /// The vendor's SDK does not start with a larger size unless calibration data stands at the
    /// end of the real one (micropython #6874).
    #[must_use]
    pub fn for_firmware(flash_bytes: u32) -> Option<Self> {
        let told = flash_bytes.min(Self::Mb4.bytes());
        Self::ALL.into_iter().find(|size| size.bytes() == told)
    }
}

/// How fast the flash chip is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum FlashFrequency {
    /// 40 MHz.
    Mhz40 = 0,
    /// 26 MHz.
    Mhz26 = 1,
    /// 20 MHz.
    Mhz20 = 2,
    /// 80 MHz.
    Mhz80 = 0xF,
}

impl FlashFrequency {
    /// All of them, slowest first.
    pub const ALL: [Self; 4] = [Self::Mhz20, Self::Mhz26, Self::Mhz40, Self::Mhz80];

    /// The frequency in MHz.
    #[must_use]
    pub const fn megahertz(self) -> u32 {
        match self {
            Self::Mhz20 => 20,
            Self::Mhz26 => 26,
            Self::Mhz40 => 40,
            Self::Mhz80 => 80,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn firmware_is_told_the_size_of_the_chip_but_never_more_than_4_mib() {
        assert_eq!(FlashSize::for_firmware(1 << 20), Some(FlashSize::Mb1));
        assert_eq!(FlashSize::for_firmware(4 << 20), Some(FlashSize::Mb4));
        assert_eq!(FlashSize::for_firmware(16 << 20), Some(FlashSize::Mb4));
        assert_eq!(FlashSize::for_firmware(3 << 20), None);
    }
}
