//! A port whose other end is asked for each call, and answers it.

use core::cell::RefCell;
use core::future::poll_fn;
use core::task::Poll;
use core::time::Duration;
use serial_line::{ControlError, LineError, SerialLine, SerialPort, Signals};
use std::collections::VecDeque;
use std::rc::Rc;
use workbench_api::{Answer, Call};

/// Both ends of it; clones are the same one.
#[derive(Debug, Clone)]
pub(super) struct CalledPort(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    now: Duration,
    /// Read, and not handed out yet.
    heard: VecDeque<u8>,
    call: Option<Call>,
    answer: Option<Answer>,
}

impl CalledPort {
    pub(super) fn new(now: Duration) -> Self {
        Self(Rc::new(RefCell::new(State { now, ..State::default() })))
    }

    /// What is to be done now; each once.
    pub(super) fn call(&self) -> Option<Call> {
        self.0.borrow_mut().call.take()
    }

    pub(super) fn answer(&self, answer: Answer, now: Duration) {
        let mut state = self.0.borrow_mut();
        state.now = now;
        state.answer = Some(answer);
    }

    async fn perform(&self, call: Call) -> Answer {
        self.0.borrow_mut().call = Some(call);
        poll_fn(|_| match self.0.borrow_mut().answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => Poll::Pending,
        })
        .await
    }

    async fn control(&self, call: Call) -> Result<(), ControlError> {
        match self.perform(call).await {
            Answer::Control(error) => Err(error),
            _ => Ok(()),
        }
    }

    async fn line(&self, call: Call) -> Result<(), LineError> {
        match self.perform(call).await {
            Answer::Line(error) => Err(error),
            _ => Ok(()),
        }
    }

    fn forget_input(&self) {
        self.0.borrow_mut().heard.clear();
    }

    /// How many bytes were there.
    fn take(&self, buf: &mut [u8]) -> usize {
        let heard = &mut self.0.borrow_mut().heard;
        let count = buf.len().min(heard.len());
        for (place, byte) in buf.iter_mut().zip(heard.drain(..count)) {
            *place = byte;
        }
        count
    }
}

impl SerialLine for CalledPort {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        let count = self.take(buf);
        if count > 0 {
            return Ok(count);
        }
        match self.perform(Call::Read(timeout)).await {
            Answer::Read(bytes) => self.0.borrow_mut().heard.extend(bytes),
            Answer::Line(error) => return Err(error),
            Answer::Done | Answer::Control(_) => {}
        }
        match self.take(buf) {
            0 => Err(LineError::TimedOut),
            count => Ok(count),
        }
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError> {
        self.line(Call::Write(bytes.to_vec())).await
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        self.forget_input();
        self.line(Call::DiscardInput).await
    }

    async fn sleep(&mut self, duration: Duration) {
        self.perform(Call::Sleep(duration)).await;
    }

    fn now(&self) -> Duration {
        self.0.borrow().now
    }
}

impl SerialPort for CalledPort {
    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), ControlError> {
        self.forget_input();
        self.control(Call::SetBaud(bits_per_second)).await
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), ControlError> {
        self.control(Call::SetSignals(signals)).await
    }
}
