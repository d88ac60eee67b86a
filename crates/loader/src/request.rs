//! What the host says: one value for each command, with its bytes and its time limit.
//!
//! ```text
//! offset  0     1         2          4            8
//!         00    opcode    length     checksum     data (length bytes)
//!         u8    u8        u16 LE     u32 LE
//! ```
//!
//! The commands that carry blocks put 16 bytes of their own before the block: its length, its
//! number, and two zeros, each u32 LE. Only their checksum is looked at, and it covers only the
//! block.

use crate::slip;
use alloc::vec::Vec;
use core::time::Duration;

/// The number of a command, and its name for logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names are the protocol's own")]
pub enum Opcode {
    FlashBegin = 0x02,
    FlashData = 0x03,
    FlashEnd = 0x04,
    MemBegin = 0x05,
    MemEnd = 0x06,
    MemData = 0x07,
    Sync = 0x08,
    WriteReg = 0x09,
    ReadReg = 0x0A,
    SpiSetParams = 0x0B,
    ChangeBaud = 0x0F,
    FlashDeflBegin = 0x10,
    FlashDeflData = 0x11,
    FlashDeflEnd = 0x12,
    SpiFlashMd5 = 0x13,
    EraseFlash = 0xD0,
    EraseRegion = 0xD1,
    ReadFlash = 0xD2,
}

/// One command to the ROM loader or to the stub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request<'a> {
    /// Starts an uncompressed write. The ROM erases `erase_bytes` before it answers.
    FlashBegin {
        /// How much to erase, in bytes.
        erase_bytes: u32,
        /// The number and the size of the blocks that follow.
        blocks: Blocks,
        /// Where in flash the first block goes.
        offset: u32,
    },
    /// One block of an uncompressed write, for the ROM padded to the full block size.
    FlashData {
        /// The block that is sent.
        block: Block<'a>,
        /// Bytes of the block *before* this one that the stub is still to erase for and to write;
        /// none for the ROM, which has erased all before the first block.
        writing_bytes: u32,
    },
    /// Ends an uncompressed write and stays in the loader. For the stub only: the ROM always leaves.
    FlashEnd {
        /// Bytes of the last block.
        writing_bytes: u32,
    },
    /// Starts an upload of `bytes` to `address` in RAM.
    MemBegin {
        /// All bytes of the upload.
        bytes: u32,
        /// The number and the size of the blocks that follow.
        blocks: Blocks,
        /// Where in RAM the first block goes.
        address: u32,
    },
    /// One block of an upload. Keep its length a multiple of four.
    MemData(Block<'a>),
    /// Ends an upload and jumps to `entry`. The answer may be lost in the jump.
    MemEnd {
        /// Address of the first instruction.
        entry: u32,
    },
    /// Lets the ROM measure the speed of the line, and asks for an answer.
    Sync,
    /// Writes `value` to a register.
    WriteReg {
        /// Address of the register.
        address: u32,
        /// All 32 bits of it.
        value: u32,
    },
    /// Reads a register.
    ReadReg {
        /// Address of the register.
        address: u32,
    },
    /// Tells the stub how large the flash is.
    SpiSetParams {
        /// Size of the flash chip, in bytes.
        flash_bytes: u32,
    },
    /// Tells the stub another speed. Its answer still comes at the old one. A stub that was called
    /// at another speed than 115,200 would take it for that.
    ChangeBaud {
        /// The new speed, in bits per second.
        to: u32,
        /// The speed at present.
        from: u32,
    },
    /// Starts a compressed write.
    FlashDeflBegin {
        /// Bytes after inflating: what is erased and written.
        flash_bytes: u32,
        /// The compressed blocks that follow.
        blocks: Blocks,
        /// Where in flash the first byte goes.
        offset: u32,
    },
    /// One block of a compressed write, not padded.
    FlashDeflData {
        /// The block that is sent.
        block: Block<'a>,
        /// Bytes that the block *before* this one inflates to: the stub answers a block before it
        /// writes it, so the time of writing one block shows in the answer to the next.
        writing_bytes: u32,
    },
    /// Ends a compressed write and stays in the stub. The answer proves that all is written.
    FlashDeflEnd {
        /// Bytes that the last block inflates to.
        writing_bytes: u32,
    },
    /// Asks for the MD5 of a region of the flash.
    SpiFlashMd5 {
        /// Where the region starts.
        offset: u32,
        /// Its size in bytes.
        bytes: u32,
    },
    /// Erases the whole flash chip.
    EraseFlash,
    /// Erases a region.
    EraseRegion {
        /// Where the region starts, a multiple of 4096.
        offset: u32,
        /// Its size in bytes, a multiple of 4096.
        bytes: u32,
    },
    /// Starts reading the flash.
    ReadFlash {
        /// Where to start.
        offset: u32,
        /// How many bytes to read.
        bytes: u32,
        /// Bytes in each packet, at most 4096.
        packet_bytes: u32,
    },
}

