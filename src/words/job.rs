//! A job failed.

use super::advice::Advice;
use super::unplugged::unplugged;
use crate::session::Activity;
use esp8266_loader::error::Error;
use page_words::{Attempted, Text, said_of_failure};

pub(super) fn job(error: &Error) -> Advice {
    if *error == Error::Lost {
        return unplugged(Activity::Writing);
    }
    let failure = page_words::failure(error, Attempted::Installing);
    Advice::new(failure.what, failure.now.into_iter().map(Into::into))
}

/// What happened, and what the system said of it: for who needs no advice, as the job goes on by itself.
pub(super) fn reasons(error: &Error) -> impl Iterator<Item = Text> {
    [job(error).what].into_iter().chain(said_of_failure(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;
    use esp8266_loader::chip::FlashId;
    use esp8266_loader::error::CommandError;
    use esp8266_loader::reply::Refusal;
    use esp8266_loader::request::Opcode;
    use page_words::said_by_system;
    use serial_line::{ControlError, LineError};

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
        let said = said_by_system("Failed to open serial port.");
        assert!(advice.now.contains(&said.into()));
    }

    #[test]
    fn another_chip_is_called_by_its_name() {
        let advice = job(&Error::OtherChip { magic: 0x6921_506F });
        assert_eq!(advice.what, "This board is an ESP32-C3, not an ESP8266.");
    }
}
