//! Facts about the ESP8266: where it keeps what it knows about itself, and how to read that.

use core::fmt;

/// Holds a number that tells the chip families apart.
pub const CHIP_MAGIC: u32 = 0x4000_1000;
/// What [`CHIP_MAGIC`] holds on an ESP8266 and on an ESP8285.
pub const ESP8266_MAGIC: u32 = 0xFFF0_C101;
/// The four words that were burnt in at the factory.
pub const EFUSE: [u32; 4] = [0x3FF0_0050, 0x3FF0_0054, 0x3FF0_0058, 0x3FF0_005C];
/// Holds the divider of the serial port in its low 20 bits.
pub const UART_DIVIDER: u32 = 0x6000_0014;

/// The registers of the controller that talks to the flash chip.
pub mod spi {
    /// Bit 18 starts a command of one's own, and is cleared when it is done.
    pub const COMMAND: u32 = 0x6000_0200;
    /// The address that a command sends, in its highest bits.
    pub const ADDRESS: u32 = 0x6000_0204;
    /// Which phases a command has.
    pub const USER: u32 = 0x6000_021C;
    /// How long each phase is.
    pub const USER1: u32 = 0x6000_0220;
    /// The opcode and its length.
    pub const USER2: u32 = 0x6000_0224;
    /// The first word of data.
    pub const WORD0: u32 = 0x6000_0240;
}

/// What a chip says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chip {
    /// Which member of the family it is.
    pub variant: Variant,
    /// Its address on Wi-Fi.
    pub mac: Mac,
    /// What its clock is made from.
    pub crystal: Crystal,
}

impl Chip {
    /// Reads the four factory words, and the divider that the serial port has at `baud`.
    #[must_use]
    pub fn from_registers(efuse: [u32; 4], uart_divider: u32, baud: u32) -> Self {
        Self {
            variant: Variant::from_efuse(efuse),
            mac: Mac::from_efuse(efuse),
            crystal: Crystal::from_divider(uart_divider, baud),
        }
    }
}

/// Which chip of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// ESP8266EX: the flash is a chip of its own.
    Esp8266Ex,
    /// ESP8285: the flash is inside, on two wires (DOUT or DIO).
    Esp8285 {
        /// Its size, where the chip tells.
        flash_bytes: Option<u32>,
    },
}

impl Variant {
    fn from_efuse([word0, _, word2, word3]: [u32; 4]) -> Self {
        let is_8285 = word0 & 1 << 4 != 0 || word2 & 1 << 16 != 0;
        if !is_8285 {
            return Self::Esp8266Ex;
        }
        // Bits 4, 121, 122 and 123 of the four words taken as one number.
        let bit = |number: u32| word3 >> (number - 96) & 1 == 1;
        let flash_bytes = match (word0 >> 4 & 1 == 1, bit(121), bit(122), bit(123)) {
            (true, false, false, false) => Some(0x10_0000),
            (true, false, true, false) | (false, true, false, false) => Some(0x20_0000),
            (false, true, true, false) => Some(0x40_0000),
            _ => None,
        };
        Self::Esp8285 { flash_bytes }
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Esp8266Ex => "ESP8266EX",
            Self::Esp8285 { .. } => "ESP8285",
        })
    }
}

/// A chip's address on Wi-Fi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mac(pub [u8; 6]);

impl Mac {
    fn from_efuse([word0, word1, _, word3]: [u32; 4]) -> Self {
        let [.., vendor0, vendor1, vendor2] = match (word3, word1 >> 16 & 0xFF) {
            (0, 0) => [0, 0x18, 0xFE, 0x34],
            (0, 1) => [0, 0xAC, 0xD0, 0x74],
            (0, _) => [0; 4],
            (vendor, _) => vendor.to_be_bytes(),
        };
        let [.., high, middle] = word1.to_be_bytes();
        let [low, ..] = word0.to_be_bytes();
        Self([vendor0, vendor1, vendor2, high, middle, low])
    }
}

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

/// The crystal on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Crystal {
    /// 26 MHz: boot messages come at 74880 baud.
    Mhz26,
    /// 40 MHz: boot messages come at 115200 baud.
    Mhz40,
}

impl Crystal {
    /// Estimates the crystal from the divider that gives `baud`: the port's clock is twice as fast.
    #[must_use]
    pub fn from_divider(divider: u32, baud: u32) -> Self {
        let hertz = u64::from(divider & 0xF_FFFF) * u64::from(baud) / 2;
        if hertz > 33_000_000 { Self::Mhz40 } else { Self::Mhz26 }
    }

    /// Its frequency in MHz.
    #[must_use]
    pub const fn megahertz(self) -> u32 {
        match self {
            Self::Mhz26 => 26,
            Self::Mhz40 => 40,
        }
    }
}

/// The name of another chip, from what [`CHIP_MAGIC`] holds there.
#[must_use]
pub const fn other_chip(magic: u32) -> Option<&'static str> {
    Some(match magic {
        0x00F0_1D83 => "ESP32",
        0x0000_07C6 => "ESP32-S2",
        0x0000_0009 => "ESP32-S3",
        0x6F51_306F | 0x7C41_A06F => "ESP32-C2",
        0x6921_506F | 0x1B31_506F | 0x4881_606F | 0x4361_606F => "ESP32-C3",
        0x2CE0_806F => "ESP32-C6",
        0xD7B7_3E80 => "ESP32-H2",
        _ => return None,
    })
}

