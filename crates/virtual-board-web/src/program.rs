//! Python in another worker, as the program that the board runs.

use core::cell::RefCell;
use core::time::Duration;
use js_sys::{Function, Uint8Array};
use std::rc::Rc;
use virtual_board::{BootInfo, Program};
use wasm_bindgen::JsValue;

/// What Python has said and the board has not yet sent.
#[derive(Debug, Clone, Default)]
pub(super) struct PythonLine(Rc<RefCell<Vec<u8>>>);

impl PythonLine {
    pub(super) fn say(&self, bytes: &[u8]) {
        self.0.borrow_mut().extend_from_slice(bytes);
    }

    fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    fn move_to(&self, out: &mut Vec<u8>) {
        out.append(&mut self.0.borrow_mut());
    }

    fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

/// Hands the line over to JavaScript.
#[derive(Debug)]
pub(super) struct WorkerPython {
    line: PythonLine,
    starts: Function,
    stops: Function,
    hears: Function,
}

impl WorkerPython {
    pub(super) const fn new(
        line: PythonLine,
        starts: Function,
        stops: Function,
        hears: Function,
    ) -> Self {
        Self { line, starts, stops, hears }
    }
}

impl Program for WorkerPython {
    fn start(&mut self, _now: Duration, boot: &BootInfo, _out: &mut Vec<u8>) {
        self.line.clear();
        let banner = boot.banner.as_deref().map_or(JsValue::UNDEFINED, JsValue::from_str);
        call(&self.starts, &banner);
    }

    fn stop(&mut self) {
        self.line.clear();
        call(&self.stops, &JsValue::UNDEFINED);
    }

    fn input(&mut self, _now: Duration, bytes: &[u8], _out: &mut Vec<u8>) {
        call(&self.hears, &Uint8Array::from(bytes));
    }

    fn wake_at(&self) -> Option<Duration> {
        (!self.line.is_empty()).then_some(Duration::ZERO)
    }

    fn wake(&mut self, _now: Duration, out: &mut Vec<u8>) {
        self.line.move_to(out);
    }
}

/// The worker's own functions do not throw; one that does leaves the board as it is.
fn call(function: &Function, argument: &JsValue) {
    let _ = function.call1(&JsValue::UNDEFINED, argument);
}
