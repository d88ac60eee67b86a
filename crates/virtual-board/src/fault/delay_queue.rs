//! What is on its way in one direction, some of it late. Sans-IO.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::time::Duration;

use serial_line::LineFault;

use super::WireEvent;

/// What is on a wire, in its order, handed out when its time has come.
#[derive(Debug, Default)]
pub struct DelayQueue {
    waiting: VecDeque<WireEvent>,
    /// When the stall in front ends.
    until: Option<Duration>,
}

/// What comes next out of a [`DelayQueue`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// Bytes that belong to one read.
    Bytes(Vec<u8>),
    /// A line fault to report.
    Line(LineFault),
    /// The cable is to be pulled.
    Unplug,
    /// Nothing before this time.
    Wait(Duration),
    /// The queue is empty.
    Nothing,
}

impl DelayQueue {
    /// Puts more behind what is there.
    pub fn extend(&mut self, events: impl IntoIterator<Item = WireEvent>) {
        self.waiting.extend(events);
    }

    /// Forgets all that has not been taken.
    pub fn clear(&mut self) {
        self.waiting.clear();
        self.until = None;
    }

    /// Whether all was taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// When a stall that was met ends: the time to take again.
    #[must_use]
    pub fn until(&self) -> Option<Duration> {
        self.until
    }

    /// Takes at most `limit` bytes, up to the first thing that is no byte; or that thing. A stall
    /// begins when it is met.
    pub fn take(&mut self, now: Duration, limit: usize) -> Taken {
        loop {
            match self.waiting.front() {
                None => return Taken::Nothing,
                Some(WireEvent::Byte(_)) if limit > 0 => return Taken::Bytes(self.bytes(limit)),
                Some(WireEvent::Byte(_)) => return Taken::Nothing,
                Some(WireEvent::Split) => {}
                Some(&WireEvent::Stall(time)) => {
                    let until = *self.until.get_or_insert(now.saturating_add(time));
                    if now < until {
                        return Taken::Wait(until);
                    }
                    self.until = None;
                }
                Some(&WireEvent::Line(fault)) => {
                    self.waiting.pop_front();
                    return Taken::Line(fault);
                }
                Some(WireEvent::Unplug) => {
                    self.waiting.pop_front();
                    return Taken::Unplug;
                }
            }
            self.waiting.pop_front();
        }
    }

    fn bytes(&mut self, limit: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        while bytes.len() < limit
            && let Some(&WireEvent::Byte(byte)) = self.waiting.front()
        {
            bytes.push(byte);
            self.waiting.pop_front();
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn bytes_come_up_to_a_split_and_no_more_than_asked() {
        let mut queue = DelayQueue::default();
        queue.extend([
            WireEvent::Byte(1),
            WireEvent::Split,
            WireEvent::Byte(2),
            WireEvent::Byte(3),
        ]);
        assert_eq!(queue.take(MS, 9), Taken::Bytes(vec![1]));
        assert_eq!(queue.take(MS, 1), Taken::Bytes(vec![2]));
        assert_eq!(queue.take(MS, 9), Taken::Bytes(vec![3]));
        assert_eq!(queue.take(MS, 9), Taken::Nothing);
    }

    #[test]
    fn a_stall_begins_when_it_is_met_and_ends_once() {
        let mut queue = DelayQueue::default();
        queue.extend([WireEvent::Stall(5 * MS), WireEvent::Byte(1), WireEvent::Stall(5 * MS)]);
        assert_eq!(queue.until(), None);
        assert_eq!(queue.take(10 * MS, 9), Taken::Wait(15 * MS));
        assert_eq!(queue.take(12 * MS, 9), Taken::Wait(15 * MS));
        assert_eq!(queue.take(15 * MS, 9), Taken::Bytes(vec![1]));
        assert_eq!(queue.take(20 * MS, 9), Taken::Wait(25 * MS));
        queue.clear();
        assert_eq!((queue.take(20 * MS, 9), queue.until()), (Taken::Nothing, None));
    }

    #[test]
    fn faults_of_the_line_and_of_the_cable_come_at_their_place() {
        let mut queue = DelayQueue::default();
        queue.extend([WireEvent::Byte(1), WireEvent::Line(LineFault::Break), WireEvent::Unplug]);
        assert_eq!(queue.take(MS, 9), Taken::Bytes(vec![1]));
        assert_eq!(queue.take(MS, 9), Taken::Line(LineFault::Break));
        assert_eq!(queue.take(MS, 9), Taken::Unplug);
        assert!(queue.is_empty());
    }
}
