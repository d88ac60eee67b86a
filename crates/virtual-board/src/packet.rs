//! Requests and answers inside the frames.
//!
//! ```text
//! request   00 | op | length u16 | checksum u32 | data
//! answer    01 | op | length u16 | value u32    | data | status | reason
//! ```
//! Numbers are little-endian. The checksum covers a block's bytes behind its four words.

use alloc::vec::Vec;

use crate::slip;

pub(crate) mod op {
    //! Numbers of the commands.
    pub(crate) const FLASH_BEGIN: u8 = 0x02;
    pub(crate) const FLASH_DATA: u8 = 0x03;
    pub(crate) const FLASH_END: u8 = 0x04;
    pub(crate) const MEM_BEGIN: u8 = 0x05;
    pub(crate) const MEM_END: u8 = 0x06;
    pub(crate) const MEM_DATA: u8 = 0x07;
    pub(crate) const SYNC: u8 = 0x08;
    pub(crate) const WRITE_REG: u8 = 0x09;
    pub(crate) const READ_REG: u8 = 0x0A;
    pub(crate) const SPI_SET_PARAMS: u8 = 0x0B;
    pub(crate) const SPI_ATTACH: u8 = 0x0D;
    pub(crate) const CHANGE_BAUD: u8 = 0x0F;
    pub(crate) const DEFL_BEGIN: u8 = 0x10;
    pub(crate) const DEFL_DATA: u8 = 0x11;
    pub(crate) const DEFL_END: u8 = 0x12;
    pub(crate) const FLASH_MD5: u8 = 0x13;
    pub(crate) const ERASE_FLASH: u8 = 0xD0;
    pub(crate) const ERASE_REGION: u8 = 0xD1;
    pub(crate) const READ_FLASH: u8 = 0xD2;
    pub(crate) const RUN_USER_CODE: u8 = 0xD3;
}

/// What a SYNC carries in front of its 32 × 0x55.
pub(crate) const SYNC_HEAD: [u8; 4] = [0x07, 0x07, 0x12, 0x20];

const REQUEST: u8 = 0x00;
const ANSWER: u8 = 0x01;
const HEADER_BYTES: usize = 8;
/// The four words in front of a block: length, sequence number, two zeros.
const BLOCK_HEAD_BYTES: usize = 16;
const CHECKSUM_START: u8 = 0xEF;

/// Two bytes at the end of each answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Status(pub(crate) u8, pub(crate) u8);

impl Status {
    pub(crate) const OK: Self = Self(0, 0);
}

/// A request, as the frame has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) op: u8,
    /// The length in the header, which may be a lie.
    pub(crate) length: usize,
    pub(crate) checksum: u32,
    pub(crate) data: &'a [u8],
}

impl<'a> Request<'a> {
    /// Takes a frame apart; `None` if it is too short or is no request.
    pub(crate) fn parse(frame: &'a [u8]) -> Option<Self> {
        let (header, data) = frame.split_at_checked(HEADER_BYTES)?;
        let [REQUEST, op, l0, l1, c0, c1, c2, c3] = *header else { return None };
        Some(Self {
            op,
            length: usize::from(u16::from_le_bytes([l0, l1])),
            checksum: u32::from_le_bytes([c0, c1, c2, c3]),
            data,
        })
    }

    /// Whether the header tells the true length.
    pub(crate) fn length_is_true(&self) -> bool {
        self.length == self.data.len()
    }

    /// The data as exactly `N` words.
    pub(crate) fn words<const N: usize>(&self) -> Option<[u32; N]> {
        if self.data.len() == 4 * N { self.first_words() } else { None }
    }

    /// The first `N` words of the data.
    pub(crate) fn first_words<const N: usize>(&self) -> Option<[u32; N]> {
        let mut words = [0; N];
        for (n, word) in words.iter_mut().enumerate() {
            *word = word_at(self.data, 4 * n)?;
        }
        Some(words)
    }

    /// The block that a DATA command carries.
    pub(crate) fn block(&self) -> Option<Block<'a>> {
        let [length, sequence, _, _] = self.first_words()?;
        let bytes = self.data.get(BLOCK_HEAD_BYTES..)?;
        Some(Block {
            length: length as usize,
            sequence,
            bytes,
            checksum_ok: u32::from(checksum(bytes)) == self.checksum & 0xFF,
        })
    }
}

/// A block of a MEM, FLASH or DEFL upload.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'a> {
    /// The length its first word claims.
    pub(crate) length: usize,
    pub(crate) sequence: u32,
    pub(crate) bytes: &'a [u8],
    pub(crate) checksum_ok: bool,
}

/// The little-endian word at `offset`, if `bytes` reach that far.
pub(crate) fn word_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let four = bytes.get(offset..offset.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn checksum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(CHECKSUM_START, |sum, byte| sum ^ byte)
}

/// Appends an answer, framed. The header's length counts `data` and the status.
pub(crate) fn answer(op: u8, value: u32, data: &[u8], status: Status, out: &mut Vec<u8>) {
    answer_claiming(op, value, data.len() + 2, data, status, out);
}

/// Appends an answer whose header claims `length`, whatever follows it.
pub(crate) fn answer_claiming(
    op: u8,
    value: u32,
    length: usize,
    data: &[u8],
    status: Status,
    out: &mut Vec<u8>,
) {
    let mut frame = Vec::with_capacity(HEADER_BYTES + data.len() + 2);
    frame.extend([ANSWER, op]);
    frame.extend((length as u16).to_le_bytes());
    frame.extend(value.to_le_bytes());
    frame.extend(data);
    frame.extend([status.0, status.1]);
    slip::encode(&frame, out);
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn a_block_with_its_checksum_is_read() {
        // MEM_DATA of 01 02 03 04: EF^01^02^03^04 = EB.
        let mut frame = vec![0x00, 0x07, 0x14, 0x00, 0xEB, 0, 0, 0];
        frame.extend([4, 0, 0, 0]); // length
        frame.extend([0; 12]); // sequence 0, two zeros
        frame.extend([1, 2, 3, 4]);
        let request = Request::parse(&frame).unwrap();
        assert!(request.length_is_true());
        let block = request.block().unwrap();
        assert_eq!((block.length, block.sequence, block.checksum_ok), (4, 0, true));
        assert_eq!(block.bytes, [1, 2, 3, 4]);
    }

    #[test]
    fn an_answer_has_value_data_and_status() {
        let mut out = vec![];
        answer(op::READ_REG, 0xFFF0_C101, &[], Status::OK, &mut out);
        // The chip check of an ESP8266, value FFF0C101 in little-endian order.
        let expected = [0xC0, 0x01, 0x0A, 0x02, 0x00, 0x01, 0xC1, 0xF0, 0xFF, 0x00, 0x00, 0xC0];
        assert_eq!(out, expected);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        assert!(Request::parse(&[0, 8, 0, 0, 0, 0, 0]).is_none());
        assert!(Request::parse(&[1, 8, 0, 0, 0, 0, 0, 0]).is_none());
    }
}
