//! Firmware in parts: each goes to its place, and nothing between them is touched.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::{Bench, Outcome, micropython, patched};
use esp8266_loader::compress::Prepared;
use esp8266_loader::error::Error;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::install::{Erase, Options, Verification, install};
use std::ops::Range;
use virtual_board::Config;

/// The places of Espressif's AT firmware on a board of 4 MB.
const INIT_AT: usize = 0x3F_C000;
const BLANK_AT: usize = 0x3F_E000;
const USER_AT: usize = 0x4_0000;

fn user() -> Vec<u8> {
    (0..0x1_2345_u32).map(|at| (at.wrapping_mul(0x9E37_79B9) >> 24) as u8).collect()
}

fn in_parts() -> Prepared {
    let mut prepared = Prepared::new(micropython());
    for (offset, bytes) in
        [(BLANK_AT, vec![0xFF; 4096]), (USER_AT, user()), (INIT_AT, vec![5; 128])]
    {
        prepared.add_part(offset as u32, bytes).unwrap();
    }
    prepared
}

fn installed(bench: &Bench, prepared: &Prepared, options: &Options) -> Outcome {
    let mut events = Vec::new();
    let mut keep = |event| events.push(event);
    let (mut port, stub) = (bench.port(), bench.stub());
    let result = pollster::block_on(install(&mut port, prepared, &stub, options, &mut keep));
    Outcome { result, events }
}

/// The stages, in their order.
fn stages(outcome: &Outcome) -> Vec<Stage> {
    let stage = |event: &LoaderEvent| match event {
        LoaderEvent::Stage(stage) => Some(*stage),
        _ => None,
    };
    outcome.events.iter().filter_map(stage).collect()
}

/// How far it was told to be, and of how much.
fn progress(outcome: &Outcome) -> Vec<(u32, u32)> {
    let written = |event: &LoaderEvent| match event {
        LoaderEvent::Writing { flash_bytes, of_flash_bytes } => {
            Some((*flash_bytes, *of_flash_bytes))
        }
        _ => None,
    };
    outcome.events.iter().filter_map(written).collect()
}

#[test]
fn each_part_stands_in_its_place_and_all_between_is_as_it_was() {
    let (bench, prepared) = (Bench::new(Config::default()), in_parts());
    let before = bench.flash();
    let outcome = installed(&bench, &prepared, &Options::default());
    let done = *outcome.result.as_ref().unwrap();
    assert_eq!(done.verification, Verification::Md5);
    // Firmware in parts brings what is to stand where Python keeps its files.
    assert_eq!(done.erase, Erase::OnlyWhatIsWritten);
    assert_eq!(stages(&outcome), [Stage::Connect, Stage::Write, Stage::Verify, Stage::Restart]);

    let after = bench.flash();
    let image = patched(&micropython());
    assert!(after.starts_with(&image));
    assert!(after[USER_AT..].starts_with(&user()));
    assert_eq!(after[INIT_AT..INIT_AT + 128], [5; 128]);
    assert!(after[BLANK_AT..] == before_but_blank(&before)[BLANK_AT..]);
    // Whole sectors are erased, and no more.
    let untouched: [Range<usize>; 3] = [
        image.len().next_multiple_of(0x1000)..USER_AT,
        0x5_3000..INIT_AT,
        INIT_AT + 0x1000..BLANK_AT,
    ];
    for region in untouched {
        assert!(after[region.clone()] == before[region.clone()], "{region:x?}");
    }
}

fn before_but_blank(before: &[u8]) -> Vec<u8> {
    let mut flash = before.to_vec();
    flash[BLANK_AT..BLANK_AT + 0x1000].fill(0xFF);
    flash
}

#[test]
fn progress_is_counted_over_all_parts() {
    let outcome = installed(&Bench::new(Config::default()), &in_parts(), &Options::default());
    let progress = progress(&outcome);
    let all = 0x3_2000_u32 + 0x1_2348 + 128 + 4096;
    assert!(progress.is_sorted(), "{progress:?}");
    assert!(progress.iter().all(|(_, of)| *of == progress[0].1));
    assert_eq!(progress.last().map(|(done, of)| done == of), Some(true));
    let planned = outcome.events.iter().find_map(|event| match event {
        LoaderEvent::Planned { flash_bytes, .. } => Some(*flash_bytes),
        _ => None,
    });
    assert!(planned.is_some_and(|bytes| bytes.abs_diff(all) < 0x1000), "{planned:x?}");
}

#[test]
fn what_is_there_already_is_not_written_again() {
    let (bench, prepared) = (Bench::new(Config::default()), in_parts());
    installed(&bench, &prepared, &Options::default()).result.unwrap();
    let again = installed(&bench, &prepared, &Options::default());
    assert_eq!(again.result.unwrap().written_bytes, 0);
    bench.board.borrow_mut().flash_mut()[INIT_AT] = 0;
    let mended = installed(&bench, &prepared, &Options::default());
    assert_eq!(mended.result.unwrap().written_bytes, 128);
    assert_eq!(bench.flash()[INIT_AT..INIT_AT + 128], [5; 128]);
}

#[test]
fn a_part_beyond_the_end_of_the_flash_is_refused_before_anything_is_erased() {
    let bench = Bench::new(Config::default().with_flash_bytes(1 << 20));
    let before = bench.flash();
    let refused = installed(&bench, &in_parts(), &Options::default()).result.unwrap_err();
    let (image_bytes, flash_bytes) = (0x3F_F000, 1 << 20);
    assert_eq!(refused, Error::ImageTooLarge { image_bytes, flash_bytes });
    assert!(bench.flash() == before);
}

#[test]
fn the_whole_chip_is_erased_where_a_person_wants_it() {
    let bench = Bench::new(Config::default());
    let options = Options { erase: Erase::WholeChip, ..Options::default() };
    assert_eq!(installed(&bench, &in_parts(), &options).result.unwrap().erase, Erase::WholeChip);
    assert!(bench.flash()[0x20_0000..INIT_AT].iter().all(|byte| *byte == 0xFF));
    assert_eq!(bench.flash()[INIT_AT..INIT_AT + 128], [5; 128]);
}
