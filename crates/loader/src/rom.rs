//! The loader in the chip's ROM: it can upload a stub, and write slowly where no stub starts.

use crate::error::{CommandError, Error};
use crate::event::{Events, LoaderEvent};
use crate::exchange::{Exchange, Wait, wire_time};
use crate::framed::Framed;
use crate::plan::WritePlan;
use crate::request::{Block, Blocks, DEFAULT_TIMEOUT, Request};
use crate::stub::{Segment, Stub, StubImage};
use core::ops::Range;
use core::time::Duration;
use serial_line::{LineError, SerialLine};

/// Size of a block of flash content, in bytes. The ROM takes no other.
const FLASH_BLOCK_BYTES: u32 = 0x400;
const RAM_BLOCK_BYTES: u32 = 0x1800;
const SECTOR_BYTES: u32 = 0x1000;
const SECTORS_PER_BLOCK: u32 = 16;
/// What a started stub says, as a frame of its own.
const STUB_GREETING: &[u8] = b"OHAI";
const GREETING_TIMEOUT: Duration = DEFAULT_TIMEOUT;

/// A board whose ROM loader answers.
#[derive(Debug)]
pub struct Rom<'l, L>(Exchange<'l, L>);

impl<'l, L: SerialLine> Rom<'l, L> {
    pub(crate) const fn new(exchange: Exchange<'l, L>) -> Self {
        Self(exchange)
    }

    pub(crate) const fn exchange(&mut self) -> &mut Exchange<'l, L> {
        &mut self.0
    }

    /// Uploads the stub and starts it. It runs at the speed that the ROM was called at.
    ///
    /// # Errors
    ///
    /// [`Error::StubSilent`] where all was taken and the stub does not greet; otherwise a command's
    /// failure. The chip is then in an unknown state: reset it.
    pub async fn start_stub(
        mut self,
        stub: &StubImage<'_>,
        events: &mut Events<'_>,
    ) -> Result<Stub<'l, L>, Error> {
        let started = self.0.line.now();
        // Text before data: the ROM receives into memory where the stub's data goes, and an upload
        // of the text would overwrite what is there already.
        self.upload(&stub.text).await?;
        self.upload(&stub.data).await?;
        let start = Framed::new(&Request::MemEnd { entry: stub.entry });
        self.0.send(&start).await?;
        // The ROM's own answer may be lost in the jump; only the greeting counts.
        let mut wait = Wait::until(self.0.line.now() + start.timeout + GREETING_TIMEOUT);
        loop {
            match self.0.next_payload(&mut wait).await {
                Ok(STUB_GREETING) => break,
                Ok(_) => {}
                Err(LineError::TimedOut) => return Err(Error::StubSilent),
                Err(error) => return Err(error.into()),
            }
        }
        events(LoaderEvent::StubStarted { took: self.0.line.now() - started });
        Ok(Stub::new(self.0))
    }

    pub(crate) fn now(&self) -> Duration {
        self.0.line.now()
    }

    async fn upload(&mut self, segment: &Segment<'_>) -> Result<(), Error> {
        let bytes = segment.bytes.len() as u32;
        let blocks = Blocks::of(bytes, RAM_BLOCK_BYTES);
        self.0.call(&Request::MemBegin { bytes, blocks, address: segment.address }).await?;
        for (sequence, data) in (0..).zip(segment.bytes.chunks(RAM_BLOCK_BYTES as usize)) {
            self.0.call(&Request::MemData(Block { sequence, data })).await?;
        }
        Ok(())
    }

    /// Connects the flash chip to the controller: the ROM does so at the start of a write, here of
    /// nothing.
    pub(crate) async fn attach_flash(&mut self) -> Result<(), CommandError> {
        let nothing = Blocks { count: 0, bytes: FLASH_BLOCK_BYTES };
        let begin = Request::FlashBegin { erase_bytes: 0, blocks: nothing, offset: 0 };
        self.0.call(&begin).await.map(drop)
    }

    /// Erases regions of whole sectors.
    ///
    /// # Errors
    ///
    /// A command's failure.
    pub async fn erase(&mut self, regions: &[Range<u32>]) -> Result<Duration, Error> {
        let started = self.0.line.now();
        for region in regions {
            let begin = Request::FlashBegin {
                erase_bytes: erase_bytes(region.start, region.end.saturating_sub(region.start)),
                blocks: Blocks { count: 0, bytes: FLASH_BLOCK_BYTES },
                offset: region.start,
            };
            self.0.call(&begin).await?;
        }
        Ok(self.0.line.now() - started)
    }

    /// Writes a plan uncompressed. The ROM can't tell afterwards what the flash holds.
    ///
    /// Only what is written is erased. Nothing is sent after the last block: the command that ends a
    /// write leaves the loader.
    ///
    /// # Errors
    ///
    /// A command's failure. A block that was not answered, or refused, can't be sent again: start
    /// again from the reset.
    pub async fn write(
        &mut self,
        plan: &WritePlan,
        events: &mut Events<'_>,
    ) -> Result<Duration, Error> {
        let started = self.0.line.now();
        let of_flash_bytes = plan.flash_bytes();
        let begin = Request::FlashBegin {
            erase_bytes: erase_bytes(plan.offset, of_flash_bytes),
            blocks: Blocks::of(of_flash_bytes, FLASH_BLOCK_BYTES),
            offset: plan.offset,
        };
        self.0.call(&begin).await?;
        let mut padded = [0; FLASH_BLOCK_BYTES as usize];
        let mut flash_bytes = 0;
        for (sequence, data) in (0..).zip(plan.flash.chunks(padded.len())) {
            padded.fill(0xFF);
            if let Some(start) = padded.get_mut(..data.len()) {
                start.copy_from_slice(data);
            }
            let block = Block { sequence, data: &padded };
            self.0.call(&Request::FlashData { block, writing_bytes: 0 }).await?;
            flash_bytes += data.len() as u32;
            events(LoaderEvent::Writing { flash_bytes, of_flash_bytes });
        }
        // The last block is answered before it is in flash, and there is no command to ask.
        let into_flash = wire_time(padded.len(), 115_200);
        self.0.line.sleep(into_flash).await;
        Ok(self.0.line.now() - started)
    }
}

/// The size to ask the ROM to erase, so that it erases `bytes` from `offset` and not far more.
///
/// The ROM counts the sectors up to the next 64 KiB block twice.
fn erase_bytes(offset: u32, bytes: u32) -> u32 {
    let sectors = bytes.div_ceil(SECTOR_BYTES);
    let start = offset / SECTOR_BYTES;
    let head = (SECTORS_PER_BLOCK - start % SECTORS_PER_BLOCK).min(sectors);
    let asked = if sectors < 2 * head { sectors.div_ceil(2) } else { sectors - head };
    asked * SECTOR_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rom_is_asked_for_less_because_it_counts_the_head_twice() {
        let recorded = [
            (0x0_0000, 0x9_A500, 0x8_B000),
            (0x0_0000, 0x0_1000, 0x0_1000),
            (0x0_0000, 0x0_8000, 0x0_4000),
            (0x0_0000, 0x2_0000, 0x1_0000),
            (0x0_1000, 0x2_0000, 0x1_1000),
            (0x0_8000, 0x3_0000, 0x2_8000),
        ];
        for (offset, bytes, expected) in recorded {
            assert_eq!(erase_bytes(offset, bytes), expected, "{bytes:x} at {offset:x}");
        }
    }
}
