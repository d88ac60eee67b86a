//! Calls of a port that fail. Sans-IO.

use alloc::vec::Vec;
use core::ops::Range;

/// Calls that fail, of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallFault {
    /// Which method is called.
    pub call: Call,
    /// Which of its calls fail, counted from 0 since the port was made.
    pub numbers: Range<u64>,
    /// How they fail.
    pub failure: CallFailure,
}

/// A method of a port that can fail by itself, without any byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// [`SerialLine::write_all`](serial_line::SerialLine::write_all).
    Write,
    /// [`SerialLine::discard_input`](serial_line::SerialLine::discard_input).
    Discard,
    /// [`SerialPort::set_baud`](serial_line::SerialPort::set_baud).
    SetBaud,
    /// [`SerialPort::set_signals`](serial_line::SerialPort::set_signals).
    SetSignals,
}

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallFailure {
    /// The system refuses, and the port is as before.
    Refused,
    /// The system refuses, and the port is closed until a speed is set. Only setting a speed ends so:
    /// other calls are just refused.
    Closed,
    /// The system does not answer for ten seconds. Setting a speed leaves the port closed then.
    /// Throwing input away never waits: it is just refused.
    TimedOut,
}

/// How often each method was called: the span of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CallCounts([u64; Call::ALL.len()]);

impl Call {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Write, Self::Discard, Self::SetBaud, Self::SetSignals];
}

impl CallCounts {
    /// Calls of one method.
    #[must_use]
    pub fn of(&self, call: Call) -> u64 {
        self.0.get(call as usize).copied().unwrap_or_default()
    }
}

/// A plan of calls that fail, and the counts it is measured by.
#[derive(Debug, Default)]
pub(super) struct CallSchedule {
    plan: Vec<CallFault>,
    counts: CallCounts,
}

impl CallSchedule {
    pub(super) fn new(plan: Vec<CallFault>) -> Self {
        Self { plan, counts: CallCounts::default() }
    }

    pub(super) fn counts(&self) -> CallCounts {
        self.counts
    }

    /// Forgets what has not failed yet.
    pub(super) fn stop(&mut self) {
        self.plan.clear();
    }

    /// Counts a call, and says how it fails, if it does.
    pub(super) fn count(&mut self, call: Call) -> Option<CallFailure> {
        let number = self.counts.of(call);
        if let Some(count) = self.counts.0.get_mut(call as usize) {
            *count += 1;
        }
        let planned =
            self.plan.iter().find(|fault| fault.call == call && fault.numbers.contains(&number));
        planned.map(|fault| fault.failure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn each_method_has_a_count_of_its_own_and_fails_at_its_numbers() {
        let fault = CallFault { call: Call::SetBaud, numbers: 1..3, failure: CallFailure::Refused };
        let mut schedule = CallSchedule::new(vec![fault]);
        schedule.count(Call::Write);
        let failures: Vec<_> = (0..4).map(|_| schedule.count(Call::SetBaud)).collect();
        let refused = Some(CallFailure::Refused);
        assert_eq!(failures, [None, refused, refused, None]);
        assert_eq!(
            (schedule.counts().of(Call::SetBaud), schedule.counts().of(Call::Write)),
            (4, 1)
        );
    }
}
