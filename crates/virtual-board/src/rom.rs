//! The serial loader in the chip's ROM.
//!
//! It measures the speed of what comes in, knows eight commands, answers a SYNC eight times, and
//! has the quirks that its clients live with: all answers share one value field, an unknown command
//! is refused under the number of the one before it, and its erasing takes more than was asked for.

use alloc::vec::Vec;
use core::time::Duration;

use crate::defects::MemEndReply;
use crate::flash::SECTOR_BYTES;
use crate::hardware::Hardware;
use crate::inbox::{Frame, Inbox};
use crate::packet::{self, Request, SYNC_HEAD, Status, op};
use crate::ram::{ROM_RECEIVE_BUFFER, ROM_RECEIVE_BUFFER_BYTES, Upload};
use crate::registers::Attached;
use crate::uart::Incoming;
use crate::wire;

/// Changes of level the ROM looks at before it knows the speed.
const EDGES_TO_MEASURE: u32 = 30;
const SYNC_ANSWERS: usize = 8;
const SYNC_BYTES: usize = 36;
/// More than the largest frame any client sends, and what fits the receive buffer.
const FRAME_BYTES: usize = ROM_RECEIVE_BUFFER_BYTES;
const FRAMES_KEPT: usize = 8;
const SECTORS_PER_BLOCK: u32 = 16;

const BAD_FORMAT: Status = Status(1, 0x05);
const WRONG_RESULT: Status = Status(1, 0x06);
const BAD_CHECKSUM: Status = Status(1, 0x07);
const BAD_RAM_ADDRESS: Status = Status(1, 0x0F);

/// Where the chip goes when it leaves a loader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leave {
    /// To uploaded code at this address.
    Jump(u32),
    /// Through a software reset, which keeps the strap: back into the loader.
    Restart,
    /// To the firmware in the flash.
    Firmware,
    /// Nowhere.
    Crash,
}

#[derive(Debug)]
pub(crate) struct Rom {
    line: Line,
    inbox: Inbox,
    busy_until: Duration,
    last_op: u8,
    value: u32,
    attached: Attached,
    upload: Option<Upload>,
    write: Option<FlashWrite>,
}

#[derive(Debug, Clone, Copy)]
enum Line {
    Measuring { edges: u32 },
    Known,
}

#[derive(Debug, Clone, Copy)]
struct FlashWrite {
    at: u32,
    next_sequence: u32,
    blocks: u32,
    block_bytes: u32,
}

/// What a command came to.
struct Done {
    status: Status,
    /// How long it took.
    took: Duration,
    leave: Option<Leave>,
}

impl Done {
    fn with(status: Status) -> Self {
        Self { status, took: Duration::ZERO, leave: None }
    }

    fn ok_if(ok: bool, otherwise: Status) -> Self {
        Self::with(if ok { Status::OK } else { otherwise })
    }
}

impl Rom {
    pub(crate) fn new() -> Self {
        Self {
            line: Line::Measuring { edges: 0 },
            inbox: Inbox::new(FRAMES_KEPT, FRAME_BYTES),
            busy_until: Duration::ZERO,
            last_op: 0,
            value: 0,
            attached: Attached::No,
            upload: None,
            write: None,
        }
    }

    /// Takes what came over the line. Until the speed is known, bytes only serve to measure it:
    /// so the first SYNC is always lost.
    pub(crate) fn receive(&mut self, hw: &mut Hardware, incoming: &Incoming) {
        let byte_time = wire::byte_time(incoming.baud);
        let skip = self.measure(hw, incoming);
        let first_at = incoming.first_at + byte_time * skip as u32;
        match hw.uart.hear(incoming) {
            None => {
                let bytes = incoming.bytes.get(skip..).unwrap_or_default();
                self.inbox.take(bytes, first_at, byte_time);
            }
            Some(garbage) => self.inbox.take(&garbage, first_at, byte_time),
        }
    }

