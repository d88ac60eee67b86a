//! SLIP framing: `C0 payload C0`, with `C0` and `DB` inside the payload escaped.
//!
//! | in the payload | on the wire |
//! | --- | --- |
//! | `C0` | `DB DC` |
//! | `DB` | `DB DD` |
//!
//! Source: RFC 1055, and what the boot loader and the stub do with it.

use alloc::vec::Vec;

/// Ends a frame, and starts one.
pub const END: u8 = 0xC0;
const ESCAPE: u8 = 0xDB;
const ESCAPED_END: u8 = 0xDC;
const ESCAPED_ESCAPE: u8 = 0xDD;

/// Appends one frame with `payload`, given in pieces, to `wire`.
///
/// Exactly one delimiter stands before it and one after: an older stub takes an empty frame
/// between two delimiters for a repetition of the last command.
pub fn encode(payload: &[&[u8]], wire: &mut Vec<u8>) {
    let bytes: usize = payload.iter().map(|piece| piece.len()).sum();
    // Room for what is escaped in compressed data: one byte in 128.
    wire.reserve(bytes + bytes / 64 + 2);
    wire.push(END);
    for piece in payload {
        for run in piece.split_inclusive(|byte| matches!(*byte, END | ESCAPE)) {
            let (plain, escaped): (_, &[u8]) = match run.split_last() {
                Some((&END, plain)) => (plain, &[ESCAPE, ESCAPED_END]),
                Some((&ESCAPE, plain)) => (plain, &[ESCAPE, ESCAPED_ESCAPE]),
                _ => (run, &[]),
            };
            wire.extend_from_slice(plain);
            wire.extend_from_slice(escaped);
        }
    }
    wire.push(END);
}

/// Takes the wire in chunks of any size and gives back the payloads, one at a time.
///
/// Everything between two delimiters is a payload, so a lost delimiter costs at most the two
/// frames it stood between. What precedes the first delimiter, a payload with an impossible
/// escape, and one longer than the limit are dropped: on this line they are boot messages, noise,
/// or a program that was running.
#[derive(Debug, Clone)]
pub struct Decoder {
    payload: Vec<u8>,
    state: State,
    limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// No delimiter since the start, or since something unusable: drop until the next one.
    Lost,
    Inside,
    Escaping,
    /// The payload was handed out; the next byte starts a new one.
    Done,
}

/// What [`Decoder::push`] made of a chunk.
#[derive(Debug, PartialEq, Eq)]
pub enum Progress<'d, 'c> {
    /// The chunk is used up; no payload is complete.
    NeedMore,
    /// A payload, never empty, and the part of the chunk that follows it.
    Payload(&'d [u8], &'c [u8]),
}

impl Decoder {
    /// A decoder for payloads of at most `limit` bytes. It never holds more than that.
    #[must_use]
    pub const fn new(limit: usize) -> Self {
        Self { payload: Vec::new(), state: State::Lost, limit }
    }

    /// Forgets a half-received payload.
    pub fn clear(&mut self) {
        self.payload.clear();
        self.state = State::Lost;
    }

