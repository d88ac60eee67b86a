//! What the terminal was given and has not taken in yet.

use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::task::{Poll, Waker};
use std::collections::VecDeque;

/// With more than this waiting, the board is read no further: what is typed then still finds the
/// screen close to the present, and a board that never stops fills no memory.
const FULL_BYTES: usize = 64 << 10;
/// With no more than this left, it goes on.
const LOW_BYTES: usize = 16 << 10;

#[derive(Debug, Default)]
pub(super) struct Flow {
    pieces: RefCell<VecDeque<usize>>,
    bytes: Cell<usize>,
    taken_pieces: Cell<u32>,
    is_given_up: Cell<bool>,
    reader: RefCell<Option<Waker>>,
}

impl Flow {
    /// The terminal is given a piece.
    pub(super) fn given(&self, bytes: usize) {
        self.pieces.borrow_mut().push_back(bytes);
        self.bytes.set(self.bytes.get() + bytes);
    }

    /// The terminal has taken in the oldest piece. One that was given up is back with little left.
    pub(super) fn taken(&self) {
        let piece = self.pieces.borrow_mut().pop_front().unwrap_or_default();
        self.bytes.set(self.bytes.get() - piece);
        self.taken_pieces.set(self.taken_pieces.get().wrapping_add(1));
        if self.bytes.get() <= LOW_BYTES {
            self.is_given_up.set(false);
            self.wake();
        }
    }

    /// Whether all that was given has been taken in.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.get() == 0
    }

    /// How many pieces have been taken in, for telling a slow terminal from a dead one.
    pub(super) fn taken_pieces(&self) -> u32 {
        self.taken_pieces.get()
    }

    /// Nobody waits for the terminal any more.
    pub(super) fn give_up(&self) {
        self.is_given_up.set(true);
        self.wake();
    }

    /// Whether the terminal is to be given nothing, as it takes nothing.
    pub(super) fn is_given_up(&self) -> bool {
        self.is_given_up.get()
    }

    fn wake(&self) {
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
    }

    /// Waits until the terminal is not full, or given up. Nothing is lost when nobody waits any more.
    pub(super) async fn room(&self) {
        poll_fn(|context| {
            if self.bytes.get() < FULL_BYTES || self.is_given_up() {
                return Poll::Ready(());
            }
            *self.reader.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::pin::pin;
    use core::task::Context;
    use futures::task::{ArcWake, waker};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl ArcWake for Woken {
        fn wake_by_ref(woken: &Arc<Self>) {
            woken.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_full_terminal_holds_the_reader_until_little_is_left() {
        let flow = Flow::default();
        let woken = Arc::new(Woken::default());
        let waker = waker(woken.clone());
        let mut context = Context::from_waker(&waker);
        let mut room_now = || pin!(flow.room()).poll(&mut context).is_ready();
        assert!(room_now());
        for _ in 0..16 {
            flow.given(4 << 10);
        }
        assert!(!room_now());
        for _ in 0..11 {
            flow.taken();
        }
        assert_eq!(woken.0.load(Ordering::Relaxed), 0);
        flow.taken();
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
        assert!(room_now());
    }

    #[test]
    fn a_terminal_that_takes_nothing_is_waited_for_no_more_until_it_takes_again() {
        let flow = Flow::default();
        let woken = Arc::new(Woken::default());
        let waker = waker(woken.clone());
        let mut context = Context::from_waker(&waker);
        let mut room_now = || pin!(flow.room()).poll(&mut context).is_ready();
        flow.given(FULL_BYTES - LOW_BYTES);
        flow.given(LOW_BYTES);
        assert!(!room_now());
        assert!(!flow.is_empty());
        flow.give_up();
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
        assert!(room_now());
        assert!(flow.is_given_up());
        flow.taken();
        assert!(!flow.is_given_up());
        assert_eq!(flow.taken_pieces(), 1);
        assert!(room_now());
    }
}
