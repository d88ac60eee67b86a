//! What a flash chip says about itself beyond its id: its "serial flash discoverable parameters".
//!
//! ```text
//! address  0            …     8 + 4                     pointer + 4
//!          "SFDP"             length u8 | pointer u24   density
//!          u32 LE             of the first table        u32 LE
//! ```
//!
//! The density is the number of bits less one, or where its highest bit is set, the power of two that it is.
//!
//! Source: JEDEC JESD216, sections 6.2 to 6.4.

use crate::error::CommandError;
use crate::exchange::Exchange;
use serial_line::SerialLine;

/// "SFDP" as the flash sends it, lowest byte first.
const SIGNATURE: u32 = 0x5044_4653;
/// The second word of the first parameter header.
const POINTER: u32 = 0x0C;
/// The second word of the basic table.
const DENSITY: u32 = 4;

impl<L: SerialLine> Exchange<'_, L> {
    /// The flash chip's size in bytes by its own table, where it has one.
    pub(crate) async fn sfdp_flash_bytes(&mut self) -> Result<Option<u32>, CommandError> {
        if self.sfdp_word(0).await? != SIGNATURE {
            return Ok(None);
        }
        let table = self.sfdp_word(POINTER).await? & 0xFF_FFFF;
        let density = self.sfdp_word(table.wrapping_add(DENSITY)).await?;
        Ok(bytes_of(density))
    }
}

fn bytes_of(density: u32) -> Option<u32> {
    const IS_POWER: u32 = 1 << 31;
    let bits = match density {
        // An erased or a missing table.
        u32::MAX => return None,
        power if power & IS_POWER != 0 => 1_u64.checked_shl(power & !IS_POWER)?,
        less_one => u64::from(less_one) + 1,
    };
    u32::try_from(bits / 8).ok().filter(|bytes| *bytes > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_density_is_counted_in_bits() {
        // From the data sheets of W25Q32JV and W25Q16JV.
        assert_eq!(bytes_of(0x01FF_FFFF), Some(4 << 20));
        assert_eq!(bytes_of(0x00FF_FFFF), Some(2 << 20));
        assert_eq!(bytes_of(0x8000_0020), Some(512 << 20));
    }

    #[test]
    fn what_is_no_density_is_no_size() {
        for density in [u32::MAX, 0x8000_0040, 0xFFFF_FFF0, 6] {
            assert_eq!(bytes_of(density), None, "{density:#x}");
        }
    }
}
