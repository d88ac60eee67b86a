//! The flasher stubs: what the chip does once one of them was uploaded and started.
//!
//! Both stubs answer a block as soon as its checksum was right, and write it while the next one
//! comes in. So a write's failure is told with a later command, and a second block must not be
//! sent before the first was answered.

mod eraser;
mod inflate;
mod read;
mod write;

use alloc::vec::Vec;
use core::time::Duration;

use md5::{Digest, Md5};

use crate::defects::BaudChange;
use crate::flash::SECTOR_BYTES;
use crate::hardware::Hardware;
use crate::inbox::{Frame, Inbox};
use crate::known_stub::{KnownStub, StubVersion};
use crate::packet::{self, Block, Request, Status, op};
use crate::ram::Upload;
use crate::registers::Attached;
use crate::rom::Leave;
use crate::slip;
use crate::uart::Incoming;
use crate::wire;

use eraser::BlankSectors;
use read::{FlashRead, Then};
use write::{Coding, FlashWrite};

const GREETING: &[u8] = b"OHAI";
const SYNC_ANSWERS: usize = 8;
const MAX_BLOCK_BYTES: u32 = 0x4000;
const MAX_READ_PACKET_BYTES: u32 = 0x1000;
/// Frames that wait while the stub is busy; one is in each of its two buffers.
const FRAMES_KEPT: usize = 2;
/// The largest frame version 2 has room for; version 1 has some 200 bytes less.
const FRAME_BYTES: usize = 8 + 0x4000 + 0xFF;
/// As far as version 2 reaches on larger chips.
const REACH_BYTES: u32 = 4 << 20;
/// As far as version 1 reaches before it is told the size of the flash.
const UNTOLD_REACH_BYTES: u32 = 1 << 20;

const PLAIN_FAILURE: Status = Status(0x01, 0);
const BAD_LENGTH: Status = Status(0xC0, 0);
const BAD_CHECKSUM: Status = Status(0xC1, 0);
const BAD_BLOCK_SIZE: Status = Status(0xC2, 0);
const INVALID_COMMAND: Status = Status(0xC3, 0);
const SPI_FAILED: Status = Status(0xC4, 0);
const NOT_IN_FLASH_MODE: Status = Status(0xC6, 0);
const INFLATE_ERROR: Status = Status(0xC7, 0);
const NOT_ENOUGH_DATA: Status = Status(0xC8, 0);
const TOO_MUCH_DATA: Status = Status(0xC9, 0);
const NOT_IMPLEMENTED: Status = Status(0xFF, 0);

#[derive(Debug)]
pub(crate) struct Stub {
    version: StubVersion,
    own: KnownStub,
    inbox: Inbox,
    busy_until: Duration,
    answered_at: Duration,
    /// A failure after its answer, to be told with a later command.
    deferred: Option<Status>,
    upload: Option<Upload>,
    write: Option<FlashWrite>,
    read: Option<FlashRead>,
    reach_bytes: u32,
}

/// What a command came to.
#[derive(Default)]
struct Done {
    failure: Option<Status>,
    value: u32,
    data: Vec<u8>,
    /// How long it took before the answer.
    took: Duration,
    leave: Option<Leave>,
}

impl Done {
    fn ok() -> Self {
        Self::default()
    }

    fn failed(status: Status) -> Self {
        Self { failure: Some(status), ..Self::default() }
    }

    fn after(took: Duration) -> Self {
        Self { took, ..Self::default() }
    }
}

impl Stub {
    /// A stub that starts now, and says so.
    pub(crate) fn start(own: KnownStub, hw: &mut Hardware, now: Duration) -> Self {
        let mut greeting = Vec::new();
        slip::encode(GREETING, &mut greeting);
        hw.uart.send(now, greeting);
        let reach_bytes = match own.version {
            StubVersion::V1 => UNTOLD_REACH_BYTES,
            StubVersion::V2 if hw.flash.bytes() > REACH_BYTES => REACH_BYTES,
            StubVersion::V2 => u32::MAX,
        };
        Self {
            version: own.version,
            own,
            inbox: Inbox::new(FRAMES_KEPT, FRAME_BYTES),
            busy_until: now,
            answered_at: Duration::ZERO,
            deferred: None,
            upload: None,
            write: None,
            read: None,
            reach_bytes,
        }
    }

    pub(crate) fn receive(&mut self, hw: &mut Hardware, incoming: &Incoming) {
        let byte_time = wire::byte_time(incoming.baud);
        match hw.uart.hear(incoming) {
            None => self.inbox.take(&incoming.bytes, incoming.first_at, byte_time),
            Some(garbage) => self.inbox.take(&garbage, incoming.first_at, byte_time),
        }
    }

