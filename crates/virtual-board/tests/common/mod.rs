//! A host that speaks in raw frames: what the facts page has, byte for byte.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file uses its own part of it")]

#[cfg(all(feature = "interpreter", target_os = "linux"))]
pub(crate) mod python;
#[cfg(feature = "serve")]
pub(crate) mod server;

use std::time::Duration;

pub(crate) use virtual_board::banner_firmware as image;
use virtual_board::{Board, Config, KnownStub, Program, ScriptedPrompt, StubVersion};

/// 07 07 12 20 and 32 × 55, in a frame: command 08, 36 bytes, no checksum.
pub(crate) fn sync() -> Vec<u8> {
    let mut frame = vec![0xC0, 0x00, 0x08, 0x24, 0x00, 0, 0, 0, 0, 0x07, 0x07, 0x12, 0x20];
    frame.extend([0x55; 32]);
    frame.push(0xC0);
    frame
}

/// An answer without data: 01, command, length 2, value, status, reason.
pub(crate) fn answer(op: u8, value: u32, status: u8, reason: u8) -> Vec<u8> {
    let mut payload = vec![0x01, op, 0x02, 0x00];
    payload.extend(value.to_le_bytes());
    payload.extend([status, reason]);
    slip(&payload)
}

pub(crate) fn slip(payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![0xC0];
    for &byte in payload {
        match byte {
            0xC0 => frame.extend([0xDB, 0xDC]),
            0xDB => frame.extend([0xDB, 0xDD]),
            _ => frame.push(byte),
        }
    }
    frame.push(0xC0);
    frame
}

/// A request of words: 00, command, length, no checksum, the words.
pub(crate) fn request(op: u8, words: &[u32]) -> Vec<u8> {
    let data: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    request_bytes(op, 0, &data)
}

/// A request with a block: its length, its number, two zeros, its bytes.
pub(crate) fn block(op: u8, sequence: u32, bytes: &[u8]) -> Vec<u8> {
    let mut data: Vec<u8> =
        [bytes.len() as u32, sequence, 0, 0].iter().flat_map(|word| word.to_le_bytes()).collect();
    data.extend(bytes);
    let checksum = bytes.iter().fold(0xEF, |sum, byte| sum ^ byte);
    request_bytes(op, u32::from(checksum), &data)
}

pub(crate) fn request_bytes(op: u8, checksum: u32, data: &[u8]) -> Vec<u8> {
    let mut payload = vec![0x00, op];
    payload.extend((data.len() as u16).to_le_bytes());
    payload.extend(checksum.to_le_bytes());
    payload.extend(data);
    slip(&payload)
}

pub(crate) fn hex(text: &str) -> Vec<u8> {
    text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}

pub(crate) fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

pub(crate) struct Host {
    pub(crate) board: Board,
}

impl Host {
    /// A plain board with both made-up stubs, its port open, its lines off.
    pub(crate) fn new() -> Self {
        Self::with(config())
    }

    pub(crate) fn with(config: Config) -> Self {
        Self::at(config, 115_200)
    }

    pub(crate) fn at(config: Config, baud: u32) -> Self {
        Self::running(config, baud, Box::new(ScriptedPrompt::new()))
    }

    pub(crate) fn running(config: Config, baud: u32, program: Box<dyn Program>) -> Self {
        let mut board = Board::new(config, program);
        board.open(baud);
        board.set_signals(true, false);
        board.set_signals(false, false);
        Self { board }
    }

    /// The usual sequence of the lines into the loader.
    pub(crate) fn reset_into_loader(&mut self) {
        self.board.set_signals(false, true);
        self.board.advance(ms(100));
        self.board.set_signals(true, false);
        self.board.advance(ms(50));
        self.board.set_signals(false, false);
        self.heard();
    }

    /// A pulse of the reset line.
    pub(crate) fn reset_into_firmware(&mut self) {
        self.board.set_signals(false, true);
        self.board.advance(ms(100));
        self.heard();
        self.board.set_signals(false, false);
        self.board.advance(ms(5));
    }

    pub(crate) fn enter_rom(&mut self) {
        self.reset_into_loader();
        assert_eq!(self.ask(&sync()), [], "the first SYNC is lost");
        assert_eq!(self.ask(&sync()), answer(0x08, 0x2012_0707, 0, 0).repeat(8));
    }

