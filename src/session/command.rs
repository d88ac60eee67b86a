//! What a person asks of the session.

use super::jobs::Job;

/// One request. Where it makes no sense at the moment, it is dropped.
#[derive(Debug)]
pub enum Command<C> {
    /// Open this port and find out what is there.
    Connect(C),
    /// Begin a job.
    Start(Job),
    /// Give up the job that runs, where that leaves the board as it was.
    Cancel,
    /// Show what could be installed; the port stays open.
    OfferInstall,
    /// Go to the terminal as things are.
    OpenTerminal,
    /// Interrupt the program that runs, and wait for the prompt.
    Interrupt,
    /// Press Enter, and wait for the prompt.
    PressEnter,
    /// Start Python again, without a reset of the board.
    RestartPython,
    /// Reset the board by its reset line.
    ResetBoard,
    /// Listen to the board and speak at this speed, in baud.
    SetSpeed(u32),
    /// Send what was typed.
    Keys(Vec<u8>),
    /// Send what was pasted, so that Python gets what was meant.
    Paste(String),
    /// Send the paste that is held, to the program that runs.
    PasteHeld,
    /// Forget the paste that is held.
    DropHeldPaste,
    /// Close the port.
    Disconnect,
}
