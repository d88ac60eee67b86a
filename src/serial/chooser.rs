//! The browser's window in which a person picks the port.

use super::missing::{ChooseError, Filter};
use super::port::WebSerialPort;
use crate::js::{Elapsed, message, name};
use crate::session::{Adapter, BoardKind, ClosedPort, OpenError, UsbIds};
use core::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{SerialPort, SerialPortFilter, SerialPortRequestOptions};

/// Makers of the adapters on these boards: Silicon Labs (CP210x), WCH (CH340, CH9102), FTDI and
/// Prolific (cables).
const ADAPTER_MAKERS: [u16; 4] = [0x10C4, 0x1A86, 0x0403, 0x067B];

/// A port that the person picked. It is closed.
#[derive(Debug, Clone)]
pub struct ChosenPort {
    port: SerialPort,
    board: BoardKind,
}

/// Opens the browser's window. Call it straight from a click: browsers allow nothing else.
///
/// # Errors
///
/// A [`ChooseError`].
pub async fn choose(filter: Filter) -> Result<ChosenPort, ChooseError> {
    let window = web_sys::window().ok_or_else(|| ChooseError::Other(String::new()))?;
    let options = SerialPortRequestOptions::new();
    if filter == Filter::KnownAdapters {
        let filters = ADAPTER_MAKERS.map(|maker| {
            let filter = SerialPortFilter::new();
            filter.set_usb_vendor_id(maker);
            filter
        });
        options.set_filters(&filters);
    }
    let clicked = js_sys::Date::now();
    let request = window.navigator().serial().request_port_with_options(&options);
    match JsFuture::from(request).await {
        Ok(port) => Ok(ChosenPort::new(port, BoardKind::Real)),
        Err(error) => {
            let after = Duration::from_millis((js_sys::Date::now() - clicked) as u64);
            Err(match name(&error).as_str() {
                "NotFoundError" => ChooseError::Cancelled { after },
                "SecurityError" => ChooseError::NotAllowed(message(&error)),
                _ => ChooseError::Other(message(&error)),
            })
        }
    }
}

impl ChosenPort {
    /// Takes any object that behaves as the browser's `SerialPort` does.
    #[must_use]
    pub const fn new(port: SerialPort, board: BoardKind) -> Self {
        Self { port, board }
    }

    pub(super) const fn port(&self) -> &SerialPort {
        &self.port
    }
}

impl ClosedPort for ChosenPort {
    type Open = WebSerialPort;

    fn adapter(&self) -> Adapter {
        let info = self.port.get_info();
        let ids = info.get_usb_vendor_id().zip(info.get_usb_product_id());
        let usb = ids.map(|(vendor, product)| UsbIds { vendor, product });
        Adapter { usb, board: self.board }
    }

    async fn open(self, bits_per_second: u32) -> Result<WebSerialPort, OpenError> {
        match WebSerialPort::open(self.port, bits_per_second).await {
            Ok(opened) => opened.map_err(|error: JsValue| match name(&error).as_str() {
                "InvalidStateError" => OpenError::AlreadyOpen,
                _ => OpenError::Refused(message(&error)),
            }),
            Err(Elapsed) => Err(OpenError::TimedOut),
        }
    }
}