/// The flash chip's answer to "who are you": maker, type and size code, lowest byte first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FlashId(pub u32);

impl FlashId {
    const ADESTO: u8 = 0x1F;

    /// The maker's number.
    #[must_use]
    pub const fn maker(self) -> u8 {
        self.0.to_le_bytes()[0]
    }

    /// The type and the size code, as one number for logs.
    #[must_use]
    pub const fn device(self) -> u16 {
        let [_, kind, size, _] = self.0.to_le_bytes();
        u16::from_be_bytes([kind, size])
    }

    /// The maker's name, where the number is one of those that boards with this chip have.
    ///
    /// Source: JEDEC JEP106, its first bank; `20` was Micron's before it was XMC's.
    #[must_use]
    pub const fn maker_name(self) -> Option<&'static str> {
        Some(match self.maker() {
            0x01 => "Infineon",
            0x0B => "XTX",
            0x1C => "Eon",
            Self::ADESTO => "Adesto",
            0x20 => "XMC",
            0x5E => "Zbit",
            0x68 => "Boya",
            0x85 => "Puya",
            0x8C => "ESMT",
            0x9D => "ISSI",
            0xA1 => "Fudan",
            0xBA => "Zetta",
            0xBF => "Microchip",
            0xC2 => "Macronix",
            0xC8 => "GigaDevice",
            0xEF => "Winbond",
            _ => return None,
        })
    }

    /// Whether a flash chip gave this answer at all: a dead, missing or unpowered one gives others.
    #[must_use]
    pub const fn is_usable(self) -> bool {
        !matches!(self.0 & 0xFF_FFFF, 0xFF_FFFF | 0x00_0000 | 0xFF_FF3F | 0x3F_FFFF)
    }

    /// The flash chip's size in bytes, where the code is a known one.
    #[must_use]
    pub const fn flash_bytes(self) -> Option<u32> {
        let [maker, kind, size, _] = self.0.to_le_bytes();
        match (maker, size) {
            (Self::ADESTO, _) => match kind & 0x1F {
                // 04 is 512 KiB, and each further code doubles it.
                code @ 0x04..=0x09 => Some(0x8_0000 << (code - 0x04)),
                _ => None,
            },
            (_, 0x12..=0x1A) => Some(1 << size),
            (_, 0x32..=0x3A) => Some(1 << (size - 0x20)),
            _ => None,
        }
    }
}

impl fmt::Display for FlashId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02x} {:04x}", self.maker(), self.device())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn the_mac_comes_from_three_factory_words() {
        let efuse = [0x2A00_0000, 0x0200_5EF1, 0x0000_A000, 0x005C_CF7F];
        assert_eq!(Mac::from_efuse(efuse).to_string(), "5c:cf:7f:5e:f1:2a");
    }

    #[test]
    fn early_chips_have_their_makers_prefix_by_number() {
        let mac = |word1| Mac::from_efuse([0x0300_0000, word1, 0, 0]).to_string();
        assert_eq!(mac(0x0000_0102), "18:fe:34:01:02:03");
        assert_eq!(mac(0x0001_0102), "ac:d0:74:01:02:03");
    }

    #[test]
    fn the_divider_tells_the_crystal_at_every_speed() {
        assert_eq!(Crystal::from_divider(451, 115_200), Crystal::Mhz26);
        assert_eq!(Crystal::from_divider(694, 115_200), Crystal::Mhz40);
        assert_eq!(Crystal::from_divider(113, 460_800), Crystal::Mhz26);
        assert_eq!(Crystal::from_divider(173, 460_800), Crystal::Mhz40);
    }

    #[test]
    fn flash_inside_the_chip_is_recognised_with_its_size() {
        assert_eq!(Variant::from_efuse([0; 4]), Variant::Esp8266Ex);
        assert_eq!(
            Variant::from_efuse([1 << 4, 0, 0, 0]),
            Variant::Esp8285 { flash_bytes: Some(0x10_0000) }
        );
        assert_eq!(
            Variant::from_efuse([0, 0, 1 << 16, 0b11 << 25]),
            Variant::Esp8285 { flash_bytes: Some(0x40_0000) }
        );
    }

    #[test]
    fn flash_sizes_follow_the_code_of_the_maker() {
        assert_eq!(FlashId(0x16_40EF).flash_bytes(), Some(4 << 20));
        assert_eq!(FlashId(0x39_40C8).flash_bytes(), Some(32 << 20));
        assert_eq!(FlashId(0x01_841F).flash_bytes(), Some(512 << 10));
        assert_eq!(FlashId(0x77_40EF).flash_bytes(), None);
    }

    #[test]
    fn the_maker_is_named_where_it_is_a_usual_one() {
        assert_eq!(FlashId(0x16_40EF).maker_name(), Some("Winbond"));
        assert_eq!(FlashId(0x15_6085).maker_name(), Some("Puya"));
        assert_eq!(FlashId(0x16_4007).maker_name(), None);
    }

    #[test]
    fn answers_of_no_flash_chip_are_unusable() {
        for id in [0xFF_FFFF, 0, 0xFF_FF3F] {
            assert!(!FlashId(id).is_usable(), "{id:06x}");
        }
        assert!(FlashId(0x16_40EF).is_usable());
    }
}
