//! Copies of a virtual board's flash, put back.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::Bench;
use esp8266_loader::erase::{Extent, erase};
use esp8266_loader::error::Error;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::ladder::LADDER;
use esp8266_loader::plan::md5_of;
use esp8266_loader::read::{Region, read};
use esp8266_loader::restore::{Restored, restore};
use serial_line::{Layered, SerialPort};
use virtual_board::{
    Config, Defects, Fault, FaultAt, FaultInjector, FaultKind, StubStart, StuckCell,
};

struct Outcome {
    result: Result<Restored, Error>,
    events: Vec<LoaderEvent>,
}

fn restore_over(bench: &Bench, mut port: impl SerialPort, copy: &[u8]) -> Outcome {
    let mut events = Vec::new();
    let mut keep = |event| events.push(event);
    let result = pollster::block_on(restore(&mut port, copy, &bench.stub(), &LADDER, &mut keep));
    Outcome { result, events }
}

fn restored(bench: &Bench, copy: &[u8]) -> Outcome {
    restore_over(bench, bench.port(), copy)
}

fn copied(bench: &Bench) -> Vec<u8> {
    let mut copy = Vec::new();
    let mut sink = |piece: &[u8]| copy.extend_from_slice(piece);
    let (mut port, stub) = (bench.port(), bench.stub());
    pollster::block_on(async {
        read(&mut port, Region::Whole, &stub, &LADDER, &mut sink, &mut |_| {}).await
    })
    .unwrap();
    copy
}

fn erased(bench: &Bench) {
    let (mut port, stub) = (bench.port(), bench.stub());
    pollster::block_on(async {
        erase(&mut port, Extent::WholeChip, &stub, &LADDER, &mut |_| {}).await
    })
    .unwrap();
    // Before its program starts, which might make a file system.
    bench.board.borrow_mut().flash_mut().fill(0xFF);
}

/// A flash as a used board has it: no image at its begin, something here and there, and blank places.
fn used(mebibytes: u32) -> Bench {
    let bench = Bench::new(Config::default().with_flash_bytes(mebibytes << 20));
    {
        let mut board = bench.board.borrow_mut();
        let flash = board.flash_mut();
        flash[..0x100].fill(0xFF);
        flash[0x5_0000..0x8_0000].fill(0xFF);
        flash[0x9_2000..0xF_B000].fill(0xFF);
        flash.get_mut(0x10_8000..).unwrap_or_default().fill(0xFF);
        let end = flash.len() - 3;
        flash[end] = 0;
    }
    bench
}

#[test]
fn a_copy_goes_back_onto_an_erased_board_byte_for_byte() {
    for mebibytes in [1, 2, 4] {
        let bench = used(mebibytes);
        let before = bench.flash();
        let copy = copied(&bench);
        assert!(copy == before, "{mebibytes} MiB");
        erased(&bench);
        let outcome = restored(&bench, &copy);
        assert!(bench.flash() == before, "{mebibytes} MiB");
        assert_eq!(outcome.result.unwrap().md5, md5_of(&before));
    }
}

#[test]
fn the_order_of_events_is_as_promised() {
    let bench = used(1);
    let mut copy = bench.flash();
    copy[0] = 0;
    let events = restored(&bench, &copy).events;
    let stages: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            LoaderEvent::Stage(stage) => Some(*stage),
            _ => None,
        })
        .collect();
    assert_eq!(stages, [Stage::Connect, Stage::Write, Stage::Verify, Stage::Restart]);
    let progress: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            LoaderEvent::Writing { flash_bytes, of_flash_bytes: 0x10_0000 } => Some(*flash_bytes),
            _ => None,
        })
        .collect();
    assert!(progress.is_sorted());
    assert_eq!(progress.last(), Some(&0x10_0000));
}

#[test]
fn only_what_differs_is_written_and_what_is_to_be_blank_is_erased() {
    let bench = used(1);
    let mut copy = bench.flash();
    assert_eq!(restored(&bench, &copy).result.unwrap().written_bytes, 0);
    copy[0x2_1234] ^= 0xFF;
    assert_eq!(restored(&bench, &copy).result.unwrap().written_bytes, 0x1_0000);
    copy[0x2_0000..0x3_0000].fill(0xFF);
    let outcome = restored(&bench, &copy);
    let written = outcome.events.iter().find_map(|event| match event {
        LoaderEvent::Written { flash_bytes, wire_bytes, .. } => Some((*flash_bytes, *wire_bytes)),
        _ => None,
    });
    assert_eq!(written, Some((0x1_0000, 0)));
    assert!(bench.flash() == copy);
}

#[test]
fn a_copy_of_another_size_changes_nothing() {
    let bench = used(1);
    let before = bench.flash();
    for copy_bytes in [4 << 20, 0x8_0000, 0, 0x10_0001] {
        let refused = Error::CopyOfOtherSize { copy_bytes, flash_bytes: 1 << 20 };
        assert_eq!(restored(&bench, &vec![7; copy_bytes as usize]).result, Err(refused));
    }
    assert!(bench.flash() == before);
}

#[test]
fn a_larger_chip_takes_a_copy_of_what_is_copied_of_it() {
    let bench = used(8);
    let copy = vec![0xFF; 4 << 20];
    restored(&bench, &copy).result.unwrap();
    assert!(bench.flash()[..4 << 20] == copy);
}

#[test]
fn a_lost_byte_is_made_up_for() {
    let bench = used(1);
    let mut copy = bench.flash();
    copy.rotate_left(0x2_0000);
    for at in [FaultAt::Sent(30_000), FaultAt::Heard(1_500)] {
        let plan = vec![Fault { at, kind: FaultKind::Drop }];
        let port = Layered::new(bench.port(), FaultInjector::new(plan));
        restore_over(&bench, port, &copy).result.unwrap();
        assert!(bench.flash() == copy);
    }
}

#[test]
fn a_flash_that_does_not_keep_what_is_written_is_found_out() {
    let stuck_cells = vec![StuckCell { address: 0x9_0002, zero_bits: 0xFF }];
    let defects = Defects { stuck_cells, ..Defects::default() };
    let bench = Bench::new(Config { defects, ..Config::default().with_flash_bytes(1 << 20) });
    let copy = vec![0xA5; 1 << 20];
    assert!(matches!(restored(&bench, &copy).result, Err(Error::Md5Mismatch { .. })));
}

#[test]
fn nothing_is_restored_where_nothing_could_be_proven() {
    let defects = Defects { stub_start: StubStart::Never, ..Defects::default() };
    let bench = Bench::new(Config { defects, ..Config::default().with_flash_bytes(1 << 20) });
    let before = bench.flash();
    assert_eq!(restored(&bench, &vec![0; 1 << 20]).result, Err(Error::StubSilent));
    assert!(bench.flash() == before);
}
