//! A copy of the whole flash, back onto a board: byte for byte, whatever is in it.
//!
//! Nothing of it is looked at or changed: it may begin with blank bytes, or hold other firmware. Block by block of
//! 64 KiB, what the board holds already stays, what is to be blank is erased, and the rest is written compressed.
//! At the end the board's MD5 of all must be the copy's.
//!
//! What fails is tried again from a reset, and then begins with what differs. The ROM can't tell what the flash
//! holds, so without a stub nothing is restored.

use crate::chip::{Chip, FlashId};
use crate::difference::blocks;
use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::ladder::Rung;
use crate::leave::Restart;
use crate::plan::{Digest16, WritePlan, md5_of};
use crate::ready::{Board, ready};
use crate::recovery::{Needs, Recovery, attempts};
use crate::stub::{Stub, StubImage};
use core::ops::Range;
use serial_line::{SerialLine, SerialPort};

/// What was written, and on what board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The chip, as it said what it is.
    pub chip: Chip,
    /// What its flash chip answers.
    pub flash: FlashId,
    /// The digest of the copy, and of the flash.
    pub md5: Digest16,
    /// Bytes that were erased or written by the last attempt: none where all was there already.
    pub written_bytes: u32,
    /// The rung of the ladder that served.
    pub rung: Rung,
    /// How the board was started again; `None` where the port could not be brought back to the speed
    /// of the prompt, as [`LoaderEvent::RestartFailed`] has told.
    pub restart: Option<Restart>,
}

/// Writes a copy of the whole flash, proves it, and resets the board into what it holds.
///
/// `copy` is as long as the flash, and 4 MiB for larger chips: what [`read`](mod@crate::read) gives for
/// [`Region::Whole`](crate::read::Region::Whole). `ladder` holds the speeds to try, best first. What fails is
/// tried again as [`recovery`](crate::recovery) says; the events come in the order that
/// [`event`](crate::event) promises. Dropping the future leaves the board in its stub, with a part of the copy:
/// call [`leave`](crate::leave::leave) with the port.
///
/// # Errors
///
/// The last failure. [`Error::CopyOfOtherSize`], [`Error::UnknownFlashSize`] and what comes before the stub runs
/// leave the flash as it was; after others it holds a part of the copy. Where the port still opens and has modem
/// lines, the board was reset first.
pub async fn restore<P: SerialPort>(
    port: &mut P,
    copy: &[u8],
    stub: &StubImage<'_>,
    ladder: &[Rung],
    events: &mut Events<'_>,
) -> Result<Restored, Error> {
    let job = Job { copy, md5: md5_of(copy), stub };
    let (restored, restart) =
        attempts(port, ladder, Needs::Stub, events, async |port, recovery, events| {
            job.attempt(port, recovery, events).await
        })
        .await?;
    Ok(Restored { restart, ..restored })
}

struct Job<'a> {
    copy: &'a [u8],
    md5: Digest16,
    stub: &'a StubImage<'a>,
}

/// What a write has come to.
#[derive(Debug, Default)]
struct Done {
    flash_bytes: u32,
    wire_bytes: u32,
}

impl Job<'_> {
    async fn attempt<P: SerialPort>(
        &self,
        port: &mut P,
        recovery: &Recovery<'_>,
        events: &mut Events<'_>,
    ) -> Result<Restored, Error> {
        let mut ready = ready(port, self.stub, recovery, events).await?;
        let flash_bytes = ready.board.reach_bytes()?;
        let copy_bytes = u32::try_from(self.copy.len()).unwrap_or(u32::MAX);
        if copy_bytes != flash_bytes {
            return Err(Error::CopyOfOtherSize { copy_bytes, flash_bytes });
        }
        let written_bytes = self.write(&mut ready.stub, 0..flash_bytes, events).await?;
        self.verify(&mut ready.stub, 0..flash_bytes, events).await?;
        let Board { chip, flash, rung } = ready.board;
        Ok(Restored { chip, flash, md5: self.md5, written_bytes, rung, restart: None })
    }

    /// Writes what differs. Returns how many bytes that was.
    async fn write<L: SerialLine>(
        &self,
        stub: &mut Stub<'_, L>,
        region: Range<u32>,
        events: &mut Events<'_>,
    ) -> Result<u32, Error> {
        events(LoaderEvent::Stage(Stage::Write));
        let started = stub.now();
        let of_flash_bytes = region.end;
        let mut done = Done::default();
        for block in blocks(region) {
            let bytes = self.copy.get(block.start as usize..block.end as usize).unwrap_or_default();
            let mut of_all = |event| {
                events(match event {
                    LoaderEvent::Writing { flash_bytes, .. } => LoaderEvent::Writing {
                        flash_bytes: block.start + flash_bytes,
                        of_flash_bytes,
                    },
                    other => other,
                });
            };
            write_block(stub, block.clone(), bytes, &mut done, &mut of_all).await?;
            events(LoaderEvent::Writing { flash_bytes: block.end, of_flash_bytes });
        }
        let took = stub.now() - started;
        let Done { flash_bytes, wire_bytes } = done;
        events(LoaderEvent::Written { flash_bytes, wire_bytes, took });
        Ok(flash_bytes)
    }

    async fn verify<L: SerialLine>(
        &self,
        stub: &mut Stub<'_, L>,
        region: Range<u32>,
        events: &mut Events<'_>,
    ) -> Result<(), Error> {
        events(LoaderEvent::Stage(Stage::Verify));
        let started = stub.now();
        let found = stub.md5(region.clone()).await?;
        if found != self.md5 {
            return Err(Error::Md5Mismatch { region, expected: self.md5, found });
        }
        events(LoaderEvent::Verified { took: stub.now() - started });
        Ok(())
    }
}

/// Makes one block what it is to be, where it is not.
async fn write_block<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    block: Range<u32>,
    bytes: &[u8],
    done: &mut Done,
    events: &mut Events<'_>,
) -> Result<(), Error> {
    if stub.md5(block.clone()).await? == md5_of(bytes) {
        return Ok(());
    }
    done.flash_bytes += block.end - block.start;
    if bytes.iter().all(|byte| *byte == 0xFF) {
        return stub.erase_region(block).await;
    }
    let plan = WritePlan::new(block.start, bytes.to_vec());
    stub.write(&plan, events).await?;
    done.wire_bytes += plan.wire_bytes();
    Ok(())
}
