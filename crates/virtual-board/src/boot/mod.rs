//! From reset to the firmware's first text, or to none.

mod fat;
mod file_system;
mod files;
mod first_start;
mod image;
mod littlefs;
mod settings;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::config::UserStart;
use crate::hardware::Hardware;
use crate::program::{BootInfo, Files};

pub use file_system::FileSystem;
use files::FileArea;
use image::{Image, NoImage};
use settings::Settings;

const FIRMWARE_BAUD: u32 = 115_200;
const COMPLAINT_EVERY: Duration = Duration::from_secs(3);
const CTRL_C: u8 = 0x03;

/// Why the chip was reset, as the ROM prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    PowerOn = 1,
    ResetLine = 2,
    Software = 3,
    Watchdog = 4,
}

/// A start from flash under way.
#[derive(Debug)]
pub(crate) struct Boot {
    user_start: UserStart,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// The ROM prints its log and loads the image.
    Rom { ready_at: Duration, image: Image },
    /// The image can't run: the watchdog ends it, and all begins anew.
    Looping { reset_at: Duration, why: NoImage },
    /// A new file system is being made.
    Formatting { ready_at: Duration, info: BootInfo },
    /// Something lies where the files should be.
    Complaining { next_at: Duration, area: FileArea, info: BootInfo },
}

impl Boot {
    /// Starts after the release of reset.
    pub(crate) fn start(
        hw: &mut Hardware,
        user_start: UserStart,
        cause: Cause,
        now: Duration,
    ) -> Self {
        let stage = match Image::check(hw.flash.cells(), hw.flash_modes) {
            Ok(image) => {
                print_log(hw, cause, now, "3,6", SOUND);
                Stage::Rom { ready_at: hw.uart.sent_by() + hw.timing.firmware_start, image }
            }
            Err(why) => loop_once(hw, why, cause, now),
        };
        Self { user_start, stage }
    }

    pub(crate) fn is_looping(&self) -> bool {
        matches!(self.stage, Stage::Looping { .. })
    }

    /// Whether MicroPython itself is at work already.
    pub(crate) fn firmware_runs(&self) -> bool {
        matches!(self.stage, Stage::Formatting { .. } | Stage::Complaining { .. })
    }

    pub(crate) fn next_event(&self) -> Duration {
        match &self.stage {
            Stage::Rom { ready_at, .. } | Stage::Formatting { ready_at, .. } => *ready_at,
            Stage::Looping { reset_at, .. } => *reset_at,
            Stage::Complaining { next_at, .. } => *next_at,
        }
    }

    /// Goes on if it is time. Returns what the boot found when the program can start.
    pub(crate) fn event(&mut self, hw: &mut Hardware, now: Duration) -> Option<BootInfo> {
        if self.next_event() > now {
            return None;
        }
        match &mut self.stage {
            Stage::Rom { image, .. } => {
                let image = image.clone();
                hw.uart.set_baud(FIRMWARE_BAUD);
                self.find_files(hw, image, now)
            }
            Stage::Looping { why, .. } => {
                hw.uart.reset(now);
                self.stage = loop_once(hw, *why, Cause::Watchdog, now);
                None
            }
            Stage::Formatting { info, .. } => Some(info.clone()),
            Stage::Complaining { next_at, area, .. } => {
                *next_at = now + COMPLAINT_EVERY;
                complain(hw, area, now);
                None
            }
        }
    }

    /// Takes what was typed: Ctrl-C ends the complaints.
    pub(crate) fn receive(
        &mut self,
        hw: &mut Hardware,
        bytes: &[u8],
        now: Duration,
    ) -> Option<BootInfo> {
        match &self.stage {
            Stage::Complaining { info, .. } if bytes.contains(&CTRL_C) => {
                hw.uart.send(
                    now,
                    b"Traceback (most recent call last):\r\nKeyboardInterrupt: \r\n".to_vec(),
                );
                Some(info.clone())
            }
            _ => None,
        }
    }

    fn find_files(&mut self, hw: &mut Hardware, image: Image, now: Duration) -> Option<BootInfo> {
        files::write_calibration(&mut hw.flash, image.flash_bytes);
        let settings = Settings::of(image.flash_bytes);
        let network = settings.station(&hw.flash);
        let Some(banner) = &image.banner else {
            let (files, names) = (Files::Kept, Vec::new());
            return Some(BootInfo { banner: None, files, place: None, names, network });
        };
        let area = FileArea::of(banner, image.flash_bytes, self.user_start);
        let files = area.look(&hw.flash);
        let names = area.names(&hw.flash);
        let place = Some(area.place());
        let info = BootInfo { banner: image.banner.clone(), files, place, names, network };
        let told_at = now + area.look_time(&hw.flash, files, hw.timing.python_turn);
        match files {
            Files::Kept => return Some(info),
            Files::New => {
                hw.uart.send(told_at, b"Performing initial setup\r\n".to_vec());
                let name = access_point(hw);
                let named = settings.name_access_point(&mut hw.flash, &name);
                let ready_at = told_at + named + area.format(&mut hw.flash);
                let info = BootInfo { names: area.names(&hw.flash), ..info };
                self.stage = Stage::Formatting { ready_at, info };
            }
            Files::Corrupt => {
                complain(hw, &area, told_at);
                self.stage = Stage::Complaining { next_at: told_at + COMPLAINT_EVERY, area, info };
            }
        }
        None
    }
}

const SOUND: &str = "load 0x40100000, len 31100, room 16 \r\ntail 12\r\nchksum 0x0d\r\n\
    load 0x3ffe8000, len 1028, room 4 \r\ntail 0\r\nchksum 0x7f\r\ncsum 0x7f\r\n";

/// The ROM's log before the serial loader.
pub(crate) fn print_loader_log(hw: &mut Hardware, cause: Cause, now: Duration) {
    print_log(hw, cause, now, "1,6", "");
}

fn print_log(hw: &mut Hardware, cause: Cause, now: Duration, mode: &str, rest: &str) {
    let cause = cause as u8;
    let log = format!(" ets Jan  8 2013,rst cause:{cause}, boot mode:({mode})\r\n\r\n{rest}");
    hw.uart.send(now + hw.timing.rom_start, log.into_bytes());
}

fn loop_once(hw: &mut Hardware, why: NoImage, cause: Cause, now: Duration) -> Stage {
    match why {
        NoImage::Missing => print_log(hw, cause, now, "3,6", "ets_main.c 422 \r\n"),
        NoImage::Damaged => print_log(hw, cause, now, "3,6", "csum err\r\nets_main.c 422 \r\n"),
        NoImage::WrongFlashSize => {
            print_log(hw, cause, now, "3,6", SOUND);
            hw.uart.send(now, crash_noise());
        }
    }
    Stage::Looping { reset_at: now + hw.timing.boot_loop, why }
}

/// What a firmware prints when it trips over its own memory: the same bytes each time.
fn crash_noise() -> Vec<u8> {
    (0u8..48).map(|n| n.wrapping_mul(151) ^ 0xA5).collect()
}

/// The name that MicroPython gives to the board's own network: with the end of its address.
fn access_point(hw: &Hardware) -> String {
    const EFUSE: u32 = 0x3FF0_0050;
    let word = |at: u32| hw.registers.read(EFUSE + at, &hw.uart);
    format!("MicroPython-{:04x}{:02x}", word(4) & 0xFFFF, word(0) >> 24)
}

fn complain(hw: &mut Hardware, area: &FileArea, now: Duration) {
    hw.uart.send(now, area.complaint().into_bytes());
}
