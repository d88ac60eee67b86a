//! The virtual board for JavaScript: a class that the demo board's worker drives.
//!
//! Everything here is translation. The board itself, its clock included, is in `virtual-board`; the
//! files in `www/` give it real time, a port that looks like the browser's own, and Python.

mod program;
mod stub;

use core::time::Duration;
use js_sys::{Array, Object, Reflect, Uint8Array};
use program::{Order, PythonLine};
use serial_line::LineFault;
use std::fmt;
use virtual_board::{Arrival, Board, Config, Files, Mode, banner_firmware};
use wasm_bindgen::JsValue;
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
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(flash_bytes: u32) -> Self {
        let line = PythonLine::default();
        let config = Config::default().with_flash_bytes(flash_bytes).with_stub(stub::known());
        Self { board: Board::new(config, Box::new(line.clone())), line }
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

    /// What has arrived at the host since the last call: a `Uint8Array` for bytes, and the name of
    /// the browser's error, such as `BreakError`, where the line was faulty.
    pub fn receive(&mut self) -> Array {
        let mut arrivals = Vec::new();
        self.board.receive_arrivals(&mut arrivals);
        let all = Array::new();
        let mut bytes = Vec::new();
        for arrival in arrivals {
            match arrival {
                Arrival::Bytes(more) => bytes.extend(more),
                Arrival::Fault(fault) => {
                    push_bytes(&all, &mut bytes);
                    all.push(&JsValue::from_str(error_name(fault)));
                }
            }
        }
        push_bytes(&all, &mut bytes);
        all
    }

    /// Makes the line faulty at this place, by the name of the browser's error. Other names do
    /// nothing.
    #[wasm_bindgen(js_name = injectFault)]
    pub fn inject_fault(&mut self, name: &str) {
        if let Some(fault) = FAULTS.into_iter().find(|fault| error_name(*fault) == name) {
            self.board.inject_line_fault(fault);
        }
    }

    /// Drops the bytes from the host that have not left yet.
    #[wasm_bindgen(js_name = discardUnsent)]
    pub fn discard_unsent(&mut self) {
        self.board.discard_unsent();
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

    /// What Python has to do, since the last call: `{ start: banner or null, filesAreNew }`,
    /// `{ stop: true }` or `{ hear: bytes }` each.
    #[wasm_bindgen(js_name = pythonOrders)]
    pub fn python_orders(&mut self) -> Array {
        self.line.take_orders().into_iter().map(order_for_js).collect()
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

    /// Puts MicroPython into the flash: a build that greets with `banner`, such as `MicroPython v1.27.0 on
    /// 2025-12-09; ESP module with ESP8266`.
    #[wasm_bindgen(js_name = setFirmware)]
    pub fn set_firmware(&mut self, banner: &str) {
        self.set_flash(&banner_firmware(banner));
    }

    /// What the chip is doing, in a word: `Rom`, `Stub`, `Running` and so on.
    pub fn mode(&self) -> String {
        match self.board.mode() {
            Mode::Off => "Off",
            Mode::InReset => "InReset",
            Mode::Rom => "Rom",
            Mode::Stub => "Stub",
            Mode::Booting => "Booting",
            Mode::Running => "Running",
            Mode::BootLoop => "BootLoop",
            Mode::Crashed => "Crashed",
        }
        .to_owned()
    }
}

const FAULTS: [LineFault; 5] = [
    LineFault::Framing,
    LineFault::Break,
    LineFault::Parity,
    LineFault::Overrun,
    LineFault::Unknown,
];

/// What Chromium calls the fault.
const fn error_name(fault: LineFault) -> &'static str {
    match fault {
        LineFault::Framing => "FramingError",
        LineFault::Break => "BreakError",
        LineFault::Parity => "ParityError",
        LineFault::Overrun => "BufferOverrunError",
        LineFault::Unknown => "UnknownError",
    }
}

fn push_bytes(all: &Array, bytes: &mut Vec<u8>) {
    if !bytes.is_empty() {
        all.push(&Uint8Array::from(&**bytes));
        bytes.clear();
    }
}

fn order_for_js(order: Order) -> JsValue {
    match order {
        Order::Start { banner, files } => {
            let banner = banner.map_or(JsValue::NULL, |banner| JsValue::from_str(&banner));
            object(&[("start", banner), ("filesAreNew", (files == Files::New).into())])
        }
        Order::Stop => object(&[("stop", JsValue::TRUE)]),
        Order::Hear(bytes) => object(&[("hear", Uint8Array::from(&*bytes).into())]),
    }
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // A plain object takes every member.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}