    pub(crate) fn next_event(&self) -> Option<Duration> {
        (!self.inbox.is_empty()).then_some(self.busy_until)
    }

    /// Carries out the commands that are there.
    pub(crate) fn event(&mut self, hw: &mut Hardware, now: Duration) -> Option<(Duration, Leave)> {
        while self.busy_until <= now
            && let Some(frame) = self.inbox.next()
        {
            if let Some(leave) = self.frame(hw, &frame, now) {
                return Some((self.busy_until, leave));
            }
        }
        None
    }

    fn frame(&mut self, hw: &mut Hardware, frame: &Frame, now: Duration) -> Option<Leave> {
        self.busy_until = now + hw.timing.command;
        if let Some(mut read) = self.read.take() {
            let then = read.frame(&frame.bytes, hw, self.busy_until);
            self.go_on(read, &then);
            return None;
        }
        let request = Request::parse(&frame.bytes)?;
        if self.version == StubVersion::V2 {
            if !request.length_is_true() {
                self.answer(hw, &request, &Done::failed(BAD_LENGTH));
                return None;
            }
            if let Some(status) = self.deferred.take() {
                self.answer(hw, &request, &Done::failed(status));
                return None;
            }
        }
        if is_block(request.op) {
            return self.block(hw, &request, frame.started_at, now);
        }
        self.command(hw, &request, now)
    }

    fn command(
        &mut self,
        hw: &mut Hardware,
        request: &Request<'_>,
        now: Duration,
    ) -> Option<Leave> {
        let done = match request.op {
            op::SYNC => {
                self.sync(hw);
                return None;
            }
            op::RUN_USER_CODE => {
                // No answer. Version 2 does nothing at all.
                return (self.version == StubVersion::V1).then_some(Leave::Firmware);
            }
            op::CHANGE_BAUD => {
                self.change_baud(hw, request);
                return None;
            }
            op::READ_FLASH => {
                self.read_flash(hw, request);
                return None;
            }
            op::READ_REG => match request.words() {
                Some([address]) => {
                    Done { value: hw.registers.read(address, &hw.uart), ..Done::ok() }
                }
                None => Done::failed(BAD_LENGTH),
            },
            op::WRITE_REG => write_registers(hw, request),
            op::SPI_ATTACH => match request.words() {
                Some([_]) => Done::ok(),
                None => Done::failed(BAD_LENGTH),
            },
            op::SPI_SET_PARAMS => self.set_params(request),
            op::FLASH_BEGIN => self.flash_begin(request, Coding::Raw, now),
            op::DEFL_BEGIN => self.flash_begin(request, Coding::Deflate, now),
            op::FLASH_END | op::DEFL_END => self.flash_end(hw, request, now),
            op::FLASH_MD5 => self.md5(hw, request),
            op::ERASE_FLASH => erase_flash(hw, request),
            op::ERASE_REGION => self.erase_region(hw, request),
            op::MEM_BEGIN => match request.words() {
                Some([_, _, _, address]) => {
                    self.upload = Some(Upload::new(address));
                    Done::ok()
                }
                None => Done::failed(BAD_LENGTH),
            },
            op::MEM_DATA => self.mem_data(hw, request),
            op::MEM_END => match request.words() {
                Some([0, entry]) => Done { leave: Some(Leave::Jump(entry)), ..Done::ok() },
                Some([_, _]) => Done::ok(),
                None => Done::failed(BAD_LENGTH),
            },
            _ => Done::failed(match self.version {
                StubVersion::V1 => NOT_IMPLEMENTED,
                StubVersion::V2 => INVALID_COMMAND,
            }),
        };
        self.busy_until += done.took;
        self.answer(hw, request, &done);
        done.leave
    }

    /// Answers when the stub is no longer busy.
    fn answer(&mut self, hw: &mut Hardware, request: &Request<'_>, done: &Done) {
        let status = match (done.failure, self.version) {
            (None, _) => Status::OK,
            (Some(_), StubVersion::V1) if fails_plainly(request.op) => PLAIN_FAILURE,
            (Some(failure), _) => failure,
        };
        let mut out = Vec::new();
        // Version 1 promises the digest even where it has none.
        let promised = request.op == op::FLASH_MD5 && self.version == StubVersion::V1;
        let length = if promised { 18 } else { done.data.len() + 2 };
        packet::answer_claiming(request.op, done.value, length, &done.data, status, &mut out);
        self.answered_at = hw.uart.send(self.busy_until, out);
    }

    fn sync(&mut self, hw: &mut Hardware) {
        let mut out = Vec::new();
        for _ in 0..SYNC_ANSWERS {
            packet::answer(op::SYNC, 0, &[], Status::OK, &mut out);
        }
        self.answered_at = hw.uart.send(self.busy_until, out);
    }

