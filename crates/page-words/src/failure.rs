//! A job of the boot loader failed: what happened, then what to do now.

use crate::amount::memory;
use crate::{Text, size, texts};
use esp8266_loader::chip::other_chip;
use esp8266_loader::error::{CommandError, Error};
use serial_line::{ControlError, LineError};

/// What a person is told of a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What happened, in one sentence.
    pub what: Text,
    /// What to do now, the most likely first.
    pub now: Vec<Text>,
}

/// What the job was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempted {
    /// An installation, which has options.
    Installing,
    /// Anything else.
    Other,
}

/// What to say of a failure. Of [`Error::Lost`] only that the connection broke: who has the port knows more.
#[must_use]
pub fn failure(error: &Error, attempted: Attempted) -> Failure {
    let one = |what: Text, now: &'static str| Failure { what, now: vec![now.into()] };
    let again = |what: &'static str| again(what, attempted);
    match error {
        Error::Lost
        | Error::SetBaud { .. }
        | Error::SetSignals(_)
        | Error::Line(_)
        | Error::Command(CommandError::Line { .. }) => line(error),
        Error::NoLoader { heard } => no_loader(heard),
        Error::OtherChip { magic } => {
            let what = match other_chip(*magic) {
                Some(chip) => texts::FailOtherChip { chip }.text().into(),
                None => texts::fail_unknown_chip().into(),
            };
            one(what, texts::fail_other_chip_now())
        }
        Error::NoFlash { .. } => Failure {
            what: texts::fail_no_flash().into(),
            now: vec![texts::fail_no_flash_now().into(), texts::fail_no_flash_broken().into()],
        },
        Error::UnknownFlashSize { id } => {
            let what = texts::FailUnknownSize { id: &id.to_string() }.text().into();
            one(
                what,
                match attempted {
                    Attempted::Installing => texts::fail_unknown_size_now(),
                    Attempted::Other => texts::fail_unknown_size_other(),
                },
            )
        }
        Error::ImageTooLarge { image_bytes, flash_bytes } => {
            let (image, flash) = (size(*image_bytes as usize), memory(*flash_bytes));
            let now = texts::FailTooLargeNow { image: &image, flash: &flash }.text();
            unchanged(texts::fail_too_large(), now)
        }
        Error::NoRoomForFiles { least_flash_bytes, flash_bytes } => {
            let (flash, least) = (memory(*flash_bytes), memory(*least_flash_bytes));
            let now = texts::FailNoRoomNow { least: &least, flash: &flash }.text();
            unchanged(texts::fail_no_room(), now)
        }
        Error::OutsideFlash { .. } | Error::CopyOfOtherSize { .. } => {
            one(texts::fail_other_copy().into(), texts::fail_nothing_changed())
        }
        Error::StubSilent => again(texts::fail_stub()),
        Error::Command(CommandError::NoAnswer { .. }) => again(texts::fail_command()),
        Error::Command(CommandError::Refused { .. }) => {
            let mut failure = again(texts::fail_refused());
            failure.now.push(texts::fail_refused_now().into());
            failure
        }
        Error::Md5Mismatch { .. } => again(texts::fail_mismatch()),
        Error::ReadDamaged { .. } => again(texts::fail_read_damaged()),
    }
}

/// What the system said when the port was to be set, where it said something.
#[must_use]
pub fn said_of_port(error: &ControlError) -> Option<Text> {
    match error {
        ControlError::Refused(words) | ControlError::Closed(words) => Some(said_by_system(words)),
        ControlError::TimedOut | ControlError::Lost => None,
    }
}

/// What the system said, where it is the port that failed.
#[must_use]
pub fn said_of_failure(error: &Error) -> Option<Text> {
    match error {
        Error::SetBaud { source, .. } | Error::SetSignals(source) => said_of_port(source),
        Error::Line(LineError::Refused(words))
        | Error::Command(CommandError::Line { source: LineError::Refused(words), .. }) => {
            Some(said_by_system(words))
        }
        _ => None,
    }
}

/// The words of the system, as they are.
#[must_use]
pub fn said_by_system(words: &str) -> Text {
    texts::PortFailedSaid { words }.text().into()
}

/// The port itself failed; the system may have said why.
fn line(error: &Error) -> Failure {
    let mut now = vec![texts::fail_line_now().into(), texts::fail_cable().into()];
    now.extend(said_of_failure(error));
    Failure { what: texts::fail_line().into(), now }
}

/// A board that can't be called needs a hand, and free pins.
fn no_loader(heard: &[u8]) -> Failure {
    let what = if heard.is_empty() { texts::fail_silent() } else { texts::fail_noise() };
    let now = [
        texts::fail_loader_buttons(),
        texts::fail_loader_d1(),
        texts::fail_loader_wires(),
        texts::fail_cable(),
        texts::fail_nothing_changed(),
    ];
    Failure { what: what.into(), now: now.map(Into::into).into() }
}

fn unchanged(what: &'static str, now: String) -> Failure {
    Failure { what: what.into(), now: vec![now.into(), texts::fail_nothing_changed().into()] }
}

/// What may well succeed the next time.
fn again(what: &'static str, attempted: Attempted) -> Failure {
    let slower = (attempted == Attempted::Installing).then(texts::fail_slower);
    let now = [Some(texts::fail_try_again()), slower, Some(texts::fail_cable())];
    Failure { what: what.into(), now: now.into_iter().flatten().map(Into::into).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use esp8266_loader::chip::FlashId;

    #[test]
    fn nobody_is_sent_to_options_that_the_job_does_not_have() {
        for error in [
            Error::StubSilent,
            Error::UnknownFlashSize { id: FlashId(0x77_40EF) },
            Error::Md5Mismatch { region: 0..16, expected: [1; 16], found: [2; 16] },
        ] {
            let sends = |attempted| {
                failure(&error, attempted).now.iter().any(|now| now.contains("*Options*"))
            };
            assert!(sends(Attempted::Installing), "{error}");
            assert!(!sends(Attempted::Other), "{error}");
        }
    }
}
