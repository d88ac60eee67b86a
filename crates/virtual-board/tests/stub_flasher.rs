//! The stubs, spoken to in raw frames.

mod common;

use std::time::Duration;

use common::{Host, answer, block, config, hex, ms, request, request_bytes, slip, sync};
use md5::{Digest as _, Md5};
use miniz_oxide::deflate::compress_to_vec_zlib;
use virtual_board::{Config, Mode, StubVersion, StuckCell};

fn stub(version: StubVersion) -> Host {
    stub_on(config(), version)
}

fn stub_on(config: Config, version: StubVersion) -> Host {
    let mut host = Host::with(config);
    host.enter_stub(version);
    host
}

/// Bytes that compress a little.
fn content(len: usize) -> Vec<u8> {
    (0..len).map(|n| ((n * n) >> 7) as u8 ^ (n as u8 & 0x0F)).collect()
}

fn write_compressed(host: &mut Host, offset: u32, bytes: &[u8]) {
    let packed = compress_to_vec_zlib(bytes, 6);
    let blocks = packed.len().div_ceil(0x4000) as u32;
    host.ask_ok(&request(0x10, &[bytes.len() as u32, blocks, 0x4000, offset, 0]));
    for (sequence, chunk) in (0..).zip(packed.chunks(0x4000)) {
        host.ask_ok(&block(0x11, sequence, chunk));
    }
    host.ask_ok(&request(0x12, &[1]));
}

#[test]
fn a_sync_is_answered_eight_times_with_value_zero() {
    for version in [StubVersion::V1, StubVersion::V2] {
        let mut host = stub(version);
        assert_eq!(host.ask(&sync()), answer(0x08, 0, 0, 0).repeat(8));
    }
}

#[test]
fn the_worked_example_is_answered_byte_for_byte() {
    for version in [StubVersion::V1, StubVersion::V2] {
        let mut host = stub(version);
        // DEFL_BEGIN: 4096 bytes, 1 block of 0x4000, at 0x1000, a fifth word of 0.
        let begin = "C0 00 10 14 00 00 00 00 00 00 10 00 00 01 00 00 00 00 40 00 00 00 10 00 00 00 00 00 00 C0";
        assert_eq!(host.ask(&hex(begin)), hex("C0 01 10 02 00 00 00 00 00 00 00 C0"));
        // DEFL_DATA: checksum 09, 32 bytes, number 0, then the zlib stream.
        let data = "C0 00 11 30 00 09 00 00 00 20 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 \
            78 DA ED C1 01 0D 00 00 08 03 A0 69 32 FB 37 79 0A ED E1 80 54 CF 02 00 00 00 AF 1D 83 F3 EE 12 C0";
        assert_eq!(host.ask(&hex(data)), hex("C0 01 11 02 00 00 00 00 00 00 00 C0"));
        let end = "C0 00 12 04 00 00 00 00 00 01 00 00 00 C0";
        assert_eq!(host.ask(&hex(end)), hex("C0 01 12 02 00 00 00 00 00 00 00 C0"));
        // MD5 of 0x1000 bytes at 0x1000.
        let md5 = "C0 00 13 10 00 00 00 00 00 00 10 00 00 00 10 00 00 00 00 00 00 00 00 00 00 C0";
        let digest =
            "C0 01 13 12 00 00 00 00 00 3B 21 06 10 7B 12 5F 56 DE 49 7A AD B4 18 84 8B 00 00 C0";
        if version == StubVersion::V1 {
            // Version 1 reaches only 1 MB until it is told more, which is enough here.
            host.ask_ok(&request(0x0B, &[0, 4 << 20, 0x1_0000, 0x1000, 0x100, 0xFFFF]));
        }
        assert_eq!(host.ask(&hex(md5)), hex(digest));
        assert_eq!(host.board.flash()[0x1000..0x1004], [0xE9, 0x01, 0x02, 0x40]);
    }
}

#[test]
fn the_recorded_frames_for_a_4_mb_chip_are_accepted() {
    let mut host = stub(StubVersion::V2);
    for frame in [
        "C0 00 0D 04 00 00 00 00 00 00 00 00 00 C0",
        "C0 00 0B 18 00 00 00 00 00 00 00 00 00 00 00 40 00 00 00 01 00 00 10 00 00 00 01 00 00 FF FF 00 00 C0",
        // The last 20 KB.
        "C0 00 D1 08 00 00 00 00 00 00 B0 3F 00 00 50 00 00 C0",
        "C0 00 D0 00 00 00 00 00 00 C0",
        // MD5 of 632,064 bytes.
        "C0 00 13 10 00 00 00 00 00 00 00 00 00 00 A5 09 00 00 00 00 00 00 00 00 00 C0",
    ] {
        host.ask_ok(&hex(frame));
    }
}

