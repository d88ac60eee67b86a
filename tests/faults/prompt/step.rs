//! The parts of a save and of a run that a fault can strike.

use super::job::Kind;

/// A part of a job at the prompt, from the click to the prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Python is led into raw mode.
    TakeOver,
    /// The board looks for room, and clears what an earlier save has left.
    Room,
    /// The program that receives goes to the board, and opens the file of the new bytes.
    Open,
    /// The bytes go.
    Frames,
    /// The end of them: the file is closed.
    Close,
    /// The board tells size and SHA-256.
    Hash,
    /// The new file takes the old one's place.
    Replace,
    /// The person's program goes to the board.
    Source,
    /// It prints.
    Output,
    /// It has ended, and its error comes.
    Error,
    /// Back to the prompt.
    GiveBack,
}

/// What begins each program that is sent to the board: see `micropython_repl::exec`.
const QUESTION: &[u8] = b"\x05A\x01";
const END_OF_FRAMES: &[u8] = &[0, 0];
const TO_FRIENDLY: &[u8] = b"\x02";
const CTRL_D: u8 = 0x04;

/// The columns: the steps of each kind of job, in their order.
pub(crate) const COLUMNS: [(Kind, Step); 13] = [
    (Kind::Save, Step::TakeOver),
    (Kind::Save, Step::Room),
    (Kind::Save, Step::Open),
    (Kind::Save, Step::Frames),
    (Kind::Save, Step::Close),
    (Kind::Save, Step::Hash),
    (Kind::Save, Step::Replace),
    (Kind::Save, Step::GiveBack),
    (Kind::Run, Step::TakeOver),
    (Kind::Run, Step::Source),
    (Kind::Run, Step::Output),
    (Kind::Run, Step::Error),
    (Kind::Run, Step::GiveBack),
];

impl Step {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::TakeOver => "take over",
            Self::Room => "room",
            Self::Open => "open",
            Self::Frames => "bytes",
            Self::Close => "close",
            Self::Hash => "SHA-256",
            Self::Replace => "replace",
            Self::Source => "source",
            Self::Output => "output",
            Self::Error => "error",
            Self::GiveBack => "prompt",
        }
    }

    /// The step that begins with what is written.
    pub(crate) fn begun_by_writing(bytes: &[u8], kind: Kind, now: Self) -> Option<Self> {
        match (bytes, kind, now) {
            (TO_FRIENDLY, ..) => Some(Self::GiveBack),
            (QUESTION, Kind::Run, Self::TakeOver) => Some(Self::Source),
            (QUESTION, Kind::Save, Self::TakeOver) => Some(Self::Room),
            (QUESTION, Kind::Save, Self::Room) => Some(Self::Open),
            (QUESTION, Kind::Save, Self::Close) => Some(Self::Hash),
            (QUESTION, Kind::Save, Self::Hash) => Some(Self::Replace),
            (END_OF_FRAMES, Kind::Save, Self::Frames) => Some(Self::Close),
            (bytes, Kind::Save, Self::Open) if is_frame(bytes) => Some(Self::Frames),
            _ => None,
        }
    }

    /// The step that begins with what is heard, and behind which byte.
    pub(crate) fn begun_by_hearing(bytes: &[u8], now: Self) -> Option<(Self, usize)> {
        let next = match now {
            Self::Source => Self::Output,
            Self::Output => Self::Error,
            _ => return None,
        };
        let mark = bytes.iter().position(|&byte| byte == CTRL_D)?;
        Some((next, mark + 1))
    }
}

/// Whether these are the length of what follows, lowest byte first, and what follows.
fn is_frame(bytes: &[u8]) -> bool {
    match bytes {
        [low, high, rest @ ..] => {
            usize::from(u16::from_le_bytes([*low, *high])) == rest.len() && !rest.is_empty()
        }
        _ => false,
    }
}