    pub(crate) fn enter_stub(&mut self, version: StubVersion) {
        self.enter_rom();
        self.upload(&KnownStub::made_up(version));
        assert_eq!(self.board.mode(), virtual_board::Mode::Stub);
    }

    /// Uploads text before data, jumps, and waits for the greeting.
    pub(crate) fn upload(&mut self, stub: &KnownStub) {
        for segment in [&stub.text, &stub.data] {
            self.upload_segment(segment.address, &segment.bytes);
        }
        let heard = self.ask(&request(0x06, &[0, stub.entry]));
        assert!(heard.ends_with(&hex("C0 4F 48 41 49 C0")), "{heard:02x?}");
    }

    pub(crate) fn upload_segment(&mut self, address: u32, bytes: &[u8]) {
        let blocks = bytes.len().div_ceil(0x1800) as u32;
        self.ask_ok(&request(0x05, &[bytes.len() as u32, blocks, 0x1800, address]));
        for (sequence, bytes) in (0..).zip(bytes.chunks(0x1800)) {
            self.ask_ok(&block(0x07, sequence, bytes));
        }
    }

    /// Sends a frame and returns what comes back until 400 ms of silence.
    pub(crate) fn ask(&mut self, frame: &[u8]) -> Vec<u8> {
        self.ask_within(frame, ms(400))
    }

    pub(crate) fn ask_within(&mut self, frame: &[u8], silence: Duration) -> Vec<u8> {
        self.board.send(frame);
        self.listen(silence)
    }

    /// Sends a request that must be answered with status 0; returns when it was.
    pub(crate) fn ask_ok(&mut self, frame: &[u8]) {
        self.ask_status(frame, 0, 0);
    }

    pub(crate) fn ask_status(&mut self, frame: &[u8], status: u8, reason: u8) {
        let op = frame[2];
        self.board.send(frame);
        let reply = self.frame(Duration::from_secs(120));
        assert_eq!(reply.get(1), Some(&op), "{reply:02x?}");
        assert_eq!(reply[reply.len() - 2..], [status, reason], "{reply:02x?}");
    }

    /// Waits for one frame and returns its payload.
    pub(crate) fn frame(&mut self, timeout: Duration) -> Vec<u8> {
        let deadline = self.board.now() + timeout;
        let mut raw = Vec::new();
        while raw.iter().filter(|&&byte| byte == 0xC0).count() < 2 {
            assert!(self.board.now() < deadline, "no frame, but {raw:02x?}");
            self.jump(deadline);
            self.board.receive(&mut raw);
        }
        assert_eq!((raw.first(), raw.last()), (Some(&0xC0), Some(&0xC0)), "{raw:02x?}");
        unslip(&raw[1..raw.len() - 1])
    }

    pub(crate) fn listen(&mut self, silence: Duration) -> Vec<u8> {
        let mut heard = Vec::new();
        let mut deadline = self.board.now() + silence;
        while self.board.now() < deadline {
            self.jump(deadline);
            let before = heard.len();
            self.board.receive(&mut heard);
            if heard.len() > before || self.board.unsent() > 0 {
                deadline = self.board.now() + silence;
            }
        }
        heard
    }

    pub(crate) fn listen_text(&mut self, silence: Duration) -> String {
        String::from_utf8_lossy(&self.listen(silence)).into_owned()
    }

    fn jump(&mut self, deadline: Duration) {
        let to = self.board.next_event().map_or(deadline, |at| at.min(deadline));
        self.board.advance(to.saturating_sub(self.board.now()));
    }

    fn heard(&mut self) -> Vec<u8> {
        self.board.advance(ms(50));
        let mut heard = Vec::new();
        self.board.receive(&mut heard);
        heard
    }
}

pub(crate) fn unslip(escaped: &[u8]) -> Vec<u8> {
    let mut payload = Vec::new();
    let mut bytes = escaped.iter();
    while let Some(&byte) = bytes.next() {
        payload.push(match (byte, byte == 0xDB) {
            (_, true) if bytes.next() == Some(&0xDC) => 0xC0,
            (_, true) => 0xDB,
            _ => byte,
        });
    }
    payload
}

pub(crate) fn config() -> Config {
    Config::default()
        .with_stub(KnownStub::made_up(StubVersion::V1))
        .with_stub(KnownStub::made_up(StubVersion::V2))
}

pub(crate) const BANNER: &str = "MicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266";
