//! The parts of an installation that a fault can strike, finer than the page names them.

use boardwalk::session::Event;
use boardwalk::session::jobs::JobEvent;
use boardwalk::session::jobs::install::InstallEvent;
use esp8266_loader::event::{LoaderEvent, Stage as LoaderStage};

/// A part of an installation, from the click to the prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Into the loader by the modem lines.
    Reset,
    /// Until the loader answers.
    Sync,
    /// Chip, MAC, crystal, flash id.
    Identify,
    /// The stub goes into the chip's RAM.
    Upload,
    /// The stub greets.
    Start,
    /// The whole chip is erased.
    Erase,
    /// The image goes into the flash; or a copy does, or comes out of it.
    Write,
    /// The flash's MD5 is asked for.
    Verify,
    /// Into the program by the modem lines.
    Restart,
    /// Until Python waits.
    Prompt,
}

impl Stage {
    pub(crate) const ALL: [Self; 10] = [
        Self::Reset,
        Self::Sync,
        Self::Identify,
        Self::Upload,
        Self::Start,
        Self::Erase,
        Self::Write,
        Self::Verify,
        Self::Restart,
        Self::Prompt,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Sync => "sync",
            Self::Identify => "identify",
            Self::Upload => "upload",
            Self::Start => "start",
            Self::Erase => "erase",
            Self::Write => "write",
            Self::Verify => "verify",
            Self::Restart => "restart",
            Self::Prompt => "prompt",
        }
    }

    /// The part that begins with what the session tells.
    pub(crate) fn begun_by(event: &Event) -> Option<Self> {
        let event = match event {
            Event::Job(JobEvent::Loader { event, .. }) => event,
            Event::Job(JobEvent::Install(
                InstallEvent::Installed(_) | InstallEvent::FilesDamaged,
            )) => return Some(Self::Prompt),
            _ => return None,
        };
        match event {
            LoaderEvent::Stage(LoaderStage::Connect) => Some(Self::Reset),
            LoaderEvent::Connected { .. } => Some(Self::Identify),
            LoaderEvent::StubStarted { .. } => Some(Self::Erase),
            LoaderEvent::Stage(LoaderStage::Read | LoaderStage::Write) => Some(Self::Write),
            LoaderEvent::Stage(LoaderStage::Verify) => Some(Self::Verify),
            LoaderEvent::Stage(LoaderStage::Restart) => Some(Self::Restart),
            _ => None,
        }
    }

    /// The part that begins with a command, by its opcode.
    pub(crate) const fn begun_by_command(opcode: u8, now: Self) -> Option<Self> {
        match (opcode, now) {
            (0x08, Self::Reset) => Some(Self::Sync),
            (0x05, Self::Identify) => Some(Self::Upload),
            (0x06, Self::Upload) => Some(Self::Start),
            _ => None,
        }
    }
}