    /// Takes bytes up to the end of the next payload. Call again with the rest.
    pub fn push<'c>(&mut self, chunk: &'c [u8]) -> Progress<'_, 'c> {
        for (index, &byte) in chunk.iter().enumerate() {
            if self.state == State::Done {
                self.payload.clear();
                self.state = State::Inside;
            }
            match (self.state, byte) {
                (State::Inside, END) if !self.payload.is_empty() => {
                    self.state = State::Done;
                    return Progress::Payload(&self.payload, &chunk[index + 1..]);
                }
                (_, END) => {
                    self.payload.clear();
                    self.state = State::Inside;
                }
                (State::Inside, ESCAPE) => self.state = State::Escaping,
                (State::Inside, plain) => self.keep(plain),
                (State::Escaping, ESCAPED_END) => self.keep(END),
                (State::Escaping, ESCAPED_ESCAPE) => self.keep(ESCAPE),
                (State::Escaping, _) => self.state = State::Lost,
                (State::Lost | State::Done, _) => {}
            }
        }
        Progress::NeedMore
    }

    fn keep(&mut self, byte: u8) {
        if self.payload.len() < self.limit {
            self.payload.push(byte);
            self.state = State::Inside;
        } else {
            self.state = State::Lost;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{vec, vec::Vec};
    use proptest::prelude::*;

    fn payloads(decoder: &mut Decoder, mut chunk: &[u8]) -> Vec<Vec<u8>> {
        let mut found = Vec::new();
        while let Progress::Payload(payload, rest) = decoder.push(chunk) {
            found.push(payload.to_vec());
            chunk = rest;
        }
        found
    }

    #[test]
    fn delimiters_and_escapes_inside_a_payload_are_escaped() {
        let mut wire = Vec::new();
        encode(&[&[0x01, END], &[ESCAPE, 0x02]], &mut wire);
        assert_eq!(wire, [0xC0, 0x01, 0xDB, 0xDC, 0xDB, 0xDD, 0x02, 0xC0]);
    }

    #[test]
    fn boot_text_before_the_first_frame_is_dropped() {
        let mut decoder = Decoder::new(64);
        let wire = b"\r\n ets Jan  8 2013,rst cause:2\r\n\xC0OHAI\xC0";
        assert_eq!(payloads(&mut decoder, wire), [b"OHAI"]);
    }

    #[test]
    fn a_lost_delimiter_between_two_frames_costs_no_more_than_these_two() {
        let mut decoder = Decoder::new(64);
        let wire = [END, 1, 2, 3, 4, END, END, 5, END];
        assert_eq!(payloads(&mut decoder, &wire), [vec![1, 2, 3, 4], vec![5]]);
    }

    #[test]
    fn an_impossible_escape_drops_its_frame_only() {
        let mut decoder = Decoder::new(64);
        let wire = [END, 1, ESCAPE, 0x00, 2, END, 3, END];
        assert_eq!(payloads(&mut decoder, &wire), [vec![3]]);
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded_however_it_is_cut(
            frames in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..200), 1..6),
            cut in 1usize..50,
        ) {
            let mut wire = Vec::new();
            for frame in &frames {
                encode(&[frame], &mut wire);
            }
            let mut decoder = Decoder::new(200);
            let found: Vec<_> =
                wire.chunks(cut).flat_map(|chunk| payloads(&mut decoder, chunk)).collect();
            prop_assert_eq!(found, frames);
        }

        #[test]
        fn noise_is_taken_alike_however_it_is_cut_and_never_grows_past_the_limit(
            noise in prop::collection::vec(noise_byte(), 0..2_000),
            limit in 0usize..64,
            cut in 1usize..50,
        ) {
            // The last delimiter brings out what is still held.
            let noise = [&noise[..], &[END]].concat();
            let found = payloads(&mut Decoder::new(limit), &noise);
            prop_assert!(found.iter().all(|payload| (1..=limit).contains(&payload.len())));
            let mut decoder = Decoder::new(limit);
            let cut: Vec<_> =
                noise.chunks(cut).flat_map(|chunk| payloads(&mut decoder, chunk)).collect();
            prop_assert_eq!(cut, found);
        }

        #[test]
        fn a_frame_behind_noise_is_found(
            noise in prop::collection::vec(noise_byte(), 0..200),
            frame in prop::collection::vec(any::<u8>(), 1..64),
        ) {
            let mut wire = noise;
            encode(&[&frame], &mut wire);
            let found = payloads(&mut Decoder::new(64), &wire);
            prop_assert_eq!(found.last(), Some(&frame));
        }
    }

    /// Delimiters and escapes are more frequent than chance would have them.
    fn noise_byte() -> impl Strategy<Value = u8> {
        prop_oneof![any::<u8>(), prop::sample::select(vec![END, ESCAPE, ESCAPED_END])]
    }
}
