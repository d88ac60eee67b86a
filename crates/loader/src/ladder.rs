//! Speeds, best first, and how each is reached.
//!
//! The ROM measures the speed of the first bytes that it hears, and a stub inherits it. So one speed
//! serves from the first byte to the last, and the port need not be reopened in between: on some
//! systems that pulls the reset line, and the stub is gone. A board whose ROM does not follow may
//! still have a stub that does, so that other way is kept as a rung of its own.

use crate::leave::PROGRAM_BAUD;
use alloc::vec::Vec;

/// A speed, and how it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rung {
    /// The speed in bits per second.
    pub baud: u32,
    /// How it is reached.
    pub way: Way,
}

/// How a speed is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// The ROM is called at this speed, and the stub inherits it.
    FromTheFirstByte,
    /// The ROM is called at 115,200 baud, and the stub changes to this speed.
    ChangedByTheStub,
}

/// Best first. Nearly all adapters and boards can do the second, and all the last.
///
/// Beyond 921,600 the stub's own work is what takes the time.
pub const LADDER: [Rung; 5] = [
    Rung::new(921_600),
    Rung::new(460_800),
    Rung { baud: 460_800, way: Way::ChangedByTheStub },
    Rung::new(230_400),
    Rung::new(PROGRAM_BAUD),
];

impl Rung {
    /// A speed from the first byte on.
    #[must_use]
    pub const fn new(baud: u32) -> Self {
        Self { baud, way: Way::FromTheFirstByte }
    }

    /// The speed at which the ROM is called.
    #[must_use]
    pub const fn rom_baud(self) -> u32 {
        match self.way {
            Way::FromTheFirstByte => self.baud,
            Way::ChangedByTheStub => PROGRAM_BAUD,
        }
    }

    /// The ladder from here down: where this one has worked before, none above it need be tried.
    #[must_use]
    pub fn and_below(self) -> Vec<Self> {
        let first = LADDER.iter().position(|rung| *rung == self).unwrap_or_default();
        LADDER.iter().skip(first).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_worked_is_where_the_ladder_begins() {
        assert_eq!(Rung::new(230_400).and_below(), LADDER[3..]);
        assert_eq!(Rung::new(57_600).and_below(), LADDER);
    }
}
