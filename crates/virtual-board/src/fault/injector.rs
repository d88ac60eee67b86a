//! Faults between a port and its user.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use serial_line::{ControlError, Layer, LineError, SerialLine, SerialPort, Signals};

use super::calls::CallSchedule;
use super::{
    Call, CallCounts, CallFailure, CallFault, DelayQueue, Fault, FaultSchedule, Taken, WireEvent,
};

const CHUNK_BYTES: usize = 4096;
/// What a system takes before a caller gives it up.
const SYSTEM_TIMEOUT: Duration = Duration::from_secs(10);
/// What the system says when it refuses: in Chromium's words.
const NOT_OPENED: &str = "NetworkError: Failed to open serial port.";
const NOT_SET: &str = "NetworkError: Failed to set control signals.";
const NOT_DONE: &str = "UnknownError: An unknown system error has occurred.";

/// A layer that strikes bytes and calls that go through it with a plan of faults.
pub struct FaultInjector {
    schedule: FaultSchedule,
    calls: CallSchedule,
    to_host: DelayQueue,
    state: State,
    on_unplug: Option<Box<dyn FnMut()>>,
    on_close: Option<Box<dyn FnMut()>>,
}

/// What the plan has left of the port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// Until a speed is set.
    Closed,
    Lost,
}

impl FaultInjector {
    /// Strikes by this plan, in any order.
    #[must_use]
    pub fn new(plan: Vec<Fault>) -> Self {
        Self {
            schedule: FaultSchedule::new(plan),
            calls: CallSchedule::default(),
            to_host: DelayQueue::default(),
            state: State::Open,
            on_unplug: None,
            on_close: None,
        }
    }

    /// Also lets these calls fail.
    #[must_use]
    pub fn with_call_faults(self, plan: Vec<CallFault>) -> Self {
        Self { calls: CallSchedule::new(plan), ..self }
    }

    /// Calls `hand` when the plan pulls the cable, to pull it from the board too.
    #[must_use]
    pub fn with_unplug(self, hand: impl FnMut() + 'static) -> Self {
        Self { on_unplug: Some(Box::new(hand)), ..self }
    }

    /// Calls `hand` when the plan leaves the port closed, to close the board's too.
    #[must_use]
    pub fn with_close(self, hand: impl FnMut() + 'static) -> Self {
        Self { on_close: Some(Box::new(hand)), ..self }
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

    /// How often each method was called so far.
    #[must_use]
    pub fn calls(&self) -> CallCounts {
        self.calls.counts()
    }

    /// Nothing more is struck or fails from now on. What was on its way to the host is lost, and a port
    /// that is closed stays so until a speed is set.
    pub fn stop(&mut self) {
        self.schedule.stop();
        self.calls.stop();
        self.to_host.clear();
    }

    fn unplug(&mut self) -> LineError {
        if self.state != State::Lost {
            self.state = State::Lost;
            if let Some(hand) = &mut self.on_unplug {
                hand();
            }
        }
        LineError::Lost
    }

    fn close(&mut self) {
        self.state = State::Closed;
        self.to_host.clear();
        if let Some(hand) = &mut self.on_close {
            hand();
        }
    }

    fn check(&self) -> Result<(), LineError> {
        match self.state {
            State::Open => Ok(()),
            State::Closed => Err(LineError::Refused(NOT_OPENED.into())),
            State::Lost => Err(LineError::Lost),
        }
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
        match self.calls.count(Call::Write) {
            None => {}
            Some(CallFailure::TimedOut) => {
                below.sleep(SYSTEM_TIMEOUT).await;
                return Err(LineError::TimedOut);
            }
            Some(_) => return Err(LineError::Refused(NOT_DONE.into())),
        }
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
        if self.calls.count(Call::Discard).is_some() {
            return Err(LineError::Refused(NOT_DONE.into()));
        }
        self.to_host.clear();
        below.discard_input().await
    }

    async fn set_baud(&mut self, below: &mut P, bits_per_second: u32) -> Result<(), ControlError>
    where
        P: SerialPort,
    {
        if self.state == State::Lost {
            return Err(ControlError::Lost);
        }
        match self.calls.count(Call::SetBaud) {
            None => {}
            Some(CallFailure::Refused) if self.state == State::Open => {
                return Err(ControlError::Refused(NOT_OPENED.into()));
            }
            Some(CallFailure::Refused | CallFailure::Closed) => {
                self.close();
                return Err(ControlError::Closed(NOT_OPENED.into()));
            }
            Some(CallFailure::TimedOut) => {
                self.close();
                below.sleep(SYSTEM_TIMEOUT).await;
                return Err(ControlError::TimedOut);
            }
        }
        self.to_host.clear();
        below.set_baud(bits_per_second).await?;
        self.state = State::Open;
        Ok(())
    }

    async fn set_signals(&mut self, below: &mut P, signals: Signals) -> Result<(), ControlError>
    where
        P: SerialPort,
    {
        match self.state {
            State::Open => {}
            State::Closed => return Err(ControlError::Closed(NOT_OPENED.into())),
            State::Lost => return Err(ControlError::Lost),
        }
        match self.calls.count(Call::SetSignals) {
            None => below.set_signals(signals).await,
            Some(CallFailure::TimedOut) => {
                below.sleep(SYSTEM_TIMEOUT).await;
                Err(ControlError::TimedOut)
            }
            Some(_) => Err(ControlError::Refused(NOT_SET.into())),
        }
    }
}

impl fmt::Debug for FaultInjector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultInjector").field("schedule", &self.schedule).finish_non_exhaustive()
    }
}
