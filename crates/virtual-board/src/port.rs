//! The board as a serial port.

use alloc::collections::VecDeque;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use serial_line::{Close, ControlError, LineError, SerialLine, SerialPort, Signals};

use crate::adapter::Arrival;
use crate::clock::{Clock, SharedBoard};

/// A port to a virtual board.
///
/// It is one opening of the port: after the cable was pulled, it is lost for good, also when the
/// cable is back; open another one then. Dropping it leaves the port open, as a crashed client
/// does not; call [`close`](Close::close).
pub struct VirtualPort<C> {
    board: SharedBoard,
    clock: C,
    plugs: u32,
    baud_change: BaudChangeBy,
    is_open: bool,
    unread: VecDeque<Arrival>,
}

/// What a system says that does not open a port.
const NOT_OPENED: &str = "Failed to open serial port.";

/// How the port changes its speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BaudChangeBy {
    /// By closing and opening, as a page must: the modem lines drop and rise, then go to idle.
    Reopening,
    /// In place, as native clients can.
    Switching,
}

impl<C: Clock> VirtualPort<C> {
    /// Opens the board's port. DTR and RTS rise, as an operating system does it.
    ///
    /// # Errors
    ///
    /// [`ControlError::Lost`] if the cable is not in, or [`ControlError::Closed`] for a speed that the
    /// adapter's driver refuses.
    pub fn open(board: &SharedBoard, clock: C, baud: u32) -> Result<Self, ControlError> {
        let mut open = board.borrow_mut();
        if !open.is_plugged() {
            return Err(ControlError::Lost);
        }
        if !open.takes_baud(baud) {
            return Err(ControlError::Closed(NOT_OPENED.into()));
        }
        open.open(baud);
        let plugs = open.plugs();
        drop(open);
        let baud_change = BaudChangeBy::Reopening;
        let unread = VecDeque::new();
        Ok(Self { board: Rc::clone(board), clock, plugs, baud_change, is_open: true, unread })
    }

    /// The same port, with another way to change its speed.
    #[must_use]
    pub fn with_baud_change(self, baud_change: BaudChangeBy) -> Self {
        Self { baud_change, ..self }
    }

    /// The board behind it.
    #[must_use]
    pub fn board(&self) -> &SharedBoard {
        &self.board
    }

    /// Whether the cable is in, and was never out since the port was opened.
    fn is_plugged(&self) -> bool {
        let board = self.board.borrow();
        board.is_plugged() && board.plugs() == self.plugs
    }

    fn check(&self) -> Result<(), LineError> {
        match self.is_plugged() {
            false => Err(LineError::Lost),
            true if !self.is_open => Err(LineError::Refused(NOT_OPENED.into())),
            true => Ok(()),
        }
    }

    /// Hands out what is there: bytes up to the next line fault, or that fault.
    fn take(&mut self, buf: &mut [u8]) -> Option<Result<usize, LineError>> {
        let mut arrived = Vec::new();
        self.board.borrow_mut().receive_arrivals(&mut arrived);
        self.unread.extend(arrived);
        let mut filled = 0;
        while let Some(arrival) = self.unread.front_mut() {
            match arrival {
                Arrival::Bytes(bytes) => {
                    let room = buf.get_mut(filled..).unwrap_or_default();
                    let count = room.len().min(bytes.len());
                    for (place, byte) in room.iter_mut().zip(bytes.drain(..count)) {
                        *place = byte;
                    }
                    filled += count;
                    if !bytes.is_empty() {
                        break;
                    }
                    self.unread.pop_front();
                }
                Arrival::Fault(_) if filled > 0 => break,
                Arrival::Fault(fault) => {
                    let fault = *fault;
                    self.unread.pop_front();
                    return Some(Err(LineError::LineFault(fault)));
                }
            }
        }
        (filled > 0).then_some(Ok(filled))
    }

    /// Waits until all that was written has left.
    async fn drain(&self) -> Result<(), ControlError> {
        loop {
            if !self.is_plugged() {
                return Err(ControlError::Lost);
            }
            if self.board.borrow().unsent() == 0 {
                return Ok(());
            }
            // Each byte that reaches the board is an event of its own.
            self.clock.pass(&self.board, Duration::MAX).await;
        }
    }
}

impl<C: Clock> SerialLine for VirtualPort<C> {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        let deadline = self.now().saturating_add(timeout);
        loop {
            self.check()?;
            if let Some(taken) = self.take(buf) {
                return taken;
            }
            if self.now() >= deadline {
                return Err(LineError::TimedOut);
            }
            self.clock.pass(&self.board, deadline).await;
        }
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError> {
        self.check()?;
        self.board.borrow_mut().send(bytes);
        Ok(())
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        self.check()?;
        self.board.borrow_mut().receive_arrivals(&mut Vec::new());
        self.unread.clear();
        Ok(())
    }

    async fn sleep(&mut self, duration: Duration) {
        let until = self.now().saturating_add(duration);
        while self.now() < until {
            self.clock.pass(&self.board, until).await;
        }
    }

    fn now(&self) -> Duration {
        self.board.borrow().now()
    }
}

impl<C: Clock> SerialPort for VirtualPort<C> {
    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), ControlError> {
        self.drain().await?;
        let mut board = self.board.borrow_mut();
        let is_taken = board.takes_baud(bits_per_second);
        match self.baud_change {
            BaudChangeBy::Switching if !is_taken => {
                return Err(ControlError::Refused(NOT_OPENED.into()));
            }
            BaudChangeBy::Switching => board.set_baud(bits_per_second),
            BaudChangeBy::Reopening => {
                board.close();
                self.is_open = is_taken;
                if !is_taken {
                    return Err(ControlError::Closed(NOT_OPENED.into()));
                }
                board.open(bits_per_second);
                // RTS before DTR: the other way round would pass through reset.
                board.set_signals(true, false);
                board.set_signals(false, false);
            }
        }
        board.receive_arrivals(&mut Vec::new());
        self.unread.clear();
        Ok(())
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), ControlError> {
        if !self.is_plugged() {
            return Err(ControlError::Lost);
        }
        if !self.is_open {
            return Err(ControlError::Closed(NOT_OPENED.into()));
        }
        let mut board = self.board.borrow_mut();
        if !board.has_modem_lines() {
            return Err(ControlError::Refused("Failed to set control signals.".into()));
        }
        board.set_signals(signals.dtr, signals.rts);
        Ok(())
    }
}

impl<C: Clock> Close for VirtualPort<C> {
    /// DTR drops, then RTS, as an operating system does it where nobody has let them go.
    async fn close(self) {
        if self.is_plugged() {
            self.board.borrow_mut().close();
        }
    }
}

impl<C> fmt::Debug for VirtualPort<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualPort").field("board", &self.board).finish_non_exhaustive()
    }
}
