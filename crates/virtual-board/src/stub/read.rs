//! Reading flash: raw packets, each acknowledged with the count so far, then an MD5.

use alloc::vec::Vec;
use core::time::Duration;

use md5::{Digest, Md5};

use crate::hardware::Hardware;
use crate::packet;
use crate::slip;

#[derive(Debug)]
pub(crate) struct FlashRead {
    at: u32,
    left: u32,
    packet_bytes: u32,
    sent: u32,
    md5: Md5,
}

impl FlashRead {
    pub(crate) fn new(address: u32, len: u32, packet_bytes: u32) -> Self {
        Self { at: address, left: len, packet_bytes, sent: 0, md5: Md5::new() }
    }

    /// The count in an acknowledgement; `None` if the frame is something else.
    pub(crate) fn count(frame: &[u8]) -> Option<u32> {
        if frame.len() == 4 { packet::word_at(frame, 0) } else { None }
    }

    /// Goes on when everything sent so far has arrived. `false`: all is done.
    pub(crate) fn acknowledged(&mut self, count: u32, hw: &mut Hardware, now: Duration) -> bool {
        if count < self.sent { true } else { self.send_next(hw, now) }
    }

    /// Sends the next packet, or the digest when there is none. `false`: all is done.
    pub(crate) fn send_next(&mut self, hw: &mut Hardware, now: Duration) -> bool {
        let mut out = Vec::new();
        if self.left == 0 {
            slip::encode(&self.md5.clone().finalize(), &mut out);
            hw.uart.send(now, out);
            return false;
        }
        let len = self.left.min(self.packet_bytes);
        let mut packet = Vec::with_capacity(len as usize);
        hw.flash.read(self.at, len as usize, |piece| packet.extend_from_slice(piece));
        self.md5.update(&packet);
        slip::encode(&packet, &mut out);
        hw.uart.send(now + hw.flash.read_time(len), out);
        self.at = self.at.wrapping_add(len);
        self.left -= len;
        self.sent += len;
        true
    }
}
