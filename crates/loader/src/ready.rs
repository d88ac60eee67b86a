//! From a board in any state to a stub that runs, for the jobs that the ROM can't do.

use crate::chip::{Chip, FlashId};
use crate::connect::{Loader, connect};
use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::ladder::{Rung, Way};
use crate::recovery::Recovery;
use crate::stub::{Stub, StubImage};
use serial_line::SerialPort;

/// As far as the stub reaches on larger chips.
const REACH_BYTES: u32 = 4 << 20;

/// A board whose stub answers, and what it is.
#[derive(Debug)]
pub(crate) struct Ready<'p, P> {
    pub(crate) stub: Stub<'p, P>,
    pub(crate) board: Board,
}

/// What a board said it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Board {
    pub(crate) chip: Chip,
    pub(crate) flash: FlashId,
    pub(crate) rung: Rung,
}

impl Board {
    /// The bytes of the flash that the stub reaches.
    pub(crate) fn reach_bytes(&self) -> Result<u32, Error> {
        let flash_bytes = self.flash.flash_bytes();
        let known = flash_bytes.ok_or(Error::UnknownFlashSize { id: self.flash });
        known.map(|bytes| bytes.min(REACH_BYTES))
    }
}

pub(crate) async fn ready<'p, P: SerialPort>(
    port: &'p mut P,
    stub: &StubImage<'_>,
    recovery: &Recovery<'_>,
    events: &mut Events<'_>,
) -> Result<Ready<'p, P>, Error> {
    events(LoaderEvent::Stage(Stage::Connect));
    let rung = recovery.rung();
    let mut loader = connect(port, rung.rom_baud(), recovery.patience(), events).await?;
    let chip = loader.chip().await?;
    events(LoaderEvent::Chip(chip));
    let flash = loader.flash_id().await?;
    let flash_bytes = flash.flash_bytes();
    events(LoaderEvent::Flash { id: flash, flash_bytes });
    let board = Board { chip, flash, rung };
    // Before the stub is started: what does not fit is told sooner.
    board.reach_bytes()?;
    let mut stub = match loader {
        Loader::Stub(stub) => stub,
        Loader::Rom(rom) => rom.start_stub(stub, events).await?,
    };
    if rung.way == Way::ChangedByTheStub {
        stub.change_baud(rung.baud).await?;
        events(LoaderEvent::SpeedChanged { baud: rung.baud });
    }
    if let Some(flash_bytes) = flash_bytes {
        stub.set_flash_size(flash_bytes).await?;
    }
    Ok(Ready { stub, board })
}
