//! Parts of a virtual board's flash, made blank.

mod common;

use common::{Bench, micropython};
use core::ops::Range;
use esp8266_loader::erase::{Erased, Extent, erase};
use esp8266_loader::error::Error;
use esp8266_loader::event::LoaderEvent;
use esp8266_loader::ladder::LADDER;
use serial_line::{Layered, SerialPort};
use virtual_board::{Config, EraseEnd, Fault, FaultAt, FaultInjector, FaultKind};

struct Outcome {
    result: Result<Erased, Error>,
    /// When it was proven to be blank.
    flash: Vec<u8>,
    is_retried: bool,
}

fn erase_over(bench: &Bench, mut port: impl SerialPort, extent: Extent) -> Outcome {
    let mut flash = Vec::new();
    let mut is_retried = false;
    // Before the program starts, which might make a file system.
    let mut look = |event| {
        is_retried |= matches!(event, LoaderEvent::Retrying { .. });
        if matches!(event, LoaderEvent::Verified { .. }) {
            flash = bench.flash();
        }
    };
    let stub = bench.stub();
    let result = pollster::block_on(erase(&mut port, extent, &stub, &LADDER, &mut look));
    Outcome { result, flash, is_retried }
}

fn erased(bench: &Bench, extent: Extent) -> Outcome {
    erase_over(bench, bench.port(), extent)
}

#[track_caller]
fn assert_blank_alone(flash: &[u8], before: &[u8], blank: Range<usize>) {
    assert!(flash[blank.clone()].iter().all(|byte| *byte == 0xFF), "not blank");
    assert!(flash[..blank.start] == before[..blank.start], "something before it has changed");
    assert!(flash[blank.end..] == before[blank.end..], "something behind it has changed");
}

fn put(bench: &Bench, at: usize, bytes: &[u8]) {
    bench.board.borrow_mut().flash_mut()[at..at + bytes.len()].copy_from_slice(bytes);
}

/// The header of a board with 4 MiB.
const HEADER: [u8; 4] = [0xE9, 1, 0, 0x40];

#[test]
fn sectors_become_blank_and_their_neighbours_stay() {
    let bench = Bench::new(Config::default());
    let before = bench.flash();
    let Outcome { result, flash, .. } = erased(&bench, Extent::Sectors(0x11..0x32));
    assert_eq!(result.unwrap().region, Some(0x1_1000..0x3_2000));
    assert_blank_alone(&flash, &before, 0x1_1000..0x3_2000);
}

#[test]
fn the_whole_chip_becomes_blank() {
    let bench = Bench::new(Config::default().with_flash_bytes(8 << 20));
    let Outcome { result, flash, .. } = erased(&bench, Extent::WholeChip);
    assert_eq!(result.unwrap().region, Some(0..4 << 20));
    assert!(flash.iter().all(|byte| *byte == 0xFF));
}

#[test]
fn files_are_found_by_their_file_system() {
    for (place, at, sign) in [
        (0x10_0000, 8, &b"littlefs"[..]),
        (0x10_0000, 0x1008, b"littlefs"),
        (0x9_9000, 8, b"littlefs"),
        (0x9_9000, 0x36, b"FAT"),
    ] {
        let bench = Bench::new(Config::default());
        put(&bench, 0, &HEADER);
        put(&bench, place + at, sign);
        put(&bench, place + 510, &[0x55, 0xAA]);
        let before = bench.flash();
        let Outcome { result, flash, .. } = erased(&bench, Extent::Files);
        assert_eq!(result.unwrap().region, Some(place as u32..0x3F_B000));
        assert_blank_alone(&flash, &before, place..0x3F_B000);
    }
}

#[test]
fn files_end_where_the_firmware_is_told_that_the_flash_does() {
    let bench = Bench::new(Config::default());
    put(&bench, 0, &[0xE9, 1, 0, 0x30]);
    put(&bench, 0x10_0008, b"littlefs");
    let Outcome { result, .. } = erased(&bench, Extent::Files);
    assert_eq!(result.unwrap().region, Some(0x10_0000..0x1F_B000));
}

#[test]
fn where_no_file_system_is_whole_a_micropython_tells_where_its_firmware_ends() {
    let bench = Bench::new(Config::default().with_flash_bytes(1 << 20));
    let image = micropython();
    put(&bench, 0, image.bytes());
    let before = bench.flash();
    let Outcome { result, flash, .. } = erased(&bench, Extent::Files);
    assert_eq!(result.unwrap().region, Some(0x9_9000..0xF_B000));
    assert_blank_alone(&flash, &before, 0x9_9000..0xF_B000);
}

#[test]
fn nothing_is_erased_where_nothing_tells_of_files() {
    let bench = Bench::new(Config::default());
    let before = bench.flash();
    let Outcome { result, .. } = erased(&bench, Extent::Files);
    assert_eq!(result.unwrap().region, None);
    assert!(bench.flash() == before);
}

#[test]
fn sectors_beyond_the_end_are_refused() {
    let bench = Bench::new(Config::default().with_flash_bytes(1 << 20));
    let Outcome { result, .. } = erased(&bench, Extent::Sectors(0xFF..0x101));
    let outside = Error::OutsideFlash { region: 0xF_F000..0x10_1000, flash_bytes: 1 << 20 };
    assert_eq!(result, Err(outside));
}

#[test]
fn an_erase_that_fails_half_way_is_made_up_for() {
    let bench = Bench::new(Config::default());
    put(&bench, 0, &HEADER);
    put(&bench, 0x10_0008, b"littlefs");
    let before = bench.flash();
    // An answer of the many between the erases.
    let plan = vec![Fault { at: FaultAt::Heard(18_200), kind: FaultKind::Drop }];
    let port = Layered::new(bench.port(), FaultInjector::new(plan));
    let outcome = erase_over(&bench, port, Extent::Files);
    assert!(outcome.is_retried);
    outcome.result.unwrap();
    assert_blank_alone(&outcome.flash, &before, 0x10_0000..0x3F_B000);
}

#[test]
fn an_erase_that_never_ends_is_no_success() {
    let mut config = Config::default().with_flash_bytes(1 << 20);
    config.defects.erase = EraseEnd::Never;
    let bench = Bench::new(config);
    assert!(erased(&bench, Extent::WholeChip).result.is_err());
}
