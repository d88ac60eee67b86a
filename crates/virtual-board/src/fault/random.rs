//! Plans of faults by chance, the same for the same seed.

use alloc::vec::Vec;
use core::time::Duration;

use serial_line::LineFault;

use super::{Call, CallCounts, CallFailure, CallFault, Fault, FaultAt, FaultKind};

/// Plans `count` faults among the first `span_bytes` of both directions. The same seed gives the
/// same plan.
#[must_use]
pub fn random_faults(seed: u64, count: usize, span_bytes: u64) -> Vec<Fault> {
    let mut random = Random(seed);
    let mut plan = Vec::with_capacity(count);
    for _ in 0..count {
        let place = random.below(span_bytes.max(1));
        let at = if random.below(2) == 0 { FaultAt::Heard(place) } else { FaultAt::Sent(place) };
        plan.push(Fault { at, kind: random.kind() });
    }
    plan
}

/// Plans failures of `count` kinds of call, each of one to three calls in a row among the first so
/// many; a system hangs only once. The same seed gives the same plan.
#[must_use]
pub fn random_call_faults(seed: u64, count: usize, span: &CallCounts) -> Vec<CallFault> {
    // Not the numbers of the bytes' faults.
    let mut random = Random(!seed);
    let mut plan = Vec::with_capacity(count);
    for _ in 0..count {
        let call = Call::ALL[random.below(Call::ALL.len() as u64) as usize];
        let first = random.below(span.of(call).max(1));
        let (failure, times) = match random.below(3) {
            0 => (CallFailure::Refused, 1 + random.below(3)),
            1 => (CallFailure::Closed, 1 + random.below(3)),
            _ => (CallFailure::TimedOut, 1),
        };
        plan.push(CallFault { call, numbers: first..first + times, failure });
    }
    plan
}

/// The SplitMix64 generator (Steele, Lea and Flood 2014).
#[derive(Debug)]
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn kind(&mut self) -> FaultKind {
        match self.below(9) {
            0 => FaultKind::Drop,
            1 => FaultKind::Flip(1 << self.below(8)),
            2 => FaultKind::Double,
            3 => FaultKind::Garbage(1 + self.below(64) as u16),
            4 => FaultKind::Repeat(1 + self.below(32) as u16),
            5 => FaultKind::Stall(Duration::from_millis(100 + self.below(5_000))),
            6 => FaultKind::Split,
            7 => FaultKind::Line(LineFault::Framing),
            _ => FaultKind::Line(LineFault::Break),
        }
    }
}
