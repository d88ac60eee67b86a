//! Starting from flash: what the image and the file system decide.

mod common;

use std::time::Duration;

use common::{BANNER, Host, config, image, ms};
use virtual_board::{
    Board, Buttons, Chatty, Config, FlashTiming, Mode, OpenOrder, Running, Silent, Wiring,
};

/// The builds of before 1.13 have FAT, from 0x99000 on; later ones littlefs, from 0x100000 on.
const BUILDS: [Build; 2] = [
    Build {
        banner: "MicroPython v1.9.3-8-g63826ac5c on 2017-11-01; ESP module with ESP8266",
        files_at: 0x9_9000,
        complaint: "The FAT filesystem starting at sector 153 with size 866 sectors appears to\r\n\
            be corrupted.",
    },
    Build {
        banner: BANNER,
        files_at: 0x10_0000,
        complaint: "The filesystem starting at sector 256 with size 763 sectors looks corrupt.",
    },
];

struct Build {
    banner: &'static str,
    files_at: usize,
    complaint: &'static str,
}

fn with_build(config: Config, build: &Build) -> Host {
    let mut host = Host::with(config);
    let image = image(build.banner);
    host.board.flash_mut()[..image.len()].copy_from_slice(&image);
    host
}

fn with_flash(config: Config, offset: usize, bytes: &[u8]) -> Host {
    let mut host = Host::with(config);
    host.board.flash_mut()[..image(BANNER).len()].copy_from_slice(&image(BANNER));
    host.board.flash_mut()[offset..offset + bytes.len()].copy_from_slice(bytes);
    host
}

fn started(host: &mut Host) -> String {
    host.reset_into_firmware();
    host.listen_text(ms(2500))
}

/// How long it takes from the release of reset to the prompt.
fn time_to_prompt(host: &mut Host) -> Duration {
    host.reset_into_firmware();
    let (from, mut heard) = (host.board.now(), Vec::new());
    while !heard.ends_with(b">>> ") {
        host.board.advance(Duration::from_micros(100));
        host.board.receive(&mut heard);
        assert!(host.board.now() < from + ms(5_000), "no prompt");
    }
    host.board.now() - from
}

#[test]
fn a_blank_file_system_is_set_up_at_the_first_start_only() {
    for build in BUILDS {
        let mut host = with_build(config(), &build);
        let text = started(&mut host);
        assert!(text.contains("Performing initial setup\r\n"), "{text}");
        let greeting = format!("{}\r\nType \"help()\" for more information.\r\n>>> ", build.banner);
        assert!(text.ends_with(&greeting), "{text}");
        let again = started(&mut host);
        assert!(!again.contains("initial setup") && again.ends_with(">>> "), "{again}");
    }
}

/// What each build does then, as recorded: erased sectors, programmed pages and bytes read, the
/// SDK's settings included; and a turn of Python for each byte of the first sector.
#[test]
fn a_first_start_takes_as_much_longer_as_its_work_on_the_flash() {
    for (build, (erases, pages, bytes)) in
        BUILDS.into_iter().zip([(12, 192, 28_672), (5, 38, 6_144)])
    {
        let slow_pages = FlashTiming { program_page: ms(3), ..FlashTiming::default() };
        for flash_timing in [FlashTiming::default(), slow_pages] {
            let expected = flash_timing.erase_sector * erases
                + flash_timing.program_page * pages
                + flash_timing.read_kib * bytes / 1024
                + config().chip_timing.python_turn * 4_096;
            let mut host = with_build(Config { flash_timing, ..config() }, &build);
            let (first, second) = (time_to_prompt(&mut host), time_to_prompt(&mut host));
            let longer = first - second;
            assert!(longer.abs_diff(expected) <= ms(1), "{longer:?}, not {expected:?}");
        }
    }
}

#[test]
fn an_old_file_system_is_kept() {
    for build in BUILDS {
        let mut host = with_build(config(), &build);
        started(&mut host);
        // Whatever made it, it has the marks of a file system by now.
        let before = host.board.flash()[build.files_at..build.files_at + 0x7000].to_vec();
        let text = started(&mut host);
        assert!(!text.contains("initial setup") && text.ends_with(">>> "), "{text}");
        assert_eq!(host.board.flash()[build.files_at..build.files_at + 0x7000], before);
        host.board.send(b"os.listdir()\r");
        assert!(host.listen_text(ms(200)).contains("\r\n['boot.py']\r\n"));
    }
}

#[test]
fn littlefs_is_found_by_its_second_superblock_too() {
    let mut host = with_flash(config(), 0, &[]);
    started(&mut host);
    host.board.flash_mut()[0x10_0000..0x10_1000].fill(0xFF);
    let text = started(&mut host);
    assert!(!text.contains("initial setup") && text.ends_with(">>> "), "{text}");
    host.board.send(b"os.listdir()\r");
    assert!(host.listen_text(ms(200)).contains("\r\n['boot.py']\r\n"));
}

#[test]
fn foreign_data_there_is_complained_about_every_three_seconds_until_ctrl_c() {
    for build in BUILDS {
        let mut host = with_build(config(), &build);
        host.board.flash_mut()[build.files_at..][..8].copy_from_slice(b"old data");
        host.reset_into_firmware();
        host.board.advance(Duration::from_secs(8));
        let text = host.listen_text(ms(1));
        assert_eq!(text.matches(build.complaint).count(), 3, "{text}");
        host.board.send(b"\x03");
        assert!(host.listen_text(ms(900)).ends_with(">>> "));
    }
}

