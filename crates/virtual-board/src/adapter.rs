//! The USB-serial adapter: queues in both directions, paced by the wire, and the modem lines.

use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

use serial_line::LineFault;

use crate::config::{AdapterConfig, BeyondMax, LineFaults, ModemLines, OpenOrder};
use crate::slip;
use crate::uart::{Burst, Incoming};
use crate::wire::{self, Received, Receiver};

/// The most an adapter sends to the host at once.
const USB_PACKET_BYTES: usize = 62;

/// What reaches the host, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// Bytes.
    Bytes(Vec<u8>),
    /// The line was faulty at this place.
    Fault(LineFault),
}

/// How finely the chip must be told of arriving bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    /// A loader acts at the end of a frame.
    Frame,
    /// A program acts on each byte.
    Byte,
}

#[derive(Debug)]
pub(crate) struct Adapter {
    config: AdapterConfig,
    port: Option<u32>,
    lines: (bool, bool),
    line_steps: VecDeque<(Duration, (bool, bool))>,
    /// Bytes on their way to the board; the first is on the wire since `wire_since`.
    to_board: VecDeque<u8>,
    wire_since: Duration,
    frame: FrameScan,
    bursts: VecDeque<Burst>,
    receiver: Receiver,
    packets: VecDeque<Packet>,
}

/// Arrived data on its way through USB.
#[derive(Debug)]
struct Packet {
    at_host: Duration,
    off_wire: Duration,
    arrivals: Vec<Arrival>,
}

impl Adapter {
    pub(crate) fn new(config: AdapterConfig) -> Self {
        Self {
            config,
            port: None,
            lines: (false, false),
            line_steps: VecDeque::new(),
            to_board: VecDeque::new(),
            wire_since: Duration::ZERO,
            frame: FrameScan::default(),
            bursts: VecDeque::new(),
            receiver: Receiver::default(),
            packets: VecDeque::new(),
        }
    }

    /// The adapter lost its power, and the host its port.
    pub(crate) fn unplug(&mut self) {
        *self = Self::new(self.config.clone());
    }

    pub(crate) fn is_open(&self) -> bool {
        self.port.is_some()
    }

    pub(crate) fn open(&mut self, baud: u32, now: Duration) {
        self.port = Some(baud);
        self.receiver = Receiver::default();
        match self.config.open_order {
            OpenOrder::Together => self.step_lines(now, [(true, true)]),
            OpenOrder::RtsFirst => self.step_lines(now, [(false, true), (true, true)]),
            OpenOrder::DtrFirst => self.step_lines(now, [(true, false), (true, true)]),
        }
    }

    pub(crate) fn close(&mut self, now: Duration) {
        self.port = None;
        self.to_board.clear();
        self.frame = FrameScan::default();
        self.packets.clear();
        let (_, rts) = self.lines_in_the_end();
        self.step_lines(now, [(false, rts), (false, false)]);
    }

    /// Whether the driver takes this speed.
    pub(crate) fn takes_baud(&self, baud: u32) -> bool {
        baud <= self.config.max_baud || self.config.beyond_max == BeyondMax::Clamped
    }

    pub(crate) fn has_modem_lines(&self) -> bool {
        self.config.modem_lines == ModemLines::Present
    }

    pub(crate) fn set_baud(&mut self, baud: u32) {
        if let Some(port) = &mut self.port {
            *port = baud;
        }
    }

    /// DTR first, RTS a signal gap later.
    pub(crate) fn set_signals(&mut self, dtr: bool, rts: bool, now: Duration) {
        if self.is_open() {
            let (_, old_rts) = self.lines_in_the_end();
            self.step_lines(now, [(dtr, old_rts), (dtr, rts)]);
        }
    }

    pub(crate) fn send(&mut self, bytes: &[u8], now: Duration) {
        if !self.is_open() {
            return;
        }
        if self.to_board.is_empty() {
            self.wire_since = self.wire_since.max(now);
        }
        self.to_board.extend(bytes);
        self.frame.go_on(&self.to_board);
    }

