//! The real stub, as the board knows it.
#![expect(unreachable_pub, reason = "the generated constant is public where the page uses it")]

use esp8266_loader::stub::{Segment, StubImage};
use virtual_board::{KnownStub, StubVersion};

include!(concat!(env!("OUT_DIR"), "/stub.rs"));

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
