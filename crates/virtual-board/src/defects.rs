//! What may be broken on a board, for tests of what a host does about it.

use alloc::vec::Vec;
use core::time::Duration;

/// Defects of the board. The default is a sound one.
///
/// Faults of the line between host and board are not here: a middleware port makes those.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Defects {
    /// Whether an uploaded stub starts.
    pub stub_start: StubStart,
    /// Whether the ROM's answer to the jump arrives.
    pub mem_end_reply: MemEndReply,
    /// Whether a change of speed that was answered is also done.
    pub baud_change: BaudChange,
    /// Whether erasing ends.
    pub erase: EraseEnd,
    /// Flash cells that can't hold a 1.
    pub stuck_cells: Vec<StuckCell>,
}

/// Whether an uploaded stub starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum StubStart {
    /// At once.
    #[default]
    Normal,
    /// This much later.
    Late(Duration),
    /// The chip goes silent instead.
    Never,
}

/// Whether the ROM's answer to MEM_END arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MemEndReply {
    /// It does.
    #[default]
    Sent,
    /// The jump comes before the answer has left.
    Lost,
}

/// Whether the stub changes its speed after it said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BaudChange {
    /// It does.
    #[default]
    Followed,
    /// It stays as it was.
    Ignored,
}

/// Whether erasing ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum EraseEnd {
    /// After the typical time.
    #[default]
    Normal,
    /// The flash stays busy for ever.
    Never,
}

/// Bits of one flash byte that read 0 whatever is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StuckCell {
    /// Address of the byte.
    pub address: u32,
    /// Its bits that are stuck at 0.
    pub zero_bits: u8,
}
