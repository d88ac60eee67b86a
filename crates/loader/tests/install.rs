//! Whole installations on a virtual board, on virtual time.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::{Bench, DeafAbove, Outcome, micropython, patched};
use esp8266_loader::chip::FlashId;
use esp8266_loader::compress::Prepared;
use esp8266_loader::error::{CommandError, Error};
use esp8266_loader::event::{AnsweredBy, LoaderEvent, Stage};
use esp8266_loader::image::{FlashFrequency, FlashMode, FlashSize, Image};
use esp8266_loader::install::{Erase, Options, SizeSetting, Verification, install};
use esp8266_loader::ladder::{Rung, Way};
use serial_line::{Layered, SerialLine as _};
use std::ops::Range;
use std::time::Duration;
use virtual_board::{
    BaudChange, Buttons, Config, Defects, EraseEnd, MemEndReply, Mode, StubStart, StuckCell, Wiring,
};

/// The order of events, each as one word; progress and repetitions left out.
fn order(outcome: &Outcome) -> Vec<&'static str> {
    let mut words: Vec<_> = outcome
        .events
        .iter()
        .map(|event| match event {
            LoaderEvent::Stage(Stage::Connect) => "connect:",
            LoaderEvent::Stage(Stage::Erase) => "erase:",
            LoaderEvent::Stage(Stage::Read) => "read:",
            LoaderEvent::Stage(Stage::Write) => "write:",
            LoaderEvent::Stage(Stage::Verify) => "verify:",
            LoaderEvent::Stage(Stage::Restart) => "restart:",
            LoaderEvent::Connecting { .. } => "connecting",
            LoaderEvent::NoModemLines => "no modem lines",
            LoaderEvent::RestartFailed { .. } => "restart failed",
            LoaderEvent::Connected { .. } => "connected",
            LoaderEvent::Chip(_) => "chip",
            LoaderEvent::Flash { .. } => "flash",
            LoaderEvent::Planned { .. } => "planned",
            LoaderEvent::StubStarted { .. } => "stub",
            LoaderEvent::RomOnly => "rom only",
            LoaderEvent::Erased { .. } => "erased",
            LoaderEvent::Writing { .. } => "writing",
            LoaderEvent::Written { .. } => "written",
            LoaderEvent::Verified { .. } => "verified",
            LoaderEvent::SpeedChanged { .. } => "speed",
            LoaderEvent::Compared { .. } => "compared",
            LoaderEvent::Retrying { .. } => "again",
            LoaderEvent::Reading { .. } => "reading",
            LoaderEvent::Resumed { .. } => "resumed",
        })
        .collect();
    words.dedup();
    words
}

fn speeds(outcome: &Outcome) -> Vec<u32> {
    let mut speeds: Vec<_> = outcome
        .events
        .iter()
        .filter_map(|event| match event {
            LoaderEvent::Connecting { baud, .. } => Some(*baud),
            _ => None,
        })
        .collect();
    speeds.dedup();
    speeds
}

fn everything() -> Options {
    Options { erase: Erase::WholeChip, ..Options::default() }
}

fn with_defects(defects: Defects) -> Config {
    Config { defects, ..Config::default() }
}

#[track_caller]
fn assert_installed(bench: &Bench, image: &Image, outcome: &Outcome) {
    let installed = outcome.result.as_ref().unwrap();
    assert_eq!(installed.verification, Verification::Md5);
    assert!(bench.flash().starts_with(&patched(image)), "the flash is not the image");
}

#[test]
fn an_image_goes_in_whole_and_everything_else_is_blank() {
    let (bench, image) = (Bench::new(Config::default()), micropython());
    let outcome = bench.install(&image, &everything());
    assert_installed(&bench, &image, &outcome);
    assert!(bench.flash()[image.bytes().len()..].iter().all(|&byte| byte == 0xFF));
    assert_eq!(speeds(&outcome), [921_600]);
    assert_eq!(
        order(&outcome),
        [
            "connect:",
            "connecting",
            "connected",
            "chip",
            "flash",
            "planned",
            "stub",
            "erase:",
            "erased",
            "write:",
            "writing",
            "written",
            "verify:",
            "verified",
            "restart:",
        ]
    );
}

#[test]
fn the_board_runs_the_new_firmware_afterwards() {
    let (bench, image) = (Bench::new(Config::default()), micropython());
    bench.install(&image, &Options::default()).result.unwrap();
    let mut board = bench.board.borrow_mut();
    board.advance(Duration::from_secs(5));
    let mut heard = Vec::new();
    board.receive(&mut heard);
    assert!(String::from_utf8_lossy(&heard).contains("MicroPython v1.22.0"));
    assert_eq!(board.mode(), Mode::Running);
}

