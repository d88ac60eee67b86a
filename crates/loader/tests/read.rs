//! The flash of a virtual board, read on virtual time.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::{Bench, DeafAbove};
use core::ops::Range;
use core::time::Duration;
use esp8266_loader::error::Error;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::ladder::{LADDER, Rung};
use esp8266_loader::plan::md5_of;
use esp8266_loader::read::{Copied, PIECE_BYTES, Region, read};
use serial_line::{Layer, Layered, LineError, SerialPort};
use virtual_board::{
    AdapterConfig, Config, Defects, Fault, FaultAt, FaultInjector, FaultKind, StubStart,
};

/// What a reading did.
struct Outcome {
    result: Result<Copied, Error>,
    bytes: Vec<u8>,
    events: Vec<LoaderEvent>,
    took: Duration,
}

fn read_over(bench: &Bench, mut port: impl SerialPort, region: Region, ladder: &[Rung]) -> Outcome {
    let (mut bytes, mut events) = (Vec::new(), Vec::new());
    let mut sink = |piece: &[u8]| {
        assert!(piece.len() <= PIECE_BYTES as usize);
        bytes.extend_from_slice(piece);
    };
    let mut keep = |event| events.push(event);
    let began = port.now();
    let stub = bench.stub();
    let result = pollster::block_on(read(&mut port, region, &stub, ladder, &mut sink, &mut keep));
    Outcome { result, bytes, events, took: port.now() - began }
}

fn read_whole(bench: &Bench) -> Outcome {
    read_over(bench, bench.port(), Region::Whole, &LADDER)
}

/// A board whose flash is noise from the first byte to the last.
fn noisy(config: Config) -> Bench {
    let bench = Bench::new(config);
    let mut state = 0x2545_F491_u32;
    for cell in bench.board.borrow_mut().flash_mut() {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        *cell = state as u8;
    }
    bench
}

fn wipe(bench: &Bench, region: Range<usize>) {
    bench.board.borrow_mut().flash_mut()[region].fill(0xFF);
}

fn resumptions(outcome: &Outcome) -> Vec<u32> {
    let at = |event: &LoaderEvent| match event {
        LoaderEvent::Resumed { at, .. } => Some(*at),
        _ => None,
    };
    outcome.events.iter().filter_map(at).collect()
}

fn is_retried(outcome: &Outcome) -> bool {
    outcome.events.iter().any(|event| matches!(event, LoaderEvent::Retrying { .. }))
}

#[track_caller]
fn assert_read(bench: &Bench, outcome: &Outcome, region: Range<usize>) {
    let copied = outcome.result.as_ref().unwrap();
    assert!(outcome.bytes == bench.flash()[region.clone()], "what was read is not the flash");
    assert_eq!(copied.region, region.start as u32..region.end as u32);
    assert_eq!(copied.md5, md5_of(&outcome.bytes));
}

#[test]
fn the_whole_flash_comes_whatever_its_size() {
    for mebibytes in [1, 2] {
        let bench = Bench::new(Config::default().with_flash_bytes(mebibytes << 20));
        let outcome = read_whole(&bench);
        assert_read(&bench, &outcome, 0..(mebibytes as usize) << 20);
        assert!(resumptions(&outcome).is_empty());
    }
}

#[test]
fn of_a_larger_chip_comes_what_the_stub_reaches() {
    let bench = Bench::new(Config::default().with_flash_bytes(16 << 20));
    wipe(&bench, 0x2_0000..16 << 20);
    assert_read(&bench, &read_whole(&bench), 0..4 << 20);
}

#[test]
fn a_region_may_begin_and_end_anywhere() {
    let bench = Bench::new(Config::default());
    let outcome = read_over(&bench, bench.port(), Region::Bytes(0xFF31..0x2_1001), &LADDER);
    assert_read(&bench, &outcome, 0xFF31..0x2_1001);
    let nothing = read_over(&bench, bench.port(), Region::Bytes(5..5), &LADDER);
    assert_read(&bench, &nothing, 5..5);
}

#[test]
fn the_board_runs_its_program_afterwards() {
    let bench = Bench::new(Config::default());
    let outcome = read_over(&bench, bench.port(), Region::Bytes(0..0x1000), &LADDER);
    outcome.result.unwrap();
    assert_eq!(outcome.events.last(), Some(&LoaderEvent::Stage(Stage::Restart)));
    assert_ne!(bench.board.borrow().mode(), virtual_board::Mode::Stub);
}

/// The floor: ten bits a byte, and one byte more for each that the framing escapes.
fn on_the_wire(bytes: &[u8], baud: u64) -> Duration {
    let escaped = bytes.iter().filter(|byte| matches!(byte, 0xC0 | 0xDB)).count();
    Duration::from_nanos((bytes.len() + escaped) as u64 * 10_000_000_000 / baud)
}

