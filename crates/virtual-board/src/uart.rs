//! The chip's UART: its speed, what leaves it, and what it makes of what comes in.

use alloc::vec::Vec;
use core::time::Duration;

use crate::config::Crystal;
use crate::wire::{self, Received, Receiver};

/// The divider the ROM sets at reset: 115,200 baud for a 40 MHz crystal, so 74,900 with the usual
/// 26 MHz.
const RESET_DIVIDER: u32 = 694;

/// The speeds the ROM can measure.
const MEASURABLE_BAUD: core::ops::RangeInclusive<u32> = 9_600..=2_000_000;

/// Bytes that leave the chip back to back.
#[derive(Debug)]
pub(crate) struct Burst {
    pub(crate) start: Duration,
    pub(crate) baud: u32,
    pub(crate) bytes: Vec<u8>,
}

/// Bytes that reach the chip back to back.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) bytes: Vec<u8>,
    /// When the first of them has arrived.
    pub(crate) first_at: Duration,
    /// The speed they were sent at.
    pub(crate) baud: u32,
    /// Whether the line falls silent behind them.
    pub(crate) then_quiet: bool,
}

#[derive(Debug)]
pub(crate) struct Uart {
    clock_hz: u32,
    divider: u32,
    free_at: Duration,
    receiver: Receiver,
    switch: Option<(Duration, u32)>,
    bursts: Vec<Burst>,
}

impl Uart {
    pub(crate) fn new(crystal: Crystal) -> Self {
        Self {
            clock_hz: crystal.uart_clock_hz(),
            divider: RESET_DIVIDER,
            free_at: Duration::ZERO,
            receiver: Receiver::default(),
            switch: None,
            bursts: Vec::new(),
        }
    }

    /// Starts again after a reset: the divider of the ROM, nothing under way.
    pub(crate) fn reset(&mut self, now: Duration) {
        self.divider = RESET_DIVIDER;
        self.free_at = now;
        self.receiver = Receiver::default();
        self.switch = None;
        self.bursts.clear();
    }

    /// The divider, as register 0x60000014 shows it.
    pub(crate) fn divider(&self) -> u32 {
        self.divider
    }

    /// The speed it makes of the clock.
    pub(crate) fn baud(&self) -> u32 {
        self.clock_hz / self.divider
    }

    /// When the last byte will have left.
    pub(crate) fn sent_by(&self) -> Duration {
        self.free_at
    }

    /// Sets the divider that comes closest to `baud`.
    pub(crate) fn set_baud(&mut self, baud: u32) {
        self.divider = self.nearest_divider(baud);
    }

    /// Sets the divider later.
    pub(crate) fn switch_divider(&mut self, at: Duration, divider: u32) {
        self.switch = Some((at, divider.max(1)));
    }

    /// Takes over a measured speed, if it can be measured at all.
    pub(crate) fn adopt(&mut self, baud: u32) -> bool {
        let measurable = MEASURABLE_BAUD.contains(&baud);
        if measurable {
            self.divider = self.nearest_divider(baud);
        }
        measurable
    }

    /// Sends `bytes` at `at`, or as soon as what was sent before has left. Returns when the first
    /// bit leaves.
    pub(crate) fn send(&mut self, at: Duration, bytes: Vec<u8>) -> Duration {
        let start = at.max(self.free_at);
        if !bytes.is_empty() {
            let baud = self.baud();
            self.free_at = start + wire::byte_time(baud) * bytes.len() as u32;
            self.bursts.push(Burst { start, baud, bytes });
        }
        start
    }

    /// Hands over what was sent since the last call.
    pub(crate) fn take_bursts(&mut self) -> Vec<Burst> {
        core::mem::take(&mut self.bursts)
    }

    /// What the chip understands of `incoming` at its own speed.
    pub(crate) fn hear(&mut self, incoming: &Incoming) -> Option<Vec<u8>> {
        let ours = self.baud();
        if wire::speeds_match(ours, incoming.baud) {
            return None;
        }
        let mut heard = Vec::new();
        self.receiver.take(&incoming.bytes, incoming.baud, ours, &mut heard);
        if incoming.then_quiet {
            self.receiver.quiet(ours, &mut heard);
        }
        let byte = |received| match received {
            Received::Byte(byte) | Received::FramingError(byte) => byte,
        };
        Some(heard.into_iter().map(byte).collect())
    }

    pub(crate) fn next_event(&self) -> Option<Duration> {
        self.switch.map(|(at, _)| at)
    }

    pub(crate) fn event(&mut self, now: Duration) {
        if let Some((at, divider)) = self.switch
            && at <= now
        {
            self.divider = divider;
            self.switch = None;
        }
    }

    fn nearest_divider(&self, baud: u32) -> u32 {
        let baud = baud.max(1);
        ((self.clock_hz + baud / 2) / baud).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boot_log_has_the_speed_of_the_crystal() {
        // 115,200 × 26 / 40 = 74,880; the truncated divider makes it 74,927.
        assert_eq!(Uart::new(Crystal::Mhz26).baud(), 74_927);
        assert_eq!(Uart::new(Crystal::Mhz40).baud(), 115_273);
    }

    #[test]
    fn the_measured_dividers_are_those_of_real_boards() {
        let mut uart = Uart::new(Crystal::Mhz26);
        assert!(uart.adopt(115_200));
        assert_eq!(uart.divider(), 451);
        assert!(!uart.adopt(4_800));
        let mut uart = Uart::new(Crystal::Mhz40);
        assert!(uart.adopt(115_200));
        assert_eq!(uart.divider(), 694);
    }

    #[test]
    fn bursts_queue_behind_each_other() {
        let mut uart = Uart::new(Crystal::Mhz40);
        uart.set_baud(100_000);
        uart.send(Duration::ZERO, alloc::vec![0; 10]);
        assert_eq!(uart.send(Duration::ZERO, alloc::vec![0]), Duration::from_millis(1));
    }
}
