//! A layer that remembers what was heard last, for a report, and tells those who can't ask the port
//! while a job has it: the time, and whether it is in the middle of something.

use core::time::Duration;
use serial_line::{ControlError, Layer, Layered, LineError, SerialLine, SerialPort, Signals};
use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

/// Enough to see a boot log, an answer, or the noise of a wrong speed.
const REMEMBERED_BYTES: usize = 2048;

/// A port with a [`Recording`] on top of it.
pub(super) type RecordingPort<P> = Layered<P, Recording>;

/// What was heard through this layer, and what goes on in it.
#[derive(Debug)]
pub(super) struct Recording {
    heard: VecDeque<u8>,
    status: PortStatus,
}

/// What a [`Recording`] tells while someone else has the port.
#[derive(Debug, Clone, Default)]
pub(super) struct PortStatus(Rc<Cell<Status>>);

#[derive(Debug, Clone, Copy, Default)]
struct Status {
    now: Duration,
    is_busy: bool,
}

impl PortStatus {
    /// The port's time at its last use.
    pub(super) fn now(&self) -> Duration {
        self.0.get().now
    }

    /// Whether a call is under way that should be run to its end: all but waits.
    pub(super) fn is_busy(&self) -> bool {
        self.0.get().is_busy
    }

    /// Notes the time around a call.
    fn set(&self, now: Duration, is_busy: bool) {
        self.0.set(Status { now, is_busy });
    }
}

impl Recording {
    pub(super) fn new() -> Self {
        let heard = VecDeque::with_capacity(REMEMBERED_BYTES);
        Self { heard, status: PortStatus::default() }
    }

    pub(super) fn status(&self) -> PortStatus {
        self.status.clone()
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

impl<P: SerialLine> Layer<P> for Recording {
    async fn read(
        &mut self,
        below: &mut P,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        let outcome = below.read(buf, timeout).await;
        self.status.set(below.now(), false);
        let count = outcome?;
        self.remember(buf.get(..count).unwrap_or_default());
        Ok(count)
    }

    async fn write_all(&mut self, below: &mut P, bytes: &[u8]) -> Result<(), LineError> {
        self.status.set(below.now(), true);
        let outcome = below.write_all(bytes).await;
        self.status.set(below.now(), false);
        outcome
    }

    async fn discard_input(&mut self, below: &mut P) -> Result<(), LineError> {
        self.status.set(below.now(), true);
        let outcome = below.discard_input().await;
        self.status.set(below.now(), false);
        outcome
    }

    async fn sleep(&mut self, below: &mut P, duration: Duration) {
        below.sleep(duration).await;
        self.status.set(below.now(), false);
    }

    async fn set_baud(&mut self, below: &mut P, bits_per_second: u32) -> Result<(), ControlError>
    where
        P: SerialPort,
    {
        self.status.set(below.now(), true);
        let outcome = below.set_baud(bits_per_second).await;
        self.status.set(below.now(), false);
        outcome
    }

    async fn set_signals(&mut self, below: &mut P, signals: Signals) -> Result<(), ControlError>
    where
        P: SerialPort,
    {
        self.status.set(below.now(), true);
        let outcome = below.set_signals(signals).await;
        self.status.set(below.now(), false);
        outcome
    }
}
