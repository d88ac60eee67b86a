//! The wire log: a port that notes what goes through it.

use alloc::collections::VecDeque;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::time::Duration;

use esp8266_loader::port::{PortError, SerialPort, Signals};

/// Something that happened at a port, and when on the port's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceEntry {
    /// When the call came back.
    pub at: Duration,
    /// What it did.
    pub event: TraceEvent,
}

/// What happened at a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TraceEvent {
    /// Bytes were written.
    Sent(Vec<u8>),
    /// Bytes were read.
    Heard(Vec<u8>),
    /// The speed was set.
    Baud(u32),
    /// The modem lines were switched.
    Signals(Signals),
    /// Waiting input was thrown away.
    Discarded,
    /// A call failed.
    Failed(PortError),
}

/// A wire log of bounded size: the oldest entries make room for new ones.
#[derive(Debug)]
pub struct Trace {
    entries: VecDeque<TraceEntry>,
    cost: usize,
    limit: usize,
}

/// What an entry costs besides its bytes.
const ENTRY_COST: usize = 16;

impl Trace {
    /// A log that holds about `limit_bytes`.
    #[must_use]
    pub fn new(limit_bytes: usize) -> Self {
        Self { entries: VecDeque::new(), cost: 0, limit: limit_bytes }
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &TraceEntry> {
        self.entries.iter()
    }

    /// All bytes read, as far as the log goes back.
    #[must_use]
    pub fn heard(&self) -> Vec<u8> {
        let heard = self.entries.iter().filter_map(|entry| match &entry.event {
            TraceEvent::Heard(bytes) => Some(bytes.as_slice()),
            _ => None,
        });
        heard.flatten().copied().collect()
    }

    /// All bytes written, as far as the log goes back.
    #[must_use]
    pub fn sent(&self) -> Vec<u8> {
        let sent = self.entries.iter().filter_map(|entry| match &entry.event {
            TraceEvent::Sent(bytes) => Some(bytes.as_slice()),
            _ => None,
        });
        sent.flatten().copied().collect()
    }

    fn push(&mut self, at: Duration, event: TraceEvent) {
        self.cost += cost(&event);
        self.entries.push_back(TraceEntry { at, event });
        while self.cost > self.limit
            && let Some(oldest) = self.entries.pop_front()
        {
            self.cost -= cost(&oldest.event);
        }
    }
}

fn cost(event: &TraceEvent) -> usize {
    match event {
        TraceEvent::Sent(bytes) | TraceEvent::Heard(bytes) => ENTRY_COST + bytes.len(),
        _ => ENTRY_COST,
    }
}

/// A port that notes all calls in a [`Trace`].
#[derive(Debug)]
pub struct TracePort<P> {
    inner: P,
    trace: Rc<RefCell<Trace>>,
}

impl<P: SerialPort> TracePort<P> {
    /// Notes what goes through `inner`, in a log of about `limit_bytes`.
    #[must_use]
    pub fn new(inner: P, limit_bytes: usize) -> Self {
        Self { inner, trace: Rc::new(RefCell::new(Trace::new(limit_bytes))) }
    }

    /// The log, to look at while the port is in use.
    #[must_use]
    pub fn trace(&self) -> Rc<RefCell<Trace>> {
        Rc::clone(&self.trace)
    }

    /// The port inside.
    #[must_use]
    pub fn into_inner(self) -> P {
        self.inner
    }

    fn note<T>(
        &self,
        result: Result<T, PortError>,
        event: impl FnOnce(&T) -> TraceEvent,
    ) -> Result<T, PortError> {
        let event = match &result {
            Ok(value) => event(value),
            Err(error) => TraceEvent::Failed(error.clone()),
        };
        self.trace.borrow_mut().push(self.inner.now(), event);
        result
    }
}

impl<P: SerialPort> SerialPort for TracePort<P> {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, PortError> {
        let result = self.inner.read(buf, timeout).await;
        self.note(result, |&count| TraceEvent::Heard(buf.get(..count).unwrap_or_default().to_vec()))
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), PortError> {
        let result = self.inner.write_all(bytes).await;
        self.note(result, |()| TraceEvent::Sent(bytes.to_vec()))
    }

    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), PortError> {
        let result = self.inner.set_baud(bits_per_second).await;
        self.note(result, |()| TraceEvent::Baud(bits_per_second))
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), PortError> {
        let result = self.inner.set_signals(signals).await;
        self.note(result, |()| TraceEvent::Signals(signals))
    }

    async fn discard_input(&mut self) -> Result<(), PortError> {
        let result = self.inner.discard_input().await;
        self.note(result, |()| TraceEvent::Discarded)
    }

    async fn sleep(&mut self, duration: Duration) {
        self.inner.sleep(duration).await;
    }

    fn now(&self) -> Duration {
        self.inner.now()
    }
}
