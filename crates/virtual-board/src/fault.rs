//! A port that makes faults: planned, repeatable, at chosen bytes.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use esp8266_loader::port::{LineFault, PortError, SerialPort, Signals};

/// Bytes that [`FaultKind::Repeat`] can go back.
const HISTORY_BYTES: usize = 256;
const CHUNK_BYTES: usize = 4096;

/// One fault and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Which byte it strikes.
    pub at: FaultAt,
    /// What happens to it.
    pub kind: FaultKind,
}

/// A byte, counted from 0 since the port was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultAt {
    /// On the way to the host.
    Heard(u64),
    /// On the way to the board.
    Sent(u64),
}

/// What happens to a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// It is lost.
    Drop,
    /// These bits of it are inverted.
    Flip(u8),
    /// It comes twice.
    Double,
    /// So many bytes of noise come before it.
    Garbage(u16),
    /// So many of the bytes before it come once more: a stale or a doubled answer.
    Repeat(u16),
    /// It, and all behind it, comes this much later.
    Stall(Duration),
    /// A read ends before it. Only on the way to the host.
    Split,
    /// A line fault is reported before it. Only on the way to the host.
    Line(LineFault),
    /// The cable is pulled before it.
    Unplug,
}

/// Plans `count` faults among the first `span_bytes` of both directions. The same seed gives the
/// same plan.
#[must_use]
pub fn random_faults(seed: u64, count: usize, span_bytes: u64) -> Vec<Fault> {
    let mut random = Random(seed);
    let mut plan = Vec::with_capacity(count);
    for _ in 0..count {
        let place = random.below(span_bytes.max(1));
        let at = if random.below(2) == 0 { FaultAt::Heard(place) } else { FaultAt::Sent(place) };
        plan.push(Fault { at, kind: random.kind() });
    }
    plan
}

/// A port that strikes what goes through it with a plan of faults.
pub struct FaultPort<P> {
    inner: P,
    plan: Vec<Fault>,
    happened: Vec<Fault>,
    heard: u64,
    sent: u64,
    ready: VecDeque<Ready>,
    history: [VecDeque<u8>; 2],
    noise: Random,
    lost: bool,
    on_unplug: Option<Box<dyn FnMut()>>,
}

/// What the host gets next.
#[derive(Debug, Clone, Copy)]
enum Ready {
    Byte(u8),
    Split,
    Stall(Duration),
    Until(Duration),
    Line(LineFault),
    Unplug,
}

impl<P: SerialPort> FaultPort<P> {
    /// Strikes `inner` by this plan, in any order.
    #[must_use]
    pub fn new(inner: P, plan: Vec<Fault>) -> Self {
        Self {
            inner,
            plan,
            happened: Vec::new(),
            heard: 0,
            sent: 0,
            ready: VecDeque::new(),
            history: [VecDeque::new(), VecDeque::new()],
            noise: Random(0x006E_015E),
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
        &self.happened
    }

    /// Bytes that went to the host and to the board so far: the span of a plan.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        (self.heard, self.sent)
    }

    /// The port inside.
    #[must_use]
    pub fn inner(&mut self) -> &mut P {
        &mut self.inner
    }

    /// Passes `bytes` through the plan, in one direction.
    fn strike(&mut self, bytes: &[u8], direction: Direction) -> Vec<Ready> {
        let mut out = Vec::with_capacity(bytes.len());
        for &byte in bytes {
            let (at, side) = match direction {
                Direction::ToHost => (FaultAt::Heard(self.heard), 0),
                Direction::ToBoard => (FaultAt::Sent(self.sent), 1),
            };
            let faults = self.take_faults(at);
            let mut copies = 1;
            let mut value = byte;
            for fault in faults {
                match fault.kind {
                    FaultKind::Drop => copies = 0,
                    FaultKind::Double => copies *= 2,
                    FaultKind::Flip(bits) => value ^= bits,
                    FaultKind::Garbage(count) => {
                        out.extend((0..count).map(|_| Ready::Byte(self.noise.next() as u8)));
                    }
                    FaultKind::Repeat(count) => {
                        let history = &self.history[side];
                        let skip = history.len().saturating_sub(usize::from(count));
                        out.extend(history.iter().skip(skip).map(|&byte| Ready::Byte(byte)));
                    }
                    FaultKind::Stall(time) => out.push(Ready::Stall(time)),
                    FaultKind::Split => out.push(Ready::Split),
                    FaultKind::Line(fault) => out.push(Ready::Line(fault)),
                    FaultKind::Unplug => out.push(Ready::Unplug),
                }
            }
            out.extend((0..copies).map(|_| Ready::Byte(value)));
            self.remember(byte, side);
            match direction {
                Direction::ToHost => self.heard += 1,
                Direction::ToBoard => self.sent += 1,
            }
        }
        out
    }

