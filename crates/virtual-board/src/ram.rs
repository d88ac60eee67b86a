//! The chip's RAM, as far as uploads reach it.

use alloc::vec;
use alloc::vec::Vec;

use crate::known_stub::{KnownStub, Segment};

const DATA_RAM: u32 = 0x3FFE_8000;
const DATA_RAM_BYTES: usize = 0x1_8000;
const INSTRUCTION_RAM: u32 = 0x4010_0000;
const INSTRUCTION_RAM_BYTES: usize = 0x1_0000;

/// Where the ROM puts each frame it receives, over what an upload may have put there.
pub(crate) const ROM_RECEIVE_BUFFER: u32 = 0x3FFF_A000;
pub(crate) const ROM_RECEIVE_BUFFER_BYTES: usize = 0x2000;

/// RAM. A reset leaves it as it is; only the loss of power clears it.
#[derive(Debug)]
pub(crate) struct Ram {
    data: Vec<u8>,
    instructions: Vec<u8>,
}

impl Ram {
    pub(crate) fn new() -> Self {
        Self { data: vec![0; DATA_RAM_BYTES], instructions: vec![0; INSTRUCTION_RAM_BYTES] }
    }

    /// Writes bytes; `false` if there is no RAM for all of them, and then none is written.
    pub(crate) fn write(&mut self, address: u32, bytes: &[u8]) -> bool {
        match self.region(address, bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                true
            }
            None => false,
        }
    }

    /// The stub whose bytes are here and whose entry is `entry`.
    pub(crate) fn find<'a>(&mut self, entry: u32, stubs: &'a [KnownStub]) -> Option<&'a KnownStub> {
        stubs
            .iter()
            .find(|stub| stub.entry == entry && self.holds(&stub.text) && self.holds(&stub.data))
    }

    fn holds(&mut self, segment: &Segment) -> bool {
        self.region(segment.address, segment.bytes.len()).is_some_and(|here| *here == segment.bytes)
    }

    fn region(&mut self, address: u32, len: usize) -> Option<&mut [u8]> {
        let (start, bytes) = if address >= INSTRUCTION_RAM {
            (INSTRUCTION_RAM, &mut self.instructions)
        } else {
            (DATA_RAM, &mut self.data)
        };
        let from = address.checked_sub(start)? as usize;
        bytes.get_mut(from..from.checked_add(len)?)
    }
}

/// An upload to RAM: MEM_BEGIN, then blocks in their order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Upload {
    at: u32,
    next_sequence: u32,
}

impl Upload {
    pub(crate) fn new(address: u32) -> Self {
        Self { at: address, next_sequence: 0 }
    }

    /// Takes the place and the number of the next block.
    pub(crate) fn next(&mut self, len: usize) -> (u32, u32) {
        let next = (self.at, self.next_sequence);
        self.at = self.at.wrapping_add(len as u32);
        self.next_sequence += 1;
        next
    }
}
