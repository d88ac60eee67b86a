//! What a plan of faults makes of the bytes that pass. Sans-IO.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::time::Duration;

use serial_line::LineFault;

use super::random::Random;
use super::{Fault, FaultAt, FaultKind};

/// Bytes that [`FaultKind::Repeat`] can go back.
const HISTORY_BYTES: usize = 256;

/// A plan of faults, and the count of the bytes it is measured by.
#[derive(Debug)]
pub struct FaultSchedule {
    plan: Vec<Fault>,
    happened: Vec<Fault>,
    heard: Direction,
    sent: Direction,
    noise: Random,
}

/// What becomes of a byte, in the order in which the other end meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireEvent {
    /// A byte.
    Byte(u8),
    /// A read ends here.
    Split,
    /// All that follows comes this much later.
    Stall(Duration),
    /// A line fault is reported.
    Line(LineFault),
    /// The cable is pulled.
    Unplug,
}

/// One direction: how many bytes have passed, and the last of them.
#[derive(Debug, Default)]
struct Direction {
    count: u64,
    history: VecDeque<u8>,
}

impl FaultSchedule {
    /// Schedules these faults, in any order. Bytes are counted from now on.
    #[must_use]
    pub fn new(plan: Vec<Fault>) -> Self {
        Self {
            plan,
            happened: Vec::new(),
            heard: Direction::default(),
            sent: Direction::default(),
            noise: Random(0x006E_015E),
        }
    }

    /// Passes bytes on their way to the host through the plan.
    #[must_use]
    pub fn hear(&mut self, bytes: &[u8]) -> Vec<WireEvent> {
        self.strike(bytes, FaultAt::Heard, |schedule| &mut schedule.heard)
    }

    /// Passes bytes on their way to the board through the plan.
    #[must_use]
    pub fn send(&mut self, bytes: &[u8]) -> Vec<WireEvent> {
        self.strike(bytes, FaultAt::Sent, |schedule| &mut schedule.sent)
    }

    /// The faults that have struck, in their order.
    #[must_use]
    pub fn happened(&self) -> &[Fault] {
        &self.happened
    }

    /// Bytes that went to the host and to the board so far: the span of a plan.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        (self.heard.count, self.sent.count)
    }

    /// Forgets what has not struck yet.
    pub(super) fn stop(&mut self) {
        self.plan.clear();
    }

    fn strike(
        &mut self,
        bytes: &[u8],
        place: fn(u64) -> FaultAt,
        direction: fn(&mut Self) -> &mut Direction,
    ) -> Vec<WireEvent> {
        let mut out = Vec::with_capacity(bytes.len());
        for &byte in bytes {
            let at = place(direction(self).count);
            let mut copies = 1;
            let mut value = byte;
            for fault in self.take_faults(at) {
                match fault.kind {
                    FaultKind::Drop => copies = 0,
                    FaultKind::Double => copies *= 2,
                    FaultKind::Flip(bits) => value ^= bits,
                    FaultKind::Garbage(count) => {
                        out.extend((0..count).map(|_| WireEvent::Byte(self.noise.next() as u8)));
                    }
                    FaultKind::Repeat(count) => {
                        let history = &direction(self).history;
                        let skip = history.len().saturating_sub(usize::from(count));
                        out.extend(history.iter().skip(skip).map(|&byte| WireEvent::Byte(byte)));
                    }
                    FaultKind::Stall(time) => out.push(WireEvent::Stall(time)),
                    FaultKind::Split => out.push(WireEvent::Split),
                    FaultKind::Line(fault) => out.push(WireEvent::Line(fault)),
                    FaultKind::Unplug => out.push(WireEvent::Unplug),
                }
            }
            out.extend((0..copies).map(|_| WireEvent::Byte(value)));
            direction(self).pass(byte);
        }
        out
    }

    fn take_faults(&mut self, at: FaultAt) -> Vec<Fault> {
        if !self.plan.iter().any(|fault| fault.at == at) {
            return Vec::new();
        }
        let (now, later) = self.plan.iter().partition(|fault| fault.at == at);
        self.plan = later;
        self.happened.extend(&now);
        now
    }
}

impl Direction {
    fn pass(&mut self, byte: u8) {
        self.count += 1;
        self.history.push_back(byte);
        if self.history.len() > HISTORY_BYTES {
            self.history.pop_front();
        }
    }
}
