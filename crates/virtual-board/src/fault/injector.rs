//! Faults between a port and its user.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use serial_line::{ControlError, Layer, LineError, SerialLine, SerialPort, Signals};

use super::{DelayQueue, Fault, FaultSchedule, Taken, WireEvent};

const CHUNK_BYTES: usize = 4096;

/// A layer that strikes what goes through it with a plan of faults.
pub struct FaultInjector {
    schedule: FaultSchedule,
    to_host: DelayQueue,
    lost: bool,
    on_unplug: Option<Box<dyn FnMut()>>,
}

impl FaultInjector {
    /// Strikes by this plan, in any order.
    #[must_use]
    pub fn new(plan: Vec<Fault>) -> Self {
        Self {
            schedule: FaultSchedule::new(plan),
            to_host: DelayQueue::default(),
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
        self.schedule.happened()
    }

    /// Bytes that went to the host and to the board so far: the span of a plan.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        self.schedule.counts()
    }

    fn unplug(&mut self) -> LineError {
        if !self.lost {
            self.lost = true;
            if let Some(hand) = &mut self.on_unplug {
                hand();
            }
        }
        LineError::Lost
    }

    fn check(&self) -> Result<(), LineError> {
        if self.lost { Err(LineError::Lost) } else { Ok(()) }
    }
}

impl<P: SerialLine> Layer<P> for FaultInjector {
    async fn read(
        &mut self,
        below: &mut P,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        let deadline = below.now().saturating_add(timeout);
        loop {
            self.check()?;
            let left = deadline.saturating_sub(below.now());
            match self.to_host.take(below.now(), buf.len()) {
                Taken::Bytes(bytes) => {
                    for (place, byte) in buf.iter_mut().zip(&bytes) {
                        *place = *byte;
                    }
                    return Ok(bytes.len());
                }
                Taken::Line(fault) => return Err(LineError::LineFault(fault)),
                Taken::Unplug => return Err(self.unplug()),
                Taken::Wait(_) if left.is_zero() => return Err(LineError::TimedOut),
                Taken::Wait(until) => {
                    let wait = until.saturating_sub(below.now()).min(left);
                    below.sleep(wait).await;
                }
                Taken::Nothing => {
                    let mut chunk = vec![0; buf.len().min(CHUNK_BYTES)];
                    let count = below.read(&mut chunk, left).await?;
                    let events = self.schedule.hear(chunk.get(..count).unwrap_or_default());
                    self.to_host.extend(events);
                }
            }
        }
    }

    async fn write_all(&mut self, below: &mut P, bytes: &[u8]) -> Result<(), LineError> {
        self.check()?;
        let mut run = Vec::with_capacity(bytes.len());
        for step in self.schedule.send(bytes) {
            match step {
                WireEvent::Byte(byte) => run.push(byte),
                WireEvent::Stall(time) => {
                    below.write_all(&run).await?;
                    run.clear();
                    below.sleep(time).await;
                }
                WireEvent::Unplug => {
                    below.write_all(&run).await?;
                    return Err(self.unplug());
                }
                WireEvent::Split | WireEvent::Line(_) => {}
            }
        }
        below.write_all(&run).await
    }

    async fn discard_input(&mut self, below: &mut P) -> Result<(), LineError> {
        self.check()?;
        self.to_host.clear();
        below.discard_input().await
    }

    async fn set_baud(&mut self, below: &mut P, bits_per_second: u32) -> Result<(), ControlError>
    where
        P: SerialPort,
    {
        if self.lost {
            return Err(ControlError::Lost);
        }
        self.to_host.clear();
        below.set_baud(bits_per_second).await
    }

    async fn set_signals(&mut self, below: &mut P, signals: Signals) -> Result<(), ControlError>
    where
        P: SerialPort,
    {
        if self.lost { Err(ControlError::Lost) } else { below.set_signals(signals).await }
    }
}

impl fmt::Debug for FaultInjector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultInjector").field("schedule", &self.schedule).finish_non_exhaustive()
    }
}
