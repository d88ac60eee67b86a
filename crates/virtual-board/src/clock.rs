//! How time comes to pass on a board that is used through a port.

use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use core::cell::RefCell;
use core::future::poll_fn;
use core::task::Poll;
use core::time::Duration;

use crate::board::Board;

/// A board that several parties hold: ports, and whoever looks at it or pulls its cable.
pub type SharedBoard = Rc<RefCell<Board>>;

/// Lets time pass on a board.
///
/// A test jumps from event to event; a page waits for the real time and then brings the board up
/// to date.
pub trait Clock {
    /// Lets time pass on `board` until its next event, or until its clock shows `until`, whichever
    /// comes first.
    ///
    /// It may come back sooner; the caller looks at the board, and calls again. The future may be
    /// dropped at any time.
    #[expect(async_fn_in_trait, reason = "a board lives on one thread")]
    async fn pass(&self, board: &SharedBoard, until: Duration);
}

/// A clock that jumps: waiting costs no time at all, and every run is the same.
///
/// Before each jump it lets the executor run the other tasks once. All ports of one board must
/// share one clock (it is cheap to clone), so that it never jumps beyond what another one waits
/// for.
#[derive(Debug, Clone, Default)]
pub struct JumpingClock {
    waits: Rc<RefCell<Waits>>,
}

#[derive(Debug, Default)]
struct Waits {
    next_id: u64,
    until: BTreeMap<u64, Duration>,
}

impl JumpingClock {
    /// A clock for one board.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Clock for JumpingClock {
    async fn pass(&self, board: &SharedBoard, until: Duration) {
        let wait = Wait::new(&self.waits, until);
        let began = board.borrow().now();
        yield_once().await;
        if board.borrow().now() != began {
            // Another one has let time pass. What that has brought comes first.
            return;
        }
        let earliest = wait.earliest().unwrap_or(until);
        let mut board = board.borrow_mut();
        let jump_to = board.next_event().map_or(earliest, |event| event.min(earliest));
        let by = jump_to.saturating_sub(board.now());
        board.advance(by);
    }
}

/// A wait that is under way; dropping it ends it.
struct Wait<'a> {
    waits: &'a RefCell<Waits>,
    id: u64,
}

impl<'a> Wait<'a> {
    fn new(waits: &'a RefCell<Waits>, until: Duration) -> Self {
        let mut all = waits.borrow_mut();
        let id = all.next_id;
        all.next_id += 1;
        all.until.insert(id, until);
        Self { waits, id }
    }

    fn earliest(&self) -> Option<Duration> {
        self.waits.borrow().until.values().min().copied()
    }
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        self.waits.borrow_mut().until.remove(&self.id);
    }
}

async fn yield_once() {
    let mut yielded = false;
    poll_fn(|context| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