/// How a transfer is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blocks {
    /// How many blocks follow.
    pub count: u32,
    /// The size of each, in bytes; the last may be shorter.
    pub bytes: u32,
}

impl Blocks {
    /// The blocks of `block_bytes` that `bytes` need.
    #[must_use]
    pub const fn of(bytes: u32, block_bytes: u32) -> Self {
        Self { count: bytes.div_ceil(block_bytes), bytes: block_bytes }
    }
}

/// One block of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'a> {
    /// The number of the block in its transfer, from 0.
    pub sequence: u32,
    /// The bytes of the block.
    pub data: &'a [u8],
}

const SYNC_DATA: [u8; 36] = {
    let mut data = [0x55; 36];
    data[0] = 0x07;
    data[1] = 0x07;
    data[2] = 0x12;
    data[3] = 0x20;
    data
};

/// The time a command may take when nothing is erased or written.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(3);
/// How long one SYNC waits for its answer.
pub const SYNC_TIMEOUT: Duration = Duration::from_millis(100);
/// Registers and memory: the chip has the answer at once. The rest is for host and cable.
const PROMPT_TIMEOUT: Duration = Duration::from_secs(1);
const MEM_END_TIMEOUT: Duration = Duration::from_millis(200);
const ERASE_CHIP_TIMEOUT: Duration = Duration::from_secs(120);
const LONGEST_TIMEOUT: Duration = Duration::from_secs(240);
const ERASE_WRITE_PER_MEGABYTE: Duration = Duration::from_secs(40);
const MD5_PER_MEGABYTE: Duration = Duration::from_secs(8);

