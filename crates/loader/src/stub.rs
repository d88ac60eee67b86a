//! The flasher stub: a small program in the chip's RAM that erases, writes compressed, and proves.

use crate::blocks::BLOCK_BYTES;
use crate::chip::CHIP_MAGIC;
use crate::error::{CommandError, Error};
use crate::event::{Events, LoaderEvent};
use crate::exchange::Exchange;
use crate::framed::Framed;
use crate::plan::{Compressed, Digest16, WritePlan};
use crate::reply::Refusal;
use crate::request::{Block, Blocks, Opcode, Request};
use core::ops::Range;
use core::time::Duration;
use serial_line::{SerialLine, SerialPort};

/// A stub's program, as its makers publish it: the fields of the same name in their JSON files,
/// with the base64 taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StubImage<'a> {
    /// Address of the first instruction.
    pub entry: u32,
    /// Instructions.
    pub text: Segment<'a>,
    /// Initial data.
    pub data: Segment<'a>,
}

/// Bytes and where in RAM they go. Their number is a multiple of four.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Address of the first byte.
    pub address: u32,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// A block that arrived damaged is sent at most this often.
const SENDS_OF_A_BLOCK: usize = 3;
/// A write whose stub fell silent and answers again is begun at most this often.
const WRITES: usize = 2;
const ALIVE_TIMEOUT: Duration = Duration::from_millis(500);

/// A board whose stub answers.
#[derive(Debug)]
pub struct Stub<'l, L>(Exchange<'l, L>);

impl<'l, L: SerialLine> Stub<'l, L> {
    pub(crate) const fn new(exchange: Exchange<'l, L>) -> Self {
        Self(exchange)
    }