    fn flash_begin(&mut self, request: &Request<'_>, coding: Coding, now: Duration) -> Done {
        let form_known = matches!(request.data.len(), 16 | 20);
        let Some([bytes, _, block_bytes, offset]) = request.first_words().filter(|_| form_known)
        else {
            return Done::failed(BAD_LENGTH);
        };
        if block_bytes > MAX_BLOCK_BYTES {
            return Done::failed(BAD_BLOCK_SIZE);
        }
        let blank = match self.version {
            StubVersion::V1 => BlankSectors::Erased,
            StubVersion::V2 => BlankSectors::SkippedAtFirst,
        };
        let mut write = FlashWrite::new(coding, offset, bytes, self.reach_bytes, blank);
        if self.version == StubVersion::V2 {
            write.start_erasing(now);
        }
        self.deferred = None;
        self.write = Some(write);
        Done::ok()
    }

    /// A block of a write: checked, answered, then written.
    fn block(
        &mut self,
        hw: &mut Hardware,
        request: &Request<'_>,
        started_at: Duration,
        now: Duration,
    ) -> Option<Leave> {
        // It came before the last answer, into a buffer that was still needed.
        let overrun = started_at < self.answered_at;
        match self.version {
            StubVersion::V2 if overrun => return Some(Leave::Crash),
            StubVersion::V1 if overrun => self.deferred = Some(INFLATE_ERROR),
            _ => {}
        }
        let checked = self.check_block(request);
        self.busy_until =
            now + hw.timing.command + per_kib(hw.timing.check_kib, request.data.len());
        match checked {
            Err(status) => self.answer(hw, request, &Done::failed(status)),
            Ok(block) => {
                self.answer(hw, request, &Done::ok());
                if let Some(write) = &mut self.write {
                    let restart = self.version == StubVersion::V2 && block.sequence == 0;
                    let written = write.block(hw, block.bytes, restart, self.busy_until);
                    self.busy_until = written.done_at;
                    self.deferred = written.failure;
                }
            }
        }
        None
    }

