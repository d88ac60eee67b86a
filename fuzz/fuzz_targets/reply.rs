//! Answers: what is read stands in the bytes, and yes is heard only where the board said yes.
#![no_main]

use esp8266_loader::reply::{Refusal, Reply};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Answer {
    payload: Vec<u8>,
    expected_bytes: u8,
    opcode: u8,
    value: u32,
    status: [u8; 2],
}

fuzz_target!(|answer: Answer| {
    any_payload(&answer.payload, answer.expected_bytes.into());
    well_formed(&answer);
});

fn any_payload(payload: &[u8], expected_bytes: usize) {
    let Some(reply) = Reply::parse(payload) else {
        assert!(payload.len() < 10 || payload[0] != 0x01);
        return;
    };
    let &[0x01, opcode, _, _, a, b, c, d, ref data @ ..] = payload else {
        panic!("no answer starts like this");
    };
    assert_eq!((reply.opcode, reply.value), (opcode, u32::from_le_bytes([a, b, c, d])));
    match reply.accept(expected_bytes) {
        Ok(told) => {
            assert_eq!(told, &data[..expected_bytes]);
            assert!(matches!(data[expected_bytes..], [0, _, ..]));
        }
        Err(refusal) => {
            let Refusal { status, reason } = refusal;
            let is_at = |at: usize| data.get(at..at + 2) == Some(&[status, reason]);
            assert!(is_at(0) || is_at(expected_bytes));
            assert!(!refusal.to_string().is_empty());
        }
    }
}

/// As a board sends it: header, data, status.
fn well_formed(answer: &Answer) {
    let [status, reason] = answer.status;
    let length = (answer.payload.len() as u16).to_le_bytes();
    let header = [&[0x01, answer.opcode], &length[..], &answer.value.to_le_bytes()].concat();
    let bytes = [&header, &answer.payload[..], &answer.status].concat();
    let reply = Reply::parse(&bytes).expect("a whole answer");
    assert_eq!((reply.opcode, reply.value), (answer.opcode, answer.value));
    let heard = reply.accept(answer.payload.len());
    match status {
        0 => assert_eq!(heard, Ok(&answer.payload[..])),
        _ => assert_eq!(heard, Err(Refusal { status, reason })),
    }
}
