//! What the board answers.
//!
//! ```text
//! offset  0     1         2          4            8
//!         01    opcode    length     value        data, whose last two bytes are status and reason
//!         u8    u8        u16 LE     u32 LE
//! ```

use core::fmt;

/// One answer of the ROM loader or of the stub, a view into its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply<'a> {
    /// Number of the command it answers.
    pub opcode: u8,
    /// A register's content, after a command that reads one. Otherwise it means nothing.
    pub value: u32,
    /// Everything after the header, status bytes included.
    data: &'a [u8],
}

impl<'a> Reply<'a> {
    /// Reads an answer from a frame's payload; `None` where it is something else.
    ///
    /// The length field is not compared with the frame: the older stub fills it in before it knows
    /// that it will send less.
    #[must_use]
    pub fn parse(payload: &'a [u8]) -> Option<Self> {
        let (header, data) = payload.split_first_chunk::<8>()?;
        let &[0x01, opcode, _, _, value @ ..] = header else { return None };
        (data.len() >= 2).then_some(Self { opcode, value: u32::from_le_bytes(value), data })
    }

    /// The first `N` bytes of data of an answer that says yes.
    ///
    /// # Errors
    ///
    /// The [`Refusal`], where it says no.
    pub fn accept(&self, expected_bytes: usize) -> Result<&'a [u8], Refusal> {
        // A refusal carries no payload: its status comes first.
        let (payload, status) = match self.data.split_at_checked(expected_bytes) {
            Some((payload, status)) if status.len() >= 2 => (payload, status),
            _ => (&[][..], self.data),
        };
        match *status {
            [0, _, ..] if payload.len() == expected_bytes => Ok(payload),
            [status, reason, ..] => Err(Refusal { status, reason }),
            _ => Err(Refusal { status: 0, reason: 0 }),
        }
    }
}

/// The board's word that it did not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Refusal {
    /// First status byte: 01 from the ROM, the reason itself from a stub.
    pub status: u8,
    /// Second status byte: the reason from the ROM.
    pub reason: u8,
}

impl Refusal {
    /// Whether a stub refused a block because it arrived damaged: it was not taken, so it may be
    /// sent again.
    #[must_use]
    pub const fn is_damaged_block(self) -> bool {
        matches!(self.status, 0xC0 | 0xC1)
    }

    const fn name(self) -> Option<&'static str> {
        Some(match (self.status, self.reason) {
            (0xC0, _) => "bad data length",
            (0xC1, _) => "bad data checksum",
            (0xC2, _) => "bad block size",
            (0xC3 | 0xFF, _) => "unknown command",
            (0xC4, _) => "flash operation failed",
            (0xC5, _) => "flash unlock failed",
            (0xC6, _) => "not in flash mode",
            (0xC7, _) => "inflate error",
            (0xC8, _) => "not enough data",
            (0xC9, _) => "too much data",
            (_, 0x01) => "bad parameter",
            (_, 0x02) => "out of memory",
            (_, 0x03) => "sending failed",
            (_, 0x04) => "receiving failed",
            (_, 0x05) => "unknown or malformed command",
            (_, 0x06) => "wrong result",
            (_, 0x07) => "bad checksum",
            (_, 0x08) => "flash write failed",
            (_, 0x09) => "flash read failed",
            (_, 0x0A) => "bad flash read length",
            (_, 0x0B) => "inflate failed",
            (_, 0x0C) => "bad adler-32",
            (_, 0x0D) => "bad inflate parameter",
            (_, 0x0E) => "bad ram image size",
            (_, 0x0F) => "bad ram image address",
            _ => return None,
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, reason } = *self;
        match self.name() {
            Some(name) => write!(f, "{name} ({status:02x} {reason:02x})"),
            None => write!(f, "status {status:02x} {reason:02x}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_register_is_in_the_value() {
        // READ_REG 0x40001000 of an ESP8266
        let reply = Reply::parse(&[1, 0x0A, 2, 0, 0x01, 0xC1, 0xF0, 0xFF, 0, 0]).unwrap();
        assert_eq!((reply.opcode, reply.value), (0x0A, 0xFFF0_C101));
        assert_eq!(reply.accept(0), Ok(&[][..]));
    }

    #[test]
    fn a_digest_comes_before_the_status() {
        let mut frame = [0; 26];
        frame[..4].copy_from_slice(&[1, 0x13, 18, 0]);
        frame[8..24].fill(0xAB);
        let reply = Reply::parse(&frame).unwrap();
        assert_eq!(reply.accept(16), Ok(&[0xAB; 16][..]));
    }

    #[test]
    fn a_refusal_without_its_digest_is_still_a_refusal() {
        // The older stub says 18 bytes and sends two.
        let reply = Reply::parse(&[1, 0x13, 18, 0, 0, 0, 0, 0, 1, 0]).unwrap();
        assert_eq!(reply.accept(16), Err(Refusal { status: 1, reason: 0 }));
    }

    #[test]
    fn an_acceptance_without_its_digest_is_no_acceptance() {
        let reply = Reply::parse(&[1, 0x13, 2, 0, 0, 0, 0, 0, 0, 0]).unwrap();
        assert_eq!(reply.accept(16), Err(Refusal { status: 0, reason: 0 }));
    }

    #[test]
    fn requests_and_scraps_are_no_replies() {
        assert_eq!(Reply::parse(&[0, 8, 2, 0, 0, 0, 0, 0, 0, 0]), None);
        assert_eq!(Reply::parse(b"OHAI"), None);
    }

    proptest! {
        #[test]
        fn what_is_read_stands_in_the_bytes_and_yes_only_before_a_status_of_zero(
            kind in 0u8..3,
            rest in prop::collection::vec(prop_oneof![any::<u8>(), Just(0)], 0..40),
            expected in 0usize..20,
        ) {
            let payload = [&[kind], &rest[..]].concat();
            let reply = Reply::parse(&payload);
            prop_assert_eq!(reply.is_some(), kind == 1 && payload.len() >= 10);
            let Some(reply) = reply else { return Ok(()) };
            prop_assert_eq!(reply.opcode, payload[1]);
            prop_assert_eq!(&reply.value.to_le_bytes()[..], &payload[4..8]);
            match reply.accept(expected) {
                Ok(data) => {
                    prop_assert_eq!(data, &payload[8..8 + expected]);
                    prop_assert_eq!(payload[8 + expected], 0);
                }
                Err(Refusal { status, reason }) => {
                    let is_at = |at| payload.get(at..at + 2) == Some(&[status, reason]);
                    prop_assert!(is_at(8) || is_at(8 + expected));
                }
            }
        }
    }
}
