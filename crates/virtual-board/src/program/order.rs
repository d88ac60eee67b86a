//! What a program may ask of the chip that it runs on.

use alloc::vec::Vec;

/// Something that takes its time, and may be cut short by a reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// The content of the flash.
    Read {
        /// From here on.
        address: u32,
        /// So many bytes.
        bytes: u32,
    },
    /// Erase the sector with this address.
    EraseSector {
        /// Any address in it.
        address: u32,
    },
    /// Clear bits, page by page.
    Program {
        /// From here on.
        address: u32,
        /// What they are to be, where they are 1 by now.
        bytes: Vec<u8>,
    },
    /// Reset the chip.
    Restart,
    /// Nothing goes on, so the watchdog resets the chip.
    Hang,
}
