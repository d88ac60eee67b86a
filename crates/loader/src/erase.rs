//! Blank flash: all of it, the files alone, or some sectors. Nothing is written.

use crate::chip::{Chip, FlashId};
use crate::clean::{SECTOR_BYTES, make_blank};
use crate::difference::blocks;
use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::files::files_region;
use crate::ladder::Rung;
use crate::leave::Restart;
use crate::plan::Digest16;
use crate::ready::{Board, ready};
use crate::recovery::{Needs, Recovery, attempts};
use crate::stub::{Stub, StubImage};
use alloc::vec::Vec;
use core::ops::Range;
use core::time::Duration;
use md5::{Digest, Md5};
use serial_line::{SerialLine, SerialPort};

/// What is to be blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// The whole chip, also beyond what the stub reaches.
    WholeChip,
    /// The place where MicroPython has its files, and no firmware and no settings.
    Files,
    /// Sectors of 4096 bytes, by their numbers.
    Sectors(Range<u32>),
}

/// What was erased, and on what board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The chip, as it said what it is.
    pub chip: Chip,
    /// What its flash chip answers.
    pub flash: FlashId,
    /// What is proven to be blank; `None` where there is neither a file system nor a MicroPython that would have
    /// one: then nothing was erased.
    pub region: Option<Range<u32>>,
    /// The rung of the ladder that served.
    pub rung: Rung,
    /// How the board was started again; `None` where the port could not be brought back to the speed
    /// of the prompt, as [`LoaderEvent::RestartFailed`] has told.
    pub restart: Option<Restart>,
}

/// Makes a part of the flash blank, proves it by its MD5, and resets the board into its program.
///
/// MicroPython makes a new file system at its next start, where its place is blank. `ladder` holds the speeds to
/// try, best first. What fails is tried again as [`recovery`](crate::recovery) says; the events come in the
/// order that [`event`](crate::event) promises. Dropping the future leaves the board in its stub: call
/// [`leave`](crate::leave::leave) with the port.
///
/// # Errors
///
/// The last failure; [`Error::OutsideFlash`] before anything is erased. Where the port still opens and has modem
/// lines, the board was reset first.
pub async fn erase<P: SerialPort>(
    port: &mut P,
    extent: Extent,
    stub: &StubImage<'_>,
    ladder: &[Rung],
    events: &mut Events<'_>,
) -> Result<Erased, Error> {
    let mut job = Job { extent, stub, region: None, has_erased_chip: false };
    let (erased, restart) =
        attempts(port, ladder, Needs::Stub, events, async |port, recovery, events| {
            job.attempt(port, recovery, events).await
        })
        .await?;
    Ok(Erased { restart, ..erased })
}

struct Job<'a> {
    extent: Extent,
    stub: &'a StubImage<'a>,
    /// What an attempt before has found to erase: half erased, it would not be found again.
    region: Option<Range<u32>>,
    /// In an attempt before.
    has_erased_chip: bool,
}

impl Job<'_> {
    async fn attempt<P: SerialPort>(
        &mut self,
        port: &mut P,
        recovery: &Recovery<'_>,
        events: &mut Events<'_>,
    ) -> Result<Erased, Error> {
        let mut ready = ready(port, self.stub, recovery, events).await?;
        if self.region.is_none() {
            self.region = self.find(&mut ready.stub, ready.board.reach_bytes()?).await?;
        }
        if let Some(region) = &self.region {
            events(LoaderEvent::Stage(Stage::Erase));
            let took = if self.extent != Extent::WholeChip {
                let regions: Vec<_> = blocks(region.clone()).collect();
                make_blank(&mut ready.stub, &regions).await?
            } else if self.has_erased_chip {
                Duration::ZERO
            } else {
                ready.stub.erase_flash().await?
            };
            self.has_erased_chip = self.extent == Extent::WholeChip;
            events(LoaderEvent::Erased { took });
            events(LoaderEvent::Stage(Stage::Verify));
            let took = verify(&mut ready.stub, region.clone()).await.inspect_err(|_| {
                self.has_erased_chip = false;
            })?;
            events(LoaderEvent::Verified { took });
        }
        let Board { chip, flash, rung } = ready.board;
        Ok(Erased { chip, flash, region: self.region.clone(), rung, restart: None })
    }

    async fn find<L: SerialLine>(
        &self,
        stub: &mut Stub<'_, L>,
        flash_bytes: u32,
    ) -> Result<Option<Range<u32>>, Error> {
        match &self.extent {
            Extent::WholeChip => Ok(Some(0..flash_bytes)),
            Extent::Files => files_region(stub, flash_bytes).await,
            Extent::Sectors(sectors) => {
                let address = |sector: u32| sector.saturating_mul(SECTOR_BYTES);
                let region = address(sectors.start)..address(sectors.end);
                if region.end > flash_bytes {
                    return Err(Error::OutsideFlash { region, flash_bytes });
                }
                Ok((!region.is_empty()).then_some(region))
            }
        }
    }
}

async fn verify<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    region: Range<u32>,
) -> Result<Duration, Error> {
    let started = stub.now();
    let expected = blank_md5(region.len());
    let found = stub.md5(region.clone()).await?;
    if found == expected {
        Ok(stub.now() - started)
    } else {
        Err(Error::Md5Mismatch { region, expected, found })
    }
}

fn blank_md5(bytes: usize) -> Digest16 {
    const SECTOR: [u8; SECTOR_BYTES as usize] = [0xFF; SECTOR_BYTES as usize];
    let mut md5 = Md5::new();
    for _ in 0..bytes / SECTOR.len() {
        md5.update(SECTOR);
    }
    md5.update(&SECTOR[..bytes % SECTOR.len()]);
    md5.finalize().into()
}
