//! A borrowed line or port is one too. The futures are those of the line itself.

use crate::error::{ControlError, LineError};
use crate::line::SerialLine;
use crate::port::{SerialPort, Signals};
use core::future::Future;
use core::time::Duration;

#[deny(clippy::missing_trait_methods)]
impl<T: SerialLine> SerialLine for &mut T {
    fn read(
        &mut self,
        buf: &mut [u8],
        timeout: Duration,
    ) -> impl Future<Output = Result<usize, LineError>> {
        (**self).read(buf, timeout)
    }

    fn write_all(&mut self, bytes: &[u8]) -> impl Future<Output = Result<(), LineError>> {
        (**self).write_all(bytes)
    }

    fn discard_input(&mut self) -> impl Future<Output = Result<(), LineError>> {
        (**self).discard_input()
    }

    fn sleep(&mut self, duration: Duration) -> impl Future<Output = ()> {
        (**self).sleep(duration)
    }

    fn now(&self) -> Duration {
        (**self).now()
    }
}

#[deny(clippy::missing_trait_methods)]
impl<T: SerialPort> SerialPort for &mut T {
    fn set_baud(&mut self, bits_per_second: u32) -> impl Future<Output = Result<(), ControlError>> {
        (**self).set_baud(bits_per_second)
    }

    fn set_signals(&mut self, signals: Signals) -> impl Future<Output = Result<(), ControlError>> {
        (**self).set_signals(signals)
    }
}
