//! The registers a loader reads and writes, and the flash controller behind some of them.

use alloc::collections::BTreeMap;

use crate::config::Config;
use crate::flash::Flash;
use crate::uart::Uart;

const CHIP_MAGIC: u32 = 0x4000_1000;
const EFUSE: u32 = 0x3FF0_0050;
const UART_DIVIDER: u32 = 0x6000_0014;
const SPI: u32 = 0x6000_0200;
const SPI_CMD: u32 = SPI;
const SPI_ADDR: u32 = SPI + 0x04;
const SPI_USR: u32 = SPI + 0x1C;
const SPI_USR1: u32 = SPI + 0x20;
const SPI_USR2: u32 = SPI + 0x24;
const SPI_W0: u32 = SPI + 0x40;
const SPI_W15: u32 = SPI_W0 + 15 * 4;
/// Bit of SPI_CMD that starts the command in the user registers, and falls when it is done.
const SPI_CMD_USER: u32 = 1 << 18;
/// Bit of SPI_USR: the command reads an answer.
const SPI_USR_MISO: u32 = 1 << 28;
/// Where the flash's own table begins.
const SFDP_TABLE: u32 = 0x30;

/// Whether the flash controller's pins lead to the flash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attached {
    Yes,
    No,
}

#[derive(Debug)]
pub(crate) struct Registers {
    chip_magic: u32,
    efuse: [u32; 4],
    flash_id: u32,
    plain: BTreeMap<u32, u32>,
}

impl Registers {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            chip_magic: config.chip_magic,
            efuse: config.efuse,
            flash_id: config.flash_id & 0xFF_FFFF,
            plain: BTreeMap::new(),
        }
    }

    /// Forgets what was written: a reset.
    pub(crate) fn reset(&mut self) {
        self.plain.clear();
    }

    /// What a read of `address` gives. Registers nobody wrote read 0.
    pub(crate) fn read(&self, address: u32, uart: &Uart) -> u32 {
        let efuse_word = address.wrapping_sub(EFUSE) / 4;
        match address {
            CHIP_MAGIC => self.chip_magic,
            UART_DIVIDER => uart.divider(),
            _ if address >= EFUSE && address.is_multiple_of(4) && efuse_word < 4 => {
                self.efuse.get(efuse_word as usize).copied().unwrap_or(0)
            }
            _ => self.plain(address),
        }
    }

    /// Writes the bits of `mask`. A write to the flash controller's command register runs the
    /// command at once.
    pub(crate) fn write(
        &mut self,
        address: u32,
        value: u32,
        mask: u32,
        flash: &Flash,
        attached: Attached,
    ) {
        let merged = (self.plain(address) & !mask) | (value & mask);
        self.plain.insert(address, merged);
        if address == SPI_CMD && merged & SPI_CMD_USER != 0 {
            self.run_user_command(flash, attached);
            self.plain.insert(SPI_CMD, 0);
        }
    }

    fn run_user_command(&mut self, flash: &Flash, attached: Attached) {
        if self.plain(SPI_USR) & SPI_USR_MISO == 0 {
            // Resets, wake-ups and other commands without an answer do no harm.
            return;
        }
        let bits = ((self.plain(SPI_USR1) >> 8) & 0x1FF) + 1;
        let opcode = self.plain(SPI_USR2) & 0xFF;
        let first = match (attached, opcode) {
            (Attached::No, _) => u32::MAX,
            (_, 0x9F) => self.flash_id,
            (_, 0x5A) => sfdp_word(self.address(), flash.bytes()),
            (_, 0xAB) => (self.flash_id >> 16).wrapping_sub(1) & 0xFF,
            (_, 0x03) => self.flash_word(flash),
            // Status registers and the rest: idle, nothing set.
            _ => 0,
        };
        let mask = if bits >= 32 { u32::MAX } else { (1 << bits) - 1 };
        self.plain.insert(SPI_W0, first & mask);
        for word in (SPI_W0 + 4..=SPI_W15).step_by(4).take((bits as usize).div_ceil(32) - 1) {
            self.plain.insert(word, u32::MAX);
        }
    }

    /// The 24-bit address, which stands at the top of its register.
    fn address(&self) -> u32 {
        self.plain(SPI_ADDR) >> 8
    }

    fn flash_word(&self, flash: &Flash) -> u32 {
        let mut word = [0; 4];
        let mut at = 0;
        flash.read(self.address(), word.len(), |piece| {
            for byte in piece {
                if let Some(place) = word.get_mut(at) {
                    *place = *byte;
                }
                at += 1;
            }
        });
        u32::from_le_bytes(word)
    }

    fn plain(&self, address: u32) -> u32 {
        self.plain.get(&address).copied().unwrap_or(0)
    }
}

/// A word of the flash's description of itself (JESD216): the header, that of its one table, and of the table
/// what most ask for.
fn sfdp_word(address: u32, flash_bytes: u32) -> u32 {
    const TABLE_WORDS: u32 = 9;
    match address {
        // "SFDP", lowest byte first; version 1.0, one table; the table's version and length; and its place.
        0x0 => 0x5044_4653,
        0x4 => 0xFF00_0100,
        0x8 => TABLE_WORDS << 24 | 0x01_0000,
        0xC => 0xFF00_0000 | SFDP_TABLE,
        // Sectors of 4 KiB, erased by 20.
        SFDP_TABLE => 0xFFF1_20E5,
        // In bits, less one.
        at if at == SFDP_TABLE + 4 => flash_bytes.saturating_mul(8).wrapping_sub(1),
        _ => u32::MAX,
    }
}
