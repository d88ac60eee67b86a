//! A line whose other end is called instead of waited for.

use super::Step;
use crate::bytes::CTRL_C;
use alloc::collections::VecDeque;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::future::poll_fn;
use core::task::Poll;
use core::time::Duration;
use serial_line::{LineError, SerialLine};

/// More is not typed in the time of a job, but may be pasted.
const MOST_KEYS: usize = 64 << 10;

/// Both ends of it; clones are the same one.
#[derive(Debug, Clone)]
pub(super) struct Pipe(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    now: Duration,
    heard: VecDeque<u8>,
    sent: Vec<u8>,
    printed: Vec<u8>,
    steps: VecDeque<Step>,
    keys: Vec<u8>,
    deadline: Option<Duration>,
    is_over: bool,
}

/// What a program that runs is given.
pub(super) enum Event {
    Bytes(usize),
    Keys(Vec<u8>),
    Silence,
}

impl Pipe {
    pub(super) fn new(now: Duration) -> Self {
        Self(Rc::new(RefCell::new(State { now, ..State::default() })))
    }

    pub(super) fn receive(&self, bytes: &[u8], now: Duration) {
        let mut state = self.0.borrow_mut();
        state.now = now;
        state.heard.extend(bytes);
    }

    pub(super) fn sent(&self) -> Option<Vec<u8>> {
        filled(&mut self.0.borrow_mut().sent)
    }

    pub(super) fn printed(&self) -> Option<Vec<u8>> {
        filled(&mut self.0.borrow_mut().printed)
    }

    pub(super) fn print(&self, bytes: &[u8]) {
        self.0.borrow_mut().printed.extend_from_slice(bytes);
    }

    pub(super) fn step(&self) -> Option<Step> {
        self.0.borrow_mut().steps.pop_front()
    }

    pub(super) fn tell(&self, step: Step) {
        self.0.borrow_mut().steps.push_back(step);
    }

    pub(super) fn deadline(&self) -> Option<Duration> {
        self.0.borrow().deadline
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.borrow().is_over
    }

    pub(super) fn set_over(&self, is_over: bool) {
        let mut state = self.0.borrow_mut();
        state.is_over = is_over;
        if is_over {
            state.deadline = None;
        }
    }

    /// What was typed before a Ctrl-C is dropped, as it is on a board.
    pub(super) fn push_keys(&self, keys: &[u8], now: Duration) {
        let mut state = self.0.borrow_mut();
        state.now = now;
        if let Some(at) = keys.iter().rposition(|&key| key == CTRL_C) {
            state.keys.clear();
            state.keys.extend_from_slice(keys.get(at..).unwrap_or_default());
        } else if state.keys.len() + keys.len() <= MOST_KEYS {
            state.keys.extend_from_slice(keys);
        }
    }

    /// How many keys nobody has taken.
    pub(super) fn typed(&self) -> usize {
        self.0.borrow().keys.len()
    }

    pub(super) fn take_keys(&self) -> Vec<u8> {
        core::mem::take(&mut self.0.borrow_mut().keys)
    }

    /// Waits for bytes, for a Ctrl-C or, where keys are wanted, for any key; until a time at most.
    pub(super) async fn next(
        &self,
        buf: &mut [u8],
        deadline: Option<Duration>,
        wants_keys: bool,
    ) -> Event {
        poll_fn(|_| {
            let mut state = self.0.borrow_mut();
            state.deadline = deadline;
            match state.keys.first() {
                Some(&CTRL_C) => return Poll::Ready(Event::Keys(state.keys.drain(..1).collect())),
                Some(_) if wants_keys => {
                    return Poll::Ready(Event::Keys(core::mem::take(&mut state.keys)));
                }
                _ => {}
            }
            match state.take(buf) {
                0 if deadline.is_some_and(|deadline| deadline <= state.now) => {
                    Poll::Ready(Event::Silence)
                }
                0 => Poll::Pending,
                count => Poll::Ready(Event::Bytes(count)),
            }
        })
        .await
    }
}

impl State {
    fn take(&mut self, buf: &mut [u8]) -> usize {
        let count = buf.len().min(self.heard.len());
        for (place, byte) in buf.iter_mut().zip(self.heard.drain(..count)) {
            *place = byte;
        }
        count
    }
}

impl SerialLine for Pipe {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        let deadline = self.now().saturating_add(timeout);
        poll_fn(|_| {
            let mut state = self.0.borrow_mut();
            state.deadline = Some(deadline);
            match state.take(buf) {
                0 if deadline <= state.now => Poll::Ready(Err(LineError::TimedOut)),
                0 => Poll::Pending,
                count => Poll::Ready(Ok(count)),
            }
        })
        .await
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError> {
        self.0.borrow_mut().sent.extend_from_slice(bytes);
        Ok(())
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        self.0.borrow_mut().heard.clear();
        Ok(())
    }

    async fn sleep(&mut self, duration: Duration) {
        let until = self.now().saturating_add(duration);
        poll_fn(|_| {
            let mut state = self.0.borrow_mut();
            state.deadline = Some(until);
            if until <= state.now { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    fn now(&self) -> Duration {
        self.0.borrow().now
    }
}

fn filled(bytes: &mut Vec<u8>) -> Option<Vec<u8>> {
    (!bytes.is_empty()).then(|| core::mem::take(bytes))
}
