//! What the browser's errors mean for a port.

use crate::js::{message, name};
use serial_line::{LineError, LineFault};
use wasm_bindgen::JsValue;

/// An error of the readable stream. All but the loss of the device leave the port usable: the
/// stream is dead, and the port has a new one.
pub(super) fn while_reading(error: &JsValue) -> LineError {
    LineError::LineFault(match name(error).as_str() {
        "NetworkError" => return LineError::Lost,
        "FramingError" => LineFault::Framing,
        "BreakError" => LineFault::Break,
        "ParityError" => LineFault::Parity,
        "BufferOverrunError" => LineFault::Overrun,
        _ => LineFault::Unknown,
    })
}

/// An error of writing.
pub(super) fn while_writing(error: &JsValue) -> LineError {
    match name(error).as_str() {
        "NetworkError" => LineError::Lost,
        _ => LineError::Refused(message(error)),
    }
}
