//! The real stub, as the board knows it.
#![expect(unreachable_pub, reason = "the generated constant is public where the page uses it")]

use virtual_board::{KnownStub, StubVersion};

include!(concat!(env!("OUT_DIR"), "/stub.rs"));

/// What the generated constant is made of: the page has types of the same names.
pub struct StubImage<'a> {
    entry: u32,
    text: Segment<'a>,
    data: Segment<'a>,
}

/// Bytes, and where in RAM they go.
pub struct Segment<'a> {
    address: u32,
    bytes: &'a [u8],
}

/// Espressif's stub 2, byte for byte.
pub(super) fn known() -> KnownStub {
    KnownStub {
        version: StubVersion::V2,
        entry: STUB.entry,
        text: segment(&STUB.text),
        data: segment(&STUB.data),
    }
}

fn segment(of: &Segment<'_>) -> virtual_board::Segment {
    virtual_board::Segment { address: of.address, bytes: of.bytes.to_vec() }
}