#[test]
fn the_header_is_fitted_to_the_board_and_the_log_can_say_so() {
    let (bench, image) = (Bench::new(Config::default()), micropython());
    let outcome = bench.install(&image, &Options::default());
    let planned =
        |event: &LoaderEvent| matches!(event, LoaderEvent::Planned { flash_params: 0x0040, .. });
    assert!(outcome.events.iter().any(planned));
}

#[test]
fn a_16_mib_board_is_told_4_mib_as_the_sdk_starts_with_no_more() {
    let bench = Bench::new(Config::default().with_flash_bytes(16 << 20));
    bench.install(&micropython(), &Options::default()).result.unwrap();
    assert_eq!(bench.flash()[3], 0x40);
}

#[test]
fn chosen_settings_go_into_the_header() {
    let options = Options {
        mode: Some(FlashMode::Dout),
        frequency: Some(FlashFrequency::Mhz80),
        size: SizeSetting::Fixed(FlashSize::Mb2),
        ..Options::default()
    };
    let bench = Bench::new(Config::default());
    bench.install(&micropython(), &options).result.unwrap();
    assert_eq!(bench.flash()[..4], [0xE9, 1, 0x03, 0x3F]);
}

#[test]
fn without_erasing_first_what_lies_beyond_the_image_stays() {
    let bench = Bench::new(Config::default());
    let before = bench.flash();
    let options = Options { erase: Erase::OnlyWhatIsWritten, ..Options::default() };
    let image = micropython();
    let outcome = bench.install(&image, &options);
    assert_installed(&bench, &image, &outcome);
    assert_eq!(bench.flash()[0x10_0000..], before[0x10_0000..]);
    assert!(!order(&outcome).contains(&"erase:"));
}

#[test]
fn a_clean_start_needs_less_than_the_whole_chip_blank() {
    let bench = Bench::new(Config::default());
    let before = bench.flash();
    let image = micropython();
    let outcome = bench.install(&image, &Options::default());
    assert_installed(&bench, &image, &outcome);
    let flash = bench.flash();
    let blank = |region: Range<usize>| flash[region].iter().all(|byte| *byte == 0xFF);
    assert!(blank(0x3_3000..0x10_2000) && blank(0x3F_B000..0x40_0000));
    assert_eq!(flash[0x10_2000..0x3F_B000], before[0x10_2000..0x3F_B000]);
    assert_eq!(outcome.result.unwrap().erase, Erase::Clean);
}

#[test]
fn what_is_there_already_is_not_written_again() {
    let (bench, image) = (Bench::new(Config::default()), micropython());
    let keep = Options { erase: Erase::OnlyWhatIsWritten, ..Options::default() };
    bench.install(&image, &keep).result.unwrap();
    let began = bench.board.borrow().now();
    let again = bench.install(&image, &keep);
    assert_installed(&bench, &image, &again);
    assert_eq!(again.result.as_ref().unwrap().written_bytes, 0);
    let end = ["write:", "compared", "verify:", "verified", "restart:"];
    assert_eq!(order(&again)[order(&again).len() - 5..], end);
    assert!(bench.board.borrow().now() - began < Duration::from_secs(2));
}

#[test]
fn of_an_image_that_differs_a_little_only_that_is_written() {
    let (bench, image) = (Bench::new(Config::default()), micropython());
    bench.install(&image, &Options::default()).result.unwrap();
    // A worn bit in one block, and one that a person changed in another.
    for address in [0x1_2345, 0x2_FFFF] {
        bench.board.borrow_mut().flash_mut()[address] ^= 0x01;
    }
    let keep = Options { erase: Erase::OnlyWhatIsWritten, ..Options::default() };
    let outcome = bench.install(&image, &keep);
    assert_installed(&bench, &image, &outcome);
    assert_eq!(outcome.result.as_ref().unwrap().written_bytes, 0x2_0000);
    assert!(order(&outcome).contains(&"compared"));
}

#[test]
fn a_speed_that_only_the_stub_can_do_is_reached_by_changing_to_it() {
    let (bench, image) = (Bench::new(Config::default()), micropython());
    let rung = Rung { baud: 460_800, way: Way::ChangedByTheStub };
    let options = Options { ladder: vec![rung], ..Options::default() };
    let outcome = bench.install(&image, &options);
    assert_installed(&bench, &image, &outcome);
    assert_eq!(speeds(&outcome), [115_200]);
    assert!(order(&outcome).contains(&"speed"));
    assert_eq!(outcome.result.unwrap().rung, rung);
}