    /// Returns how many bytes went into measuring.
    fn measure(&mut self, hw: &mut Hardware, incoming: &Incoming) -> usize {
        let Line::Measuring { mut edges } = self.line else { return 0 };
        for (n, &byte) in incoming.bytes.iter().enumerate() {
            edges += wire::edges(byte);
            if edges >= EDGES_TO_MEASURE {
                edges = 0;
                if hw.uart.adopt(incoming.baud) {
                    self.line = Line::Known;
                    return n + 1;
                }
            }
        }
        self.line = Line::Measuring { edges };
        incoming.bytes.len()
    }

    pub(crate) fn next_event(&self) -> Option<Duration> {
        (!self.inbox.is_empty()).then_some(self.busy_until)
    }

    /// Carries out the commands that are there.
    pub(crate) fn event(&mut self, hw: &mut Hardware, now: Duration) -> Option<(Duration, Leave)> {
        while self.busy_until <= now
            && let Some(frame) = self.inbox.next()
        {
            if let Some(leave) = self.execute(hw, &frame, now) {
                return Some((self.busy_until, leave));
            }
        }
        None
    }

    fn execute(&mut self, hw: &mut Hardware, frame: &Frame, now: Duration) -> Option<Leave> {
        // The frame lies in the receive buffer, whatever was uploaded to that place.
        hw.ram.write(ROM_RECEIVE_BUFFER, &frame.bytes);
        let request = Request::parse(&frame.bytes)?;
        let done = if request.length_is_true() { self.run(hw, &request) } else { None };
        let (op, done) = match done {
            Some(done) => {
                self.last_op = request.op;
                (request.op, done)
            }
            None => (self.last_op, Done::with(BAD_FORMAT)),
        };
        self.busy_until = now + hw.timing.command + done.took;
        let lost = matches!(done.leave, Some(Leave::Jump(_)))
            && hw.defects.mem_end_reply == MemEndReply::Lost;
        if !lost {
            self.answer(hw, op, done.status);
        }
        done.leave
    }

    fn answer(&mut self, hw: &mut Hardware, op: u8, status: Status) {
        let times = if op == op::SYNC { SYNC_ANSWERS } else { 1 };
        let mut out = Vec::new();
        for _ in 0..times {
            packet::answer(op, self.value, &[], status, &mut out);
        }
        hw.uart.send(self.busy_until, out);
    }

    /// `None`: unknown, or in a form it does not know.
    fn run(&mut self, hw: &mut Hardware, request: &Request<'_>) -> Option<Done> {
        match request.op {
            op::SYNC => self.sync(request),
            op::READ_REG => {
                let [address] = request.words()?;
                self.value = hw.registers.read(address, &hw.uart);
                Some(Done::with(Status::OK))
            }
            op::WRITE_REG => self.write_registers(hw, request),
            op::MEM_BEGIN => {
                let [_, _, _, address] = request.words()?;
                self.upload = Some(Upload::new(address));
                Some(Done::with(Status::OK))
            }
            op::MEM_DATA => self.mem_data(hw, request),
            op::MEM_END => {
                let [stay, entry] = request.words()?;
                let leave = (stay == 0).then_some(Leave::Jump(entry));
                Some(Done { leave, ..Done::with(Status::OK) })
            }
            op::FLASH_BEGIN => self.flash_begin(hw, request),
            op::FLASH_DATA => self.flash_data(hw, request),
            op::FLASH_END => {
                let [stay] = request.words()?;
                hw.flash.protect(true);
                let leave = if stay == 0 { Leave::Restart } else { Leave::Firmware };
                Some(Done { leave: Some(leave), ..Done::with(Status::OK) })
            }
            _ => None,
        }
    }

    fn sync(&mut self, request: &Request<'_>) -> Option<Done> {
        let [head] = request.first_words()?;
        let known = head == u32::from_le_bytes(SYNC_HEAD) && request.data.len() == SYNC_BYTES;
        self.value = head;
        known.then_some(Done::with(Status::OK))
    }

