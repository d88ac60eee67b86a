//! What happens during a job, as values.
//!
//! # The order of an installation
//!
//! ```text
//! Stage(Connect)  Connecting+  Connected  Chip  Flash  Planned
//!                 ( StubStarted SpeedChanged? | RomOnly )
//! Stage(Erase)    Erased            where more is to be blank than what is written
//! Stage(Write)    Compared?  ( Writing+  Written )?
//! Stage(Verify)   Verified          with the stub
//! Stage(Restart)    ( NoModemLines | RestartFailed )?
//! ```
//!
//! Where something fails that is worth another try, `Retrying` comes in between and all starts
//! again at `Stage(Connect)`; what was erased once is not erased again.
//!
//! # The order of the other jobs
//!
//! ```text
//! all             Stage(Connect)  Connecting+  Connected  Chip  Flash  ( StubStarted SpeedChanged? )?
//! identifying
//! reading         Stage(Read)     ( Reading | Resumed )+
//! restoring       Stage(Write)    Writing+  Written    Stage(Verify)  Verified
//! erasing         Stage(Erase)    Erased               Stage(Verify)  Verified
//! all             Stage(Restart)  ( NoModemLines | RestartFailed )?
//! ```
//!
//! After `Resumed` and after `Retrying`, reading goes on with the piece that was under way, so its progress may go
//! back by up to 64 KiB. After `Retrying`, restoring begins anew, and passes quickly what is there already.

use crate::chip::{Chip, FlashId};
use crate::error::Error;
use core::time::Duration;
use serial_line::ControlError;

/// One thing that happened in a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoaderEvent {
    /// A part of the job begins.
    Stage(Stage),
    /// The board is reset into its boot loader and called.
    Connecting {
        /// The speed of the line in bits per second.
        baud: u32,
        /// The name of the reset sequence that is carried out.
        reset: &'static str,
    },
    /// The modem lines could not be switched; only a person can reset the board.
    NoModemLines,
    /// A boot loader answers.
    Connected {
        /// The speed of the line in bits per second.
        baud: u32,
        /// The one of the two loaders that answers.
        answered_by: AnsweredBy,
    },
    /// The chip told what it is.
    Chip(Chip),
    /// The flash chip told what it is.
    Flash {
        /// The id that the flash chip answered.
        id: FlashId,
        /// Its size, where the answer or the options tell.
        flash_bytes: Option<u32>,
    },
    /// What will be written is ready.
    Planned {
        /// The header's two bytes for the flash: mode, then size and frequency.
        flash_params: u16,
        /// How many bytes of flash it fills.
        flash_bytes: u32,
        /// Bytes on the wire, fewer where compression helps.
        wire_bytes: u32,
    },
    /// The stub runs.
    StubStarted {
        /// Time from the first byte of its upload.
        took: Duration,
    },
    /// Going on without the stub: slower, never the whole chip erased, nothing verified.
    RomOnly,
    /// The stub answers at the speed that it was told to change to.
    SpeedChanged {
        /// The speed of the line in bits per second.
        baud: u32,
    },
    /// What was to be erased is blank.
    Erased {
        /// How long that took.
        took: Duration,
    },
    /// The flash was compared with what is to be written: some of it is there already.
    Compared {
        /// Bytes that are to be written; none where all is there.
        different_bytes: u32,
        /// How many bytes of flash the image fills.
        of_flash_bytes: u32,
    },
    /// Some of the bytes were taken.
    Writing {
        /// How many bytes of flash are written so far.
        flash_bytes: u32,
        /// How many bytes of flash are written at the end.
        of_flash_bytes: u32,
    },
    /// All is written.
    Written {
        /// How many bytes of flash it fills.
        flash_bytes: u32,
        /// Bytes that went over the wire, before framing.
        wire_bytes: u32,
        /// How long that took.
        took: Duration,
    },
    /// The flash's MD5 is that of the image.
    Verified {
        /// How long that took.
        took: Duration,
    },
    /// All is done, and the port could not be brought back to the speed of the prompt.
    RestartFailed {
        /// What the system said, and whether the port is still open.
        source: ControlError,
    },
    /// Something failed; all starts again.
    Retrying {
        /// The failure that made it begin again.
        after: Error,
        /// The speed of the next attempt in bits per second.
        baud: u32,
    },
    /// Reading got out of step with the stub, and goes on with the bytes that are still missing.
    Resumed {
        /// The address of the first of them.
        at: u32,
        /// What went wrong.
        after: Error,
    },
    /// Some of the bytes were read.
    Reading {
        /// How many bytes came so far. All but those of the last 64 KiB are proven.
        flash_bytes: u32,
        /// How many bytes are read at the end.
        of_flash_bytes: u32,
    },
}

/// A part of a job, as a person would name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// The board is made ready: reset, speed, chip, stub.
    Connect,
    /// The board erases what is to be blank.
    Erase,
    /// The board sends what its flash holds.
    Read,
    /// The board writes what it is sent.
    Write,
    /// The board's digest of the flash is compared with the image's.
    Verify,
    /// The board is reset into what was written.
    Restart,
}

impl Stage {
    /// The longest that a stage lasts, for up to 1 MiB at 115,200 baud: then it has
    /// succeeded, failed, or begun again with [`LoaderEvent::Retrying`].
    ///
    /// | stage | limit | because |
    /// | --- | --- | --- |
    /// | connect | 30 s | four resets with seven calls each, then a few commands of 3 s |
    /// | erase | 125 s | a 16 MiB chip takes 40 s, at its worst 120 s |
    /// | read | 150 s | 100 s on the wire, and a silence of some seconds for each fault |
    /// | write | 150 s | 92 s on the wire, and one silence of at most 40 s for each MB |
    /// | verify | 10 s | 8 s for each MB |
    /// | restart | 2 s | a port that opens at its third try, and a pulse of 0.1 s |
    #[must_use]
    pub const fn limit(self) -> Duration {
        Duration::from_secs(match self {
            Self::Connect => 30,
            Self::Erase => 125,
            Self::Read | Self::Write => 150,
            Self::Verify => 10,
            Self::Restart => 2,
        })
    }
}

/// The loader that answers at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnsweredBy {
    /// The loader in the chip's ROM.
    Rom,
    /// A stub that was still running: the reset did not reach the chip.
    RunningStub,
}

/// The callback that is told each event of a job.
pub type Events<'e> = dyn FnMut(LoaderEvent) + 'e;