#[test]
fn a_whole_chip_erase_takes_its_time_and_leaves_nothing() {
    let mut host = stub(StubVersion::V2);
    host.board.flash_mut().fill(0x55);
    let start = host.board.now();
    host.ask_ok(&request(0xD0, &[]));
    let took = (host.board.now() - start).as_secs_f32();
    assert!((8.5..10.0).contains(&took), "{took}");
    assert!(host.board.flash().iter().all(|&cell| cell == 0xFF));
}

#[test]
fn a_compressed_write_replaces_old_data_and_nothing_else() {
    for version in [StubVersion::V1, StubVersion::V2] {
        let mut host = stub(version);
        host.board.flash_mut().fill(0x55);
        let bytes = content(150_000);
        write_compressed(&mut host, 0x1000, &bytes);
        let flash = host.board.flash();
        assert!(flash[0x1000..0x1000 + bytes.len()] == bytes);
        let end = (0x1000 + bytes.len()).next_multiple_of(0x1000);
        assert!(flash[0x1000 + bytes.len()..end].iter().all(|&cell| cell == 0xFF));
        assert!(flash[..0x1000].iter().chain(&flash[end..]).all(|&cell| cell == 0x55));
    }
}

#[test]
fn raw_blocks_are_clipped_to_the_announced_length() {
    let mut host = stub(StubVersion::V2);
    host.ask_ok(&request(0x02, &[6, 1, 0x4000, 0]));
    host.ask_ok(&block(0x03, 0, &[1, 2, 3, 4, 5, 6, 7, 8]));
    host.ask_ok(&request(0x04, &[1]));
    assert_eq!(host.board.flash()[..8], [1, 2, 3, 4, 5, 6, 0xFF, 0xFF]);
}

#[test]
fn a_block_with_a_bad_checksum_is_not_consumed() {
    let mut host = stub(StubVersion::V2);
    host.ask_ok(&request(0x02, &[4, 1, 0x4000, 0]));
    let good = block(0x03, 0, &[1, 2, 3, 4]);
    let mut bad = good.clone();
    bad[5] ^= 1;
    host.ask_status(&bad, 0xC1, 0);
    host.ask_ok(&good);
    host.ask_ok(&request(0x04, &[1]));
    assert_eq!(host.board.flash()[..4], [1, 2, 3, 4]);
}

#[test]
fn a_block_is_answered_before_it_is_written() {
    let mut host = stub(StubVersion::V2);
    host.board.flash_mut().fill(0);
    host.ask_ok(&request(0x02, &[0x1_0000, 4, 0x4000, 0]));
    let start = host.board.now();
    let frame = block(0x03, 0, &[1; 0x4000]);
    host.ask_ok(&frame);
    let wire = Duration::from_nanos(frame.len() as u64 * 86_806);
    let answered = host.board.now() - start - wire;
    assert!(answered < ms(40), "{answered:?}");
}

#[test]
fn a_second_block_before_the_answer_is_fatal() {
    let mut host = stub(StubVersion::V2);
    host.ask_ok(&request(0x02, &[0x8000, 2, 0x4000, 0]));
    let mut both = block(0x03, 0, &[1; 0x4000]);
    both.extend(block(0x03, 1, &[2; 0x4000]));
    host.ask(&both);
    assert_eq!(host.board.mode(), Mode::Crashed);

    let mut host = stub(StubVersion::V1);
    host.ask_ok(&request(0x02, &[0x8000, 2, 0x4000, 0]));
    let heard = host.ask(&both);
    assert!(heard.ends_with(&answer(0x03, 0, 0xC7, 0)), "{heard:02x?}");
}

#[test]
fn a_broken_stream_is_told_with_the_next_command() {
    // Version 2 tells it once, and does not carry out that command.
    let mut host = stub(StubVersion::V2);
    host.ask_ok(&request(0x10, &[0x1000, 1, 0x4000, 0]));
    host.ask_ok(&block(0x11, 0, &[0xFF; 64]));
    host.ask_status(&request(0x0A, &[0x4000_1000]), 0xC7, 0);
    host.ask_ok(&request(0x0A, &[0x4000_1000]));
    // Version 1 keeps it until the next BEGIN.
    let mut host = stub(StubVersion::V1);
    host.ask_ok(&request(0x10, &[0x1000, 1, 0x4000, 0]));
    host.ask_ok(&block(0x11, 0, &[0xFF; 64]));
    host.ask_ok(&request(0x0A, &[0x4000_1000]));
    host.ask_status(&block(0x11, 1, &[0; 4]), 0xC7, 0);
    host.ask_status(&request(0x12, &[1]), 0xC7, 0);
    host.ask_ok(&request(0x10, &[0x1000, 1, 0x4000, 0]));
}

