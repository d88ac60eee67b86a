//! The cable: a port of the virtual board on which planned things go wrong.

use crate::place::Place;
use boardwalk::session::{Adapter, BoardKind, ClosedPort, OpenError, UsbIds};
use core::cell::RefCell;
use core::time::Duration;
use serial_line::{ControlError, Layer, Layered, LineError, SerialLine as _, SerialPort, Signals};
use std::rc::Rc;
use virtual_board::{
    Call, CallFailure, CallFault, Fault, FaultAt, FaultInjector, FaultKind, JumpingClock,
    SharedBoard, VirtualPort,
};

/// Time on the board's clock after which an installation counts as hanging.
const HANG: Duration = Duration::from_secs(2 * 60 * 60);
const HISTORY_BYTES: usize = 64;

/// Something that happens at a byte, and is no change of that byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// The cable is pulled.
    Unplug,
    /// The supply drops for a moment.
    BrownOut,
    /// The host does nothing for a while; the board goes on.
    HostStall(Duration),
    /// So many bytes before this one come once more, at once. Only on the way to the host.
    Echo(usize),
    /// The two status bytes before the end of an answer become an error. Only on the way to the
    /// host.
    Refuse(u8),
}

/// When an act is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// At a byte.
    Byte(FaultAt),
    /// Before the modem lines are switched, counted from 0.
    Signals(u64),
}

/// All that is planned for one cable.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) faults: Vec<Fault>,
    pub(crate) calls: Vec<CallFault>,
    pub(crate) acts: Vec<(When, Act)>,
    pub(crate) person: Person,
}

/// What the person does who sits at the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Person {
    /// Only looks at the page.
    #[default]
    Watches,
    /// Presses FLASH and RESET where the page says that there are no modem lines.
    PressesButtons,
}

/// What a hung system takes for one call.
const HUNG: Duration = Duration::from_secs(10);

impl Plan {
    /// The time that it takes from the host itself, which no limit of the host can shorten.
    pub(crate) fn host_delay(&self) -> Duration {
        let stalls = self.faults.iter().filter_map(|fault| match (fault.at, fault.kind) {
            (FaultAt::Sent(_), FaultKind::Stall(time)) => Some(time),
            _ => None,
        });
        let acts = self.acts.iter().filter_map(|(_, act)| match act {
            Act::HostStall(time) => Some(*time),
            _ => None,
        });
        let hung = self.calls.iter().filter(|fault| fault.failure == CallFailure::TimedOut);
        let calls = hung.map(|fault| HUNG * (fault.numbers.end - fault.numbers.start) as u32);
        stalls.chain(acts).chain(calls).sum()
    }
}

/// What notes where a port is, and what goes through it.
pub(crate) trait Notes: core::fmt::Debug + 'static {
    /// Where it is now.
    fn now(&mut self) -> &mut Place;

    /// What was planned is over: nothing strikes any more.
    fn is_calm(&self) -> bool;

    /// This is about to be written.
    fn wrote(&mut self, bytes: &[u8]);

    /// This was read.
    fn heard(&mut self, bytes: &[u8]) {
        let _ = bytes;
    }
}

/// A chooser's port.
#[derive(Debug)]
pub(crate) struct Plug<N> {
    pub(crate) board: SharedBoard,
    pub(crate) clock: JumpingClock,
    pub(crate) log: Rc<RefCell<N>>,
    pub(crate) plan: Plan,
}

impl<N: Notes> ClosedPort for Plug<N> {
    type Open = Layered<Struck, Cable<N>>;

    fn adapter(&self) -> Adapter {
        let usb = Some(UsbIds { vendor: 0x1A86, product: 0x7523 });
        Adapter { usb, board: BoardKind::Real }
    }

    async fn open(self, bits_per_second: u32) -> Result<Self::Open, OpenError> {
        let port = VirtualPort::open(&self.board, self.clock, bits_per_second)
            .map_err(|error| OpenError::Refused(error.to_string()))?;
        let Plan { faults, calls, acts, person: _ } = self.plan;
        let cable = Cable {
            acts,
            baud: bits_per_second,
            board: Rc::clone(&self.board),
            log: self.log,
            history: Vec::new(),
        };
        let faults = FaultInjector::new(faults)
            .with_call_faults(calls)
            .with_close(move || self.board.borrow_mut().close());
        Ok(Layered::new(Layered::new(port, faults), cable))
    }
}

/// The board's port, its bytes struck by faults.
type Struck = Layered<VirtualPort<JumpingClock>, FaultInjector>;

/// What is planned beside the faults of bytes, and what notes in the log where the port is.
#[derive(Debug)]
pub(crate) struct Cable<N> {
    acts: Vec<(When, Act)>,
    baud: u32,
    board: SharedBoard,
    log: Rc<RefCell<N>>,
    history: Vec<u8>,
}

impl<N: Notes> Cable<N> {
    fn note(&self, port: &Struck) {
        let (heard, sent) = port.layer.counts();
        let calls = port.layer.calls();
        *self.log.borrow_mut().now() = Place { heard, sent, calls, at: port.now() };
    }

