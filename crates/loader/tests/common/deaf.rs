//! An adapter that loses everything above a speed, as some do with long cables.

use serial_line::{ControlError, Layer, LineError, SerialPort};

pub(crate) struct DeafAbove {
    pub(crate) limit: u32,
    pub(crate) baud: u32,
}

impl<P: SerialPort> Layer<P> for DeafAbove {
    async fn write_all(&mut self, below: &mut P, bytes: &[u8]) -> Result<(), LineError> {
        if self.baud > self.limit { Ok(()) } else { below.write_all(bytes).await }
    }

    async fn set_baud(&mut self, below: &mut P, bits_per_second: u32) -> Result<(), ControlError> {
        self.baud = bits_per_second;
        below.set_baud(bits_per_second).await
    }
}