#[test]
fn an_end_with_missing_data_is_refused() {
    for (version, status) in [(StubVersion::V1, 0xC8), (StubVersion::V2, 0xC0)] {
        let mut host = stub(version);
        host.ask_ok(&request(0x02, &[0x1000, 1, 0x4000, 0]));
        host.ask_status(&request(0x04, &[1]), status, 0);
    }
}

#[test]
fn commands_out_of_place_or_form_are_refused() {
    let mut host = stub(StubVersion::V2);
    host.ask_status(&block(0x03, 0, &[1, 2, 3, 4]), 0xC6, 0);
    host.ask_status(&request(0x04, &[1]), 0xC6, 0);
    host.ask_status(&request(0x14, &[]), 0xC3, 0);
    host.ask_status(&request(0x02, &[0x1000, 1, 0x8000, 0]), 0xC2, 0);
    host.ask_status(&request(0xD1, &[0x100, 0x1000]), 0xC0, 0);
    host.ask_status(&request(0x0D, &[0, 0]), 0xC0, 0);
    // The header says 5 bytes, the frame has 4.
    host.ask_status(&hex("C0 00 0D 05 00 00 00 00 00 00 00 00 00 C0"), 0xC0, 0);
    let mut host = stub(StubVersion::V1);
    host.ask_status(&request(0x14, &[]), 0xFF, 0);
    host.ask_status(&request(0xD1, &[0x100, 0x1000]), 0x01, 0);
    // Version 1 reads whole words only, and then promises a digest it does not send.
    let refused = host.ask(&request(0x13, &[0, 5, 0, 0]));
    assert_eq!(refused, hex("C0 01 13 12 00 00 00 00 00 01 00 C0"));
}

#[test]
fn empty_frames_are_ignored() {
    let mut host = stub(StubVersion::V2);
    assert_eq!(host.ask(&hex("C0 C0 C0 C0")), []);
    host.ask_ok(&request(0x0A, &[0x4000_1000]));
}

#[test]
fn reading_sends_packet_after_packet_for_each_count_and_then_the_digest() {
    let mut host = stub(StubVersion::V2);
    let bytes = content(0x2800);
    host.board.flash_mut()[..bytes.len()].copy_from_slice(&bytes);
    host.ask_ok(&request(0xD2, &[0, 0x2800, 0x1000, 64]));
    let mut read = Vec::new();
    while read.len() < bytes.len() {
        read.extend(host.frame(ms(2000)));
        host.board.send(&slip(&(read.len() as u32).to_le_bytes()));
    }
    assert!(read == bytes);
    assert_eq!(host.frame(ms(2000)).len(), 16);
    host.ask_ok(&request(0x0A, &[0x4000_1000]));
}

#[test]
fn a_lost_count_stops_the_reading_until_a_frame_that_is_none() {
    let mut host = stub(StubVersion::V2);
    let bytes = content(0x4000);
    host.board.flash_mut()[..bytes.len()].copy_from_slice(&bytes);
    host.ask_ok(&request(0xD2, &[0, 0x4000, 0x1000, 64]));
    host.frame(ms(2000));
    assert!(host.listen(ms(3000)).is_empty());
    // The MD5 of the first 0x1000 bytes; the SYNC itself is lost.
    let digest = slip(&Md5::digest(&bytes[..0x1000]));
    assert_eq!(host.ask(&sync()), digest);
    assert_eq!(host.ask(&sync()), answer(0x08, 0, 0, 0).repeat(8));
}

#[test]
fn a_count_that_comes_before_its_packet_has_left_brings_the_next_one_without_a_pause() {
    let mut host = stub(StubVersion::V2);
    host.board.send(&request(0xD2, &[0, 0x2000, 0x1000, 64]));
    // In the middle of the first packet, which takes 0.36 s.
    host.board.advance(ms(200));
    host.board.send(&slip(&0x1000_u32.to_le_bytes()));
    host.board.advance(ms(550));
    let mut heard = Vec::new();
    host.board.receive(&mut heard);
    assert!(heard.len() > 0x2000, "{:#x} bytes", heard.len());
    host.board.send(&slip(&0x2000_u32.to_le_bytes()));
    assert_eq!(host.frame(ms(500)).len(), 16);
}