/// What the board took to tell digests: 1.24 ms a KiB.
const DIGESTS_OF_4_MIB: Duration = Duration::from_millis(1_240 * 4_096 / 1_000);

#[test]
fn a_full_flash_of_4_mib_takes_little_more_than_the_wire_whatever_the_latency() {
    for latency_ms in [1, 16] {
        let adapter = AdapterConfig {
            usb_latency: Duration::from_millis(latency_ms),
            ..AdapterConfig::default()
        };
        let bench = noisy(Config { adapter, ..Config::default() });
        let outcome = read_whole(&bench);
        assert_read(&bench, &outcome, 0..4 << 20);
        let floor = on_the_wire(&outcome.bytes, 921_600);
        let reading = outcome.took - DIGESTS_OF_4_MIB;
        let (took, limit) = (outcome.took, floor * 120 / 100);
        println!("{latency_ms} ms: {took:.1?}, of it reading {reading:.1?}; the wire: {floor:.1?}");
        assert!(reading <= limit, "{latency_ms} ms: {reading:?}, {limit:?}");
    }
}

#[test]
fn what_is_blank_does_not_go_over_the_line() {
    let bench = Bench::new(Config::default());
    wipe(&bench, 0xA_0000..4 << 20);
    let outcome = read_whole(&bench);
    assert_read(&bench, &outcome, 0..4 << 20);
    println!("{:.1?}", outcome.took);
    assert!(outcome.took < Duration::from_secs(20), "{:?}", outcome.took);
}

#[test]
fn progress_never_goes_back_and_ends_with_all() {
    let bench = Bench::new(Config::default().with_flash_bytes(1 << 20));
    wipe(&bench, 0x3_0000..0x8_0000);
    let outcome = read_whole(&bench);
    let progress: Vec<_> = outcome
        .events
        .iter()
        .filter_map(|event| match event {
            LoaderEvent::Reading { flash_bytes, of_flash_bytes } => {
                assert_eq!(*of_flash_bytes, 1 << 20);
                Some(*flash_bytes)
            }
            _ => None,
        })
        .collect();
    assert!(progress.is_sorted());
    assert_eq!(progress.last(), Some(&(1 << 20)));
}

fn struck(bench: &Bench, kind: FaultKind, places: &[FaultAt]) -> Outcome {
    let plan = places.iter().map(|&at| Fault { at, kind }).collect();
    let port = Layered::new(bench.port(), FaultInjector::new(plan));
    read_over(bench, port, Region::Bytes(0..0x3_0000), &LADDER)
}

/// In the second piece.
const MIDDLE: u64 = 0x1_8800;

#[test]
fn after_a_lost_byte_only_what_is_missing_is_asked_for() {
    let bench = noisy(Config::default());
    let outcome = struck(&bench, FaultKind::Drop, &[FaultAt::Heard(MIDDLE)]);
    assert_read(&bench, &outcome, 0..0x3_0000);
    assert!(!is_retried(&outcome));
    let [at] = resumptions(&outcome)[..] else { panic!("{:?}", resumptions(&outcome)) };
    assert!((0x1_7000..=0x1_8000).contains(&at) && at % 0x1000 == 0, "{at:#x}");
}

#[test]
fn a_flipped_bit_costs_its_piece() {
    let bench = noisy(Config::default());
    let outcome = struck(&bench, FaultKind::Flip(0x10), &[FaultAt::Heard(MIDDLE)]);
    assert_read(&bench, &outcome, 0..0x3_0000);
    assert_eq!(resumptions(&outcome), [0x1_0000]);
}

#[test]
fn a_silence_is_waited_for_or_resumed() {
    let bench = noisy(Config::default());
    for milliseconds in [100, 900, 3_000, 30_000] {
        let silence = FaultKind::Stall(Duration::from_millis(milliseconds));
        assert_read(&bench, &struck(&bench, silence, &[FaultAt::Heard(MIDDLE)]), 0..0x3_0000);
    }
}

#[test]
fn a_line_that_is_bad_at_the_top_is_left_for_a_lower_speed_without_what_is_proven_already() {
    /// Every 30,000th byte is lost at the top.
    struct Lossy(u32, usize);
    impl<P: SerialPort> Layer<P> for Lossy {
        async fn read(
            &mut self,
            below: &mut P,
            buf: &mut [u8],
            timeout: Duration,
        ) -> Result<usize, LineError> {
            let count = below.read(buf, timeout).await?;
            self.1 += count;
            if self.0 == 921_600 && self.1 > 70_000 && count > 1 {
                buf[0] ^= 1;
            }
            Ok(count)
        }

        async fn set_baud(
            &mut self,
            below: &mut P,
            baud: u32,
        ) -> Result<(), serial_line::ControlError> {
            self.0 = baud;
            below.set_baud(baud).await
        }
    }
    let bench = noisy(Config::default());
    let port = Layered::new(bench.port(), Lossy(115_200, 0));
    let outcome = read_over(&bench, port, Region::Bytes(0..0x3_0000), &LADDER);
    assert_read(&bench, &outcome, 0..0x3_0000);
    assert_eq!(outcome.result.as_ref().unwrap().rung, Rung::new(460_800));
}

