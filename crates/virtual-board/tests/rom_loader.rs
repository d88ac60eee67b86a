//! The loader in the ROM, spoken to in raw frames.

mod common;

use common::{Host, answer, block, config, hex, ms, request, sync};
use virtual_board::{Crystal, Defects, KnownStub, MemEndReply, Mode, StubVersion};

#[test]
fn the_first_sync_is_lost_and_the_second_answered_eight_times_at_any_speed() {
    for baud in [9_600, 115_200, 460_800, 921_600, 1_500_000, 2_000_000] {
        let mut host = Host::at(config(), baud);
        host.enter_rom();
        assert_eq!(host.board.mode(), Mode::Rom);
    }
}

#[test]
fn a_speed_beyond_what_the_rom_measures_is_never_answered() {
    let mut config = config();
    config.adapter.max_baud = 3_000_000;
    let mut host = Host::at(config, 3_000_000);
    host.reset_into_loader();
    for _ in 0..5 {
        assert_eq!(host.ask(&sync()), []);
    }
}

#[test]
fn the_boot_log_reads_as_text_at_its_own_speed_and_as_garbage_at_another() {
    for (crystal, baud) in [(Crystal::Mhz26, 74_880), (Crystal::Mhz40, 115_200)] {
        let mut config = config();
        config.crystal = crystal;
        let mut host = Host::at(config, baud);
        host.listen(ms(400));
        host.board.set_signals(false, true);
        host.board.advance(ms(100));
        host.board.set_signals(true, false);
        let text = host.listen_text(ms(100));
        assert!(text.starts_with(" ets Jan  8 2013,rst cause:2, boot mode:(1,6)"), "{text}");
    }
    let mut host = Host::new();
    let garbage = host.listen_text(ms(300));
    assert!(!garbage.is_empty() && !garbage.contains("ets"), "{garbage}");
}

#[test]
fn chip_mac_and_crystal_are_read_from_registers() {
    let mut host = Host::new();
    host.enter_rom();
    // READ_REG 40001000: an ESP8266.
    assert_eq!(
        host.ask(&hex("C0 00 0A 04 00 00 00 00 00 00 10 00 40 C0")),
        hex("C0 01 0A 02 00 01 C1 F0 FF 00 00 C0")
    );
    // READ_REG 3FF00050: the last byte of the MAC on top.
    assert_eq!(
        host.ask(&hex("C0 00 0A 04 00 00 00 00 00 50 00 F0 3F C0")),
        answer(0x0A, 0x3300_0000, 0, 0)
    );
    // READ_REG 60000014: 52 MHz / 115,200 = 451.
    assert_eq!(
        host.ask(&hex("C0 00 0A 04 00 00 00 00 00 14 00 00 60 C0")),
        answer(0x0A, 451, 0, 0)
    );
}

#[test]
fn the_flash_id_comes_through_the_flash_controller_once_it_is_attached() {
    let mut host = Host::new();
    host.enter_rom();
    // The dummy FLASH_BEGIN: all sizes zero, block size 0x400.
    let attach =
        hex("C0 00 02 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 04 00 00 00 00 00 00 C0");
    let writes = [
        // USR1: 24 bits to read.
        "C0 00 09 10 00 00 00 00 00 20 02 00 60 00 17 00 00 FF FF FF FF 00 00 00 00 C0",
        // USR: command and answer.
        "C0 00 09 10 00 00 00 00 00 1C 02 00 60 00 00 00 90 FF FF FF FF 00 00 00 00 C0",
        // USR2: eight bits of command, 9F.
        "C0 00 09 10 00 00 00 00 00 24 02 00 60 9F 00 00 70 FF FF FF FF 00 00 00 00 C0",
        // W0: nothing.
        "C0 00 09 10 00 00 00 00 00 40 02 00 60 00 00 00 00 FF FF FF FF 00 00 00 00 C0",
        // CMD: go.
        "C0 00 09 10 00 00 00 00 00 00 02 00 60 00 00 04 00 FF FF FF FF 00 00 00 00 C0",
    ];
    let poll = hex("C0 00 0A 04 00 00 00 00 00 00 02 00 60 C0");
    let read = hex("C0 00 0A 04 00 00 00 00 00 40 02 00 60 C0");
    for id in [0xFF_FFFF, 0x16_40EF] {
        if id != 0xFF_FFFF {
            host.ask_ok(&attach);
        }
        for write in writes {
            host.ask_ok(&hex(write));
        }
        assert_eq!(host.ask(&poll), answer(0x0A, 0, 0, 0));
        assert_eq!(host.ask(&read), answer(0x0A, id, 0, 0));
    }
}

#[test]
fn the_flash_answers_its_sfdp_signature() {
    let mut host = Host::new();
    host.enter_rom();
    host.ask_ok(&request(0x02, &[0, 0, 0x400, 0]));
    for (register, value) in [
        (0x6000_0220, 31 << 8 | 7 | 23 << 26), // 32 bits in, 8 dummy bits, 24 bits of address
        (0x6000_021C, 0xF000_0000),            // command, address, dummy, answer
        (0x6000_0224, 7 << 28 | 0x5A),
        (0x6000_0204, 0),
        (0x6000_0240, 0),
        (0x6000_0200, 1 << 18),
    ] {
        host.ask_ok(&request(0x09, &[register, value, 0xFFFF_FFFF, 0]));
    }
    assert_eq!(host.ask(&request(0x0A, &[0x6000_0240])), answer(0x0A, 0x5044_4653, 0, 0));
}

