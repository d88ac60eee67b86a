//! One piece of the flash, read and proven.
//!
//! ```text
//! host                        stub
//! READ_FLASH             →
//!                        ←    answer
//!                        ←    frame: up to 0x1000 bytes of flash
//! frame: count, u32 LE   →    bytes that have come so far, for each frame
//!                        ←    frame: MD5 of all of them, 16 bytes
//! ```
//!
//! The stub keeps one frame under way, whatever the command asks for, and looks for a count only when a frame has
//! left. So the count for a frame is sent when its first bytes are there: it arrives while the rest is on the
//! line, and the next frame follows without the pause of a round trip. After a fault the counts wait for whole
//! frames.
//!
//! Anything but a count ends the reading: the stub sends the MD5 at once, and what ended it is lost.
//!
//! Source: esp-flasher-stub `src/command_handler.c`.

use crate::difference::ERASE_BLOCK_BYTES;
use crate::error::{CommandError, Error};
use crate::event::{Events, LoaderEvent};
use crate::exchange::{Exchange, Wait, wire_time};
use crate::plan::{Digest16, md5_of};
use crate::request::{Opcode, Request, SYNC_TIMEOUT};
use crate::stub::Stub;
use alloc::vec::Vec;
use core::ops::Range;
use core::time::Duration;
use serial_line::{LineError, SerialLine};

/// The size of a piece in bytes, but for the first and the last: what is proven, and tried again, at once.
pub const PIECE_BYTES: u32 = ERASE_BLOCK_BYTES;
/// The largest packet that the stub sends.
const PACKET_BYTES: u32 = 0x1000;
/// The stub reads and sends a packet within milliseconds, but for the time on the wire.
const PACKET_TIMEOUT: Duration = Duration::from_secs(1);
/// Tries of a piece in a row of which none brought a packet more.
const TRIES: u32 = 4;
/// The first ends a reading, and is lost.
const SYNCS: u32 = 5;

/// Reads pieces one after the other, with one buffer.
#[derive(Debug)]
pub(super) struct PieceReader {
    content: Vec<u8>,
    counts: Counts,
}

/// When the stub is told that a packet has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// With its first bytes.
    Ahead,
    /// When it is whole.
    Behind,
}

/// What is known of a piece.
#[derive(Debug)]
struct Piece {
    region: Range<u32>,
    /// What the board says of it.
    md5: Option<Digest16>,
}

impl PieceReader {
    pub(super) const fn new() -> Self {
        Self { content: Vec::new(), counts: Counts::Ahead }
    }

    /// Reads one piece.
    pub(super) async fn read<L: SerialLine>(
        &mut self,
        stub: &mut Stub<'_, L>,
        region: Range<u32>,
        events: &mut Events<'_>,
    ) -> Result<&[u8], Error> {
        self.content.clear();
        let mut piece = Piece { region, md5: None };
        let (mut most, mut tries) = (0, 0);
        loop {
            let error = match self.go_on(stub, &mut piece, events).await {
                Ok(()) => return Ok(&self.content),
                Err(error) => error,
            };
            self.counts = Counts::Behind;
            if self.content.len() > most {
                (most, tries) = (self.content.len(), 0);
            }
            tries += 1;
            if tries == TRIES || !is_of_the_line(&error) {
                return Err(error);
            }
            stub.exchange().resynchronise().await?;
            let at = piece.region.start + self.content.len() as u32;
            events(LoaderEvent::Resumed { at, after: error });
        }
    }

    /// Reads what is missing of a piece, and compares.
    async fn go_on<L: SerialLine>(
        &mut self,
        stub: &mut Stub<'_, L>,
        piece: &mut Piece,
        events: &mut Events<'_>,
    ) -> Result<(), Error> {
        let md5 = match piece.md5 {
            Some(md5) => md5,
            None => stub.md5(piece.region.clone()).await?,
        };
        piece.md5 = Some(md5);
        let of_flash_bytes = piece.region.end - piece.region.start;
        if self.content.is_empty() && is_blank(stub, piece.region.clone(), md5).await? {
            self.content.resize(of_flash_bytes as usize, 0xFF);
            events(LoaderEvent::Reading { flash_bytes: of_flash_bytes, of_flash_bytes });
            return Ok(());
        }
        self.receive(stub.exchange(), &piece.region, events).await?;
        let came = md5_of(&self.content);
        if came == md5 {
            return Ok(());
        }
        // The answer may have been the damaged one.
        piece.md5 = None;
        let md5 = stub.md5(piece.region.clone()).await?;
        if came == md5 {
            return Ok(());
        }
        let bytes = self.content.len();
        self.content.clear();
        Err(Error::ReadDamaged { bytes })
    }