    pub(crate) const fn exchange(&mut self) -> &mut Exchange<'l, L> {
        &mut self.0
    }

    /// The time on the line's clock.
    pub(crate) fn now(&self) -> Duration {
        self.0.line.now()
    }

    /// Tells the stub how large the flash chip is.
    ///
    /// # Errors
    ///
    /// The command's failure.
    pub async fn set_flash_size(&mut self, flash_bytes: u32) -> Result<(), Error> {
        self.0.call(&Request::SpiSetParams { flash_bytes }).await?;
        Ok(())
    }

    /// Erases the whole chip: some ten seconds for 4 MiB, without a sign of progress.
    ///
    /// # Errors
    ///
    /// The command's failure.
    pub async fn erase_flash(&mut self) -> Result<Duration, Error> {
        let started = self.0.line.now();
        self.0.call(&Request::EraseFlash).await?;
        Ok(self.0.line.now() - started)
    }

    /// Erases a region; both ends must be multiples of 4096.
    ///
    /// # Errors
    ///
    /// The command's failure.
    pub async fn erase_region(&mut self, region: Range<u32>) -> Result<(), Error> {
        let bytes = region.end.saturating_sub(region.start);
        self.0.call(&Request::EraseRegion { offset: region.start, bytes }).await?;
        Ok(())
    }

    /// Writes a plan, erasing what it covers on the way. The answer to the last command proves that
    /// all of it is in flash; [`md5`](Self::md5) proves that it is right.
    ///
    /// The stub keeps no count of blocks, so a block that was not answered is never sent again:
    /// where the stub still answers, the write is begun once more.
    ///
    /// # Errors
    ///
    /// A command's failure.
    pub async fn write(
        &mut self,
        plan: &WritePlan,
        events: &mut Events<'_>,
    ) -> Result<Duration, Error> {
        let started = self.0.line.now();
        let mut begun = 1;
        loop {
            match self.write_once(plan, events).await {
                Ok(()) => return Ok(self.0.line.now() - started),
                Err(CommandError::NoAnswer { .. }) if begun < WRITES && self.is_alive().await => {
                    begun += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    async fn write_once(
        &mut self,
        plan: &WritePlan,
        events: &mut Events<'_>,
    ) -> Result<(), CommandError> {
        match &plan.compressed {
            Some(compressed) => self.write_compressed(plan, compressed, events).await,
            None => self.write_raw(plan, events).await,
        }
    }

    async fn write_compressed(
        &mut self,
        plan: &WritePlan,
        compressed: &Compressed,
        events: &mut Events<'_>,
    ) -> Result<(), CommandError> {
        let of_flash_bytes = plan.flash_bytes();
        let begin = Request::FlashDeflBegin {
            flash_bytes: of_flash_bytes,
            blocks: Blocks::of(plan.wire_bytes(), BLOCK_BYTES),
            offset: plan.offset,
        };
        self.0.call(&begin).await?;
        let mut writing_bytes = 0;
        let blocks = (0..).zip(compressed.blocks()).map(|(sequence, (data, inflated))| {
            let block = Block { sequence, data };
            let framed = Framed::new(&Request::FlashDeflData { block, writing_bytes });
            writing_bytes = inflated;
            (framed, inflated)
        });
        self.send_blocks(blocks, of_flash_bytes, events).await?;
        self.0.call(&Request::FlashDeflEnd { writing_bytes }).await.map(drop)
    }

    async fn write_raw(
        &mut self,
        plan: &WritePlan,
        events: &mut Events<'_>,
    ) -> Result<(), CommandError> {
        let of_flash_bytes = plan.flash_bytes();
        let begin = Request::FlashBegin {
            erase_bytes: of_flash_bytes,
            blocks: Blocks::of(of_flash_bytes, BLOCK_BYTES),
            offset: plan.offset,
        };
        self.0.call(&begin).await?;
        let mut writing_bytes = 0;
        let blocks = (0..).zip(plan.flash.chunks(BLOCK_BYTES as usize)).map(|(sequence, data)| {
            let block = Block { sequence, data };
            let framed = Framed::new(&Request::FlashData { block, writing_bytes });
            writing_bytes = data.len() as u32;
            (framed, writing_bytes)
        });
        self.send_blocks(blocks, of_flash_bytes, events).await?;
        self.0.call(&Request::FlashEnd { writing_bytes }).await.map(drop)
    }

    /// Sends blocks, each with the bytes of flash it stands for. While one is on the wire, the next is
    /// made ready.
    async fn send_blocks(
        &mut self,
        mut blocks: impl Iterator<Item = (Framed, u32)>,
        of_flash_bytes: u32,
        events: &mut Events<'_>,
    ) -> Result<(), CommandError> {
        let mut flash_bytes = 0;
        let mut next = blocks.next();
        while let Some((block, bytes)) = next {
            self.0.send(&block).await?;
            next = blocks.next();
            self.block_taken(&block).await?;
            flash_bytes += bytes;
            events(LoaderEvent::Writing { flash_bytes, of_flash_bytes });
        }
        Ok(())
    }

    /// Waits until a block was taken, and sends it again only where the stub says that it arrived
    /// damaged.
    async fn block_taken(&mut self, block: &Framed) -> Result<(), CommandError> {
        for _ in 1..SENDS_OF_A_BLOCK {
            match self.0.answer(block).await {
                Err(CommandError::Refused { refusal, .. }) if refusal.is_damaged_block() => {}
                outcome => return outcome.map(drop),
            }
            self.0.send(block).await?;
        }
        self.0.answer(block).await.map(drop)
    }

    /// Whether the stub still answers, after a silence.
    async fn is_alive(&mut self) -> bool {
        let question = Request::ReadReg { address: CHIP_MAGIC };
        for _ in 0..2 {
            match self.0.call_within(&question, ALIVE_TIMEOUT).await {
                Ok(_) | Err(CommandError::Refused { .. }) => return true,
                Err(_) => {}
            }
        }
        false
    }

    /// The MD5 of what the flash holds in `region`.
    ///
    /// # Errors
    ///
    /// The command's failure.
    pub async fn md5(&mut self, region: Range<u32>) -> Result<Digest16, Error> {
        let bytes = region.end.saturating_sub(region.start);
        let request = Request::SpiFlashMd5 { offset: region.start, bytes };
        let accepted = self.0.call(&request).await?;
        accepted.data.try_into().map_err(|_| {
            let refusal = Refusal { status: 0, reason: 0 };
            CommandError::Refused { command: request.opcode(), refusal }.into()
        })
    }

    /// Compares the flash with a plan that was written.
    ///
    /// # Errors
    ///
    /// [`Error::Md5Mismatch`], or the command's failure.
    pub async fn verify(&mut self, plan: &WritePlan) -> Result<Duration, Error> {
        let started = self.0.line.now();
        let found = self.md5(plan.region()).await?;
        if found == plan.md5 {
            Ok(self.0.line.now() - started)
        } else {
            Err(Error::Md5Mismatch { region: plan.region(), expected: plan.md5, found })
        }
    }
}

impl<P: SerialPort> Stub<'_, P> {
    /// Changes the speed of a stub that was called at `115_200`: it takes every other for that.
    ///
    /// # Errors
    ///
    /// The command's failure, [`Error::SetBaud`], or [`CommandError::NoAnswer`] where the stub does
    /// not answer at the new speed: it may not have followed, or the port's reopening may have reset
    /// the chip.
    pub async fn change_baud(&mut self, to: u32) -> Result<(), Error> {
        self.0.call(&Request::ChangeBaud { to, from: self.0.baud }).await?;
        self.0.set_baud(to).await.map_err(|source| Error::of_set_baud(to, source))?;
        if self.is_alive().await {
            return Ok(());
        }
        let (command, waited) = (Opcode::ChangeBaud, ALIVE_TIMEOUT * 2);
        Err(CommandError::NoAnswer { command, waited }.into())
    }
}
