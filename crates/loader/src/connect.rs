//! From a board in any state to a loader that answers.

use crate::chip::{Chip, FlashId};
use crate::error::{CommandError, Error};
use crate::event::{AnsweredBy, Events, LoaderEvent};
use crate::exchange::{Exchange, Wait};
use crate::framed::Framed;
use crate::request::{Request, SYNC_TIMEOUT};
use crate::reset::ResetSequence;
use crate::rom::Rom;
use crate::stub::Stub;
use core::time::Duration;
use serial_line::{ControlError, LineError, SerialLine, SerialPort};

/// The ROM measures the line's speed on the first SYNC and never answers that one. A pause, not a
/// wait for an answer: what a stub says to it will be thrown away.
const FIRST_SYNC_PAUSE: Duration = Duration::from_millis(30);
/// The ROM and the stub answer one SYNC this many times.
const ANSWERS: usize = 8;

/// What answers: which of the two decides what can be done.
#[derive(Debug)]
pub enum Loader<'l, L> {
    /// The loader in the chip's ROM.
    Rom(Rom<'l, L>),
    /// A stub from an earlier connection.
    Stub(Stub<'l, L>),
}

/// How often a board is reset and called before it counts as silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Resets, each with its sequence.
    pub resets: &'static [ResetSequence],
    /// SYNCs after each of them; the first is never answered.
    pub syncs: usize,
}

/// Resets the board into its loader and calls it at `baud`.
///
/// Where the adapter has no modem lines it only calls: a person may have started the loader by
/// hand.
///
/// # Errors
///
/// [`Error::NoLoader`] where nothing answers as a loader does, [`Error::Lost`], or what the port
/// says: [`Error::SetBaud`], [`Error::SetSignals`] or [`CommandError::Line`].
pub async fn connect<'p, P: SerialPort>(
    port: &'p mut P,
    baud: u32,
    patience: Patience,
    events: &mut Events<'_>,
) -> Result<Loader<'p, P>, Error> {
    port.set_baud(baud).await.map_err(|source| Error::of_set_baud(baud, source))?;
    let mut exchange = Exchange::new(port, baud);
    for sequence in patience.resets {
        events(LoaderEvent::Connecting { baud, reset: sequence.name });
        match sequence.perform(exchange.line).await {
            Ok(()) => {}
            Err(ControlError::Refused(_)) => events(LoaderEvent::NoModemLines),
            Err(error) => return Err(Error::of_set_signals(error)),
        }
        if let Some(answered_by) = sync(&mut exchange, patience.syncs).await? {
            events(LoaderEvent::Connected { baud, answered_by });
            return Ok(match answered_by {
                AnsweredBy::Rom => Loader::Rom(Rom::new(exchange)),
                AnsweredBy::RunningStub => Loader::Stub(Stub::new(exchange)),
            });
        }
    }
    Err(Error::NoLoader { heard: exchange.heard() })
}

/// Calls until something answers, then lets the remaining answers pass.
async fn sync<L: SerialLine>(
    exchange: &mut Exchange<'_, L>,
    syncs: usize,
) -> Result<Option<AnsweredBy>, Error> {
    let sync = Framed::new(&Request::Sync);
    exchange.send(&sync).await?;
    exchange.line.sleep(FIRST_SYNC_PAUSE).await;
    for _ in 1..syncs {
        exchange.send(&sync).await?;
        match exchange.answer(&sync).await.map(|first| first.value) {
            Ok(first) => return rest_of_sync(exchange, first).await.map(Some),
            // Nobody, another program, or noise: what a board says that is being reset.
            Err(
                CommandError::NoAnswer { .. }
                | CommandError::Refused { .. }
                | CommandError::Line { source: LineError::LineFault(_), .. },
            ) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

/// A running stub answers with zeros only; the ROM with whatever its register held.
async fn rest_of_sync<L: SerialLine>(
    exchange: &mut Exchange<'_, L>,
    first: u32,
) -> Result<AnsweredBy, Error> {
    let mut values = first;
    for _ in 1..ANSWERS {
        let mut wait = Wait::until(exchange.line.now() + SYNC_TIMEOUT);
        match exchange.next_payload(&mut wait).await {
            Ok(payload) => {
                values |= crate::reply::Reply::parse(payload).map_or(0, |reply| reply.value);
            }
            Err(LineError::Lost) => return Err(Error::Lost),
            Err(_) => break,
        }
    }
    Ok(if values == 0 { AnsweredBy::RunningStub } else { AnsweredBy::Rom })
}

impl<'l, L: SerialLine> Loader<'l, L> {
    /// Asks the chip what it is.
    ///
    /// # Errors
    ///
    /// [`Error::OtherChip`] where it is none that this crate knows, or a command's failure.
    pub async fn chip(&mut self) -> Result<Chip, Error> {
        self.exchange().chip().await
    }

    /// Asks the flash chip what it is.
    ///
    /// # Errors
    ///
    /// [`Error::NoFlash`] where the answer is none that a flash chip gives, or a command's failure.
    pub async fn flash_id(&mut self) -> Result<FlashId, Error> {
        if let Self::Rom(rom) = self {
            rom.attach_flash().await?;
        }
        self.exchange().flash_id().await
    }

    /// Asks the flash chip how large it is by its own table; `None` where it has none. Ask for its
    /// [id](Self::flash_id) first, which connects it.
    ///
    /// # Errors
    ///
    /// A command's failure.
    pub async fn sfdp_flash_bytes(&mut self) -> Result<Option<u32>, Error> {
        Ok(self.exchange().sfdp_flash_bytes().await?)
    }

    fn exchange(&mut self) -> &mut Exchange<'l, L> {
        match self {
            Self::Rom(rom) => rom.exchange(),
            Self::Stub(stub) => stub.exchange(),
        }
    }
}