    /// Bytes of the host that have not fully left.
    pub(crate) fn unsent(&self, now: Duration) -> usize {
        self.to_board.len().saturating_sub(self.bytes_by(now))
    }

    /// Drops them.
    pub(crate) fn discard_unsent(&mut self, now: Duration) {
        let sent = self.to_board.len() - self.unsent(now);
        self.to_board.truncate(sent);
        self.frame = FrameScan::default();
        self.frame.go_on(&self.to_board);
    }

    /// Takes what has reached the board by now.
    pub(crate) fn take_for_board(&mut self, now: Duration) -> Option<Incoming> {
        let count = self.bytes_by(now).min(self.to_board.len());
        if count == 0 {
            return None;
        }
        let byte_time = wire::byte_time(self.baud());
        let first_at = self.wire_since + byte_time;
        let bytes: Vec<u8> = self.to_board.drain(..count).collect();
        self.wire_since += byte_time * count as u32;
        self.frame = FrameScan::default();
        self.frame.go_on(&self.to_board);
        let then_quiet = self.to_board.is_empty();
        Some(Incoming { bytes, first_at, baud: self.baud(), then_quiet })
    }

    /// Takes what the chip sends.
    pub(crate) fn take_from_board(&mut self, bursts: Vec<Burst>) {
        self.bursts.extend(bursts);
    }

    /// The chip was reset: what had not left it never will.
    pub(crate) fn cut(&mut self, now: Duration) {
        self.bursts.clear();
        self.packets.retain(|packet| packet.off_wire <= now);
    }

    /// Puts a line fault behind what has arrived so far.
    pub(crate) fn inject(&mut self, fault: LineFault, now: Duration) {
        if self.is_open() {
            let arrivals = vec![Arrival::Fault(fault)];
            let place = self.packets.partition_point(|packet| packet.at_host <= now);
            self.packets.insert(place, Packet { at_host: now, off_wire: now, arrivals });
        }
    }

    /// Hands out what has reached the host by now.
    pub(crate) fn receive(&mut self, now: Duration, mut each: impl FnMut(Arrival)) {
        while let Some(packet) = self.packets.pop_front_if(|packet| packet.at_host <= now) {
            packet.arrivals.into_iter().for_each(&mut each);
        }
    }

    /// When something reaches the host next, after `now`.
    pub(crate) fn next_arrival(&self, now: Duration) -> Option<Duration> {
        let next = self.packets.partition_point(|packet| packet.at_host <= now);
        self.packets.get(next).map(|packet| packet.at_host)
    }

    /// When the next thing happens that the board will notice, or that begins to leave it.
    pub(crate) fn next_event(&self, grain: Grain) -> Option<Duration> {
        let line = self.line_steps.front().map(|(at, _)| *at);
        let burst = self.bursts.front().map(|burst| burst.start);
        [line, burst, self.next_for_board(grain)].into_iter().flatten().min()
    }

    /// The next change of the lines that is due.
    pub(crate) fn line_event(&mut self, now: Duration) -> Option<(bool, bool)> {
        let (_, lines) = self.line_steps.pop_front_if(|(at, _)| *at <= now)?;
        self.lines = lines;
        Some(lines)
    }

    /// Puts what begins to leave the chip onto the wire.
    pub(crate) fn wire_event(&mut self, now: Duration) {
        while let Some(burst) = self.bursts.pop_front_if(|burst| burst.start <= now) {
            if self.is_open() {
                self.hear(&burst);
            }
        }
    }

    fn hear(&mut self, burst: &Burst) {
        let ours = self.baud();
        if wire::speeds_match(ours, burst.baud) {
            let byte_time = wire::byte_time(burst.baud);
            self.gather(burst.start, byte_time, burst.bytes.len(), |from, to| {
                vec![Arrival::Bytes(burst.bytes.get(from..to).unwrap_or_default().to_vec())]
            });
            return;
        }
        let mut heard = Vec::new();
        self.receiver.take(&burst.bytes, burst.baud, ours, &mut heard);
        self.receiver.quiet(ours, &mut heard);
        let faults = self.config.line_faults;
        let span = wire::byte_time(burst.baud) * burst.bytes.len() as u32;
        let each = span / (heard.len() as u32).max(1);
        self.gather(burst.start, each, heard.len(), |from, to| {
            garbage(heard.get(from..to).unwrap_or_default(), faults)
        });
    }