#[test]
fn too_large_a_read_packet_is_refused_with_the_next_command() {
    let mut host = stub(StubVersion::V2);
    host.ask_ok(&request(0xD2, &[0, 0x2000, 0x2000, 64]));
    host.ask_status(&request(0x0A, &[0x4000_1000]), 0xC0, 0);
}

#[test]
fn the_speed_changes_after_the_answer() {
    let mut host = stub(StubVersion::V2);
    // 460,800, from a stub that is not asked.
    let frame = hex("C0 00 0F 08 00 00 00 00 00 00 08 07 00 00 C2 01 00 C0");
    assert_eq!(host.ask(&frame), answer(0x0F, 0, 0, 0));
    assert_eq!(host.ask(&sync()), [], "the old speed is garbage now");
    host.board.set_baud(460_800);
    assert_eq!(host.ask(&sync()), answer(0x08, 0, 0, 0).repeat(8));
    // 451 × 115,200 / 460,800 = 112, cut off.
    assert_eq!(host.board.chip_baud(), 52_000_000 / 112);
}

#[test]
fn version_2_takes_any_old_speed_for_115200() {
    let mut host = Host::at(config(), 460_800);
    host.enter_stub(StubVersion::V2);
    let inherited = host.board.chip_baud();
    // To 921,600 from 460,800: it must be asked for 230,400.
    host.ask_ok(&request(0x0F, &[230_400, 460_800]));
    host.listen(ms(20));
    assert!(host.board.chip_baud().abs_diff(2 * inherited) < 20_000);
    let mut host = Host::at(config(), 460_800);
    host.enter_stub(StubVersion::V1);
    host.ask_ok(&request(0x0F, &[921_600, 460_800]));
    host.listen(ms(20));
    assert!(host.board.chip_baud().abs_diff(2 * inherited) < 20_000);
}

#[test]
fn version_2_does_not_reach_beyond_4_mb_on_larger_chips() {
    let mut host = stub_on(config().with_flash_bytes(16 << 20), StubVersion::V2);
    host.ask_status(&request(0x13, &[5 << 20, 4096, 0, 0]), 0xC4, 0);
    host.ask_status(&request(0xD1, &[5 << 20, 4096]), 0xC4, 0);
    host.ask_ok(&request(0x02, &[4, 1, 0x4000, 5 << 20]));
    host.ask_ok(&block(0x03, 0, &[1, 2, 3, 4]));
    host.ask_status(&request(0x04, &[1]), 0xC4, 0);
    host.ask_ok(&request(0xD0, &[]));
}

#[test]
fn a_stuck_cell_shows_only_in_the_digest() {
    let mut config = config();
    config.defects.stuck_cells.push(StuckCell { address: 2, zero_bits: 0x01 });
    let mut host = stub_on(config, StubVersion::V2);
    host.ask_ok(&request(0x02, &[4, 1, 0x4000, 0]));
    host.ask_ok(&block(0x03, 0, &[1, 2, 3, 4]));
    host.ask_ok(&request(0x04, &[1]));
    assert_eq!(host.board.flash()[..4], [1, 2, 2, 4]);
}

#[test]
fn only_the_reset_line_leaves_version_2() {
    let mut host = stub(StubVersion::V2);
    host.ask_ok(&request(0x02, &[0, 0, 0x4000, 0]));
    host.ask_ok(&request(0x04, &[0]));
    assert_eq!(host.ask(&request(0xD3, &[])), []);
    assert_eq!(host.board.mode(), Mode::Stub);
    host.reset_into_firmware();
    assert_ne!(host.board.mode(), Mode::Stub);
}

#[test]
fn a_port_that_opens_rts_first_loses_the_stub() {
    let mut config = config();
    config.adapter.open_order = virtual_board::OpenOrder::RtsFirst;
    let mut host = stub_on(config, StubVersion::V2);
    host.board.close();
    host.board.open(115_200);
    host.listen(ms(100));
    assert_ne!(host.board.mode(), Mode::Stub);
}

#[test]
fn mem_data_over_the_running_stub_ends_it() {
    let mut host = stub(StubVersion::V2);
    host.ask_ok(&request(0x05, &[4, 1, 0x1800, 0x4010_C600]));
    host.board.send(&request_bytes(
        0x07,
        0,
        &[4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9],
    ));
    host.listen(ms(100));
    assert_eq!(host.board.mode(), Mode::Crashed);
}