impl Request<'_> {
    /// The command's number.
    #[must_use]
    pub const fn opcode(&self) -> Opcode {
        match self {
            Self::FlashBegin { .. } => Opcode::FlashBegin,
            Self::FlashData { .. } => Opcode::FlashData,
            Self::FlashEnd { .. } => Opcode::FlashEnd,
            Self::MemBegin { .. } => Opcode::MemBegin,
            Self::MemData(_) => Opcode::MemData,
            Self::MemEnd { .. } => Opcode::MemEnd,
            Self::Sync => Opcode::Sync,
            Self::WriteReg { .. } => Opcode::WriteReg,
            Self::ReadReg { .. } => Opcode::ReadReg,
            Self::SpiSetParams { .. } => Opcode::SpiSetParams,
            Self::ChangeBaud { .. } => Opcode::ChangeBaud,
            Self::FlashDeflBegin { .. } => Opcode::FlashDeflBegin,
            Self::FlashDeflData { .. } => Opcode::FlashDeflData,
            Self::FlashDeflEnd { .. } => Opcode::FlashDeflEnd,
            Self::SpiFlashMd5 { .. } => Opcode::SpiFlashMd5,
            Self::EraseFlash => Opcode::EraseFlash,
            Self::EraseRegion { .. } => Opcode::EraseRegion,
            Self::ReadFlash { .. } => Opcode::ReadFlash,
        }
    }

    /// How long the answer may take, counted from sending; the time on the wire is not in it.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        match self {
            Self::Sync => SYNC_TIMEOUT,
            Self::MemEnd { .. } => MEM_END_TIMEOUT,
            Self::ReadReg { .. }
            | Self::WriteReg { .. }
            | Self::MemBegin { .. }
            | Self::MemData(_)
            | Self::ChangeBaud { .. } => PROMPT_TIMEOUT,
            Self::EraseFlash => ERASE_CHIP_TIMEOUT,
            Self::FlashBegin { erase_bytes: bytes, .. } | Self::EraseRegion { bytes, .. } => {
                per_megabyte(ERASE_WRITE_PER_MEGABYTE, *bytes)
            }
            Self::SpiFlashMd5 { bytes, .. } => per_megabyte(MD5_PER_MEGABYTE, *bytes),
            Self::FlashData { writing_bytes, .. }
            | Self::FlashEnd { writing_bytes }
            | Self::FlashDeflData { writing_bytes, .. }
            | Self::FlashDeflEnd { writing_bytes } => {
                per_megabyte(ERASE_WRITE_PER_MEGABYTE, erased_while_writing(*writing_bytes))
            }
            _ => DEFAULT_TIMEOUT,
        }
    }

    /// Bytes of the answer's data before its two status bytes.
    #[must_use]
    pub const fn reply_bytes(&self) -> usize {
        match self {
            Self::SpiFlashMd5 { .. } => 16,
            _ => 0,
        }
    }

    /// Appends the command to `wire`, framed.
    pub fn encode(&self, wire: &mut Vec<u8>) {
        let (words, block) = self.body();
        let body_bytes = match self {
            Self::Sync => SYNC_DATA.len(),
            _ => words.used * 4 + block.len(),
        };
        // Callers cut blocks at 0x4000 bytes, so the length always fits its 16 bits.
        let [length_low, length_high, ..] = (body_bytes as u32).to_le_bytes();
        let header = [
            0x00,
            self.opcode() as u8,
            length_low,
            length_high,
            if block.is_empty() { 0 } else { checksum(block) },
            0,
            0,
            0,
        ];
        match self {
            Self::Sync => slip::encode(&[&header, &SYNC_DATA], wire),
            _ => slip::encode(&[&header, words.as_bytes(), block], wire),
        }
    }

    /// The words and the block that make up the data.
    fn body(&self) -> (Words, &[u8]) {
        let none: &[u8] = &[];
        match *self {
            Self::FlashBegin { erase_bytes: size, blocks, offset: place }
            | Self::MemBegin { bytes: size, blocks, address: place } => {
                (Words::of(&[size, blocks.count, blocks.bytes, place]), none)
            }
            // The fifth word says "not encrypted"; the stub wants 16 or 20 bytes.
            Self::FlashDeflBegin { flash_bytes, blocks, offset } => {
                (Words::of(&[flash_bytes, blocks.count, blocks.bytes, offset, 0]), none)
            }
            Self::MemData(block)
            | Self::FlashData { block, .. }
            | Self::FlashDeflData { block, .. } => {
                (Words::of(&[block.data.len() as u32, block.sequence, 0, 0]), block.data)
            }
            Self::FlashEnd { .. } | Self::FlashDeflEnd { .. } => (Words::of(&[1]), none),
            Self::MemEnd { entry } => (Words::of(&[0, entry]), none),
            Self::WriteReg { address, value } => {
                (Words::of(&[address, value, 0xFFFF_FFFF, 0]), none)
            }
            Self::ReadReg { address } => (Words::of(&[address]), none),
            Self::SpiSetParams { flash_bytes } => {
                (Words::of(&[0, flash_bytes, 0x1_0000, 0x1000, 0x100, 0xFFFF]), none)
            }
            Self::SpiFlashMd5 { offset, bytes } => (Words::of(&[offset, bytes, 0, 0]), none),
            Self::EraseRegion { offset, bytes } => (Words::of(&[offset, bytes]), none),
            Self::ChangeBaud { to, from } => (Words::of(&[to, from]), none),
            Self::ReadFlash { offset, bytes, packet_bytes } => {
                (Words::of(&[offset, bytes, packet_bytes, 64]), none)
            }
            Self::Sync | Self::EraseFlash => (Words::of(&[]), none),
        }
    }
}

