//! A board on virtual time, an image that it starts, and an installation between the two.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod deaf;

pub(crate) use deaf::DeafAbove;

use esp8266_loader::compress::Prepared;
use esp8266_loader::error::Error;
use esp8266_loader::event::LoaderEvent;
use esp8266_loader::image::Image;
use esp8266_loader::install::{Installed, Options, install};
use esp8266_loader::stub::{Segment, StubImage};
use serial_line::SerialPort;
use std::cell::RefCell;
use std::rc::Rc;
use virtual_board::{
    Board, Config, JumpingClock, KnownStub, ScriptedPrompt, SharedBoard, StubVersion, VirtualPort,
    made_up_firmware,
};

/// A board, and the clock that all its ports share.
pub(crate) struct Bench {
    pub(crate) board: SharedBoard,
    pub(crate) clock: JumpingClock,
    stub: KnownStub,
}

/// What an installation did.
pub(crate) struct Outcome {
    pub(crate) result: Result<Installed, Error>,
    pub(crate) events: Vec<LoaderEvent>,
}

impl Bench {
    /// A board that knows the (made-up) stub, and whose flash is full of something old.
    pub(crate) fn new(config: Config) -> Self {
        let stub = KnownStub::made_up(StubVersion::V2);
        let mut board = Board::new(config.with_stub(stub.clone()), Box::new(ScriptedPrompt::new()));
        for (at, cell) in board.flash_mut().iter_mut().enumerate() {
            *cell = ((at * 7) >> 3) as u8;
        }
        Self { board: Rc::new(RefCell::new(board)), clock: JumpingClock::new(), stub }
    }

    pub(crate) fn port(&self) -> VirtualPort<JumpingClock> {
        VirtualPort::open(&self.board, self.clock.clone(), 115_200).unwrap()
    }

    pub(crate) fn stub(&self) -> StubImage<'_> {
        StubImage {
            entry: self.stub.entry,
            text: Segment { address: self.stub.text.address, bytes: &self.stub.text.bytes },
            data: Segment { address: self.stub.data.address, bytes: &self.stub.data.bytes },
        }
    }

    pub(crate) fn install(&self, image: &Image, options: &Options) -> Outcome {
        self.install_over(self.port(), image, options)
    }

    pub(crate) fn install_over(
        &self,
        mut port: impl SerialPort,
        image: &Image,
        options: &Options,
    ) -> Outcome {
        let mut events = Vec::new();
        let mut keep = |event| events.push(event);
        let prepared = Prepared::new(image.clone());
        let result =
            pollster::block_on(install(&mut port, &prepared, &self.stub(), options, &mut keep));
        Outcome { result, events }
    }

    pub(crate) fn flash(&self) -> Vec<u8> {
        self.board.borrow().flash().to_vec()
    }
}

/// An image of some 200 kB that compress by a third.
pub(crate) fn micropython() -> Image {
    Image::parse(made_up_firmware(0x3_2000)).unwrap()
}

/// Two header bytes as `install` sets them for a 4 MiB board; the rest as in the image.
pub(crate) fn patched(image: &Image) -> Vec<u8> {
    let mut bytes = image.bytes().to_vec();
    bytes[3] = 0x40;
    bytes
}