#[test]
fn a_stub_that_does_not_change_its_speed_is_left_for_the_next_rung() {
    let defects = Defects { baud_change: BaudChange::Ignored, ..Defects::default() };
    let (bench, image) = (Bench::new(with_defects(defects)), micropython());
    let rung = Rung { baud: 460_800, way: Way::ChangedByTheStub };
    let options = Options { ladder: vec![rung, Rung::new(230_400)], ..Options::default() };
    let outcome = bench.install(&image, &options);
    assert_installed(&bench, &image, &outcome);
    assert_eq!(outcome.result.unwrap().rung, Rung::new(230_400));
}

#[test]
fn an_adapter_that_is_too_slow_is_served_at_the_next_speed() {
    let (bench, image) = (Bench::new(Config::default()), micropython());
    let port = Layered::new(bench.port(), DeafAbove { limit: 230_400, baud: 115_200 });
    let outcome = bench.install_over(port, &image, &Options::default());
    assert_installed(&bench, &image, &outcome);
    assert_eq!(speeds(&outcome), [921_600, 460_800, 230_400]);
    assert_eq!(outcome.result.unwrap().rung, Rung::new(230_400));
}

#[test]
fn the_speed_of_a_slow_adapter_is_found_within_four_seconds() {
    for (limit, reset_rise_ms) in
        [460_800, 230_400, 115_200].into_iter().flat_map(|limit| [(limit, 2), (limit, 300)])
    {
        let reset_rise = Duration::from_millis(reset_rise_ms);
        let bench = Bench::new(Config { reset_rise, ..Config::default() });
        let mut port = Layered::new(bench.port(), DeafAbove { limit, baud: 115_200 });
        let began = port.now();
        let mut found = None;
        let mut look = |event| {
            if let LoaderEvent::Connected { baud, .. } = event {
                found = Some((baud, bench.board.borrow().now() - began));
            }
        };
        let prepared = Prepared::new(micropython());
        let (stub, options) = (bench.stub(), Options::default());
        pollster::block_on(async {
            install(&mut port, &prepared, &stub, &options, &mut look).await
        })
        .unwrap();
        let (baud, took) = found.unwrap();
        println!("{limit} baud, {reset_rise_ms} ms: {took:.2?}");
        assert_eq!(baud, limit);
        // Its first reset at the lowest speed is one for the others.
        let most = if (limit, reset_rise_ms) == (115_200, 300) { 5_000 } else { 4_000 };
        assert!(took < Duration::from_millis(most), "{limit} baud: {took:?}");
    }
}

#[test]
fn boards_without_transistors_and_with_a_large_capacitor_are_reset_too() {
    let direct = Config { wiring: Wiring::Direct, ..Config::default() };
    let slow = Config { reset_rise: Duration::from_millis(300), ..Config::default() };
    for config in [direct, slow] {
        let (bench, image) = (Bench::new(config), micropython());
        let outcome = bench.install(&image, &Options::default());
        assert_installed(&bench, &image, &outcome);
    }
}

#[test]
fn a_board_without_reset_lines_is_served_once_a_person_pressed_its_buttons() {
    let bench = Bench::new(Config { wiring: Wiring::None, ..Config::default() });
    let image = micropython();
    let silent = bench.install(&image, &Options::default());
    assert!(matches!(silent.result, Err(Error::NoLoader { .. })), "{:?}", silent.result);

    for (reset, flash) in [(true, true), (false, true), (false, false)] {
        let mut board = bench.board.borrow_mut();
        board.set_buttons(Buttons { reset, flash });
        board.advance(Duration::from_millis(200));
    }
    let outcome = bench.install(&image, &Options::default());
    assert_installed(&bench, &image, &outcome);
}

#[test]
fn a_stub_that_still_runs_is_used_as_it_is() {
    let bench = Bench::new(Config { wiring: Wiring::None, ..Config::default() });
    for (reset, flash) in [(true, true), (false, true), (false, false)] {
        let mut board = bench.board.borrow_mut();
        board.set_buttons(Buttons { reset, flash });
        board.advance(Duration::from_millis(200));
    }
    let options = Options { ladder: vec![Rung::new(115_200)], ..Options::default() };
    bench.install(&micropython(), &options).result.unwrap();
    let again = bench.install(&micropython(), &options);
    assert_installed(&bench, &micropython(), &again);
    let by_stub = |event: &LoaderEvent| {
        matches!(event, LoaderEvent::Connected { answered_by: AnsweredBy::RunningStub, .. })
    };
    assert!(again.events.iter().any(by_stub));
    assert!(!order(&again).contains(&"stub"));
}

