//! Reading the flash, for a backup or a comparison.
//!
//! After the answer to the command come raw frames of flash content. The host answers each with the
//! number of bytes it has so far; at the end comes the MD5 of all of them.

use crate::error::Error;
use crate::event::{Events, LoaderEvent};
use crate::exchange::Wait;
use crate::request::{DEFAULT_TIMEOUT, Request};
use crate::stub::Stub;
use alloc::vec::Vec;
use core::ops::Range;
use md5::{Digest, Md5};
use serial_line::{LineError, SerialLine};

/// The largest packet that the stub sends.
const PACKET_BYTES: u32 = 0x1000;

impl<L: SerialLine> Stub<'_, L> {
    /// Reads what the flash holds in `region`.
    ///
    /// # Errors
    ///
    /// [`Error::ReadDamaged`] where the bytes don't match the stub's digest or a packet is missing:
    /// the two sides are then out of step, so reset before anything else. Otherwise a command's or
    /// the line's failure.
    pub async fn read_flash(
        &mut self,
        region: Range<u32>,
        events: &mut Events<'_>,
    ) -> Result<Vec<u8>, Error> {
        let of_flash_bytes = region.end.saturating_sub(region.start);
        let (offset, bytes, packet_bytes) = (region.start, of_flash_bytes, PACKET_BYTES);
        let exchange = self.exchange();
        exchange.call(&Request::ReadFlash { offset, bytes, packet_bytes }).await?;
        let mut content = Vec::with_capacity(of_flash_bytes as usize);
        while content.len() < of_flash_bytes as usize {
            let mut wait = Wait::until(exchange.line.now() + DEFAULT_TIMEOUT);
            match exchange.next_payload(&mut wait).await {
                Ok(packet) => content.extend_from_slice(packet),
                Err(LineError::TimedOut) => {
                    return Err(Error::ReadDamaged { bytes: content.len() });
                }
                Err(error) => return Err(error.into()),
            }
            let flash_bytes = content.len() as u32;
            exchange.send_raw(&flash_bytes.to_le_bytes()).await?;
            events(LoaderEvent::Reading { flash_bytes, of_flash_bytes });
        }
        let mut wait = Wait::until(exchange.line.now() + DEFAULT_TIMEOUT);
        match exchange.next_payload(&mut wait).await {
            Ok(digest) if digest == &Md5::digest(&content)[..] => Ok(content),
            Ok(_) | Err(LineError::TimedOut) => Err(Error::ReadDamaged { bytes: content.len() }),
            Err(error) => Err(error.into()),
        }
    }
}