    fn write_registers(&mut self, hw: &mut Hardware, request: &Request<'_>) -> Option<Done> {
        let (writes, []) = request.data.as_chunks::<16>() else { return None };
        for write in writes {
            let address = packet::word_at(write, 0)?;
            let (value, mask) = (packet::word_at(write, 4)?, packet::word_at(write, 8)?);
            hw.registers.write(address, value, mask, &hw.flash, self.attached);
        }
        (!writes.is_empty()).then_some(Done::with(Status::OK))
    }

    fn mem_data(&mut self, hw: &mut Hardware, request: &Request<'_>) -> Option<Done> {
        let block = request.block()?;
        if block.length != block.bytes.len() {
            return None;
        }
        let Some(upload) = &mut self.upload else { return Some(Done::with(WRONG_RESULT)) };
        // The number is used up even when the block is bad.
        let (address, sequence) = upload.next(block.bytes.len());
        Some(match (block.checksum_ok, block.sequence == sequence) {
            (false, _) => Done::with(BAD_CHECKSUM),
            (_, false) => Done::with(WRONG_RESULT),
            _ => Done::ok_if(hw.ram.write(address, block.bytes), BAD_RAM_ADDRESS),
        })
    }

    fn flash_begin(&mut self, hw: &mut Hardware, request: &Request<'_>) -> Option<Done> {
        let [erase_bytes, blocks, block_bytes, offset] = request.words()?;
        self.attached = Attached::Yes;
        hw.flash.protect(false);
        self.write = Some(FlashWrite { at: offset, next_sequence: 0, blocks, block_bytes });
        let sectors = really_erased_sectors(erase_bytes.div_ceil(SECTOR_BYTES), offset);
        let took = hw.flash.erase_region(offset & !(SECTOR_BYTES - 1), sectors);
        Some(Done { took, ..Done::with(Status::OK) })
    }

    fn flash_data(&mut self, hw: &mut Hardware, request: &Request<'_>) -> Option<Done> {
        let block = request.block()?;
        if block.length != block.bytes.len() {
            return None;
        }
        let Some(write) = &mut self.write else { return Some(Done::with(WRONG_RESULT)) };
        let (sequence, at) = (write.next_sequence, write.at);
        let fits = sequence < write.blocks && block.length as u64 <= u64::from(write.block_bytes);
        write.next_sequence += 1;
        write.at = write.at.wrapping_add(write.block_bytes);
        if !block.checksum_ok {
            return Some(Done::with(BAD_CHECKSUM));
        }
        if block.sequence != sequence || !fits {
            return Some(Done::with(WRONG_RESULT));
        }
        Some(Done { took: hw.flash.program(at, block.bytes), ..Done::with(Status::OK) })
    }
}

/// Sectors the ROM erases when it is asked for `sectors` from `offset` on: those up to the next
/// 64 KiB border are erased, but not counted.
fn really_erased_sectors(sectors: u32, offset: u32) -> u32 {
    let to_border = SECTORS_PER_BLOCK - (offset / SECTOR_BYTES) % SECTORS_PER_BLOCK;
    sectors.saturating_add(sectors.min(to_border))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn erasing_takes_too_much_by_what_lies_before_the_border() {
        // Asked for the corrected sizes, the ROM erases just what is needed, or one sector more.
        for (wanted, offset, asked) in [
            (0x9_A500u32, 0u32, 0x8_B000u32),
            (0x1000, 0, 0x1000),
            (0x8000, 0, 0x4000),
            (0x2_0000, 0, 0x1_0000),
            (0x2_0000, 0x1000, 0x1_1000),
            (0x3_0000, 0x8000, 0x2_8000),
        ] {
            let erased = really_erased_sectors(asked / SECTOR_BYTES, offset);
            let needed = wanted.div_ceil(SECTOR_BYTES);
            assert!(erased == needed || erased == needed + 1, "{wanted:x} at {offset:x}");
        }
    }
}
