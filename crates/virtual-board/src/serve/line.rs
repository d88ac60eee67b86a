//! The line between the links and the board, with the faults that were planned for it.

use std::time::Duration;

use virtual_board::{Arrival, DelayQueue, Fault, FaultSchedule, Taken, WireEvent};

/// Both directions of the line. Its bytes are counted since the server began, over all openings of
/// the port, so each fault strikes once.
#[derive(Debug)]
pub(crate) struct Line {
    schedule: FaultSchedule,
    to_board: DelayQueue,
    to_host: DelayQueue,
}

impl Line {
    pub(crate) fn new(plan: Vec<Fault>) -> Self {
        Self {
            schedule: FaultSchedule::new(plan),
            to_board: DelayQueue::default(),
            to_host: DelayQueue::default(),
        }
    }

    /// Puts the host's bytes on the line.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.to_board.extend(self.schedule.send(bytes));
    }

    /// Puts what the board said on the line, its own line faults at their places.
    pub(crate) fn hear(&mut self, arrivals: Vec<Arrival>) {
        for arrival in arrivals {
            match arrival {
                Arrival::Bytes(bytes) => self.to_host.extend(self.schedule.hear(&bytes)),
                Arrival::Fault(fault) => self.to_host.extend([WireEvent::Line(fault)]),
            }
        }
    }

    pub(crate) fn take_for_board(&mut self, now: Duration) -> Taken {
        self.to_board.take(now, usize::MAX)
    }

    pub(crate) fn take_for_host(&mut self, now: Duration) -> Taken {
        self.to_host.take(now, usize::MAX)
    }

    /// When the next stall ends, if one goes on.
    pub(crate) fn until(&self) -> Option<Duration> {
        [self.to_board.until(), self.to_host.until()].into_iter().flatten().min()
    }

    /// Whether no byte of the host is held up.
    pub(crate) fn all_sent(&self) -> bool {
        self.to_board.is_empty()
    }

    pub(crate) fn discard_unsent(&mut self) {
        self.to_board.clear();
    }

    /// The port is closed: what was on the line is lost.
    pub(crate) fn clear(&mut self) {
        self.to_board.clear();
        self.to_host.clear();
    }
}