    fn check_block<'a>(&self, request: &Request<'a>) -> Result<Block<'a>, Status> {
        if self.write.is_none() {
            return Err(NOT_IN_FLASH_MODE);
        }
        let block = request.block().ok_or(BAD_LENGTH)?;
        if block.length != block.bytes.len() {
            return Err(BAD_LENGTH);
        }
        if !block.checksum_ok {
            return Err(BAD_CHECKSUM);
        }
        self.deferred.map_or(Ok(block), Err)
    }

    fn flash_end(&mut self, hw: &mut Hardware, request: &Request<'_>, now: Duration) -> Done {
        let Some(write) = &mut self.write else { return Done::failed(NOT_IN_FLASH_MODE) };
        if let Some(status) = self.deferred {
            return Done::failed(status);
        }
        if write.is_incomplete() {
            return Done::failed(match self.version {
                StubVersion::V1 => NOT_ENOUGH_DATA,
                StubVersion::V2 => BAD_LENGTH,
            });
        }
        let took = write.finish(hw, now).saturating_sub(now);
        self.write = None;
        // Version 2 reads the flag and leaves it at that.
        let reboot = self.version == StubVersion::V1 && request.words() == Some([0]);
        Done { took, leave: reboot.then_some(Leave::Restart), ..Done::ok() }
    }

    fn md5(&self, hw: &Hardware, request: &Request<'_>) -> Done {
        let Some([address, len, _, _]) = request.words() else {
            return Done::failed(BAD_LENGTH);
        };
        let aligned = address.is_multiple_of(4) && len.is_multiple_of(4);
        if !self.reaches(address, len) || (self.version == StubVersion::V1 && !aligned) {
            return Done::failed(SPI_FAILED);
        }
        let mut md5 = Md5::new();
        hw.flash.read(address, len as usize, |piece| md5.update(piece));
        let took = per_kib(hw.timing.md5_kib, len as usize);
        Done { took, data: md5.finalize().to_vec(), ..Done::ok() }
    }

    fn erase_region(&self, hw: &mut Hardware, request: &Request<'_>) -> Done {
        match request.words() {
            Some([offset, len])
                if offset.is_multiple_of(SECTOR_BYTES) && len.is_multiple_of(SECTOR_BYTES) =>
            {
                if self.reaches(offset, len) {
                    Done::after(hw.flash.erase_region(offset, len / SECTOR_BYTES))
                } else {
                    Done::failed(SPI_FAILED)
                }
            }
            _ => Done::failed(BAD_LENGTH),
        }
    }

    fn set_params(&mut self, request: &Request<'_>) -> Done {
        let Some([_, flash_bytes, _, _, _, _]) = request.words() else {
            return Done::failed(BAD_LENGTH);
        };
        if self.version == StubVersion::V1 {
            self.reach_bytes = flash_bytes;
        }
        Done::ok()
    }

    /// Uploads go unchecked, and one over the running stub ends it.
    fn mem_data(&mut self, hw: &mut Hardware, request: &Request<'_>) -> Done {
        let Some((upload, block)) = self.upload.as_mut().zip(request.block()) else {
            return Done::failed(BAD_LENGTH);
        };
        let whole_words = block.bytes.len().is_multiple_of(4);
        if block.length != block.bytes.len() || (self.version == StubVersion::V1 && !whole_words) {
            return Done::failed(BAD_LENGTH);
        }
        let (address, _) = upload.next(block.bytes.len());
        hw.ram.write(address, block.bytes);
        let intact = hw.ram.find(self.own.entry, core::slice::from_ref(&self.own)).is_some();
        Done { leave: (!intact).then_some(Leave::Crash), ..Done::ok() }
    }

    /// The answer leaves at the old speed. Version 2 takes the old speed for 115,200 whatever the
    /// host says.
    fn change_baud(&mut self, hw: &mut Hardware, request: &Request<'_>) {
        let Some([new, old]) = request.words().filter(|[new, _]| *new > 0) else {
            self.answer(hw, request, &Done::failed(BAD_LENGTH));
            return;
        };
        self.answer(hw, request, &Done::ok());
        let (from, before_ms, after_ms) = match self.version {
            StubVersion::V1 => (old, 10, 1),
            StubVersion::V2 => (115_200, 5, 5),
        };
        let divider = u64::from(hw.uart.divider()) * u64::from(from) / u64::from(new);
        let at = hw.uart.sent_by() + Duration::from_millis(before_ms);
        self.busy_until = at + Duration::from_millis(after_ms);
        if hw.defects.baud_change == BaudChange::Followed {
            hw.uart.switch_divider(at, u32::try_from(divider).unwrap_or(u32::MAX));
        }
    }

    fn read_flash(&mut self, hw: &mut Hardware, request: &Request<'_>) {
        let Some([address, len, packet_bytes, _]) = request.words() else {
            self.answer(hw, request, &Done::failed(BAD_LENGTH));
            return;
        };
        if !self.reaches(address, len) {
            self.answer(hw, request, &Done::failed(SPI_FAILED));
            return;
        }
        self.answer(hw, request, &Done::ok());
        if packet_bytes == 0 || packet_bytes > MAX_READ_PACKET_BYTES {
            self.deferred = Some(BAD_LENGTH);
            return;
        }
        let mut read = FlashRead::new(self.version, address, len, packet_bytes);
        let then = read.begin(hw, self.busy_until);
        self.go_on(read, &then);
    }

    fn go_on(&mut self, read: FlashRead, then: &Then) {
        let (read, busy_until) = match then {
            Then::GoesOn { busy_until } => (Some(read), busy_until),
            Then::IsDone { busy_until } => (None, busy_until),
        };
        self.read = read;
        self.busy_until = *busy_until;
    }

    fn reaches(&self, address: u32, len: u32) -> bool {
        u64::from(address) + u64::from(len) <= u64::from(self.reach_bytes)
    }
}

fn erase_flash(hw: &mut Hardware, request: &Request<'_>) -> Done {
    if request.data.is_empty() {
        Done::after(hw.flash.erase_chip())
    } else {
        Done::failed(BAD_LENGTH)
    }
}

fn write_registers(hw: &mut Hardware, request: &Request<'_>) -> Done {
    let (writes, rest) = request.data.as_chunks::<16>();
    if writes.is_empty() || !rest.is_empty() {
        return Done::failed(BAD_LENGTH);
    }
    for write in writes {
        let word = |offset| packet::word_at(write, offset).unwrap_or(0);
        hw.registers.write(word(0), word(4), word(8), &hw.flash, Attached::Yes);
    }
    Done::ok()
}

/// Whether the command carries a block for the flash.
fn is_block(op: u8) -> bool {
    matches!(op, op::FLASH_DATA | op::DEFL_DATA)
}

/// Commands whose failures version 1 tells as a plain 1.
fn fails_plainly(op: u8) -> bool {
    matches!(
        op,
        op::ERASE_FLASH
            | op::ERASE_REGION
            | op::FLASH_MD5
            | op::SPI_SET_PARAMS
            | op::SPI_ATTACH
            | op::MEM_BEGIN
            | op::MEM_END
    )
}

/// What `bytes` cost at a cost per KiB.
fn per_kib(cost: Duration, bytes: usize) -> Duration {
    Duration::from_nanos((cost.as_nanos() * bytes as u128 / 1024) as u64)
}
