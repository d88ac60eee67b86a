//! A layer that remembers what was heard last, for a report, and when, for a log.

use core::time::Duration;
use serial_line::{Layer, LineError, SerialLine};
use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

/// Enough to see a boot log, an answer, or the noise of a wrong speed.
const REMEMBERED_BYTES: usize = 2048;

/// What was heard through this layer.
#[derive(Debug)]
pub(super) struct Listened {
    heard: VecDeque<u8>,
    clock: Clock,
}

/// The port's time at its last use, for those who can't ask the port while a job has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Clock(Rc<Cell<Duration>>);

impl Clock {
    pub(super) fn now(&self) -> Duration {
        self.0.get()
    }
}

impl Listened {
    pub(super) fn new() -> Self {
        Self { heard: VecDeque::with_capacity(REMEMBERED_BYTES), clock: Clock::default() }
    }

    pub(super) fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// The last bytes that arrived, oldest first.
    pub(super) fn heard(&self) -> Rc<[u8]> {
        self.heard.iter().copied().collect()
    }

    fn remember(&mut self, bytes: &[u8]) {
        let newest = &bytes[bytes.len().saturating_sub(REMEMBERED_BYTES)..];
        let surplus = (self.heard.len() + newest.len()).saturating_sub(REMEMBERED_BYTES);
        self.heard.drain(..surplus);
        self.heard.extend(newest);
    }
}

impl<P: SerialLine> Layer<P> for Listened {
    async fn read(
        &mut self,
        below: &mut P,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        let outcome = below.read(buf, timeout).await;
        self.clock.0.set(below.now());
        let count = outcome?;
        self.remember(buf.get(..count).unwrap_or_default());
        Ok(count)
    }

    async fn sleep(&mut self, below: &mut P, duration: Duration) {
        below.sleep(duration).await;
        self.clock.0.set(below.now());
    }
}
