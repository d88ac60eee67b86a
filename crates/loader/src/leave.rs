//! Out of the loader, by the only way that every loader understands: the reset line.

use crate::reset::INTO_PROGRAM;
use serial_line::{ControlError, SerialPort};

/// The speed of the prompt, and of nearly every program.
pub const PROGRAM_BAUD: u32 = 115_200;

/// Resets the board into the program in its flash, with the line at [`PROGRAM_BAUD`].
///
/// The speed changes first: some systems reopen the port for that, and a glitch on the modem lines
/// does no harm before the reset.
///
/// # Errors
///
/// What the port says; where it has no modem lines, a person must press the reset button.
pub async fn leave<P: SerialPort>(port: &mut P) -> Result<(), ControlError> {
    port.set_baud(PROGRAM_BAUD).await?;
    INTO_PROGRAM.perform(port).await
}
