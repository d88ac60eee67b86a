//! A board at the end of the browser's Web Serial.
//!
//! What Chromium was measured to do, and this file relies on or works around:
//!
//! - Opening raises DTR and RTS. Both are let go at once, RTS first: the other way round is a reset.
//! - There is no way to change the speed of an open port: it is closed and opened again.
//! - An awaited write is in a pipe, not on the wire. Closing the writer first sends all of it.
//! - One call of `setSignals` switches DTR, then RTS, some 0.5 ms apart.

use super::fault::while_writing;
use super::incoming::Incoming;
use super::pause::pause;
use crate::js::{Elapsed, message, timer, within};
use core::time::Duration;
use esp8266_loader::reset::RELEASE;
use js_sys::Uint8Array;
use serial_line::{Close, ControlError, LineError, SerialLine, SerialPort, Signals};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{SerialOptions, SerialOutputSignals, WritableStreamDefaultWriter};

/// The browser's own buffer: with its default of 255 bytes a busy page loses input.
const BUFFER_BYTES: u32 = 64 << 10;
/// What a system may take for opening, closing, writing or switching lines.
const SYSTEM_TIMEOUT: Duration = Duration::from_secs(10);
/// Some drivers need a moment between closing and opening.
const REOPENINGS: usize = 3;
const REOPENING_PAUSE: Duration = Duration::from_millis(100);

/// An open port.
#[derive(Debug)]
pub struct WebSerialPort {
    port: web_sys::SerialPort,
    /// Its speed, or why it is closed.
    speed: Result<u32, ControlError>,
    incoming: Incoming,
    writer: Option<WritableStreamDefaultWriter>,
    signals: Signals,
    clock: web_sys::Performance,
}

impl WebSerialPort {
    /// Opens a port and leaves its modem lines as the system has set them.
    pub(super) async fn open(
        port: web_sys::SerialPort,
        baud: u32,
    ) -> Result<Result<Self, JsValue>, Elapsed> {
        let Some(clock) = web_sys::window().and_then(|window| window.performance()) else {
            return Ok(Err(JsValue::from_str("no clock")));
        };
        let opened = open(&port, baud).await?;
        let incoming = Incoming::new(port.clone());
        let signals = Signals { dtr: true, rts: true };
        let speed = Ok(baud);
        Ok(opened.map(|()| Self { port, speed, incoming, writer: None, signals, clock }))
    }

    /// A port that did not open again says so, and is no lost device.
    fn check(&self) -> Result<(), LineError> {
        match &self.speed {
            Ok(_) => Ok(()),
            Err(ControlError::Lost) => Err(LineError::Lost),
            Err(error) => Err(LineError::Refused(error.to_string())),
        }
    }

    fn writer(&mut self) -> Result<&WritableStreamDefaultWriter, LineError> {
        if self.writer.is_none() {
            let stream = js_sys::Reflect::get(&self.port, &"writable".into())
                .ok()
                .and_then(|stream| stream.dyn_into::<web_sys::WritableStream>().ok())
                .ok_or(LineError::Lost)?;
            self.writer = Some(stream.get_writer().map_err(|error| while_writing(&error))?);
        }
        self.writer.as_ref().ok_or(LineError::Lost)
    }

    /// Sends what was accepted, lets both streams go, and closes.
    async fn shut(&mut self) {
        if let Some(writer) = self.writer.take() {
            // Where it can't be sent, the device is gone, and there is nothing more to do for it.
            let _ = within(JsFuture::from(writer.close()), SYSTEM_TIMEOUT).await;
            writer.release_lock();
        }
        self.incoming.release(SYSTEM_TIMEOUT).await;
        let _ = within(JsFuture::from(self.port.close()), SYSTEM_TIMEOUT).await;
    }

    async fn reopen(&self, baud: u32) -> Result<(), ControlError> {
        let mut tried = 0;
        loop {
            tried += 1;
            match open(&self.port, baud).await {
                Ok(Ok(())) => return Ok(()),
                Ok(Err(_)) if !self.is_connected() => return Err(ControlError::Lost),
                Ok(Err(_)) if tried < REOPENINGS => timer(REOPENING_PAUSE).await,
                Ok(Err(error)) => return Err(ControlError::Closed(message(&error))),
                Err(Elapsed) => return Err(ControlError::TimedOut),
            }
        }
    }