/// Up to six little-endian words, laid out.
struct Words {
    bytes: [u8; 24],
    used: usize,
}

impl Words {
    fn of(words: &[u32]) -> Self {
        let mut bytes = [0; 24];
        for (place, word) in bytes.chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        Self { bytes, used: words.len() }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.used * 4]
    }
}

/// The checksum of a block: all bytes and `EF`, exclusive-or.
#[must_use]
pub fn checksum(block: &[u8]) -> u8 {
    block.iter().fold(0xEF, |sum, byte| sum ^ byte)
}

fn per_megabyte(each: Duration, bytes: u32) -> Duration {
    (each.saturating_mul(bytes) / 1_000_000).clamp(DEFAULT_TIMEOUT, LONGEST_TIMEOUT)
}

/// The flash area whose erasing may fall into the writing of `bytes`: the bytes, and for each
/// flush of the inflater's 32 KiB window, and one more, a whole erase block.
fn erased_while_writing(bytes: u32) -> u32 {
    bytes.saturating_add(0x1_0000 * (bytes.div_ceil(0x8000) + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn wire(request: Request<'_>) -> Vec<u8> {
        let mut wire = Vec::new();
        request.encode(&mut wire);
        wire
    }

    /// Bytes from hex, blanks ignored.
    fn hex(text: &str) -> Vec<u8> {
        let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
        digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
    }

    #[test]
    fn sync_is_the_frame_the_rom_measures_its_speed_from() {
        let mut expected = hex("C0 00 08 24 00 00 00 00 00 07 07 12 20");
        expected.extend([0x55; 32]);
        expected.push(0xC0);
        assert_eq!(wire(Request::Sync), expected);
    }

    #[test]
    fn registers_are_read_and_written_as_recorded() {
        assert_eq!(
            wire(Request::ReadReg { address: 0x4000_1000 }),
            hex("C0 00 0A 04 00 00 00 00 00 00 10 00 40 C0")
        );
        assert_eq!(
            wire(Request::WriteReg { address: 0x6000_0220, value: 0x1700 }),
            hex("C0 00 09 10 00 00 00 00 00 20 02 00 60 00 17 00 00 FF FF FF FF 00 00 00 00 C0")
        );
    }

    #[test]
    fn another_speed_is_told_with_the_one_at_present() {
        assert_eq!(
            wire(Request::ChangeBaud { to: 460_800, from: 115_200 }),
            hex("C0 00 0F 08 00 00 00 00 00 00 08 07 00 00 C2 01 00 C0")
        );
    }

    #[test]
    fn an_upload_is_announced_cut_and_started_as_recorded() {
        let text = Request::MemBegin {
            bytes: 0x2CC0,
            blocks: Blocks::of(0x2CC0, 0x1800),
            address: 0x4010_C500,
        };
        assert_eq!(
            wire(text),
            hex("C0 00 05 10 00 00 00 00 00 DB DC 2C 00 00 02 00 00 00 00 18 00 00 00 C5 10 40 C0")
        );
        let block = Block { sequence: 0, data: &[1, 2, 3, 4] };
        assert_eq!(
            wire(Request::MemData(block)),
            hex("C0 00 07 14 00 EB 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                 01 02 03 04 C0")
        );
        assert_eq!(
            wire(Request::MemEnd { entry: 0x4010_C504 }),
            hex("C0 00 06 08 00 00 00 00 00 00 00 00 00 04 C5 10 40 C0")
        );
    }

    #[test]
    fn a_compressed_write_looks_as_recorded() {
        let begin = Request::FlashDeflBegin {
            flash_bytes: 632_064,
            blocks: Blocks::of(415_345, 0x4000),
            offset: 0,
        };
        assert_eq!(
            wire(begin),
            hex("C0 00 10 14 00 00 00 00 00 00 A5 09 00 1A 00 00 00 00 40 00 00 00 00 00 00
                 00 00 00 00 C0")
        );
        let data = Request::FlashDeflData {
            block: Block { sequence: 0, data: &[0xC0, 0xDB, 0x00, 0xFF] },
            writing_bytes: 0,
        };
        assert_eq!(
            wire(data),
            hex("C0 00 11 14 00 0B 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                 DB DC DB DD 00 FF C0")
        );
        assert_eq!(
            wire(Request::FlashDeflEnd { writing_bytes: 0 }),
            hex("C0 00 12 04 00 00 00 00 00 01 00 00 00 C0")
        );
    }

    #[test]
    fn an_uncompressed_write_is_announced_as_recorded() {
        let begin = Request::FlashBegin {
            erase_bytes: 0x8_B000,
            blocks: Blocks::of(632_064, 0x400),
            offset: 0,
        };
        assert_eq!(
            wire(begin),
            hex("C0 00 02 10 00 00 00 00 00 00 B0 08 00 6A 02 00 00 00 04 00 00 00 00 00 00 C0")
        );
    }

    #[test]
    fn the_flash_commands_of_the_stub_look_as_recorded() {
        assert_eq!(wire(Request::EraseFlash), hex("C0 00 D0 00 00 00 00 00 00 C0"));
        assert_eq!(
            wire(Request::EraseRegion { offset: 0x3F_B000, bytes: 0x5000 }),
            hex("C0 00 D1 08 00 00 00 00 00 00 B0 3F 00 00 50 00 00 C0")
        );
        assert_eq!(
            wire(Request::SpiFlashMd5 { offset: 0, bytes: 632_064 }),
            hex("C0 00 13 10 00 00 00 00 00 00 00 00 00 00 A5 09 00 00 00 00 00 00 00 00 00 C0")
        );
        assert_eq!(
            wire(Request::SpiSetParams { flash_bytes: 0x40_0000 }),
            hex("C0 00 0B 18 00 00 00 00 00 00 00 00 00 00 00 40 00 00 00 01 00 00 10 00 00
                 00 01 00 00 FF FF 00 00 C0")
        );
        assert_eq!(
            wire(Request::ReadFlash { offset: 0, bytes: 0x40_0000, packet_bytes: 0x1000 }),
            hex("C0 00 D2 10 00 00 00 00 00 00 00 00 00 00 00 40 00 00 10 00 00 40 00 00 00 C0")
        );
    }

    #[test]
    fn long_work_gets_time_by_size_and_never_less_than_the_default() {
        let seconds = |request: Request<'_>| request.timeout().as_secs_f64();
        assert_eq!(seconds(Request::SpiFlashMd5 { offset: 0, bytes: 1_000_000 }), 8.0);
        assert_eq!(seconds(Request::SpiFlashMd5 { offset: 0, bytes: 1_000 }), 3.0);
        assert_eq!(seconds(Request::EraseRegion { offset: 0, bytes: 16 << 20 }), 240.0);
        // 40 s/MB × (32768 + 65536 × 2)
        for end in [
            Request::FlashDeflEnd { writing_bytes: 0x8000 },
            Request::FlashEnd { writing_bytes: 0x8000 },
        ] {
            assert!((seconds(end) - 6.5536).abs() < 1e-9);
        }
    }
}
