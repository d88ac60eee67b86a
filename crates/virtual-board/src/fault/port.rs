//! A port that makes faults.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use esp8266_loader::port::{PortError, SerialPort, Signals};

use super::{Fault, Lane, Strikes, Struck, Taken};

const CHUNK_BYTES: usize = 4096;

/// A port that strikes what goes through it with a plan of faults.
pub struct FaultPort<P> {
    inner: P,
    strikes: Strikes,
    to_host: Lane,
    lost: bool,
    on_unplug: Option<Box<dyn FnMut()>>,
}

impl<P: SerialPort> FaultPort<P> {
    /// Strikes `inner` by this plan, in any order.
    #[must_use]
    pub fn new(inner: P, plan: Vec<Fault>) -> Self {
        Self {
            inner,
            strikes: Strikes::new(plan),
            to_host: Lane::default(),
            lost: false,
            on_unplug: None,
        }
    }

    /// Calls `hand` when the plan pulls the cable, to pull it from the board too.
    #[must_use]
    pub fn with_unplug(self, hand: impl FnMut() + 'static) -> Self {
        Self { on_unplug: Some(Box::new(hand)), ..self }
    }

    /// The faults that have struck, in their order.
    #[must_use]
    pub fn happened(&self) -> &[Fault] {
        self.strikes.happened()
    }

    /// Bytes that went to the host and to the board so far: the span of a plan.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        self.strikes.counts()
    }

    /// The port inside.
    #[must_use]
    pub fn inner(&mut self) -> &mut P {
        &mut self.inner
    }

    fn unplug(&mut self) -> PortError {
        if !self.lost {
            self.lost = true;
            if let Some(hand) = &mut self.on_unplug {
                hand();
            }
        }
        PortError::Lost
    }

    fn check(&self) -> Result<(), PortError> {
        if self.lost { Err(PortError::Lost) } else { Ok(()) }
    }
}

impl<P: SerialPort> SerialPort for FaultPort<P> {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, PortError> {
        let deadline = self.now().saturating_add(timeout);
        loop {
            self.check()?;
            let left = deadline.saturating_sub(self.now());
            match self.to_host.take(self.inner.now(), buf.len()) {
                Taken::Bytes(bytes) => {
                    for (place, byte) in buf.iter_mut().zip(&bytes) {
                        *place = *byte;
                    }
                    return Ok(bytes.len());
                }
                Taken::Line(fault) => return Err(PortError::LineFault(fault)),
                Taken::Unplug => return Err(self.unplug()),
                Taken::Wait(_) if left.is_zero() => return Err(PortError::TimedOut),
                Taken::Wait(until) => {
                    let wait = until.saturating_sub(self.now()).min(left);
                    self.inner.sleep(wait).await;
                }
                Taken::Nothing => {
                    let mut chunk = vec![0; buf.len().min(CHUNK_BYTES)];
                    let count = self.inner.read(&mut chunk, left).await?;
                    let struck = self.strikes.hear(chunk.get(..count).unwrap_or_default());
                    self.to_host.extend(struck);
                }
            }
        }
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), PortError> {
        self.check()?;
        let mut run = Vec::with_capacity(bytes.len());
        for step in self.strikes.send(bytes) {
            match step {
                Struck::Byte(byte) => run.push(byte),
                Struck::Stall(time) => {
                    self.inner.write_all(&run).await?;
                    run.clear();
                    self.inner.sleep(time).await;
                }
                Struck::Unplug => {
                    self.inner.write_all(&run).await?;
                    return Err(self.unplug());
                }
                Struck::Split | Struck::Line(_) => {}
            }
        }
        self.inner.write_all(&run).await
    }

    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), PortError> {
        self.check()?;
        self.to_host.clear();
        self.inner.set_baud(bits_per_second).await
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), PortError> {
        self.check()?;
        self.inner.set_signals(signals).await
    }

    async fn discard_input(&mut self) -> Result<(), PortError> {
        self.check()?;
        self.to_host.clear();
        self.inner.discard_input().await
    }

    async fn sleep(&mut self, duration: Duration) {
        self.inner.sleep(duration).await;
    }

    fn now(&self) -> Duration {
        self.inner.now()
    }
}

impl<P> fmt::Debug for FaultPort<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultPort").field("strikes", &self.strikes).finish_non_exhaustive()
    }
}