    /// The next act on the way to the board within so many bytes, and how many come before it.
    fn due_in_writing(&mut self, sent: u64, bytes: usize) -> Option<(usize, Act)> {
        let within = |when: When| match when {
            When::Byte(FaultAt::Sent(place)) => {
                place.checked_sub(sent).filter(|before| *before < bytes as u64)
            }
            _ => None,
        };
        let due = self.acts.iter().position(|(when, _)| within(*when).is_some())?;
        let (when, act) = self.acts.remove(due);
        Some((within(when)? as usize, act))
    }

    /// Does what is due on the way to the host, to what has just been read.
    async fn act_on_reading(&mut self, port: &mut Struck, buf: &mut [u8], count: usize) -> usize {
        let (heard, _) = port.layer.counts();
        let mut count = count;
        let chunk_began = heard.saturating_sub(count as u64);
        let is_due =
            |when: When| matches!(when, When::Byte(FaultAt::Heard(place)) if place < heard);
        while let Some(due) = self.acts.iter().position(|(when, _)| is_due(*when)) {
            let (when, act) = self.acts.remove(due);
            let When::Byte(FaultAt::Heard(place)) = when else { continue };
            match act {
                // What would have come after it does not come.
                Act::Unplug => {
                    self.act(port, act).await;
                    count = count.min(place.saturating_sub(chunk_began) as usize);
                }
                Act::Echo(bytes) => {
                    let from = self.history.len().saturating_sub(bytes);
                    for &byte in self.history.get(from..).unwrap_or_default() {
                        if let Some(cell) = buf.get_mut(count) {
                            *cell = byte;
                            count += 1;
                        }
                    }
                }
                Act::Refuse(code) => {
                    let end = place.saturating_sub(chunk_began) as usize;
                    if let Some(status) = buf.get_mut(end.saturating_sub(2)..end) {
                        status.copy_from_slice(&[code, 0]);
                    }
                }
                other => self.act(port, other).await,
            }
        }
        count
    }

    async fn act(&mut self, port: &mut Struck, act: Act) {
        match act {
            Act::Unplug => self.board.borrow_mut().unplug(),
            Act::BrownOut => self.board.borrow_mut().brown_out(),
            Act::HostStall(time) => port.sleep(time).await,
            Act::Echo(_) | Act::Refuse(_) => {}
        }
    }

    fn remember(&mut self, bytes: &[u8]) {
        self.history.extend_from_slice(bytes);
        let surplus = self.history.len().saturating_sub(HISTORY_BYTES);
        self.history.drain(..surplus);
    }

    /// In a calm log nothing is planned any more.
    fn keep_calm(&mut self, port: &mut Struck) {
        if self.log.borrow().is_calm() {
            self.acts.clear();
            port.layer.stop();
        }
    }

    /// The rescue from a session that waits for ever: its log says that it hung.
    fn check(port: &Struck) -> Result<(), LineError> {
        if port.now() > HANG { Err(LineError::Lost) } else { Ok(()) }
    }
}

impl<N: Notes> Layer<Struck> for Cable<N> {
    async fn read(
        &mut self,
        port: &mut Struck,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        Self::check(port)?;
        self.keep_calm(port);
        let outcome = match port.read(buf, timeout).await {
            Ok(count) => {
                self.remember(buf.get(..count).unwrap_or_default());
                match self.act_on_reading(port, buf, count).await {
                    0 => Err(LineError::Lost),
                    count => Ok(count),
                }
            }
            Err(error) => Err(error),
        };
        self.note(port);
        if let Ok(count) = outcome {
            self.log.borrow_mut().heard(buf.get(..count).unwrap_or_default());
        }
        outcome
    }

    async fn write_all(&mut self, port: &mut Struck, bytes: &[u8]) -> Result<(), LineError> {
        Self::check(port)?;
        self.keep_calm(port);
        self.note(port);
        self.log.borrow_mut().wrote(bytes);
        let mut rest = bytes;
        while let Some((before, act)) = self.due_in_writing(port.layer.counts().1, rest.len()) {
            let (now, later) = rest.split_at(before);
            port.write_all(now).await?;
            // The bytes before it must have left.
            let on_the_wire = now.len() as f64 * 10.0 / f64::from(self.baud);
            port.sleep(Duration::from_secs_f64(on_the_wire)).await;
            self.act(port, act).await;
            rest = later;
        }
        let outcome = port.write_all(rest).await;
        self.note(port);
        outcome
    }

    async fn discard_input(&mut self, port: &mut Struck) -> Result<(), LineError> {
        self.keep_calm(port);
        let outcome = port.discard_input().await;
        self.note(port);
        outcome
    }

    async fn sleep(&mut self, port: &mut Struck, duration: Duration) {
        port.sleep(duration).await;
        self.note(port);
    }

    async fn set_baud(
        &mut self,
        port: &mut Struck,
        bits_per_second: u32,
    ) -> Result<(), ControlError> {
        self.keep_calm(port);
        self.baud = bits_per_second;
        let outcome = port.set_baud(bits_per_second).await;
        self.note(port);
        outcome
    }

    async fn set_signals(
        &mut self,
        port: &mut Struck,
        signals: Signals,
    ) -> Result<(), ControlError> {
        self.keep_calm(port);
        self.note(port);
        let when = When::Signals(port.layer.calls().of(Call::SetSignals));
        if let Some(due) = self.acts.iter().position(|(at, _)| *at == when) {
            let (_, act) = self.acts.remove(due);
            self.act(port, act).await;
        }
        let outcome = port.set_signals(signals).await;
        self.note(port);
        outcome
    }
}
