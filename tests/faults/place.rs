//! Where something is struck: points of a visit, and some of the many between two of them.

use core::time::Duration;
use virtual_board::{CallCounts, FaultAt};

/// A point: bytes in both directions, calls of the port, and the time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    pub(crate) heard: u64,
    pub(crate) sent: u64,
    pub(crate) calls: CallCounts,
    pub(crate) at: Duration,
}

/// Some bytes between two points, in both directions.
pub(crate) fn some_bytes(from: Place, to: Place) -> impl Iterator<Item = FaultAt> {
    let heard = some_of(from.heard, to.heard).into_iter().map(FaultAt::Heard);
    heard.chain(some_of(from.sent, to.sent).into_iter().map(FaultAt::Sent))
}

/// All of them.
pub(crate) fn all_bytes(from: Place, to: Place) -> Vec<FaultAt> {
    let sent = (from.sent..to.sent).map(FaultAt::Sent);
    sent.chain((from.heard..to.heard).map(FaultAt::Heard)).collect()
}

/// The first two, the last two, and three between.
pub(crate) fn some_of(from: u64, to: u64) -> Vec<u64> {
    let length = to.saturating_sub(from);
    let mut some: Vec<u64> = [0, 1, length / 4, length / 2, length * 3 / 4]
        .into_iter()
        .chain([length.saturating_sub(2), length.saturating_sub(1)])
        .filter(|place| *place < length)
        .map(|place| from + place)
        .collect();
    some.sort_unstable();
    some.dedup();
    some
}
