//! The wire log: a layer that notes what goes through it.

use alloc::collections::VecDeque;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::time::Duration;

use serial_line::{ControlError, Layer, LineError, SerialLine, SerialPort, Signals};

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
    /// Bytes could not be read, written or thrown away.
    LineFailed(LineError),
    /// The speed or the modem lines could not be set.
    ControlFailed(ControlError),
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
    fn new(limit_bytes: usize) -> Self {
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

/// A layer that notes all calls in a [`Trace`].
#[derive(Debug)]
pub struct Tracer(Rc<RefCell<Trace>>);

impl Tracer {
    /// Notes what goes through, in a log of about `limit_bytes`.
    #[must_use]
    pub fn new(limit_bytes: usize) -> Self {
        Self(Rc::new(RefCell::new(Trace::new(limit_bytes))))
    }

    /// The log, to look at while the port is in use.
    #[must_use]
    pub fn trace(&self) -> Rc<RefCell<Trace>> {
        Rc::clone(&self.0)
    }

    fn line<T>(
        &self,
        at: Duration,
        result: Result<T, LineError>,
        event: impl FnOnce(&T) -> TraceEvent,
    ) -> Result<T, LineError> {
        let event = match &result {
            Ok(value) => event(value),
            Err(error) => TraceEvent::LineFailed(error.clone()),
        };
        self.0.borrow_mut().push(at, event);
        result
    }

    fn control(
        &self,
        at: Duration,
        result: Result<(), ControlError>,
        event: TraceEvent,
    ) -> Result<(), ControlError> {
        let event = match &result {
            Ok(()) => event,
            Err(error) => TraceEvent::ControlFailed(error.clone()),
        };
        self.0.borrow_mut().push(at, event);
        result
    }
}

impl<P: SerialLine> Layer<P> for Tracer {
    async fn read(
        &mut self,
        below: &mut P,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        let result = below.read(buf, timeout).await;
        let heard = |&count: &usize| buf.get(..count).unwrap_or_default().to_vec();
        self.line(below.now(), result, |count| TraceEvent::Heard(heard(count)))
    }

    async fn write_all(&mut self, below: &mut P, bytes: &[u8]) -> Result<(), LineError> {
        let result = below.write_all(bytes).await;
        self.line(below.now(), result, |()| TraceEvent::Sent(bytes.to_vec()))
    }

    async fn discard_input(&mut self, below: &mut P) -> Result<(), LineError> {
        let result = below.discard_input().await;
        self.line(below.now(), result, |()| TraceEvent::Discarded)
    }

    async fn set_baud(&mut self, below: &mut P, bits_per_second: u32) -> Result<(), ControlError>
    where
        P: SerialPort,
    {
        let result = below.set_baud(bits_per_second).await;
        self.control(below.now(), result, TraceEvent::Baud(bits_per_second))
    }

    async fn set_signals(&mut self, below: &mut P, signals: Signals) -> Result<(), ControlError>
    where
        P: SerialPort,
    {
        let result = below.set_signals(signals).await;
        self.control(below.now(), result, TraceEvent::Signals(signals))
    }
}