#[test]
fn an_unknown_command_is_refused_under_the_number_of_the_one_before() {
    let mut host = Host::new();
    host.enter_rom();
    // After a SYNC: eight times, with its value.
    let refused = answer(0x08, 0x2012_0707, 1, 5);
    assert_eq!(host.ask(&request(0x14, &[])), refused.repeat(8));
    host.ask_ok(&request(0x0A, &[0x4000_1000]));
    assert_eq!(host.ask(&request(0x13, &[0, 4096, 0, 0])), answer(0x0A, 0xFFF0_C101, 1, 5));
    // No compression and no change of speed either.
    assert_eq!(host.ask(&request(0x10, &[0, 0, 0, 0])), answer(0x0A, 0xFFF0_C101, 1, 5));
    assert_eq!(host.ask(&request(0x0F, &[460_800, 0])), answer(0x0A, 0xFFF0_C101, 1, 5));
}

#[test]
fn all_answers_share_one_value() {
    let mut host = Host::new();
    host.enter_rom();
    let begin = request(0x05, &[4, 1, 0x1800, 0x4010_C500]);
    assert_eq!(host.ask(&begin), answer(0x05, 0x2012_0707, 0, 0));
}

#[test]
fn flash_begin_takes_exactly_four_words_and_erases_too_much() {
    let mut host = Host::new();
    host.board.flash_mut().fill(0);
    host.enter_rom();
    host.ask_ok(&request(0x0A, &[0x4000_1000]));
    let five_words = request(0x02, &[0x1000, 4, 0x400, 0, 0]);
    assert_eq!(host.ask(&five_words), answer(0x0A, 0xFFF0_C101, 1, 5));
    // 0x11 sectors from sector 1 on: the 15 up to the border are not counted.
    host.ask_ok(&request(0x02, &[0x1_1000, 0x44, 0x400, 0x1000]));
    let erased = host.board.flash().iter().filter(|&&cell| cell == 0xFF).count();
    assert_eq!(erased, 32 * 0x1000);
}

#[test]
fn blocks_are_programmed_in_their_order_and_a_bad_one_uses_up_its_number() {
    let mut host = Host::new();
    host.enter_rom();
    host.ask_ok(&request(0x02, &[0x1000, 4, 0x400, 0]));
    host.ask_ok(&block(0x03, 0, &[0x11; 0x400]));
    let mut bad = block(0x03, 1, &[0x22; 0x400]);
    bad[5] ^= 1;
    host.ask_status(&bad, 1, 7);
    host.ask_status(&block(0x03, 1, &[0x22; 0x400]), 1, 6);
    assert_eq!(host.board.flash()[0x3FF..0x401], [0x11, 0xFF]);
}

#[test]
fn flash_end_leaves_the_loader_and_locks_the_flash() {
    let mut host = Host::new();
    host.enter_rom();
    host.ask_ok(&request(0x04, &[0]));
    // The strap is kept: the loader again, and it wants to measure again.
    host.listen(ms(100));
    assert_eq!(host.board.mode(), Mode::Rom);
    assert_eq!(host.ask(&sync()), []);
    host.ask(&sync());
    host.upload(&KnownStub::made_up(StubVersion::V2));
    host.ask_ok(&request(0x02, &[4, 1, 0x4000, 0]));
    host.ask_ok(&block(0x03, 0, &[1, 2, 3, 4]));
    host.ask_ok(&request(0x04, &[1]));
    assert_eq!(host.board.flash()[..4], [0xFF; 4], "stub 2 never unlocks the flash");
}

#[test]
fn a_stub_starts_when_its_text_came_before_its_data() {
    for version in [StubVersion::V1, StubVersion::V2] {
        let mut host = Host::new();
        host.enter_stub(version);
    }
}

#[test]
fn a_stub_whose_data_came_first_crashes() {
    let mut host = Host::new();
    host.enter_rom();
    let stub = KnownStub::made_up(StubVersion::V2);
    host.upload_segment(stub.data.address, &stub.data.bytes);
    host.upload_segment(stub.text.address, &stub.text.bytes);
    // The receive buffer has overwritten the data meanwhile.
    host.ask(&request(0x06, &[0, stub.entry]));
    assert_eq!(host.board.mode(), Mode::Crashed);
    assert_eq!(host.ask(&sync()), []);
}

#[test]
fn bytes_that_are_no_known_stub_crash_until_the_next_reset() {
    let mut host = Host::new();
    host.enter_rom();
    let mut stub = KnownStub::made_up(StubVersion::V2);
    stub.text.bytes[5000] ^= 4;
    host.upload_segment(stub.text.address, &stub.text.bytes);
    host.upload_segment(stub.data.address, &stub.data.bytes);
    host.ask(&request(0x06, &[0, stub.entry]));
    assert_eq!(host.board.mode(), Mode::Crashed);
    host.enter_rom();
}

#[test]
fn the_answer_to_the_jump_may_be_missing() {
    let mut config = config();
    config.defects = Defects { mem_end_reply: MemEndReply::Lost, ..Defects::default() };
    let mut host = Host::with(config);
    host.enter_rom();
    let stub = KnownStub::made_up(StubVersion::V2);
    host.upload_segment(stub.text.address, &stub.text.bytes);
    host.upload_segment(stub.data.address, &stub.data.bytes);
    assert_eq!(host.ask(&request(0x06, &[0, stub.entry])), hex("C0 4F 48 41 49 C0"));
}

#[test]
fn after_a_change_of_the_hosts_speed_the_loader_hears_garbage() {
    let mut host = Host::new();
    host.enter_rom();
    host.board.set_baud(460_800);
    assert_eq!(host.ask(&sync()), []);
    host.board.set_baud(115_200);
    assert!(!host.ask(&sync()).is_empty());
}