    fn take_faults(&mut self, at: FaultAt) -> Vec<Fault> {
        if !self.plan.iter().any(|fault| fault.at == at) {
            return Vec::new();
        }
        let (now, later) = self.plan.iter().partition(|fault| fault.at == at);
        self.plan = later;
        self.happened.extend(&now);
        now
    }

    fn remember(&mut self, byte: u8, side: usize) {
        let history = &mut self.history[side];
        history.push_back(byte);
        if history.len() > HISTORY_BYTES {
            history.pop_front();
        }
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

    /// Hands out what is ready, up to the first thing that is no byte.
    fn take(&mut self, buf: &mut [u8]) -> Taken {
        let mut filled = 0;
        while let Some(&ready) = self.ready.front() {
            match (ready, buf.get_mut(filled)) {
                (Ready::Byte(byte), Some(place)) => {
                    *place = byte;
                    filled += 1;
                }
                (Ready::Split, _) if filled == 0 => {}
                (Ready::Stall(time), _) if filled == 0 => {
                    let until = self.inner.now() + time;
                    if let Some(front) = self.ready.front_mut() {
                        *front = Ready::Until(until);
                    }
                    continue;
                }
                (Ready::Until(until), _) if filled == 0 => {
                    if self.inner.now() < until {
                        return Taken::Wait(until);
                    }
                }
                (Ready::Line(fault), _) if filled == 0 => {
                    self.ready.pop_front();
                    return Taken::Now(Err(PortError::LineFault(fault)));
                }
                (Ready::Unplug, _) if filled == 0 => return Taken::Now(Err(self.unplug())),
                _ => break,
            }
            self.ready.pop_front();
        }
        if filled > 0 { Taken::Now(Ok(filled)) } else { Taken::Nothing }
    }
}

enum Taken {
    Now(Result<usize, PortError>),
    Wait(Duration),
    Nothing,
}

#[derive(Debug, Clone, Copy)]
enum Direction {
    ToHost,
    ToBoard,
}

impl<P: SerialPort> SerialPort for FaultPort<P> {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, PortError> {
        let deadline = self.now().saturating_add(timeout);
        loop {
            self.check()?;
            let left = deadline.saturating_sub(self.now());
            match self.take(buf) {
                Taken::Now(result) => return result,
                Taken::Wait(_) if left.is_zero() => return Err(PortError::TimedOut),
                Taken::Wait(until) => {
                    let wait = until.saturating_sub(self.now()).min(left);
                    self.inner.sleep(wait).await;
                }
                Taken::Nothing => {
                    let mut chunk = vec![0; buf.len().min(CHUNK_BYTES)];
                    let count = self.inner.read(&mut chunk, left).await?;
                    let ready =
                        self.strike(chunk.get(..count).unwrap_or_default(), Direction::ToHost);
                    self.ready.extend(ready);
                }
            }
        }
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), PortError> {
        self.check()?;
        let mut run = Vec::with_capacity(bytes.len());
        for step in self.strike(bytes, Direction::ToBoard) {
            match step {
                Ready::Byte(byte) => run.push(byte),
                Ready::Stall(time) => {
                    self.inner.write_all(&run).await?;
                    run.clear();
                    self.inner.sleep(time).await;
                }
                Ready::Unplug => {
                    self.inner.write_all(&run).await?;
                    return Err(self.unplug());
                }
                Ready::Split | Ready::Line(_) | Ready::Until(_) => {}
            }
        }
        self.inner.write_all(&run).await
    }

    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), PortError> {
        self.check()?;
        self.ready.clear();
        self.inner.set_baud(bits_per_second).await
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), PortError> {
        self.check()?;
        self.inner.set_signals(signals).await
    }

    async fn discard_input(&mut self) -> Result<(), PortError> {
        self.check()?;
        self.ready.clear();
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
        f.debug_struct("FaultPort")
            .field("plan", &self.plan)
            .field("happened", &self.happened)
            .finish_non_exhaustive()
    }
}

/// The SplitMix64 generator (Steele, Lea and Flood 2014).
#[derive(Debug)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn kind(&mut self) -> FaultKind {
        match self.below(9) {
            0 => FaultKind::Drop,
            1 => FaultKind::Flip(1 << self.below(8)),
            2 => FaultKind::Double,
            3 => FaultKind::Garbage(1 + self.below(64) as u16),
            4 => FaultKind::Repeat(1 + self.below(32) as u16),
            5 => FaultKind::Stall(Duration::from_millis(100 + self.below(5_000))),
            6 => FaultKind::Split,
            7 => FaultKind::Line(LineFault::Framing),
            _ => FaultKind::Line(LineFault::Break),
        }
    }
}
