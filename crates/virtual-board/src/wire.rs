//! The wire between adapter and chip: bits, and what a receiver at another speed makes of them.
//!
//! A receiver that runs at the sender's speed gets its bytes. One that does not samples the same
//! voltages at other moments, and gets garbage: this module samples them too, so the garbage is
//! that of a real UART, with its framing errors, and the same in every run.

use alloc::vec::Vec;
use core::time::Duration;

/// Speeds that differ by less than this share of each other are understood. A UART that samples
/// in the middle of each bit would bear 5 %, both sides together, on perfect edges.
const TOLERANCE_PERMILLE: u64 = 35;

/// Bits a byte takes on the wire: start, eight data bits, stop.
const BITS_PER_BYTE: u32 = 10;

/// What one byte costs at this speed.
pub(crate) fn byte_time(baud: u32) -> Duration {
    Duration::from_nanos(u64::from(BITS_PER_BYTE) * 1_000_000_000 / u64::from(baud.max(1)))
}

/// What a receiver at `ours` understands of a sender at `theirs`.
pub(crate) fn speeds_match(ours: u32, theirs: u32) -> bool {
    u64::from(ours.abs_diff(theirs)) * 1000 <= u64::from(theirs) * TOLERANCE_PERMILLE
}

/// One thing a receiver hands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Received {
    /// A byte.
    Byte(u8),
    /// A byte whose stop bit was low.
    FramingError(u8),
}

/// A UART receiver. It keeps its place in a byte between calls.
#[derive(Debug, Default)]
pub(crate) struct Receiver {
    state: State,
}

#[derive(Debug, Default, Clone, Copy)]
enum State {
    /// Waiting for the line to be high.
    #[default]
    Busy,
    /// Waiting for a start bit.
    Idle,
    /// In a byte: ticks to the next sample, bits taken so far.
    InByte { wait_ps: u64, bits: u32, value: u8 },
}

impl Receiver {
    /// Takes `bytes` sent back to back at `theirs` baud while listening at `ours`.
    pub(crate) fn take(&mut self, bytes: &[u8], theirs: u32, ours: u32, out: &mut Vec<Received>) {
        let (their_bit, our_bit) = (bit_ps(theirs), bit_ps(ours));
        for &byte in bytes {
            for level in levels(byte) {
                self.hold(level, their_bit, our_bit, out);
            }
        }
    }

    /// The sender stopped: the line stays high, which ends a byte that is under way.
    pub(crate) fn quiet(&mut self, ours: u32, out: &mut Vec<Received>) {
        let bit = bit_ps(ours);
        self.hold(true, bit * u64::from(BITS_PER_BYTE), bit, out);
    }

    /// The line is at `level` for `span_ps`.
    fn hold(&mut self, level: bool, span_ps: u64, bit_ps: u64, out: &mut Vec<Received>) {
        let mut left = span_ps;
        loop {
            match self.state {
                State::Busy if level => self.state = State::Idle,
                State::Idle if !level => {
                    // The first sample falls into the middle of the start bit.
                    self.state = State::InByte { wait_ps: bit_ps / 2, bits: 0, value: 0 };
                }
                State::Busy | State::Idle => return,
                State::InByte { wait_ps, bits, value } if wait_ps > left => {
                    self.state = State::InByte { wait_ps: wait_ps - left, bits, value };
                    return;
                }
                State::InByte { wait_ps, bits, value } => {
                    left -= wait_ps;
                    self.state = sample(level, bits, value, bit_ps, out);
                }
            }
        }
    }
}

/// Takes one sample: the start bit, a data bit or the stop bit.
fn sample(level: bool, bits: u32, value: u8, bit_ps: u64, out: &mut Vec<Received>) -> State {
    match bits {
        // A glitch, not a start bit.
        0 if level => State::Idle,
        0 => State::InByte { wait_ps: bit_ps, bits: 1, value },
        1..=8 => {
            let value = (value >> 1) | (u8::from(level) << 7);
            State::InByte { wait_ps: bit_ps, bits: bits + 1, value }
        }
        _ if level => {
            out.push(Received::Byte(value));
            State::Idle
        }
        _ => {
            out.push(Received::FramingError(value));
            State::Busy
        }
    }
}

/// The ten levels of a byte: start bit low, data from the lowest bit, stop bit high.
fn levels(byte: u8) -> impl Iterator<Item = bool> {
    let bits = (u32::from(byte) << 1) | 0x200;
    (0..BITS_PER_BYTE).map(move |n| (bits >> n) & 1 == 1)
}

/// Changes of level while `byte` is sent after a high line, the start edge included.
pub(crate) fn edges(byte: u8) -> u32 {
    let bits = (u32::from(byte) << 1) | 0x200;
    (((bits << 1) | 1) ^ bits).count_ones() - 1
}

fn bit_ps(baud: u32) -> u64 {
    1_000_000_000_000 / u64::from(baud.max(1))
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn heard(bytes: &[u8], theirs: u32, ours: u32) -> Vec<Received> {
        let mut receiver = Receiver::default();
        let mut out = vec![];
        receiver.quiet(ours, &mut out);
        receiver.take(bytes, theirs, ours, &mut out);
        receiver.quiet(ours, &mut out);
        out
    }

    #[test]
    fn a_receiver_at_the_same_speed_gets_every_byte() {
        let all: Vec<u8> = (0..=255).collect();
        let expected: Vec<_> = all.iter().map(|&b| Received::Byte(b)).collect();
        assert_eq!(heard(&all, 115_200, 115_200), expected);
        assert_eq!(heard(&all, 117_000, 115_200), expected);
    }

    #[test]
    fn a_receiver_at_another_speed_gets_garbage_with_framing_errors() {
        let out = heard(b" ets Jan  8 2013,rst cause:2", 74_880, 115_200);
        assert!(out.iter().any(|r| matches!(r, Received::FramingError(_))));
        assert!(!out.contains(&Received::Byte(b'J')));
        assert_eq!(out, heard(b" ets Jan  8 2013,rst cause:2", 74_880, 115_200));
    }

    #[test]
    fn edges_are_counted_on_both_flanks() {
        assert_eq!(edges(0x55), 10);
        assert_eq!(edges(0x00), 2);
        assert_eq!(edges(0xFF), 2);
        assert_eq!(edges(0x24), 6);
    }
}
