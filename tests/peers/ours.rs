//! Our side of the comparison: installs an image on a virtual board full of old data, on virtual time.
//!
//! `peers-ours clean|chip IMAGE FLASH LOG` makes blank what the page does by default or the whole chip.
//! It writes the flash as it is when the new firmware is about to start, and what was sent, one write a
//! line, in hex.

use core::cell::RefCell;
use esp8266_loader::compress::Prepared;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::image::Image;
use esp8266_loader::install::{Erase, Options, install};
use esp8266_loader::stub::Segment as LoaderSegment;
use serial_line::Layered;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::rc::Rc;
use virtual_board::{
    Board, Config, JumpingClock, KnownStub, ScriptedPrompt, Segment, StubVersion, TraceEvent,
    Tracer, VirtualPort,
};

/// What the flash is full of, as on the board of the others.
const OLD: u8 = 0x5A;
const TRACE_BYTES: usize = 8 << 20;
const USAGE: &str = "usage: peers-ours clean|chip IMAGE FLASH LOG";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [erase, image, flash_path, log_path] = &arguments[..] else {
        return Err(USAGE.into());
    };
    let erase = match erase.as_str() {
        "clean" => Erase::Clean,
        "chip" => Erase::WholeChip,
        _ => return Err(USAGE.into()),
    };
    let prepared = Prepared::new(Image::parse(fs::read(image)?)?);
    let mut board =
        Board::new(Config::default().with_stub(stub()), Box::new(ScriptedPrompt::new()));
    board.flash_mut().fill(OLD);
    let board = Rc::new(RefCell::new(board));
    let port = VirtualPort::open(&board, JumpingClock::new(), 115_200)?;
    let mut port = Layered::new(port, Tracer::new(TRACE_BYTES));
    let options = Options { erase, ..Options::default() };
    let mut flash = Vec::new();
    let mut look = |event| {
        if event == LoaderEvent::Stage(Stage::Restart) {
            flash = board.borrow().flash().to_vec();
        }
    };
    pollster::block_on(install(&mut port, &prepared, &boardwalk::STUB, &options, &mut look))?;
    fs::write(flash_path, flash)?;

    let mut log = String::new();
    for entry in port.layer.trace().borrow().entries() {
        if let TraceEvent::Sent(bytes) = &entry.event {
            bytes.iter().try_for_each(|byte| write!(log, "{byte:02x}"))?;
            log.push('\n');
        }
    }
    fs::write(log_path, log)?;
    Ok(())
}

fn stub() -> KnownStub {
    let segment = |segment: &LoaderSegment<'_>| Segment {
        address: segment.address,
        bytes: segment.bytes.to_vec(),
    };
    let stub = &boardwalk::STUB;
    KnownStub {
        version: StubVersion::V2,
        entry: stub.entry,
        text: segment(&stub.text),
        data: segment(&stub.data),
    }
}
