//! What can go wrong, as values. The sentences that people read are made from these elsewhere.

use crate::chip::{FlashId, other_chip};
use crate::plan::Digest16;
use crate::reply::Refusal;
use crate::request::Opcode;
use alloc::vec::Vec;
use core::ops::Range;
use core::time::Duration;
use serial_line::{ControlError, LineError};

/// Why one command was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// The line failed while the command was sent or answered.
    #[error("{command:?}: {source}")]
    Line {
        /// The command that was not done.
        command: Opcode,
        /// What the line said about its failure.
        source: LineError,
    },
    /// Nothing that answers it came in time.
    #[error("{command:?}: no answer within {} ms", milliseconds(*waited))]
    NoAnswer {
        /// The command that was not done.
        command: Opcode,
        /// How long the answer was waited for.
        waited: Duration,
    },
    /// The board said no.
    #[error("{command:?} refused: {refusal}")]
    Refused {
        /// The command that was not done.
        command: Opcode,
        /// The reason that the board gave.
        refusal: Refusal,
    },
}

/// Why a job was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The device was unplugged, or its adapter failed for good.
    #[error("the device has been lost")]
    Lost,
    /// The system did not set the line's speed.
    #[error("setting {baud} baud: {source}")]
    SetBaud {
        /// The speed that was to be set, in bits per second.
        baud: u32,
        /// What the system said, and whether the port is still open.
        source: ControlError,
    },
    /// The modem lines could not be switched, and not because there are none.
    #[error("switching the modem lines: {0}")]
    SetSignals(ControlError),
    /// The line failed outside a command: while the content of the flash was read from it, or a
    /// stub's greeting.
    #[error("line: {0}")]
    Line(LineError),
    /// No boot loader answered, at any speed, after any reset.
    #[error("no boot loader answered; heard {} bytes", heard.len())]
    NoLoader {
        /// The last bytes that came instead: empty from a silent board.
        heard: Vec<u8>,
    },
    /// A boot loader answered, and it is not an ESP8266's.
    #[error("not an esp8266 but {} (magic {magic:#010x})", other_chip(*magic).unwrap_or("an unknown chip"))]
    OtherChip {
        /// What stands at [`CHIP_MAGIC`](crate::chip::CHIP_MAGIC).
        magic: u32,
    },
    /// The flash chip does not answer as one.
    #[error("the flash chip answers {id}, which no chip does")]
    NoFlash {
        /// The id that the flash chip answered.
        id: FlashId,
    },
    /// The flash chip's size is not known from its answer, and was not chosen.
    #[error("unknown size of flash chip {id}")]
    UnknownFlashSize {
        /// The id that the flash chip answered.
        id: FlashId,
    },
    /// The image does not fit into the flash chip.
    #[error("the image has {image_bytes} bytes, the flash {flash_bytes}")]
    ImageTooLarge {
        /// The size of the image in bytes.
        image_bytes: u32,
        /// The size of the flash chip in bytes.
        flash_bytes: u32,
    },
    /// The firmware would have no room for files in this flash.
    #[error(
        "the firmware needs {least_flash_bytes} bytes of flash for files, and finds {flash_bytes}"
    )]
    NoRoomForFiles {
        /// The smallest flash in which it has room for files, in bytes.
        least_flash_bytes: u32,
        /// The size of the flash that the firmware is told, in bytes.
        flash_bytes: u32,
    },
    /// The region goes beyond the end of the flash chip, or of what the stub reaches of it.
    #[error("{region:#x?} is not in the flash of {flash_bytes} bytes")]
    OutsideFlash {
        /// The region that was asked for.
        region: Range<u32>,
        /// The size of the flash in bytes, as far as the stub reaches.
        flash_bytes: u32,
    },
    /// The copy was made of another board's flash: it has not the size of this one's.
    #[error("the copy has {copy_bytes} bytes, the flash {flash_bytes}")]
    CopyOfOtherSize {
        /// The size of the copy in bytes.
        copy_bytes: u32,
        /// The size of the flash in bytes, as far as the stub reaches.
        flash_bytes: u32,
    },
    /// The stub was uploaded and did not say that it runs.
    #[error("the stub did not start")]
    StubSilent,
    /// A command was not done.
    #[error(transparent)]
    Command(CommandError),
    /// The flash does not hold what was written.
    #[error("md5 of {region:#x?} is {}, not {}", Hex(found), Hex(expected))]
    Md5Mismatch {
        /// The region of the flash that was compared.
        region: Range<u32>,
        /// The digest of what was written there.
        expected: Digest16,
        /// The digest of what the flash holds there, as the board says.
        found: Digest16,
    },
    /// What was read of a piece of the flash does not match its digest, again and again.
    #[error("read {bytes} bytes that do not match their md5")]
    ReadDamaged {
        /// How many bytes of the piece came.
        bytes: usize,
    },
}

impl Error {
    /// Whether the same again, perhaps slower, may well succeed.
    pub(crate) const fn is_transient(&self) -> bool {
        match self {
            Self::NoLoader { .. }
            | Self::StubSilent
            | Self::Md5Mismatch { .. }
            | Self::ReadDamaged { .. }
            | Self::Command(CommandError::NoAnswer { .. } | CommandError::Refused { .. }) => true,
            Self::Lost
            | Self::OtherChip { .. }
            | Self::NoFlash { .. }
            | Self::UnknownFlashSize { .. }
            | Self::ImageTooLarge { .. }
            | Self::NoRoomForFiles { .. }
            | Self::OutsideFlash { .. }
            | Self::CopyOfOtherSize { .. } => false,
            Self::SetBaud { source, .. } | Self::SetSignals(source) => {
                matches!(source, ControlError::Refused(_) | ControlError::Closed(_))
            }
            Self::Line(source) | Self::Command(CommandError::Line { source, .. }) => {
                matches!(source, LineError::Refused(_) | LineError::LineFault(_))
            }
        }
    }

    /// Whether the system took ten seconds for something, and had not done it then.
    pub(crate) const fn is_of_a_hung_system(&self) -> bool {
        matches!(
            self,
            Self::SetBaud { source: ControlError::TimedOut, .. }
                | Self::SetSignals(ControlError::TimedOut)
                | Self::Line(LineError::TimedOut)
                | Self::Command(CommandError::Line { source: LineError::TimedOut, .. })
        )
    }

    pub(crate) fn of_set_baud(baud: u32, source: ControlError) -> Self {
        match source {
            ControlError::Lost => Self::Lost,
            source => Self::SetBaud { baud, source },
        }
    }

    pub(crate) fn of_set_signals(source: ControlError) -> Self {
        match source {
            ControlError::Lost => Self::Lost,
            source => Self::SetSignals(source),
        }
    }
}

/// `Duration`'s own `Debug` brings arithmetic of 128 bits into a program.
fn milliseconds(time: Duration) -> u64 {
    time.as_secs() * 1_000 + u64::from(time.subsec_millis())
}

impl From<LineError> for Error {
    fn from(error: LineError) -> Self {
        match error {
            LineError::Lost => Self::Lost,
            other => Self::Line(other),
        }
    }
}

impl From<CommandError> for Error {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Line { source: LineError::Lost, .. } => Self::Lost,
            other => Self::Command(other),
        }
    }
}

/// Bytes as hex digits.
struct Hex<'a>(&'a [u8]);

impl core::fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
