//! A port that remembers what it heard last, for a report, and when, for a log.

use core::time::Duration;
use esp8266_loader::port::{PortError, SerialPort, Signals};
use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

/// Enough to see a boot log, an answer, or the noise of a wrong speed.
const REMEMBERED_BYTES: usize = 2048;

/// Wraps a port; see the module.
#[derive(Debug)]
pub(super) struct Listened<P> {
    port: P,
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

impl<P> Listened<P> {
    pub(super) fn new(port: P) -> Self {
        let heard = VecDeque::with_capacity(REMEMBERED_BYTES);
        Self { port, heard, clock: Clock::default() }
    }

    pub(super) fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// The last bytes that arrived, oldest first.
    pub(super) fn heard(&self) -> Rc<[u8]> {
        self.heard.iter().copied().collect()
    }

    pub(super) fn into_inner(self) -> P {
        self.port
    }

    fn remember(&mut self, bytes: &[u8]) {
        let newest = &bytes[bytes.len().saturating_sub(REMEMBERED_BYTES)..];
        let surplus = (self.heard.len() + newest.len()).saturating_sub(REMEMBERED_BYTES);
        self.heard.drain(..surplus);
        self.heard.extend(newest);
    }
}

impl<P: SerialPort> SerialPort for Listened<P> {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, PortError> {
        let outcome = self.port.read(buf, timeout).await;
        self.clock.0.set(self.port.now());
        let count = outcome?;
        self.remember(&buf[..count]);
        Ok(count)
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), PortError> {
        self.port.write_all(bytes).await
    }

    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), PortError> {
        self.port.set_baud(bits_per_second).await
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), PortError> {
        self.port.set_signals(signals).await
    }

    async fn discard_input(&mut self) -> Result<(), PortError> {
        self.port.discard_input().await
    }

    async fn sleep(&mut self, duration: Duration) {
        self.port.sleep(duration).await;
        self.clock.0.set(self.port.now());
    }

    fn now(&self) -> Duration {
        self.port.now()
    }
}
