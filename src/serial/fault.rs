//! What the browser's errors mean for a port.

use serial_line::{LineError, LineFault};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::DomException;

/// The name of an error, such as `NetworkError`; empty where it has none.
pub(super) fn name(error: &JsValue) -> String {
    error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default()
}

/// The browser's words for an error.
pub(crate) fn message(error: &JsValue) -> String {
    if let Some(exception) = error.dyn_ref::<DomException>() {
        return format!("{}: {}", exception.name(), exception.message());
    }
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}

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
