//! Starting from flash: what the image and the file system decide.

mod common;

use std::time::Duration;

use common::{BANNER, Host, config, image, ms};
use virtual_board::{Board, Buttons, Chatty, Config, Mode, OpenOrder, Running, Silent, Wiring};

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

#[test]
fn a_blank_file_system_is_set_up_at_the_first_start_only() {
    let mut host = with_flash(config(), 0, &[]);
    let text = started(&mut host);
    assert!(text.contains("Performing initial setup\r\n"), "{text}");
    assert!(text.ends_with(&format!("{BANNER}\r\nType \"help()\" for more information.\r\n>>> ")));
    let again = started(&mut host);
    assert!(!again.contains("initial setup") && again.ends_with(">>> "), "{again}");
}

#[test]
fn an_old_file_system_is_kept() {
    let mut host = with_flash(config(), 0x10_1008, b"littlefs");
    let text = started(&mut host);
    assert!(!text.contains("initial setup") && text.ends_with(">>> "), "{text}");
    host.board.send(b"os.listdir()\r");
    assert!(host.listen_text(ms(200)).contains("main.py"));
}

#[test]
fn foreign_data_there_is_complained_about_every_three_seconds_until_ctrl_c() {
    let mut host = with_flash(config(), 0x10_0000, b"old data");
    host.reset_into_firmware();
    host.board.advance(Duration::from_secs(8));
    let text = host.listen_text(ms(1));
    let complaint = "The filesystem starting at sector 256 with size 763 sectors looks corrupt.";
    assert_eq!(text.matches(complaint).count(), 3, "{text}");
    host.board.send(b"\x03");
    assert!(host.listen_text(ms(900)).ends_with(">>> "));
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
