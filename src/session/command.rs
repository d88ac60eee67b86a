//! What a person asks of the session.

use esp8266_loader::compress::Prepared;
use esp8266_loader::install::Options;
use std::rc::Rc;

/// One wish. Where it makes no sense at the moment, it is dropped.
#[derive(Debug)]
pub enum Command<C> {
    /// Open this port and find out what is there.
    Connect(C),
    /// Install an image, then wait for its prompt.
    Install(InstallRequest),
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
    /// Send what was typed.
    Keys(Vec<u8>),
    /// Close the port.
    Disconnect,
}

/// What to install, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstallRequest {
    /// The image, checked and compressed.
    pub prepared: Rc<Prepared>,
    /// How.
    pub options: Options,
    /// Why the ladder of the options begins where it does.
    pub speed: SpeedReason,
}

/// Why an installation begins at the speed that it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SpeedReason {
    /// It is the fastest; slower ones follow where it fails.
    #[default]
    Fastest,
    /// It has served an adapter of this kind.
    ServedBefore,
    /// A person chose it.
    Chosen,
}