#[test]
fn the_network_to_join_is_the_one_in_the_settings() {
    let mut host = with_flash(config(), 0x3F_F000, &[1]);
    host.board.flash_mut()[0x3F_E000..][..7].copy_from_slice(b"\x06School");
    started(&mut host);
    host.board.send(b"network.WLAN(network.STA_IF).config('essid')\r");
    assert!(host.listen_text(ms(200)).contains("\r\n'School'\r\n"));
}

#[test]
fn a_header_that_says_1_mb_ends_in_garbage_and_resets() {
    let mut host = with_flash(config(), 3, &[0x20]);
    host.reset_into_firmware();
    assert_eq!(host.board.mode(), Mode::BootLoop);
    let first = host.listen(ms(100));
    assert!(!first.is_empty() && !String::from_utf8_lossy(&first).contains(">>>"));
    host.board.advance(ms(1300));
    assert!(!host.listen(ms(100)).is_empty(), "it goes on and on");
}

#[test]
fn a_blank_or_damaged_flash_never_starts() {
    let mut host = Host::new();
    host.reset_into_firmware();
    assert_eq!(host.board.mode(), Mode::BootLoop);
    let mut host = with_flash(config(), 16, &[7]);
    host.reset_into_firmware();
    assert_eq!(host.board.mode(), Mode::BootLoop);
    // The loader is still to be had.
    host.enter_rom();
}

#[test]
fn the_prompt_echoes_at_115200() {
    let mut host = with_flash(config(), 0x10_0008, b"littlefs");
    started(&mut host);
    host.board.send(b"import sys; sys.platform\r");
    assert_eq!(host.listen_text(ms(100)), "import sys; sys.platform\r\n'esp8266'\r\n>>> ");
    host.board.set_baud(9_600);
    host.board.send(b"1\r");
    assert_ne!(host.listen_text(ms(100)), "1\r\n1\r\n>>> ");
}

#[test]
fn other_programs_run_behind_the_same_trait() {
    for (program, expected) in [
        (Box::new(Running::new()) as Box<dyn virtual_board::Program>, "2\r\n"),
        (Box::new(Chatty::new("Ready.", Duration::from_millis(700))), "Ready.\r\nReady.\r\n"),
        (Box::new(Silent), ""),
    ] {
        let mut board = Board::new(config(), program);
        board.flash_mut()[..image(BANNER).len()].copy_from_slice(&image(BANNER));
        board.flash_mut()[0x10_0008..0x10_0010].copy_from_slice(b"littlefs");
        board.open(115_200);
        board.advance(Duration::from_secs(3));
        let mut heard = Vec::new();
        board.receive(&mut heard);
        let text = String::from_utf8_lossy(&heard).into_owned();
        assert_eq!(board.mode(), Mode::Running);
        assert!(text.ends_with(expected), "{text}");
        board.send(b"\x03");
        board.advance(ms(100));
        heard.clear();
        board.receive(&mut heard);
        let prompt = String::from_utf8_lossy(&heard).contains("KeyboardInterrupt");
        assert_eq!(prompt, expected == "2\r\n");
    }
}

#[test]
fn opening_and_closing_the_port_does_to_the_lines_what_real_systems_do() {
    let mut host = with_flash(config(), 0x10_0008, b"littlefs");
    started(&mut host);
    host.board.close();
    host.board.open(115_200);
    host.board.advance(ms(10));
    assert_eq!(host.board.mode(), Mode::Running, "both lines together do nothing");
    host.board.close();
    host.board.advance(ms(10));
    assert_ne!(host.board.mode(), Mode::Running, "DTR drops before RTS: a reset");
    let mut config = config();
    config.adapter.open_order = OpenOrder::RtsFirst;
    let mut host = with_flash(config, 0x10_0008, b"littlefs");
    started(&mut host);
    host.board.close();
    host.board.open(115_200);
    host.board.advance(ms(10));
    assert_ne!(host.board.mode(), Mode::Running);
}

#[test]
fn a_board_without_auto_reset_obeys_its_buttons_only() {
    let mut host = Host::with(Config { wiring: Wiring::None, ..config() });
    host.reset_into_loader();
    assert_eq!(host.board.mode(), Mode::BootLoop);
    host.board.set_buttons(Buttons { reset: true, flash: true });
    host.board.advance(ms(100));
    host.board.set_buttons(Buttons { reset: false, flash: true });
    host.board.advance(ms(100));
    assert_eq!(host.board.mode(), Mode::Rom);
}

#[test]
fn a_large_capacitor_needs_the_long_sequence() {
    let mut host = Host::with(Config { reset_rise: ms(200), ..config() });
    host.listen(ms(300));
    host.reset_into_loader();
    host.listen(ms(300));
    assert_eq!(host.board.mode(), Mode::BootLoop);
    host.board.set_signals(false, true);
    host.board.advance(ms(100));
    host.board.set_signals(true, false);
    host.board.advance(ms(550));
    host.board.set_signals(false, false);
    assert_eq!(host.board.mode(), Mode::Rom);
}

#[test]
fn unplugging_ends_everything_and_plugging_starts_from_power_on() {
    let mut host = with_flash(config(), 0x10_0008, b"littlefs");
    started(&mut host);
    host.board.unplug();
    assert_eq!((host.board.mode(), host.board.next_event()), (Mode::Off, None));
    host.board.plug();
    host.board.open(74_880);
    assert!(host.listen_text(ms(100)).contains("rst cause:1, boot mode:(3,6)"));
    assert_eq!(host.board.flash()[0], 0xE9, "the flash keeps its content");
}