    /// Cuts `count` bytes into USB packets: one leaves when it is full, or a latency after its
    /// first byte came.
    fn gather(
        &mut self,
        start: Duration,
        byte_time: Duration,
        count: usize,
        arrivals: impl Fn(usize, usize) -> Vec<Arrival>,
    ) {
        let latency = self.config.usb_latency;
        let in_latency = latency.as_nanos() / byte_time.as_nanos().max(1) + 1;
        let room = USB_PACKET_BYTES.min(usize::try_from(in_latency).unwrap_or(USB_PACKET_BYTES));
        let mut from = 0;
        while from < count {
            let to = count.min(from + room);
            let off_wire = start + byte_time * to as u32;
            let full = to - from == USB_PACKET_BYTES;
            let first_end = start + byte_time * (from as u32 + 1);
            let at_host = if full { off_wire } else { off_wire.max(first_end + latency) };
            // Packets arrive in their order, also behind one that had to wait.
            let at_host = self.packets.back().map_or(at_host, |last| at_host.max(last.at_host));
            self.packets.push_back(Packet { at_host, off_wire, arrivals: arrivals(from, to) });
            from = to;
        }
    }

    fn next_for_board(&self, grain: Grain) -> Option<Duration> {
        let bytes = match grain {
            Grain::Byte => 1,
            Grain::Frame => self.frame.end.unwrap_or(self.to_board.len()),
        };
        let some = !self.to_board.is_empty();
        some.then(|| self.wire_since + wire::byte_time(self.baud()) * bytes as u32)
    }

    fn bytes_by(&self, now: Duration) -> usize {
        let on_wire = now.saturating_sub(self.wire_since).as_nanos();
        usize::try_from(on_wire / wire::byte_time(self.baud()).as_nanos().max(1))
            .unwrap_or(usize::MAX)
    }

    /// The speed the adapter really has.
    fn baud(&self) -> u32 {
        self.port.unwrap_or(115_200).clamp(300, self.config.max_baud)
    }

    /// Plans line states, the first now and each next one a signal gap later. What was still
    /// planned before happens first.
    fn step_lines<const N: usize>(&mut self, now: Duration, states: [(bool, bool); N]) {
        if !self.has_modem_lines() {
            return;
        }
        for (at, _) in &mut self.line_steps {
            *at = now;
        }
        let mut at = now;
        let mut last = self.lines_in_the_end();
        for state in states {
            if state != last {
                self.line_steps.push_back((at, state));
                at += self.config.signal_gap;
                last = state;
            }
        }
    }

    fn lines_in_the_end(&self) -> (bool, bool) {
        self.line_steps.back().map_or(self.lines, |(_, lines)| *lines)
    }
}

/// Finds the end of the first frame in a queue that grows at its end.
#[derive(Debug, Default)]
struct FrameScan {
    scanned: usize,
    /// Bytes up to and with the first frame border.
    end: Option<usize>,
}

impl FrameScan {
    fn go_on(&mut self, queue: &VecDeque<u8>) {
        if self.end.is_none() {
            let border = queue.iter().skip(self.scanned).position(|&byte| byte == slip::END);
            self.end = border.map(|n| self.scanned + n + 1);
            self.scanned = queue.len();
        }
    }
}

fn garbage(heard: &[Received], faults: LineFaults) -> Vec<Arrival> {
    let mut arrivals = Vec::new();
    for received in heard {
        let byte = match (received, faults) {
            (Received::Byte(byte), _) | (Received::FramingError(byte), LineFaults::Hidden) => byte,
            (Received::FramingError(byte), LineFaults::Reported) => {
                arrivals.push(Arrival::Fault(LineFault::Framing));
                byte
            }
        };
        match arrivals.last_mut() {
            Some(Arrival::Bytes(bytes)) => bytes.push(*byte),
            _ => arrivals.push(Arrival::Bytes(vec![*byte])),
        }
    }
    arrivals
}