#[test]
fn the_speed_that_is_told_is_the_one_that_was_used() {
    let bench = Bench::new(Config { wiring: Wiring::None, ..Config::default() });
    for (reset, flash) in [(true, true), (false, true), (false, false)] {
        let mut board = bench.board.borrow_mut();
        board.set_buttons(Buttons { reset, flash });
        board.advance(Duration::from_millis(200));
    }
    let slow = Options { ladder: vec![Rung::new(115_200)], ..Options::default() };
    bench.install(&micropython(), &slow).result.unwrap();
    // The stub still runs, at 115,200: it is told to change, too.
    let changed = Rung { baud: 460_800, way: Way::ChangedByTheStub };
    let options = Options { ladder: vec![changed], erase: Erase::WholeChip, ..Options::default() };
    let again = bench.install(&micropython(), &options);
    assert_installed(&bench, &micropython(), &again);
    assert!(again.events.contains(&LoaderEvent::SpeedChanged { baud: 460_800 }));
    assert_eq!(again.result.unwrap().rung, changed);
}

#[test]
fn the_rom_alone_writes_at_the_speed_that_it_was_called_at() {
    let mut config = Config::default();
    config.defects.stub_start = StubStart::Never;
    let changed = Rung { baud: 460_800, way: Way::ChangedByTheStub };
    let options = Options { ladder: vec![changed], ..Options::default() };
    let outcome = Bench::new(config).install(&micropython(), &options);
    assert_eq!(outcome.result.unwrap().rung, Rung::new(115_200));
}

#[test]
fn a_silent_board_is_given_up_within_fifteen_seconds() {
    let bench = Bench::new(Config { wiring: Wiring::None, ..Config::default() });
    let outcome = bench.install(&micropython(), &Options::default());
    assert!(matches!(outcome.result, Err(Error::NoLoader { .. })));
    assert_eq!(speeds(&outcome), [921_600, 460_800, 230_400, 115_200]);
    assert!(bench.board.borrow().now() < Duration::from_secs(15));
}

#[test]
fn another_chip_is_refused_by_name_and_its_flash_left_alone() {
    for (magic, name) in [(0x00F0_1D83, "ESP32"), (0x0000_07C6, "ESP32-S2")] {
        let bench = Bench::new(Config { chip_magic: magic, ..Config::default() });
        let before = bench.flash();
        let error = bench.install(&micropython(), &Options::default()).result.unwrap_err();
        assert_eq!(error, Error::OtherChip { magic });
        assert!(error.to_string().contains(name));
        assert_eq!(bench.flash(), before);
    }
}

#[test]
fn a_flash_chip_that_gives_no_id_is_refused_before_anything_is_written() {
    let bench = Bench::new(Config { flash_id: 0xFF_FFFF, ..Config::default() });
    let error = bench.install(&micropython(), &Options::default()).result.unwrap_err();
    assert_eq!(error, Error::NoFlash { id: FlashId(0xFF_FFFF) });
}

#[test]
fn an_unknown_flash_chip_needs_its_size_from_the_options() {
    let bench = Bench::new(Config { flash_id: 0x77_40EF, ..Config::default() });
    let error = bench.install(&micropython(), &Options::default()).result.unwrap_err();
    assert_eq!(error, Error::UnknownFlashSize { id: FlashId(0x77_40EF) });
    let size = SizeSetting::Fixed(FlashSize::Mb4);
    let outcome = bench.install(&micropython(), &Options { size, ..Options::default() });
    assert_installed(&bench, &micropython(), &outcome);
}

#[test]
fn an_image_larger_than_the_flash_is_refused_before_anything_is_erased() {
    let bench = Bench::new(Config::default().with_flash_bytes(256 << 10));
    let mut bytes = micropython().bytes().to_vec();
    bytes.resize(300 << 10, 0xFF);
    let before = bench.flash();
    let outcome = bench.install(&Image::parse(bytes).unwrap(), &Options::default());
    let expected = Error::ImageTooLarge { image_bytes: 300 << 10, flash_bytes: 256 << 10 };
    assert_eq!(outcome.result, Err(expected));
    assert_eq!(bench.flash(), before);
}

