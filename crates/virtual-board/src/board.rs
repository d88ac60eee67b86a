//! The whole board, as the host at the other end of the USB cable sees it.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use serial_line::LineFault;

use crate::adapter::{Adapter, Arrival};
use crate::chip::Chip;
use crate::config::Config;
use crate::mode::Mode;
use crate::program::Program;
use crate::reset::{Buttons, Edge, ResetCircuit};

/// An ESP8266 board: sans-IO, on virtual time.
///
/// Nothing happens by itself: time passes in [`advance`](Self::advance) alone. Calls take effect
/// at the board's present time; bytes and line changes then need their own time on the wire.
pub struct Board {
    now: Duration,
    plugged: bool,
    plugs: u32,
    adapter: Adapter,
    reset: ResetCircuit,
    chip: Chip,
}

impl Board {
    /// A board that has just been plugged in: powered, its port closed, its flash blank.
    #[must_use]
    pub fn new(config: Config, program: Box<dyn Program>) -> Self {
        Self {
            now: Duration::ZERO,
            plugged: true,
            plugs: 1,
            adapter: Adapter::new(config.adapter.clone()),
            reset: ResetCircuit::new(config.wiring, config.reset_rise, Duration::ZERO),
            chip: Chip::new(&config, program),
        }
    }

    /// The time on the board's clock, from zero.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.now
    }

    /// Lets time pass, and all happen that falls into it.
    pub fn advance(&mut self, by: Duration) {
        let until = self.now + by;
        while let Some(at) = self.next_inner_event()
            && at <= until
        {
            self.now = self.now.max(at);
            self.happen();
        }
        self.now = until;
    }

    /// The time at which something will happen by itself, if anything will: at the board, or as
    /// bytes that arrive at the host. It is not before [`now`](Self::now). What has arrived
    /// already, and waits to be received, does not count.
    #[must_use]
    pub fn next_event(&self) -> Option<Duration> {
        let arrival = self.adapter.next_arrival(self.now);
        let next = [arrival, self.next_inner_event()].into_iter().flatten().min()?;
        Some(next.max(self.now))
    }

    /// Opens the port at this speed: DTR and RTS rise.
    pub fn open(&mut self, baud: u32) {
        if self.plugged {
            self.catch_up();
            self.adapter.open(baud, self.now);
            self.catch_up();
        }
    }

    /// Closes the port: DTR drops, then RTS. What was not sent or not received is lost.
    pub fn close(&mut self) {
        self.catch_up();
        self.adapter.close(self.now);
        self.catch_up();
    }

    /// Whether the port is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.adapter.is_open()
    }

    /// Whether the adapter's driver takes this speed, or refuses it.
    #[must_use]
    pub fn takes_baud(&self, baud: u32) -> bool {
        self.adapter.takes_baud(baud)
    }

    /// Whether the adapter has modem lines. Where it has none, nothing moves them.
    #[must_use]
    pub fn has_modem_lines(&self) -> bool {
        self.adapter.has_modem_lines()
    }

    /// Changes the speed without closing, as native clients can. What is not yet sent goes at the
    /// new speed.
    pub fn set_baud(&mut self, baud: u32) {
        self.catch_up();
        self.adapter.set_baud(baud);
    }

    /// Switches DTR at once and RTS a signal gap later. `true` is asserted: electrically low.
    pub fn set_signals(&mut self, dtr: bool, rts: bool) {
        self.catch_up();
        self.adapter.set_signals(dtr, rts, self.now);
        self.catch_up();
    }

    /// Queues bytes for the wire to the board.
    pub fn send(&mut self, bytes: &[u8]) {
        self.catch_up();
        self.adapter.send(bytes, self.now);
    }

    /// Bytes of the host that have not yet left, the one on the wire included.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.adapter.unsent(self.now)
    }

    /// Drops the bytes of the host that have not yet left.
    pub fn discard_unsent(&mut self) {
        self.catch_up();
        self.adapter.discard_unsent(self.now);
    }

    /// Appends what has arrived at the host by now. Line faults are left out.
    pub fn receive(&mut self, out: &mut Vec<u8>) {
        self.adapter.receive(self.now, |arrival| match arrival {
            Arrival::Bytes(bytes) => out.extend(bytes),
            Arrival::Fault(_) => {}
        });
    }

    /// Appends what has arrived at the host by now, with the line faults at their places.
    pub fn receive_arrivals(&mut self, out: &mut Vec<Arrival>) {
        self.adapter.receive(self.now, |arrival| out.push(arrival));
    }

    /// Makes the adapter report a line fault, behind what has arrived so far.
    pub fn inject_line_fault(&mut self, fault: LineFault) {
        self.adapter.inject(fault, self.now);
    }

    /// Pulls the cable: power and port are gone.
    pub fn unplug(&mut self) {
        if self.plugged {
            self.catch_up();
            self.plugged = false;
            self.adapter.unplug();
            self.chip.power_off();
        }
    }

    /// Puts the cable back: a power-on reset, and a new port.
    pub fn plug(&mut self) {
        if !self.plugged {
            self.plugged = true;
            self.plugs += 1;
            self.chip.power_on(self.now);
            self.reset.power_on(self.now);
        }
    }

    /// Whether the cable is in.
    #[must_use]
    pub fn is_plugged(&self) -> bool {
        self.plugged
    }

    /// How often the cable was put in, the first time included: each time makes a new port.
    #[must_use]
    pub fn plugs(&self) -> u32 {
        self.plugs
    }

    /// The supply drops for a moment: the chip starts anew, while the port stays.
    pub fn brown_out(&mut self) {
        if self.plugged {
            self.catch_up();
            self.chip.reset_fell(self.now);
            self.adapter.cut(self.now);
            self.chip.power_off();
            self.chip.power_on(self.now);
            self.reset.brown_out(self.now);
        }
    }

    /// Holds or lets go the board's buttons.
    pub fn set_buttons(&mut self, buttons: Buttons) {
        self.catch_up();
        let edge = self.reset.set_buttons(buttons, self.now);
        self.on_edge(edge);
    }

    /// The content of the flash.
    #[must_use]
    pub fn flash(&self) -> &[u8] {
        self.chip.hw.flash.cells()
    }

    /// The content of the flash, to prepare it.
    pub fn flash_mut(&mut self) -> &mut [u8] {
        self.chip.hw.flash.cells_mut()
    }

    /// What the chip is doing.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.chip.mode()
    }

    /// The speed of the chip's UART at present, in bits per second.
    #[must_use]
    pub fn chip_baud(&self) -> u32 {
        self.chip.hw.uart.baud()
    }

    fn next_inner_event(&self) -> Option<Duration> {
        if !self.plugged {
            return None;
        }
        let adapter = self.adapter.next_event(self.chip.grain());
        [adapter, self.reset.next_event(), self.chip.next_event()].into_iter().flatten().min()
    }

    /// Does all that is due now, once.
    fn happen(&mut self) {
        self.deliver();
        while let Some((dtr, rts)) = self.adapter.line_event(self.now) {
            let edge = self.reset.set_lines(dtr, rts, self.now);
            self.on_edge(edge);
        }
        let edge = self.reset.event(self.now);
        self.on_edge(edge);
        self.chip.event(self.now);
        self.adapter.take_from_board(self.chip.take_bursts());
        self.adapter.wire_event(self.now);
    }

    /// Brings everything up to the present before something changes from outside.
    fn catch_up(&mut self) {
        if self.plugged {
            self.happen();
        }
    }

    fn deliver(&mut self) {
        if let Some(incoming) = self.adapter.take_for_board(self.now) {
            self.chip.receive(&incoming, self.now);
        }
    }

    fn on_edge(&mut self, edge: Option<Edge>) {
        match edge {
            Some(Edge::Fell) => {
                self.chip.reset_fell(self.now);
                self.adapter.cut(self.now);
            }
            Some(Edge::Rose(strap)) => self.chip.reset_rose(strap, self.now),
            None => {}
        }
    }
}

impl fmt::Debug for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Board")
            .field("now", &self.now)
            .field("mode", &self.mode())
            .finish_non_exhaustive()
    }
}
