//! Asking a board what it is. Nothing on it is changed.

use crate::chip::{Chip, FlashId};
use crate::connect::{Loader, connect};
use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::ladder::Rung;
use crate::leave::Restart;
use crate::recovery::{Needs, Recovery, attempts};
use serial_line::SerialPort;

/// What a board is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// The chip.
    pub chip: Chip,
    /// What its flash chip answers.
    pub flash: FlashId,
    /// The size of the flash in bytes, where the answer tells it.
    pub flash_bytes: Option<u32>,
    /// The speed that the board was asked at.
    pub rung: Rung,
    /// How the board was started again; `None` where the port could not be brought back to the speed
    /// of the prompt, as [`LoaderEvent::RestartFailed`] has told.
    pub restart: Option<Restart>,
}

/// Resets a board into its loader, asks for chip and flash, and resets it into its program.
///
/// `ladder` holds the speeds to try, best first; no stub is started, so the loader is called at each of
/// them. What fails and may go better next time is tried again as [`recovery`](crate::recovery) says.
/// The events are `Stage(Connect)`, those of connecting, `Chip`, `Flash`, `Stage(Restart)`, and after it
/// perhaps `NoModemLines` or `RestartFailed`. Dropping
/// the future leaves the board in its loader: call [`leave`](crate::leave::leave) with the port.
///
/// # Errors
///
/// The last failure. Where the port still opens and has modem lines, the board was reset first.
pub async fn identify<P: SerialPort>(
    port: &mut P,
    ladder: &[Rung],
    events: &mut Events<'_>,
) -> Result<Identity, Error> {
    let ask = async |port: &mut P, recovery: &Recovery<'_>, events: &mut Events<'_>| {
        Ok(ask(port, recovery, events).await?.0)
    };
    let (identity, restart) = attempts(port, ladder, Needs::Loader, events, ask).await?;
    Ok(Identity { restart, ..identity })
}

/// The same, and asks the flash chip for its size in bytes by its own table (SFDP), where it has one. Another size
/// than that of the id is the sign of a chip that is not what it was sold for.
///
/// # Errors
///
/// As [`identify`].
pub async fn identify_with_table<P: SerialPort>(
    port: &mut P,
    ladder: &[Rung],
    events: &mut Events<'_>,
) -> Result<(Identity, Option<u32>), Error> {
    let ask = async |port: &mut P, recovery: &Recovery<'_>, events: &mut Events<'_>| {
        let (identity, mut loader) = ask(port, recovery, events).await?;
        let table = loader.sfdp_flash_bytes().await?;
        Ok((identity, table))
    };
    let ((identity, table), restart) = attempts(port, ladder, Needs::Loader, events, ask).await?;
    Ok((Identity { restart, ..identity }, table))
}

async fn ask<'p, P: SerialPort>(
    port: &'p mut P,
    recovery: &Recovery<'_>,
    events: &mut Events<'_>,
) -> Result<(Identity, Loader<'p, P>), Error> {
    events(LoaderEvent::Stage(Stage::Connect));
    let rung = recovery.rung();
    let mut loader = connect(port, rung.rom_baud(), recovery.patience(), events).await?;
    let chip = loader.chip().await?;
    events(LoaderEvent::Chip(chip));
    let flash = loader.flash_id().await?;
    let flash_bytes = flash.flash_bytes();
    events(LoaderEvent::Flash { id: flash, flash_bytes });
    Ok((Identity { chip, flash, flash_bytes, rung, restart: None }, loader))
}
