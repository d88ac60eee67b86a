//! The flasher stubs a board may be told about, by their bytes.

use alloc::vec::Vec;

/// A flasher stub that the board knows how to impersonate.
///
/// The board runs no machine code. When the upload equals one of these byte for byte, and the jump
/// goes to its entry, the board goes on as that stub would; with any other bytes it crashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownStub {
    /// Which stub's behaviour starts.
    pub version: StubVersion,
    /// Address the host must jump to.
    pub entry: u32,
    /// The program.
    pub text: Segment,
    /// Its initial data.
    pub data: Segment,
}

/// Bytes and the address in RAM where they belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Address of the first byte.
    pub address: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The two stubs in use on the ESP8266.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StubVersion {
    /// Espressif's legacy stub 1.x.
    V1,
    /// Espressif's esp-flasher-stub 1.x, called stub version 2 by its clients.
    V2,
}

impl KnownStub {
    /// A made-up stub for tests, with the sizes and addresses of the real `version` and
    /// repeatable bytes.
    #[must_use]
    pub fn made_up(version: StubVersion) -> Self {
        let (entry, text, text_bytes, data, data_bytes) = match version {
            StubVersion::V1 => (0x4010_D004, 0x4010_D000, 8_276, 0x3FFF_ACAC, 768),
            StubVersion::V2 => (0x4010_C504, 0x4010_C500, 11_456, 0x3FFF_AE6C, 920),
        };
        Self {
            version,
            entry,
            text: Segment { address: text, bytes: pattern(0x5EED_0001, text_bytes) },
            data: Segment { address: data, bytes: pattern(0x5EED_0002, data_bytes) },
        }
    }
}

/// `len` bytes of a linear congruential generator: all values, no meaning.
fn pattern(seed: u32, len: usize) -> Vec<u8> {
    let mut state = seed;
    core::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(len)
    .collect()
}