#[test]
fn a_slow_adapter_is_read_at_its_speed() {
    let bench = Bench::new(Config::default());
    let port = Layered::new(bench.port(), DeafAbove { limit: 115_200, baud: 115_200 });
    let outcome = read_over(&bench, port, Region::Bytes(0..0x1_0000), &LADDER);
    assert_read(&bench, &outcome, 0..0x1_0000);
}

/// Calls a hand once, when so many bytes were read.
struct At<F>(usize, Option<F>);

impl<P: SerialPort, F: FnOnce()> Layer<P> for At<F> {
    async fn read(
        &mut self,
        below: &mut P,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        let count = below.read(buf, timeout).await?;
        self.0 = self.0.saturating_sub(count);
        if self.0 == 0
            && let Some(hand) = self.1.take()
        {
            hand();
        }
        Ok(count)
    }
}

#[test]
fn a_board_that_restarts_is_read_on_from_the_last_proven_byte() {
    let bench = noisy(Config::default());
    let board = bench.board.clone();
    let port =
        Layered::new(bench.port(), At(MIDDLE as usize, Some(|| board.borrow_mut().brown_out())));
    let outcome = read_over(&bench, port, Region::Bytes(0..0x3_0000), &LADDER);
    assert!(is_retried(&outcome));
    assert_read(&bench, &outcome, 0..0x3_0000);
}

#[test]
fn what_the_program_wrote_meanwhile_is_no_copy() {
    let bench = noisy(Config::default());
    let board = bench.board.clone();
    let restarts = move || {
        let mut board = board.borrow_mut();
        board.brown_out();
        board.flash_mut()[7] ^= 0xFF;
    };
    let port = Layered::new(bench.port(), At(MIDDLE as usize, Some(restarts)));
    let outcome = read_over(&bench, port, Region::Bytes(0..0x3_0000), &LADDER);
    assert!(matches!(outcome.result, Err(Error::Md5Mismatch { .. })), "{:?}", outcome.result);
}

#[test]
fn a_request_that_arrives_as_one_for_another_place_brings_no_other_bytes() {
    let bench = noisy(Config::default());
    // A blank piece elsewhere, which its digest would let pass as quickly as any.
    wipe(&bench, 0x11_0000..0x12_0000);
    /// Turns a bit in the place that the n-th command of a kind asks for.
    struct Elsewhere(u8, usize);
    impl<P: SerialPort> Layer<P> for Elsewhere {
        async fn write_all(&mut self, below: &mut P, bytes: &[u8]) -> Result<(), LineError> {
            let mut bytes = bytes.to_vec();
            if bytes.get(2) == Some(&self.0) {
                if self.1 == 0 {
                    bytes[11] ^= 0x10;
                }
                self.1 = self.1.wrapping_sub(1);
            }
            below.write_all(&bytes).await
        }
    }
    for command in [0xD2, 0x13] {
        for nth in 0..3 {
            let port = Layered::new(bench.port(), Elsewhere(command, nth));
            let outcome = read_over(&bench, port, Region::Bytes(0..0x3_0000), &LADDER);
            assert_read(&bench, &outcome, 0..0x3_0000);
        }
    }
}

#[test]
fn what_is_not_there_is_refused_and_so_is_a_chip_of_unknown_size() {
    let bench = Bench::new(Config::default().with_flash_bytes(1 << 20));
    let outcome = read_over(&bench, bench.port(), Region::Bytes(0..0x10_0001), &LADDER);
    let outside = Error::OutsideFlash { region: 0..0x10_0001, flash_bytes: 0x10_0000 };
    assert_eq!(outcome.result, Err(outside));
    let bench = Bench::new(Config { flash_id: 0x01_40_EF, ..Config::default() });
    let outcome = read_whole(&bench);
    assert!(matches!(outcome.result, Err(Error::UnknownFlashSize { .. })));
    assert!(outcome.bytes.is_empty());
}

#[test]
fn a_board_on_which_no_stub_starts_can_not_be_read() {
    let defects = Defects { stub_start: StubStart::Never, ..Defects::default() };
    let bench = Bench::new(Config { defects, ..Config::default() });
    assert_eq!(read_whole(&bench).result, Err(Error::StubSilent));
}