#[test]
fn firmware_without_room_for_its_files_is_refused_before_anything_is_erased() {
    let least = Options { least_flash_bytes: Some(2 << 20), ..Options::default() };
    let bench = Bench::new(Config::default().with_flash_bytes(1 << 20));
    let before = bench.flash();
    let outcome = bench.install(&micropython(), &least);
    let expected = Error::NoRoomForFiles { least_flash_bytes: 2 << 20, flash_bytes: 1 << 20 };
    assert_eq!(outcome.result, Err(expected.clone()));
    assert_eq!(bench.flash(), before);
    // It is told a smaller flash than there is.
    let told = Options { size: SizeSetting::Fixed(FlashSize::Mb1), ..least.clone() };
    let bench = Bench::new(Config::default());
    assert_eq!(bench.install(&micropython(), &told).result, Err(expected));
    // Whoever wants it gets it.
    for (flash_bytes, options) in [(1 << 20, Options::default()), (2 << 20, least)] {
        let bench = Bench::new(Config::default().with_flash_bytes(flash_bytes));
        let installed = bench.install(&micropython(), &options).result.unwrap();
        assert_eq!(installed.verification, Verification::Md5);
    }
}

#[test]
fn the_roms_lost_answer_to_the_jump_does_not_matter() {
    let defects = Defects { mem_end_reply: MemEndReply::Lost, ..Defects::default() };
    let (bench, image) = (Bench::new(with_defects(defects)), micropython());
    let outcome = bench.install(&image, &Options::default());
    assert_installed(&bench, &image, &outcome);
}

#[test]
fn where_no_stub_starts_the_rom_writes_and_nobody_claims_a_proof() {
    let defects = Defects { stub_start: StubStart::Never, ..Defects::default() };
    let (bench, image) = (Bench::new(with_defects(defects)), micropython());
    let outcome = bench.install(&image, &Options::default());
    let installed = outcome.result.as_ref().unwrap();
    assert_eq!(installed.verification, Verification::None);
    assert_eq!(installed.erase, Erase::Clean);
    let flash = bench.flash();
    assert!(flash.starts_with(&patched(&image)));
    assert!(flash[0x3_3000..0x10_2000].iter().all(|byte| *byte == 0xFF));
    assert_eq!(
        order(&outcome)[order(&outcome).len() - 6..],
        ["erase:", "erased", "write:", "writing", "written", "restart:"]
    );
}

#[test]
fn a_worn_flash_cell_is_noticed_and_never_called_installed() {
    let address = 0x2_0000;
    let image = micropython();
    // A bit that the image wants to be 1 and that the cell holds at 0.
    let zero_bits = image.bytes()[address as usize] | 0x40;
    let stuck_cells = vec![StuckCell { address, zero_bits }];
    let bench = Bench::new(with_defects(Defects { stuck_cells, ..Defects::default() }));
    let outcome = bench.install(&image, &everything());
    assert!(matches!(outcome.result, Err(Error::Md5Mismatch { .. })), "{:?}", outcome.result);
    assert_eq!(speeds(&outcome), [921_600, 460_800, 115_200, 230_400, 115_200]);
    assert_eq!(order(&outcome).iter().filter(|word| **word == "erased").count(), 1);
}

#[test]
fn an_erase_that_never_ends_is_given_up() {
    let defects = Defects { erase: EraseEnd::Never, ..Defects::default() };
    let bench = Bench::new(with_defects(defects));
    let options = Options { ladder: vec![Rung::new(460_800)], ..Options::default() };
    let error = bench.install(&micropython(), &options).result.unwrap_err();
    assert!(matches!(error, Error::Command(CommandError::NoAnswer { .. })), "{error}");
    assert!(bench.board.borrow().now() < Duration::from_secs(300));
}

#[test]
fn pulling_the_cable_at_any_moment_is_told_as_just_that() {
    let prepared = Prepared::new(micropython());
    for milliseconds in (0..16_000).step_by(487) {
        let bench = Bench::new(Config::default());
        let mut port = bench.port();
        let pull = async {
            let mut clock = bench.port();
            clock.sleep(Duration::from_millis(milliseconds)).await;
            bench.board.borrow_mut().unplug();
        };
        let (stub, options) = (bench.stub(), everything());
        let mut ignore = |_| {};
        let job = install(&mut port, &prepared, &stub, &options, &mut ignore);
        let (result, ()) = pollster::block_on(futures::future::join(job, pull));
        assert!(
            matches!(result, Err(Error::Lost) | Ok(_)),
            "pulled after {milliseconds} ms: {result:?}"
        );
        assert!(result.is_err() || milliseconds > 9_000, "installed by {milliseconds} ms");
    }
}
