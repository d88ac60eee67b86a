//! A layer that remembers what was heard last, for a report, and tells those who can't ask the port
//! while a job has it: the time, and whether it only waits.

use core::time::Duration;
use serial_line::{Layer, Layered, LineError, SerialLine};
use std::cell::Cell;
use std::rc::Rc;

/// Enough to see a boot log, an answer, or the noise of a wrong speed.
const REMEMBERED_BYTES: usize = 2048;

/// A port with a [`Recording`] on top of it.
pub(super) type RecordingPort<P> = Layered<P, Recording>;

/// What was heard through this layer, and what goes on in it.
#[derive(Debug)]
pub(super) struct Recording {
    heard: Vec<u8>,
    status: PortStatus,
}

/// What a [`Recording`] tells while someone else has the port.
#[derive(Debug, Clone, Default)]
pub(super) struct PortStatus(Rc<Cell<Status>>);

#[derive(Debug, Clone, Copy, Default)]
struct Status {
    now: Duration,
    is_waiting: bool,
}

impl PortStatus {
    /// The port's time at its last use.
    pub(super) fn now(&self) -> Duration {
        self.0.get().now
    }

    /// Whether it waits, for bytes or for time to pass: what should not be dropped is not under way.
    pub(super) fn is_waiting(&self) -> bool {
        self.0.get().is_waiting
    }

    /// Nobody waits yet: a wait that was dropped has not said so.
    pub(super) fn begin(&self) {
        self.0.set(Status { is_waiting: false, ..self.0.get() });
    }

    fn set(&self, now: Duration, is_waiting: bool) {
        self.0.set(Status { now, is_waiting });
    }
}

impl Recording {
    pub(super) fn new() -> Self {
        let heard = Vec::with_capacity(2 * REMEMBERED_BYTES);
        Self { heard, status: PortStatus::default() }
    }

    pub(super) fn status(&self) -> PortStatus {
        self.status.clone()
    }

    /// The last bytes that arrived, oldest first.
    pub(super) fn heard(&self) -> Rc<[u8]> {
        self.heard.as_slice().into()
    }

    fn remember(&mut self, bytes: &[u8]) {
        let newest = &bytes[bytes.len().saturating_sub(REMEMBERED_BYTES)..];
        self.heard.extend_from_slice(newest);
        let surplus = self.heard.len().saturating_sub(REMEMBERED_BYTES);
        self.heard.drain(..surplus);
    }
}

impl<P: SerialLine> Layer<P> for Recording {
    async fn read(
        &mut self,
        below: &mut P,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        self.status.set(below.now(), true);
        let outcome = below.read(buf, timeout).await;
        self.status.set(below.now(), false);
        let count = outcome?;
        self.remember(buf.get(..count).unwrap_or_default());
        Ok(count)
    }

    async fn sleep(&mut self, below: &mut P, duration: Duration) {
        self.status.set(below.now(), true);
        below.sleep(duration).await;
        self.status.set(below.now(), false);
    }
}
