//! The virtual board for JavaScript: a class that the demo board's worker drives.
//!
//! Everything here is translation. The board itself, its clock included, is in `virtual-board`; the
//! files in `www/` give it real time, a port that looks like the browser's own, and Python.

mod program;
mod stub;

use core::time::Duration;
use js_sys::Function;
use program::{PythonLine, WorkerPython};
use std::fmt;
use virtual_board::{Board, Config, Mode};
use wasm_bindgen::prelude::wasm_bindgen;

/// A board, plugged in.
#[wasm_bindgen]
pub struct VirtualBoard {
    board: Board,
    line: PythonLine,
}

impl fmt::Debug for VirtualBoard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualBoard").field("mode", &self.board.mode()).finish_non_exhaustive()
    }
}

#[wasm_bindgen]
impl VirtualBoard {
    /// A board with `flash_bytes` of blank flash, a power of two.
    ///
    /// When its firmware starts, `python_starts` is called with the banner to greet with (or
    /// `undefined` for other firmware); `python_stops` at every reset; `python_hears` with the bytes
    /// that came over the line.
    #[wasm_bindgen(constructor)]
    pub fn new(
        flash_bytes: u32,
        python_starts: Function,
        python_stops: Function,
        python_hears: Function,
    ) -> Self {
        let line = PythonLine::default();
        let python = WorkerPython::new(line.clone(), python_starts, python_stops, python_hears);
        let config = Config::default().with_flash_bytes(flash_bytes).with_stub(stub::known());
        Self { board: Board::new(config, Box::new(python)), line }
    }

    /// Opens the port at a speed in bits per second.
    pub fn open(&mut self, baud: u32) {
        self.board.open(baud);
    }

    /// Closes the port.
    pub fn close(&mut self) {
        self.board.close();
    }

    /// Switches DTR, then RTS.
    #[wasm_bindgen(js_name = setSignals)]
    pub fn set_signals(&mut self, dtr: bool, rts: bool) {
        self.board.set_signals(dtr, rts);
    }

    /// Takes bytes from the host.
    pub fn send(&mut self, bytes: &[u8]) {
        self.board.send(bytes);
    }

    /// Bytes that have arrived at the host since the last call.
    pub fn receive(&mut self) -> Vec<u8> {
        let mut arrived = Vec::new();
        self.board.receive(&mut arrived);
        arrived
    }

    /// Bytes from the host that have not left yet.
    pub fn unsent(&self) -> usize {
        self.board.unsent()
    }

    /// Lets time pass.
    pub fn advance(&mut self, milliseconds: f64) {
        self.board.advance(Duration::from_secs_f64(milliseconds.max(0.0) / 1e3));
    }

    /// Milliseconds until something happens by itself; `undefined` where nothing will.
    #[wasm_bindgen(js_name = nextEvent)]
    pub fn next_event(&self) -> Option<f64> {
        let at = self.board.next_event()?;
        Some(at.saturating_sub(self.board.now()).as_secs_f64() * 1e3)
    }

    /// Python says something.
    #[wasm_bindgen(js_name = pythonSays)]
    pub fn python_says(&mut self, bytes: &[u8]) {
        self.line.say(bytes);
        // The board looks at what is due only when time passes.
        self.board.advance(Duration::ZERO);
    }

    /// Pulls the cable.
    pub fn unplug(&mut self) {
        self.board.unplug();
    }

    /// Puts the cable back.
    pub fn plug(&mut self) {
        self.board.plug();
    }

    /// A copy of what the flash holds.
    pub fn flash(&self) -> Vec<u8> {
        self.board.flash().to_vec()
    }

    /// Puts `content` at the start of the flash.
    #[wasm_bindgen(js_name = setFlash)]
    pub fn set_flash(&mut self, content: &[u8]) {
        for (cell, byte) in self.board.flash_mut().iter_mut().zip(content) {
            *cell = *byte;
        }
    }

    /// Whether the firmware runs, as opposed to a loader.
    #[wasm_bindgen(js_name = isRunning)]
    pub fn is_running(&self) -> bool {
        self.board.mode() == Mode::Running
    }
}