    /// Whether the device is still connected, where the browser tells.
    fn is_connected(&self) -> bool {
        let connected = js_sys::Reflect::get(&self.port, &"connected".into());
        connected.ok().and_then(|connected| connected.as_bool()).unwrap_or(true)
    }

    /// Whether an open port still works: one whose device is gone has no stream any more.
    fn is_there(&self) -> bool {
        let readable = js_sys::Reflect::get(&self.port, &"readable".into());
        self.is_connected() && readable.is_ok_and(|stream| stream.is_object())
    }

    async fn switch(&self, signals: &SerialOutputSignals) -> Result<(), ControlError> {
        let call = JsFuture::from(self.port.set_signals_with_signals(signals));
        match within(call, SYSTEM_TIMEOUT).await {
            Ok(Ok(_)) => Ok(()),
            // Every failure has the same name, and each browser has words of its own. What is still
            // there has no modem lines.
            Ok(Err(_)) if !self.is_there() => Err(ControlError::Lost),
            Ok(Err(error)) => Err(ControlError::Refused(message(&error))),
            Err(Elapsed) => Err(ControlError::TimedOut),
        }
    }
}

/// Opens a port in time, or not at all: one that opens later would have no owner to close it, and
/// would be taken for another tab's.
async fn open(port: &web_sys::SerialPort, baud: u32) -> Result<Result<(), JsValue>, Elapsed> {
    let options = SerialOptions::new(baud);
    options.set_buffer_size(BUFFER_BYTES);
    let mut opening = JsFuture::from(port.open(&options));
    let in_time = within(&mut opening, SYSTEM_TIMEOUT).await;
    if in_time.is_err() {
        let port = port.clone();
        spawn_local(async move {
            if opening.await.is_ok() {
                let _ = JsFuture::from(port.close()).await;
            }
        });
    }
    in_time.map(|opened| opened.map(drop))
}

impl SerialLine for WebSerialPort {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        self.check()?;
        self.incoming.read(buf, timeout).await
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError> {
        self.check()?;
        let chunk = Uint8Array::from(bytes);
        let written = JsFuture::from(self.writer()?.write_with_chunk(&chunk));
        match within(written, SYSTEM_TIMEOUT).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => {
                if let Some(writer) = self.writer.take() {
                    writer.release_lock();
                }
                Err(while_writing(&error))
            }
            Err(Elapsed) => Err(LineError::TimedOut),
        }
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        self.check()?;
        self.incoming.discard().await
    }

    async fn sleep(&mut self, duration: Duration) {
        pause(duration, &self.clock).await;
    }

    fn now(&self) -> Duration {
        Duration::from_micros((self.clock.now() * 1e3) as u64)
    }
}

impl SerialPort for WebSerialPort {
    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), ControlError> {
        if self.speed == Ok(bits_per_second) {
            return Ok(());
        }
        if self.speed == Err(ControlError::Lost) {
            return Err(ControlError::Lost);
        }
        // Nobody knows, until it is open again.
        self.speed = Err(ControlError::TimedOut);
        self.shut().await;
        self.speed = self.reopen(bits_per_second).await.map(|()| bits_per_second);
        if let Err(error) = &self.speed {
            return Err(error.clone());
        }
        self.signals = Signals { dtr: true, rts: true };
        match RELEASE.perform(self).await {
            Err(ControlError::Lost) => {
                self.speed = Err(ControlError::Lost);
                Err(ControlError::Lost)
            }
            // An adapter without modem lines has nothing to release.
            Ok(()) | Err(_) => Ok(()),
        }
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), ControlError> {
        match self.check() {
            Ok(()) => {}
            Err(LineError::Lost) => return Err(ControlError::Lost),
            Err(error) => return Err(ControlError::Closed(error.to_string())),
        }
        let both = SerialOutputSignals::new();
        both.set_data_terminal_ready(signals.dtr);
        both.set_request_to_send(signals.rts);
        self.switch(&both).await?;
        if signals.rts != self.signals.rts {
            // The driver of Windows for USB's own serial class sends RTS only with the next DTR.
            let dtr = SerialOutputSignals::new();
            dtr.set_data_terminal_ready(signals.dtr);
            self.switch(&dtr).await?;
        }
        self.signals = signals;
        Ok(())
    }
}

impl Close for WebSerialPort {
    async fn close(mut self) {
        // Systems drop both lines at closing, some DTR first, which would be a reset.
        if self.signals != Signals::IDLE {
            let _ = RELEASE.perform(&mut self).await;
        }
        self.shut().await;
    }
}
