//! An adapter that loses everything above a speed, as some do with long cables.

use esp8266_loader::port::{PortError, SerialPort, Signals};
use std::time::Duration;

pub(crate) struct DeafAbove<P> {
    pub(crate) port: P,
    pub(crate) limit: u32,
    pub(crate) baud: u32,
}

impl<P: SerialPort> SerialPort for DeafAbove<P> {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, PortError> {
        self.port.read(buf, timeout).await
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), PortError> {
        if self.baud > self.limit { Ok(()) } else { self.port.write_all(bytes).await }
    }

    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), PortError> {
        self.baud = bits_per_second;
        self.port.set_baud(bits_per_second).await
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), PortError> {
        self.port.set_signals(signals).await
    }

    async fn discard_input(&mut self) -> Result<(), PortError> {
        self.port.discard_input().await
    }

    async fn sleep(&mut self, duration: Duration) {
        self.port.sleep(duration).await;
    }

    fn now(&self) -> Duration {
        self.port.now()
    }
}
