//! The SLIP decoder: any noise, cut anywhere, gives the same payloads, none above the limit; and
//! what is encoded is decoded, also behind that noise.
#![no_main]

use esp8266_loader::slip::{Decoder, END, Progress, encode};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Line {
    noise: Vec<u8>,
    payload: Vec<u8>,
    /// Where the payload is given in two pieces.
    piece: u8,
    /// Lengths of the chunks in which the line arrives, over and over.
    chunks: Vec<u8>,
    limit: u8,
}

fuzz_target!(|line: Line| {
    let limit = usize::from(line.limit);
    let wire = encoded(&line);

    // The last delimiter brings out whatever is still held.
    let noise = [&line.noise[..], &[END]].concat();
    let found = received(&noise, &[], limit);
    assert!(found.iter().all(|payload| (1..=limit).contains(&payload.len())));
    assert_eq!(found, received(&noise, &line.chunks, limit));

    let behind_noise = [line.noise, wire.clone()].concat();
    let found = received(&behind_noise, &line.chunks, limit);
    if (1..=limit).contains(&line.payload.len()) {
        assert_eq!(received(&wire, &line.chunks, limit), [&line.payload[..]]);
        assert_eq!(found.last(), Some(&line.payload));
    } else {
        assert!(received(&wire, &line.chunks, limit).is_empty());
    }
});

/// One frame. Its delimiters are its first byte and its last, and pieces make no difference.
fn encoded(line: &Line) -> Vec<u8> {
    let (first, second) = line.payload.split_at(line.payload.len().min(line.piece.into()));
    let (mut wire, mut whole) = (Vec::new(), Vec::new());
    encode(&[first, second], &mut wire);
    encode(&[&line.payload], &mut whole);
    assert_eq!(wire, whole);
    assert!(matches!(&wire[..], [END, inside @ .., END] if !inside.contains(&END)));
    wire
}

/// The payloads of a line that arrives in chunks of these lengths; all at once without any.
fn received(mut wire: &[u8], chunks: &[u8], limit: usize) -> Vec<Vec<u8>> {
    let mut decoder = Decoder::new(limit);
    let mut payloads = Vec::new();
    let mut lengths = chunks.iter().map(|&length| usize::from(length).max(1)).cycle();
    while !wire.is_empty() {
        let length = lengths.next().unwrap_or(wire.len()).min(wire.len());
        let (mut chunk, rest) = wire.split_at(length);
        while let Progress::Payload(payload, left) = decoder.push(chunk) {
            payloads.push(payload.to_vec());
            assert!(left.len() < chunk.len());
            chunk = left;
        }
        wire = rest;
    }
    payloads
}
