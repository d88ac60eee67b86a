//! What is tried again by itself, and how often.
//!
//! | what failed | what follows |
//! | --- | --- |
//! | a SYNC without answer | up to seven after one reset, then the next reset sequence |
//! | all resets at one speed | the next lower speed; after the lowest the job fails |
//! | a block that the stub says arrived damaged | the same block, up to three times |
//! | a block without answer, and the stub still answers | the whole write, once |
//! | the stub did not start | the same again after a reset, then writing with the ROM alone |
//! | another chip, no flash chip, an unknown or too small one | all from the reset, once: answers carry no checksum |
//! | another command refused or without answer, or a wrong MD5 | all from the reset at the next lower speed; at the lowest, once more |
//!
//! Nothing else is tried again: a lost device stays lost, and what is another chip twice is another
//! chip.

use crate::error::Error;

const RESETS_BEFORE_A_LOWER_SPEED: usize = 2;
const RESETS_AT_THE_LOWEST_SPEED: usize = 4;
const STUB_STARTS: u32 = 2;
const ATTEMPTS_AT_THE_LOWEST_SPEED: u32 = 2;

/// How far a job has come on its way down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recovery<'s> {
    /// This speed and the lower ones.
    speeds: &'s [u32],
    silent_stubs: u32,
    attempts_at_the_lowest: u32,
    /// An answer that ends the job was asked for a second time.
    has_doubted: bool,
}

/// What does the writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Stub,
    RomOnly,
}

impl<'s> Recovery<'s> {
    pub(crate) const fn new(speeds: &'s [u32]) -> Self {
        Self { speeds, silent_stubs: 0, attempts_at_the_lowest: 0, has_doubted: false }
    }

    /// The speed to try, in bits per second.
    pub(crate) fn baud(&self) -> u32 {
        self.speeds.first().copied().unwrap_or(crate::leave::PROGRAM_BAUD)
    }

    /// How often to reset before the board counts as silent.
    pub(crate) const fn resets(&self) -> usize {
        if self.is_lowest() { RESETS_AT_THE_LOWEST_SPEED } else { RESETS_BEFORE_A_LOWER_SPEED }
    }

    pub(crate) const fn method(&self) -> Method {
        if self.silent_stubs < STUB_STARTS { Method::Stub } else { Method::RomOnly }
    }

    /// What to try after a failure; `None` to give up.
    pub(crate) fn after(&self, error: &Error) -> Option<Self> {
        match error {
            Error::StubSilent => Some(Self { silent_stubs: self.silent_stubs + 1, ..*self }),
            Error::NoLoader { .. } if self.is_lowest() => None,
            Error::OtherChip { .. }
            | Error::NoFlash { .. }
            | Error::UnknownFlashSize { .. }
            | Error::ImageTooLarge { .. } => {
                (!self.has_doubted).then_some(Self { has_doubted: true, ..*self })
            }
            error if !error.is_transient() => None,
            _ => self.slower(),
        }
    }

    fn slower(&self) -> Option<Self> {
        match self.speeds {
            [_, slower @ ..] if !slower.is_empty() => Some(Self { speeds: slower, ..*self }),
            _ => {
                let attempts_at_the_lowest = self.attempts_at_the_lowest + 1;
                (attempts_at_the_lowest < ATTEMPTS_AT_THE_LOWEST_SPEED)
                    .then_some(Self { attempts_at_the_lowest, ..*self })
            }
        }
    }

    const fn is_lowest(&self) -> bool {
        self.speeds.len() <= 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn silent() -> Error {
        Error::NoLoader { heard: Vec::new() }
    }

    fn wrong() -> Error {
        Error::Md5Mismatch { region: 0..4, expected: [0; 16], found: [1; 16] }
    }

    #[test]
    fn a_silent_board_is_called_at_every_speed_once() {
        let first = Recovery::new(&[460_800, 115_200]);
        let second = first.after(&silent()).unwrap();
        assert_eq!((first.baud(), first.resets()), (460_800, 2));
        assert_eq!((second.baud(), second.resets()), (115_200, 4));
        assert_eq!(second.after(&silent()), None);
    }

    #[test]
    fn a_wrong_write_goes_down_the_speeds_and_has_one_more_chance_at_the_lowest() {
        let speeds = [460_800, 115_200];
        let mut tried = Vec::new();
        let mut next = Some(Recovery::new(&speeds));
        while let Some(recovery) = next {
            tried.push(recovery.baud());
            next = recovery.after(&wrong());
        }
        assert_eq!(tried, [460_800, 115_200, 115_200]);
    }

    #[test]
    fn a_stub_that_does_not_start_twice_leaves_the_rom_to_write() {
        let first = Recovery::new(&[115_200]);
        let second = first.after(&Error::StubSilent).unwrap();
        let third = second.after(&Error::StubSilent).unwrap();
        let methods = [first.method(), second.method(), third.method()];
        assert_eq!(methods, [Method::Stub, Method::Stub, Method::RomOnly]);
    }

    #[test]
    fn another_chip_is_asked_twice() {
        let error = Error::OtherChip { magic: 9 };
        let second = Recovery::new(&[460_800, 115_200]).after(&error).unwrap();
        assert_eq!(second.baud(), 460_800);
        assert_eq!(second.after(&error), None);
    }

    #[test]
    fn a_lost_device_stays_lost() {
        assert_eq!(Recovery::new(&[460_800, 115_200]).after(&Error::Lost), None);
    }
}
