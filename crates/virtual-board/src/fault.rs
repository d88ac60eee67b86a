//! Faults of line and port: planned, repeatable, at chosen bytes and calls.
//!
//! A [`FaultSchedule`] turns the bytes of a line into what the plan makes of them, and a
//! [`DelayQueue`] hands that out in time. Both are sans-IO, so that a port and a server strike alike.

mod calls;
mod delay_queue;
mod injector;
mod random;
mod schedule;

use core::time::Duration;

use serial_line::LineFault;

pub use calls::{Call, CallCounts, CallFailure, CallFault};
pub use delay_queue::{DelayQueue, Taken};
pub use injector::FaultInjector;
pub use random::{random_call_faults, random_faults};
pub use schedule::{FaultSchedule, WireEvent};

/// One fault and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Which byte it strikes.
    pub at: FaultAt,
    /// What happens to it.
    pub kind: FaultKind,
}

/// A byte, counted from 0 since the port was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultAt {
    /// On the way to the host.
    Heard(u64),
    /// On the way to the board.
    Sent(u64),
}

/// What happens to a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// It is lost.
    Drop,
    /// These bits of it are inverted.
    Flip(u8),
    /// It comes twice.
    Double,
    /// So many bytes of noise come before it.
    Garbage(u16),
    /// So many of the bytes before it come once more: a stale or a doubled answer.
    Repeat(u16),
    /// It, and all behind it, comes this much later.
    Stall(Duration),
    /// A read ends before it. Only on the way to the host.
    Split,
    /// A line fault is reported before it. Only on the way to the host.
    Line(LineFault),
    /// The cable is pulled before it.
    Unplug,
}
