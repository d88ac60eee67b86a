//! What both loaders let one ask: registers, and through them the chip and its flash.

use crate::chip::{CHIP_MAGIC, Chip, EFUSE, ESP8266_MAGIC, FlashId, UART_DIVIDER, spi};
use crate::error::{CommandError, Error};
use crate::exchange::Exchange;
use crate::request::Request;
use serial_line::SerialLine;

impl<L: SerialLine> Exchange<'_, L> {
    pub(crate) async fn read_register(&mut self, address: u32) -> Result<u32, CommandError> {
        Ok(self.call(&Request::ReadReg { address }).await?.value)
    }

    /// Reads until two answers in a row agree: they carry no checksum, and what hangs on this one
    /// goes into the flash.
    async fn read_register_surely(&mut self, address: u32) -> Result<u32, CommandError> {
        const MOST_READS: usize = 4;
        let mut last = self.read_register(address).await?;
        for _ in 1..MOST_READS {
            let next = self.read_register(address).await?;
            if next == last {
                break;
            }
            last = next;
        }
        Ok(last)
    }

    async fn write_register(&mut self, address: u32, value: u32) -> Result<(), CommandError> {
        self.call(&Request::WriteReg { address, value }).await.map(drop)
    }

    /// Refuses every chip but the ESP8266 and the ESP8285, then asks for the rest.
    pub(crate) async fn chip(&mut self) -> Result<Chip, Error> {
        let magic = self.read_register(CHIP_MAGIC).await?;
        if magic != ESP8266_MAGIC {
            return Err(Error::OtherChip { magic });
        }
        let mut efuse = [0; 4];
        for (word, address) in efuse.iter_mut().zip(EFUSE) {
            *word = self.read_register(address).await?;
        }
        let divider = self.read_register(UART_DIVIDER).await?;
        Ok(Chip::from_registers(efuse, divider, self.baud))
    }

    /// Sends the flash chip its "who are you" (9F) by hand, and reads 24 bits of answer.
    pub(crate) async fn flash_id(&mut self) -> Result<FlashId, Error> {
        const READ_ID: u32 = 0x9F;

        let word = self.flash_command(READ_ID, None, 24).await?;
        let id = FlashId(word & 0xFF_FFFF);
        if id.is_usable() { Ok(id) } else { Err(Error::NoFlash { id }) }
    }

    /// Reads a word of the flash chip's own description (5A).
    pub(crate) async fn sfdp_word(&mut self, address: u32) -> Result<u32, CommandError> {
        const READ_SFDP: u32 = 0x5A;

        self.flash_command(READ_SFDP, Some(address), 32).await
    }

    /// Sends the flash chip a command by hand, an address of 24 bits with a dummy byte behind it where it takes
    /// one, and reads some bits of answer.
    async fn flash_command(
        &mut self,
        opcode: u32,
        address: Option<u32>,
        answer_bits: u32,
    ) -> Result<u32, CommandError> {
        const OPCODE_8_BITS: u32 = 7 << 28;
        const ADDRESS_24_BITS: u32 = 23 << 26;
        const DUMMY_8_BITS: u32 = 7;
        const HAS_OPCODE_AND_ANSWER: u32 = 1 << 31 | 1 << 28;
        const HAS_ADDRESS_AND_DUMMY: u32 = 1 << 30 | 1 << 29;
        const START: u32 = 1 << 18;
        const MOST_POLLS: usize = 10;

        let user = self.read_register(spi::USER).await?;
        let user2 = self.read_register(spi::USER2).await?;
        let (mut lengths, mut phases) = ((answer_bits - 1) << 8, HAS_OPCODE_AND_ANSWER);
        if let Some(address) = address {
            lengths |= ADDRESS_24_BITS | DUMMY_8_BITS;
            phases |= HAS_ADDRESS_AND_DUMMY;
            self.write_register(spi::ADDRESS, address << 8).await?;
        }
        self.write_register(spi::USER1, lengths).await?;
        self.write_register(spi::USER, phases).await?;
        self.write_register(spi::USER2, OPCODE_8_BITS | opcode).await?;
        self.write_register(spi::WORD0, 0).await?;
        self.write_register(spi::COMMAND, START).await?;
        for _ in 0..MOST_POLLS {
            if self.read_register(spi::COMMAND).await? & START == 0 {
                break;
            }
        }
        let answer = self.read_register_surely(spi::WORD0).await?;
        self.write_register(spi::USER, user).await?;
        self.write_register(spi::USER2, user2).await?;
        Ok(answer)
    }
}
