//! What stands between a port and its user.

use crate::error::{ControlError, LineError};
use crate::line::SerialLine;
use crate::port::{Close, SerialPort, Signals};
use core::future::Future;
use core::time::Duration;

/// What is done to the calls on their way to a line or a port.
///
/// Each method has the line below, and by default hands the call on unchanged: a layer defines only
/// what it does otherwise, and costs nothing where it does nothing. [`Layered`] makes a line or a port
/// of it. Time can't be changed: every
/// layer lives on the clock of the line below.
pub trait Layer<P: SerialLine> {
    /// Stands for [`SerialLine::read`].
    ///
    /// # Errors
    ///
    /// As there.
    fn read(
        &mut self,
        below: &mut P,
        buf: &mut [u8],
        timeout: Duration,
    ) -> impl Future<Output = Result<usize, LineError>> {
        below.read(buf, timeout)
    }

    /// Stands for [`SerialLine::write_all`].
    ///
    /// # Errors
    ///
    /// As there.
    fn write_all(
        &mut self,
        below: &mut P,
        bytes: &[u8],
    ) -> impl Future<Output = Result<(), LineError>> {
        below.write_all(bytes)
    }

    /// Stands for [`SerialLine::discard_input`].
    ///
    /// # Errors
    ///
    /// As there.
    fn discard_input(&mut self, below: &mut P) -> impl Future<Output = Result<(), LineError>> {
        below.discard_input()
    }

    /// Stands for [`SerialLine::sleep`].
    fn sleep(&mut self, below: &mut P, duration: Duration) -> impl Future<Output = ()> {
        below.sleep(duration)
    }

    /// Stands for [`SerialPort::set_baud`].
    ///
    /// # Errors
    ///
    /// As there.
    fn set_baud(
        &mut self,
        below: &mut P,
        bits_per_second: u32,
    ) -> impl Future<Output = Result<(), ControlError>>
    where
        P: SerialPort,
    {
        below.set_baud(bits_per_second)
    }

    /// Stands for [`SerialPort::set_signals`].
    ///
    /// # Errors
    ///
    /// As there.
    fn set_signals(
        &mut self,
        below: &mut P,
        signals: Signals,
    ) -> impl Future<Output = Result<(), ControlError>>
    where
        P: SerialPort,
    {
        below.set_signals(signals)
    }
}

/// A line or a port with a [`Layer`] on top of it.
#[derive(Debug)]
pub struct Layered<P, L> {
    /// The line or port below. What is called on it directly passes the layer by.
    pub below: P,
    /// What is done to the calls.
    pub layer: L,
}

impl<P: SerialLine, L: Layer<P>> Layered<P, L> {
    /// Puts `layer` on top of `below`.
    #[must_use]
    pub const fn new(below: P, layer: L) -> Self {
        Self { below, layer }
    }
}

#[deny(clippy::missing_trait_methods)]
impl<P: SerialLine, L: Layer<P>> SerialLine for Layered<P, L> {
    fn read(
        &mut self,
        buf: &mut [u8],
        timeout: Duration,
    ) -> impl Future<Output = Result<usize, LineError>> {
        self.layer.read(&mut self.below, buf, timeout)
    }

    fn write_all(&mut self, bytes: &[u8]) -> impl Future<Output = Result<(), LineError>> {
        self.layer.write_all(&mut self.below, bytes)
    }

    fn discard_input(&mut self) -> impl Future<Output = Result<(), LineError>> {
        self.layer.discard_input(&mut self.below)
    }

    fn sleep(&mut self, duration: Duration) -> impl Future<Output = ()> {
        self.layer.sleep(&mut self.below, duration)
    }

    fn now(&self) -> Duration {
        self.below.now()
    }
}

#[deny(clippy::missing_trait_methods)]
impl<P: SerialPort, L: Layer<P>> SerialPort for Layered<P, L> {
    fn set_baud(&mut self, bits_per_second: u32) -> impl Future<Output = Result<(), ControlError>> {
        self.layer.set_baud(&mut self.below, bits_per_second)
    }

    fn set_signals(&mut self, signals: Signals) -> impl Future<Output = Result<(), ControlError>> {
        self.layer.set_signals(&mut self.below, signals)
    }
}

impl<P: Close, L: Layer<P>> Close for Layered<P, L> {
    fn close(self) -> impl Future<Output = ()> {
        self.below.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// Keeps what it is asked, and answers every read with an `x`.
    #[derive(Default)]
    struct Recorder {
        calls: Vec<&'static str>,
        time: Duration,
    }

    impl SerialLine for Recorder {
        async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
            self.calls.push("read");
            self.time += timeout;
            buf[0] = b'x';
            Ok(1)
        }

        async fn write_all(&mut self, _: &[u8]) -> Result<(), LineError> {
            self.calls.push("write");
            Ok(())
        }

        async fn discard_input(&mut self) -> Result<(), LineError> {
            self.calls.push("discard");
            Ok(())
        }

        async fn sleep(&mut self, duration: Duration) {
            self.calls.push("sleep");
            self.time += duration;
        }

        fn now(&self) -> Duration {
            self.time
        }
    }

    impl SerialPort for Recorder {
        async fn set_baud(&mut self, _: u32) -> Result<(), ControlError> {
            self.calls.push("baud");
            Ok(())
        }

        async fn set_signals(&mut self, _: Signals) -> Result<(), ControlError> {
            self.calls.push("signals");
            Ok(())
        }
    }

    /// Answers nothing otherwise than the port below.
    struct Nothing;

    impl<P: SerialLine> Layer<P> for Nothing {}

    /// Has no modem lines.
    struct NoSignals;

    impl<P: SerialLine> Layer<P> for NoSignals {
        async fn set_signals(&mut self, _: &mut P, _: Signals) -> Result<(), ControlError> {
            Err(ControlError::Refused("no modem lines".into()))
        }
    }

    async fn call_everything(mut port: impl SerialPort) -> Duration {
        let second = Duration::from_secs(1);
        let mut buf = [0];
        assert_eq!(port.read(&mut buf, second).await, Ok(1));
        assert_eq!(buf, *b"x");
        port.write_all(b"y").await.unwrap();
        port.discard_input().await.unwrap();
        port.sleep(second).await;
        port.set_baud(115_200).await.unwrap();
        port.set_signals(Signals::IDLE).await.unwrap();
        port.now()
    }

    const EVERYTHING: [&str; 6] = ["read", "write", "discard", "sleep", "baud", "signals"];

    #[test]
    fn a_borrowed_port_hands_every_call_on() {
        let mut port = Recorder::default();
        let now = pollster::block_on(call_everything(&mut port));
        assert_eq!((port.calls, now), (EVERYTHING.into(), Duration::from_secs(2)));
    }

    #[test]
    fn a_layer_hands_on_what_it_does_not_define() {
        let mut port = Layered::new(Recorder::default(), Nothing);
        let now = pollster::block_on(call_everything(&mut port));
        assert_eq!((port.below.calls, now), (EVERYTHING.into(), Duration::from_secs(2)));
    }

    #[test]
    fn a_layer_does_otherwise_only_what_it_defines() {
        let mut port = Layered::new(Recorder::default(), NoSignals);
        let refused = ControlError::Refused("no modem lines".into());
        pollster::block_on(async {
            assert_eq!(port.set_signals(Signals::IDLE).await, Err(refused));
            assert_eq!(port.set_baud(9_600).await, Ok(()));
        });
        assert_eq!(port.below.calls, ["baud"]);
    }
}
