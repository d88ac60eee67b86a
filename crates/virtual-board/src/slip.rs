//! SLIP (RFC 1055): frames between two 0xC0, with 0xC0 and 0xDB escaped.
//!
//! Written from the published format alone. It shares no code with the loader's codec, so that a
//! mistake in one is not hidden by the same mistake in the other.

use alloc::vec::Vec;
use core::mem;

/// Begins and ends a frame.
pub(crate) const END: u8 = 0xC0;
const ESCAPE: u8 = 0xDB;
const ESCAPED_END: u8 = 0xDC;
const ESCAPED_ESCAPE: u8 = 0xDD;

/// Appends `payload` as one frame.
pub(crate) fn encode(payload: &[u8], out: &mut Vec<u8>) {
    out.push(END);
    for &byte in payload {
        match byte {
            END => out.extend([ESCAPE, ESCAPED_END]),
            ESCAPE => out.extend([ESCAPE, ESCAPED_ESCAPE]),
            _ => out.push(byte),
        }
    }
    out.push(END);
}

/// Takes frames out of a stream, byte by byte.
#[derive(Debug)]
pub(crate) struct Decoder {
    state: State,
    frame: Vec<u8>,
    limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    Inside,
    Escape,
}

impl Decoder {
    /// A decoder that drops a frame of more than `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { state: State::Outside, frame: Vec::new(), limit }
    }

    /// Takes one byte, and returns the frame that it ends. Empty frames are no frames: the byte
    /// that ends one begins the next.
    pub(crate) fn push(&mut self, byte: u8) -> Option<Vec<u8>> {
        match (self.state, byte) {
            (State::Outside, END) => self.state = State::Inside,
            (State::Outside, _) => {}
            (State::Inside, END) if self.frame.is_empty() => {}
            (State::Inside, END) => {
                self.state = State::Outside;
                return Some(mem::take(&mut self.frame));
            }
            (State::Inside, ESCAPE) => self.state = State::Escape,
            (State::Inside, _) => self.keep(byte),
            (State::Escape, ESCAPED_END) => self.unescape(END),
            (State::Escape, ESCAPED_ESCAPE) => self.unescape(ESCAPE),
            // A broken escape spoils the frame; an END may begin the next one.
            (State::Escape, END) => {
                self.frame.clear();
                self.state = State::Inside;
            }
            (State::Escape, _) => self.drop_frame(),
        }
        None
    }

    /// Whether the next byte would be the first of a frame's payload.
    pub(crate) fn at_frame_start(&self) -> bool {
        self.frame.is_empty() && self.state != State::Escape
    }

    fn unescape(&mut self, byte: u8) {
        self.state = State::Inside;
        self.keep(byte);
    }

    fn keep(&mut self, byte: u8) {
        if self.frame.len() == self.limit {
            self.drop_frame();
        } else {
            self.frame.push(byte);
        }
    }

    fn drop_frame(&mut self) {
        self.frame.clear();
        self.state = State::Outside;
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use proptest::prelude::*;

    use super::*;

    fn frames(bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut decoder = Decoder::new(64);
        bytes.iter().filter_map(|&b| decoder.push(b)).collect()
    }

    #[test]
    fn noise_before_a_frame_and_empty_frames_are_skipped() {
        assert_eq!(frames(&[1, 2, 0xC0, 0xC0, 0xC0, 7, 0xC0, 9]), [vec![7]]);
    }

    #[test]
    fn an_escape_of_nothing_spoils_only_its_frame() {
        assert_eq!(frames(&[0xC0, 1, 0xDB, 2, 0xC0, 0xC0, 3, 0xC0]), [vec![3]]);
        assert_eq!(frames(&[0xC0, 1, 0xDB, 0xC0, 3, 0xC0]), [vec![3]]);
    }

    #[test]
    fn a_frame_over_the_limit_is_dropped() {
        let mut stream = vec![0xC0];
        stream.extend([5; 65]);
        stream.extend([0xC0, 0xC0, 6, 0xC0]);
        assert_eq!(frames(&stream), [vec![6]]);
    }

    proptest! {
        #[test]
        fn what_was_encoded_comes_out(payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..64), 0..8)) {
            let mut stream = vec![];
            for payload in &payloads {
                encode(payload, &mut stream);
            }
            prop_assert_eq!(frames(&stream), payloads);
        }

        #[test]
        fn any_stream_leaves_bounded_frames(stream in prop::collection::vec(any::<u8>(), 0..512)) {
            for frame in frames(&stream) {
                prop_assert!(!frame.is_empty() && frame.len() <= 64);
            }
        }
    }
}
