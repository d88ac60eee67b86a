//! A job failed.

use super::advice::Advice;
use super::amount::memory;
use super::unplugged::unplugged;
use crate::session::Activity;
use crate::texts;
use esp8266_loader::chip::other_chip;
use esp8266_loader::error::{CommandError, Error};
use page_words::Text;
use page_words::size;
use serial_line::{ControlError, LineError};

pub(super) fn job(error: &Error) -> Advice {
    match error {
        Error::Lost => unplugged(Activity::Writing),
        Error::SetBaud { .. }
        | Error::SetSignals(_)
        | Error::Line(_)
        | Error::Command(CommandError::Line { .. }) => line(error),
        Error::NoLoader { heard } => no_loader(heard),
        Error::OtherChip { magic } => {
            let what = match other_chip(*magic) {
                Some(chip) => texts::FailOtherChip { chip }.text(),
                None => texts::fail_unknown_chip().into(),
            };
            Advice::one(what, texts::fail_other_chip_now())
        }
        Error::NoFlash { .. } => Advice::new(
            texts::fail_no_flash(),
            [texts::fail_no_flash_now().into(), texts::fail_no_flash_broken().into()],
        ),
        Error::UnknownFlashSize { id } => Advice::one(
            texts::FailUnknownSize { id: &id.to_string() }.text(),
            texts::fail_unknown_size_now(),
        ),
        Error::ImageTooLarge { image_bytes, flash_bytes } => {
            let (image, flash) = (size(*image_bytes as usize), memory(*flash_bytes));
            Advice::new(
                texts::fail_too_large(),
                [
                    texts::FailTooLargeNow { image: &image, flash: &flash }.text().into(),
                    texts::fail_nothing_changed().into(),
                ],
            )
        }
        Error::NoRoomForFiles { least_flash_bytes, flash_bytes } => {
            let (flash, least) = (memory(*flash_bytes), memory(*least_flash_bytes));
            Advice::new(
                texts::fail_no_room(),
                [
                    texts::FailNoRoomNow { least: &least, flash: &flash }.text().into(),
                    texts::fail_nothing_changed().into(),
                ],
            )
        }
        Error::OutsideFlash { .. } | Error::CopyOfOtherSize { .. } => {
            Advice::one(texts::fail_other_copy(), texts::fail_nothing_changed())
        }
        Error::StubSilent => again(texts::fail_stub()),
        Error::Command(CommandError::NoAnswer { .. }) => again(texts::fail_command()),
        Error::Command(CommandError::Refused { .. }) => {
            let mut advice = again(texts::fail_refused());
            advice.now.push(texts::fail_refused_now().into());
            advice
        }
        Error::Md5Mismatch { .. } => again(texts::fail_mismatch()),
        Error::ReadDamaged { .. } => again(texts::fail_read_damaged()),
    }
}

/// What happened, and what the system said of it: for who needs no advice, as the job goes on by itself.
pub(super) fn reasons(error: &Error) -> impl Iterator<Item = Text> {
    [job(error).what].into_iter().chain(said(error))
}

/// What the system said when the port was to be set, where it said something.
pub(super) fn said_of_port(error: &ControlError) -> Option<Text> {
    match error {
        ControlError::Refused(words) | ControlError::Closed(words) => {
            Some(texts::PortFailedSaid { words }.text().into())
        }
        ControlError::TimedOut | ControlError::Lost => None,
    }
}

/// What the system said, where it is the port that failed.
fn said(error: &Error) -> Option<Text> {
    match error {
        Error::SetBaud { source, .. } | Error::SetSignals(source) => said_of_port(source),
        Error::Line(LineError::Refused(words))
        | Error::Command(CommandError::Line { source: LineError::Refused(words), .. }) => {
            Some(texts::PortFailedSaid { words }.text().into())
        }
        _ => None,
    }
}

/// The port itself failed; the system may have said why.
fn line(error: &Error) -> Advice {
    let mut advice = Advice::new(texts::fail_line(), [texts::fail_line_now().into(), cable()]);
    advice.now.extend(said(error).map(Into::into));
    advice
}

/// A board that can't be called needs a hand, and free pins.
fn no_loader(heard: &[u8]) -> Advice {
    let what = if heard.is_empty() { texts::fail_silent() } else { texts::fail_noise() };
    let now = [
        texts::fail_loader_buttons(),
        texts::fail_loader_d1(),
        texts::fail_loader_wires(),
        texts::fail_cable(),
        texts::fail_nothing_changed(),
    ];
    Advice::new(what, now.map(Into::into))
}

/// What may well succeed the next time.
fn again(what: &'static str) -> Advice {
    let now = [texts::fail_try_again(), texts::fail_slower(), texts::fail_cable()];
    Advice::new(what, now.map(Into::into))
}

fn cable() -> super::advice::Instruction {
    texts::fail_cable().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;
    use esp8266_loader::chip::FlashId;
    use esp8266_loader::reply::Refusal;
    use esp8266_loader::request::Opcode;

    #[test]
    fn every_failure_says_what_to_do() {
        let command = Opcode::FlashDeflData;
        for error in [
            Error::Lost,
            Error::SetBaud { baud: 921_600, source: ControlError::Closed("Busy.".into()) },
            Error::SetSignals(ControlError::TimedOut),
            Error::Line(LineError::TimedOut),
            Error::NoLoader { heard: vec![] },
            Error::NoLoader { heard: vec![0x72, 0x6C] },
            Error::OtherChip { magic: 0x00F0_1D83 },
            Error::OtherChip { magic: 0xDEAD_BEEF },
            Error::NoFlash { id: FlashId(0xFF_FFFF) },
            Error::UnknownFlashSize { id: FlashId(0x77_40EF) },
            Error::ImageTooLarge { image_bytes: 600_888, flash_bytes: 512 << 10 },
            Error::NoRoomForFiles { least_flash_bytes: 2 << 20, flash_bytes: 1 << 20 },
            Error::OutsideFlash { region: 0..0x20_0000, flash_bytes: 1 << 20 },
            Error::CopyOfOtherSize { copy_bytes: 4 << 20, flash_bytes: 1 << 20 },
            Error::StubSilent,
            Error::Command(CommandError::Line { command, source: LineError::TimedOut }),
            Error::Command(CommandError::NoAnswer { command, waited: Duration::from_secs(3) }),
            Error::Command(CommandError::Refused {
                command,
                refusal: Refusal { status: 0xC4, reason: 0 },
            }),
            Error::Md5Mismatch { region: 0..16, expected: [1; 16], found: [2; 16] },
            Error::ReadDamaged { bytes: 7 },
        ] {
            job(&error).assert_readable();
        }
    }

    #[test]
    fn a_port_that_does_not_open_again_is_told_in_the_systems_words() {
        let source = ControlError::Closed("Failed to open serial port.".into());
        let advice = job(&Error::SetBaud { baud: 115_200, source });
        let said = texts::PortFailedSaid { words: "Failed to open serial port." }.text();
        assert!(advice.now.contains(&said.into()));
    }

    #[test]
    fn another_chip_is_called_by_its_name() {
        let advice = job(&Error::OtherChip { magic: 0x6921_506F });
        assert_eq!(advice.what, "This board is an ESP32-C3, not an ESP8266.");
    }
}
