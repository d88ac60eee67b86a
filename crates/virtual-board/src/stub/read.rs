//! Reading flash: raw packets, each acknowledged with the count so far, then an MD5.
//!
//! The stub reads a packet, hashes it and sends it, and only then looks at what has come meanwhile. One packet
//! is on its way at a time, whatever the command asks for. Anything but a count ends the reading: the MD5 of
//! what was sent so far follows, and that frame itself is lost.
//!
//! Source: esp-flasher-stub `src/command_handler.c` for version 2; version 1 looks at the count itself, where
//! version 2 counts the counts.

use alloc::vec::Vec;
use core::time::Duration;

use md5::{Digest, Md5};

use super::per_kib;
use crate::hardware::Hardware;
use crate::known_stub::StubVersion;
use crate::packet;
use crate::slip;

#[derive(Debug)]
pub(crate) struct FlashRead {
    version: StubVersion,
    at: u32,
    left: u32,
    packet_bytes: u32,
    sent_bytes: u32,
    md5: Md5,
}

/// Whether the reading goes on, and until when the stub is busy.
#[derive(Debug)]
pub(crate) enum Then {
    GoesOn { busy_until: Duration },
    IsDone { busy_until: Duration },
}

impl FlashRead {
    pub(crate) fn new(version: StubVersion, address: u32, len: u32, packet_bytes: u32) -> Self {
        Self { version, at: address, left: len, packet_bytes, sent_bytes: 0, md5: Md5::new() }
    }

    /// Sends the first packet, or the digest of nothing.
    pub(crate) fn begin(&mut self, hw: &mut Hardware, now: Duration) -> Then {
        if self.left == 0 { self.end(hw, now) } else { self.send_next(hw, now) }
    }

    /// Takes a frame that came while reading.
    pub(crate) fn frame(&mut self, frame: &[u8], hw: &mut Hardware, now: Duration) -> Then {
        let count = packet::word_at(frame, 0).filter(|_| frame.len() == 4);
        let Some(count) = count else { return self.end(hw, now) };
        if self.left == 0 {
            return if count < self.sent_bytes {
                Then::GoesOn { busy_until: now }
            } else {
                self.end(hw, now)
            };
        }
        let may_send = match self.version {
            StubVersion::V1 => count >= self.sent_bytes,
            // Whatever it says.
            StubVersion::V2 => true,
        };
        if may_send { self.send_next(hw, now) } else { Then::GoesOn { busy_until: now } }
    }

    fn send_next(&mut self, hw: &mut Hardware, now: Duration) -> Then {
        let len = self.left.min(self.packet_bytes);
        let mut packet = Vec::with_capacity(len as usize);
        hw.flash.read(self.at, len as usize, |piece| packet.extend_from_slice(piece));
        self.md5.update(&packet);
        let mut out = Vec::new();
        slip::encode(&packet, &mut out);
        // As long as for the command that only hashes.
        hw.uart.send(now + per_kib(hw.timing.md5_kib, len as usize), out);
        self.at = self.at.wrapping_add(len);
        self.left -= len;
        self.sent_bytes += len;
        Then::GoesOn { busy_until: hw.uart.sent_by() }
    }

    fn end(&mut self, hw: &mut Hardware, now: Duration) -> Then {
        let mut out = Vec::new();
        slip::encode(&self.md5.clone().finalize(), &mut out);
        hw.uart.send(now, out);
        Then::IsDone { busy_until: hw.uart.sent_by() }
    }
}
