//! The whole board, as the host at the other end of the USB cable sees it.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use crate::config::Config;
use crate::mode::Mode;
use crate::program::Program;

/// An ESP8266 board: sans-IO, on virtual time.
///
/// Nothing happens by itself: time passes in [`advance`](Self::advance) alone.
pub struct Board {
    config: Config,
    program: Box<dyn Program>,
    flash: Vec<u8>,
    now: Duration,
}

impl Board {
    /// A board that has just been plugged in: powered, its port closed, its flash blank.
    #[must_use]
    pub fn new(config: Config, program: Box<dyn Program>) -> Self {
        let flash = alloc::vec![0xFF; config.flash_bytes as usize];
        Self { config, program, flash, now: Duration::ZERO }
    }
    /// The time on the board's clock, from zero.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.now
    }
    /// Lets time pass, and all happen that falls into it.
    pub fn advance(&mut self, by: Duration) {
        self.now += by;
    }
    /// The time at which something will happen by itself, if anything will.
    #[must_use]
    pub fn next_event(&self) -> Option<Duration> {
        None
    }
    /// Opens the port: DTR and RTS rise.
    pub fn open(&mut self, _baud: u32) {}
    /// Closes the port: DTR drops, then RTS. What was not sent or not received is lost.
    pub fn close(&mut self) {}
    /// Changes the speed without closing, as native clients can.
    pub fn set_baud(&mut self, _baud: u32) {}
    /// Switches DTR at once and RTS a signal gap later.
    pub fn set_signals(&mut self, _dtr: bool, _rts: bool) {}
    /// Queues bytes for the wire to the board.
    pub fn send(&mut self, _bytes: &[u8]) {}
    /// Appends what has arrived at the host by now.
    pub fn receive(&mut self, _out: &mut Vec<u8>) {}
    /// Bytes of the host that are not yet on the wire.
    #[must_use]
    pub fn unsent(&self) -> usize {
        0
    }
    /// Pulls the cable: power and port are gone.
    pub fn unplug(&mut self) {}
    /// Puts the cable back: a power-on reset, and a new port.
    pub fn plug(&mut self) {}
    /// Whether the cable is in.
    #[must_use]
    pub fn is_plugged(&self) -> bool {
        true
    }
    /// The content of the flash.
    #[must_use]
    pub fn flash(&self) -> &[u8] {
        &self.flash
    }
    /// The content of the flash, to prepare it.
    pub fn flash_mut(&mut self) -> &mut [u8] {
        &mut self.flash
    }
    /// What the chip is doing.
    #[must_use]
    pub fn mode(&self) -> Mode {
        Mode::Off
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
