//! A borrowed line or port is one too.

use crate::error::{ControlError, LineError};
use crate::line::SerialLine;
use crate::port::{SerialPort, Signals};
use core::time::Duration;

#[deny(clippy::missing_trait_methods)]
impl<T: SerialLine> SerialLine for &mut T {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        (**self).read(buf, timeout).await
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError> {
        (**self).write_all(bytes).await
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        (**self).discard_input().await
    }

    async fn sleep(&mut self, duration: Duration) {
        (**self).sleep(duration).await;
    }

    fn now(&self) -> Duration {
        (**self).now()
    }
}

#[deny(clippy::missing_trait_methods)]
impl<T: SerialPort> SerialPort for &mut T {
    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), ControlError> {
        (**self).set_baud(bits_per_second).await
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), ControlError> {
        (**self).set_signals(signals).await
    }
}
