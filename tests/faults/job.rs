//! What is installed in these tests, and on which board.

use crate::log::Log;
use crate::port::Plan;
use crate::visit::{Job, Lasting, visit};
use boardwalk::session::jobs::SpeedReason;
use boardwalk::session::jobs::install::Request;
use esp8266_loader::compress::Prepared;
use esp8266_loader::image::Image;
use esp8266_loader::install::Options;
use esp8266_loader::stub::StubImage;
use std::rc::Rc;
use virtual_board::{Config, KnownStub, Segment, StubVersion, made_up_firmware};

/// Three compressed blocks.
const USUAL_BYTES: usize = 0x1_8000;
/// One.
const SHORT_BYTES: usize = 0x9200;
/// The header's byte for size and frequency, as it must be on a board with 4 MiB.
const FOUR_MIB: u8 = 0x40;

pub(crate) fn usual() -> Job {
    job(USUAL_BYTES)
}

pub(crate) fn short() -> Job {
    job(SHORT_BYTES)
}

fn job(bytes: usize) -> Job {
    let image = Image::parse(made_up_firmware(bytes)).unwrap();
    let mut flash = image.bytes().to_vec();
    flash[3] = FOUR_MIB;
    let request = Request {
        prepared: Rc::new(Prepared::new(image)),
        options: Options::default(),
        speed: SpeedReason::Fastest,
        other: None,
    };
    Job { request, flash: Rc::new(flash), stub: boardwalk::STUB }
}

/// A D1 mini on which the page's own stub starts.
pub(crate) fn board() -> Config {
    Config::default().with_stub(known(&boardwalk::STUB))
}

fn known(stub: &StubImage<'_>) -> KnownStub {
    let segment = |segment: &esp8266_loader::stub::Segment<'_>| Segment {
        address: segment.address,
        bytes: segment.bytes.to_vec(),
    };
    KnownStub {
        version: StubVersion::V2,
        entry: stub.entry,
        text: segment(&stub.text),
        data: segment(&stub.data),
    }
}

/// The log of an installation without any fault.
pub(crate) fn sound(job: &Job) -> Log {
    let outcome = visit(job, board(), Plan::default(), Lasting::Passes);
    assert!(outcome.log.is_ready(), "without any fault: {:?}", outcome.end());
    outcome.log
}
