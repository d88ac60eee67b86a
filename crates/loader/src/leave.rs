//! Out of the loader, by the only way that every loader understands: the reset line.

use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::reset::INTO_PROGRAM;
use core::time::Duration;
use serial_line::{ControlError, SerialPort};

/// The speed of the prompt, and of nearly every program.
pub const PROGRAM_BAUD: u32 = 115_200;
/// A port that another program looks into just then opens a moment later.
pub(crate) const REOPENING_PAUSE: Duration = Duration::from_millis(300);
/// After the first try.
const REOPENINGS: u32 = 2;

/// How a board came out of its loader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Restart {
    /// It was reset, and runs what its flash holds.
    Reset,
    /// The adapter has no modem lines: a person must press the board's reset button.
    NoModemLines,
}

/// Resets the board into the program in its flash, with the line at [`PROGRAM_BAUD`].
///
/// The speed changes first: some systems reopen the port for that, and a glitch on the modem lines
/// does no harm before the reset. A port that does not open is tried three times within a second, and
/// a system that does not answer is asked once more.
///
/// # Errors
///
/// What the system said last: [`ControlError::Closed`] where the port does not open, and
/// [`ControlError::Refused`] where it stays at another speed: then the board was reset.
pub async fn leave<P: SerialPort>(port: &mut P) -> Result<Restart, ControlError> {
    let speed = set_program_baud(port).await;
    match speed {
        // At another speed, too, the board is better off in its program.
        Ok(()) | Err(ControlError::Refused(_)) => {}
        Err(error) => return Err(error),
    }
    let mut is_hung = false;
    let restart = loop {
        match INTO_PROGRAM.perform(port).await {
            Ok(()) => break Restart::Reset,
            Err(ControlError::Refused(_)) => break Restart::NoModemLines,
            Err(ControlError::TimedOut) if !is_hung => is_hung = true,
            Err(error) => return Err(error),
        }
    };
    speed.map(|()| restart)
}

/// Ends a job that has done its work. What goes wrong now does not undo that, unless the device is
/// lost: `None` where the port could not be brought back.
pub(crate) async fn restart<P: SerialPort>(
    port: &mut P,
    events: &mut Events<'_>,
) -> Result<Option<Restart>, Error> {
    events(LoaderEvent::Stage(Stage::Restart));
    match leave(port).await {
        Ok(Restart::Reset) => Ok(Some(Restart::Reset)),
        Ok(Restart::NoModemLines) => {
            events(LoaderEvent::NoModemLines);
            Ok(Some(Restart::NoModemLines))
        }
        Err(ControlError::Lost) => Err(Error::Lost),
        Err(source) => {
            events(LoaderEvent::RestartFailed { source });
            Ok(None)
        }
    }
}

async fn set_program_baud<P: SerialPort>(port: &mut P) -> Result<(), ControlError> {
    let (mut refusals, mut is_hung) = (0, false);
    loop {
        match port.set_baud(PROGRAM_BAUD).await {
            Err(ControlError::TimedOut) if !is_hung => is_hung = true,
            Err(ControlError::Refused(_) | ControlError::Closed(_)) if refusals < REOPENINGS => {
                refusals += 1;
                port.sleep(REOPENING_PAUSE).await;
            }
            outcome => return outcome,
        }
    }
}