    /// Takes the packets that are missing of a region.
    async fn receive<L: SerialLine>(
        &mut self,
        exchange: &mut Exchange<'_, L>,
        region: &Range<u32>,
        events: &mut Events<'_>,
    ) -> Result<(), Error> {
        let of_flash_bytes = region.end - region.start;
        let offset = region.start + self.content.len() as u32;
        let bytes = region.end - offset;
        exchange.call(&Request::ReadFlash { offset, bytes, packet_bytes: PACKET_BYTES }).await?;
        let mut came = 0;
        while came < bytes {
            let packet_bytes = PACKET_BYTES.min(bytes - came);
            came += packet_bytes;
            let count = came.to_le_bytes();
            let mut wait = exchange.packet_wait();
            if self.counts == Counts::Ahead {
                exchange.input_comes(&wait).await.map_err(of_packet)?;
                exchange.send_raw(&count).await?;
            }
            match exchange.next_payload(&mut wait).await {
                Ok(packet) if packet.len() == packet_bytes as usize => {
                    self.content.extend_from_slice(packet);
                }
                Ok(_) => return Err(Error::ReadDamaged { bytes: self.content.len() }),
                Err(error) => return Err(of_packet(error)),
            }
            if self.counts == Counts::Behind {
                exchange.send_raw(&count).await?;
            }
            let flash_bytes = self.content.len() as u32;
            events(LoaderEvent::Reading { flash_bytes, of_flash_bytes });
        }
        // What it says matters less than that it came: the stub listens again. The piece's own MD5 proves more.
        let mut wait = exchange.packet_wait();
        match exchange.next_payload(&mut wait).await {
            Ok(_) | Err(LineError::TimedOut | LineError::LineFault(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether a piece of this digest is blank. Answers that belong to another question would have to come twice.
async fn is_blank<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    region: Range<u32>,
    md5: Digest16,
) -> Result<bool, Error> {
    let blank = alloc::vec![0xFF; region.len()];
    Ok(md5 == md5_of(&blank) && stub.md5(region).await? == md5)
}

/// Whether the same again may go better at this speed.
const fn is_of_the_line(error: &Error) -> bool {
    matches!(
        error,
        Error::ReadDamaged { .. }
            | Error::Line(LineError::LineFault(_))
            | Error::Command(
                CommandError::NoAnswer { .. }
                    | CommandError::Refused { .. }
                    | CommandError::Line { source: LineError::LineFault(_), .. }
            )
    )
}

/// A packet that does not come is no hung system.
fn of_packet(error: LineError) -> Error {
    match error {
        LineError::TimedOut => {
            let (command, waited) = (Opcode::ReadFlash, PACKET_TIMEOUT);
            CommandError::NoAnswer { command, waited }.into()
        }
        error => error.into(),
    }
}

impl<L: SerialLine> Exchange<'_, L> {
    /// As long as a packet may take.
    fn packet_wait(&self) -> Wait {
        Wait::until(self.line.now() + PACKET_TIMEOUT + self.packet_time())
    }

    /// The time of a packet on the wire, all of it escaped.
    fn packet_time(&self) -> Duration {
        wire_time(2 * PACKET_BYTES as usize, self.baud)
    }

    /// Brings a stub that may be in the middle of a reading to where it takes commands.
    async fn resynchronise(&mut self) -> Result<(), CommandError> {
        let sync = Request::Sync;
        let timeout = SYNC_TIMEOUT + self.packet_time();
        let mut outcome = Ok(());
        for _ in 0..SYNCS {
            outcome = self.call_within(&sync, timeout).await.map(drop);
            match &outcome {
                // The other answers, and what else is on its way.
                Ok(()) => return self.pass_until_silence().await,
                Err(
                    CommandError::NoAnswer { .. }
                    | CommandError::Refused { .. }
                    | CommandError::Line { source: LineError::LineFault(_), .. },
                ) => {}
                Err(_) => break,
            }
        }
        outcome
    }

    /// Lets frames pass until none comes for a while.
    async fn pass_until_silence(&mut self) -> Result<(), CommandError> {
        const MOST_FRAMES: usize = 100;
        for _ in 0..MOST_FRAMES {
            let mut wait = Wait::until(self.line.now() + SYNC_TIMEOUT);
            match self.next_payload(&mut wait).await {
                Ok(_) => {}
                Err(LineError::TimedOut | LineError::LineFault(_)) => break,
                Err(source) => return Err(CommandError::Line { command: Opcode::Sync, source }),
            }
        }
        Ok(())
    }
}
