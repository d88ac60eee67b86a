//! The flash of a board, byte for byte, proven: a copy of it, or a part.
//!
//! The flash is read in [pieces](PIECE_BYTES), each in these steps:
//!
//! 1. The board tells the MD5 of the piece (`SPI_FLASH_MD5`).
//! 2. Is it that of a blank piece, and again when asked once more, nothing has to come over the line. So a board
//!    with one MiB in use of four is read in a third of the time.
//! 3. Otherwise it sends the piece (`READ_FLASH`), and the MD5 of what it sent.
//! 4. The MD5 of what came must be that of the first step. That proves the place too: a request has no checksum,
//!    and one that was damaged on its way may be for another.
//!
//! What fails is tried again from the last whole packet on, and where that does not help, from a reset at a lower
//! speed, with the piece that is not proven yet. Where the board was reset on the way, its program may have
//! written meanwhile: then the MD5 of all is compared once more at the end.
//!
//! The ROM of this chip has no command to read (later chips have `0E`), so without a stub there is no copy.

mod piece;

pub use piece::PIECE_BYTES;

use crate::chip::{Chip, FlashId};
use crate::difference::blocks;
use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::ladder::Rung;
use crate::leave::Restart;
use crate::plan::Digest16;
use crate::ready::{Board, ready};
use crate::recovery::{Needs, Recovery, attempts};
use crate::stub::{Stub, StubImage};
use core::ops::Range;
use md5::{Digest, Md5};
use piece::PieceReader;
use serial_line::{SerialLine, SerialPort};

/// What is read of the flash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Region {
    /// All of it, as far as the stub reaches: of chips larger than 4 MiB the first 4 MiB.
    Whole,
    /// These bytes.
    Bytes(Range<u32>),
}

/// What was read, and of what board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The chip, as it said what it is.
    pub chip: Chip,
    /// What its flash chip answers.
    pub flash: FlashId,
    /// What was read. Not all of the flash, where [`FlashId::flash_bytes`] is more than 4 MiB.
    pub region: Range<u32>,
    /// The digest of all bytes that were given out.
    pub md5: Digest16,
    /// The rung of the ladder that served.
    pub rung: Rung,
    /// How the board was started again; `None` where the port could not be brought back to the speed
    /// of the prompt, as [`LoaderEvent::RestartFailed`] has told.
    pub restart: Option<Restart>,
}

/// Takes the bytes that were read: in order, each once, proven, at most [`PIECE_BYTES`] at a time.
pub type Sink<'s> = dyn FnMut(&[u8]) + 's;

/// Reads the flash of a board, and resets it into its program.
///
/// `ladder` holds the speeds to try, best first. What fails is tried again as
/// [`recovery`](crate::recovery) says; the events come in the order that [`event`](crate::event) promises.
/// Memory is needed for one piece. Dropping the future leaves the board in its stub: call
/// [`leave`](crate::leave::leave) with the port.
///
/// # Errors
///
/// The last failure; the sink has then taken a beginning of the region, all of it proven. Among them:
/// [`Error::OutsideFlash`]; [`Error::UnknownFlashSize`] where the flash chip does not tell where it ends;
/// [`Error::StubSilent`]; [`Error::ReadDamaged`]; and [`Error::Md5Mismatch`] where the flash was written by the
/// board's own program between two attempts. Where the port still opens and has modem lines, the board was reset
/// first.
pub async fn read<P: SerialPort>(
    port: &mut P,
    region: Region,
    stub: &StubImage<'_>,
    ladder: &[Rung],
    sink: &mut Sink<'_>,
    events: &mut Events<'_>,
) -> Result<Copied, Error> {
    let mut job = Job { region, stub, sink, taken_bytes: 0, md5: Md5::new(), attempts: 0 };
    let (copied, restart) =
        attempts(port, ladder, Needs::Stub, events, async |port, recovery, events| {
            job.attempt(port, recovery, events).await
        })
        .await?;
    Ok(Copied { restart, ..copied })
}

struct Job<'a, 's> {
    region: Region,
    stub: &'a StubImage<'a>,
    sink: &'a mut Sink<'s>,
    /// Over all attempts.
    taken_bytes: u32,
    /// Of these bytes.
    md5: Md5,
    /// Those that came so far as to read.
    attempts: u32,
}

impl Job<'_, '_> {
    async fn attempt<P: SerialPort>(
        &mut self,
        port: &mut P,
        recovery: &Recovery<'_>,
        events: &mut Events<'_>,
    ) -> Result<Copied, Error> {
        let mut ready = ready(port, self.stub, recovery, events).await?;
        let region = self.region(&ready.board)?;
        events(LoaderEvent::Stage(Stage::Read));
        self.attempts += 1;
        let rest = region.start + self.taken_bytes..region.end;
        let sink = &mut *self.sink;
        let (md5, taken_bytes) = (&mut self.md5, &mut self.taken_bytes);
        let mut take = |piece: &[u8]| {
            md5.update(piece);
            *taken_bytes += piece.len() as u32;
            sink(piece);
        };
        read_pieces(&mut ready.stub, rest, &region, &mut take, events).await?;
        let md5: Digest16 = self.md5.clone().finalize().into();
        if self.attempts > 1 {
            let found = ready.stub.md5(region.clone()).await?;
            if found != md5 {
                return Err(Error::Md5Mismatch { region, expected: md5, found });
            }
        }
        let Board { chip, flash, rung } = ready.board;
        Ok(Copied { chip, flash, region, md5, rung, restart: None })
    }

    fn region(&self, board: &Board) -> Result<Range<u32>, Error> {
        let flash_bytes = board.reach_bytes()?;
        match &self.region {
            Region::Whole => Ok(0..flash_bytes),
            Region::Bytes(region) if region.start <= region.end && region.end <= flash_bytes => {
                Ok(region.clone())
            }
            Region::Bytes(region) => {
                Err(Error::OutsideFlash { region: region.clone(), flash_bytes })
            }
        }
    }
}

/// Reads the rest of a region.
async fn read_pieces<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    rest: Range<u32>,
    region: &Range<u32>,
    sink: &mut Sink<'_>,
    events: &mut Events<'_>,
) -> Result<(), Error> {
    let of_flash_bytes = region.end - region.start;
    let mut reader = PieceReader::new();
    for piece in blocks(rest) {
        let before = piece.start - region.start;
        let mut of_all = |event| {
            events(match event {
                LoaderEvent::Reading { flash_bytes, .. } => {
                    LoaderEvent::Reading { flash_bytes: before + flash_bytes, of_flash_bytes }
                }
                other => other,
            });
        };
        sink(reader.read(stub, piece, &mut of_all).await?);
    }
    Ok(())
}

impl<L: SerialLine> Stub<'_, L> {
    /// Reads what the flash holds in `region`, and gives it to `sink` piece by piece, each proven.
    ///
    /// # Errors
    ///
    /// What the last of several tries of a piece came to: [`Error::ReadDamaged`], a command's failure, or the
    /// line's. The stub may be out of step then: reset before anything else.
    pub async fn read_flash(
        &mut self,
        region: Range<u32>,
        sink: &mut Sink<'_>,
        events: &mut Events<'_>,
    ) -> Result<(), Error> {
        read_pieces(self, region.clone(), &region, sink, events).await
    }
}
