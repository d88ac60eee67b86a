//! What is tried again by itself, and how often.
//!
//! | what failed | what follows |
//! | --- | --- |
//! | a SYNC without answer | four after one reset, seven on the lowest rung; then the next reset sequence |
//! | all resets on one rung of the [`ladder`](crate::ladder), two on the first, one on each between, four on the lowest | the next rung on which the ROM is called at another speed; after the lowest the job fails |
//! | a block that the stub says arrived damaged | the same block, up to three times |
//! | a block without answer, and the stub still answers | the whole write, once |
//! | the stub did not start | the same again after a reset, then writing with the ROM alone; in a job that the ROM can't do, the next rung, and on the lowest the same once more |
//! | a piece of the flash that is read and does not come whole | from the last whole packet on, or all of it, four times in all; then from the reset on the next rung, with that piece |
//! | the stub does not answer at the speed it was told to change to | all from the reset on the next rung |
//! | another chip, no flash chip, one of unknown or unfit size | all from the reset, once: answers carry no checksum |
//! | a speed that the system refuses, whether or not the port is open then | the next lower speed; on the lowest rung, once more |
//! | a port that is not open afterwards | as every failure, after a pause; at the end of the job, three times |
//! | a modem line that is not switched | the same once more; then the adapter counts as having none |
//! | a system that takes ten seconds for something | all from the reset, once |
//! | a line that has more than a hundred faults in one wait, or a system that refuses bytes | all from the reset on the next rung; on the lowest, once more |
//! | another command refused or without answer, or a wrong MD5 | all from the reset on the next rung; on the lowest, once more |
//!
//! Nothing else is tried again: a lost device stays lost, and what is another chip twice is another
//! chip.

use crate::connect::Patience;
use crate::error::Error;
use crate::event::{Events, LoaderEvent};
use crate::ladder::{Rung, Way};
use crate::leave::{PROGRAM_BAUD, REOPENING_PAUSE, Restart, leave, restart};
use crate::reset::{CLASSIC, CLASSIC_SLOW, ResetSequence};
use core::time::Duration;
use serial_line::{ControlError, SerialPort};

const RESETS_ON_THE_FIRST_RUNG: &[ResetSequence] = &[CLASSIC, CLASSIC_SLOW];
/// Where the first rung's were in vain, it is the speed, mostly; and the slow one is good for all boards.
const RESETS_ON_A_RUNG_BETWEEN: &[ResetSequence] = &[CLASSIC_SLOW];
const RESETS_ON_THE_LOWEST_RUNG: &[ResetSequence] = &[CLASSIC, CLASSIC_SLOW, CLASSIC, CLASSIC_SLOW];
const SYNCS_BEFORE_A_LOWER_RUNG: usize = 4;
/// Some boards need more than five (esptool #656).
const SYNCS_ON_THE_LOWEST_RUNG: usize = 7;
const STUB_STARTS: u32 = 2;
const ATTEMPTS_ON_THE_LOWEST_RUNG: u32 = 2;

/// How far a job has come on its way down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recovery<'l> {
    /// This rung and the lower ones.
    ladder: &'l [Rung],
    needs: Needs,
    silent_stubs: u32,
    attempts_on_the_lowest: u32,
    /// On no rung above did a loader answer.
    was_silent: bool,
    /// What would have ended the job was tried a second time.
    has_doubted: bool,
}

/// What a job can't do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Any loader that answers.
    Loader,
    Stub,
}

/// What does the writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Stub,
    RomOnly,
}

/// Tries a job until it is done, then resets the board into its program, as it does where there is no
/// more to try.
pub(crate) async fn attempts<P: SerialPort, T>(
    port: &mut P,
    ladder: &[Rung],
    needs: Needs,
    events: &mut Events<'_>,
    mut attempt: impl AsyncFnMut(&mut P, &Recovery<'_>, &mut Events<'_>) -> Result<T, Error>,
) -> Result<(T, Option<Restart>), Error> {
    let mut recovery = Recovery::new(ladder, needs);
    loop {
        let error = match attempt(port, &recovery, events).await {
            Ok(done) => return Ok((done, restart(port, events).await?)),
            Err(error) => error,
        };
        let Some(next) = recovery.after(&error) else {
            // The first failure tells more than one of tidying up.
            let _ = leave(port).await;
            return Err(error);
        };
        recovery = next;
        port.sleep(Recovery::pause(&error)).await;
        events(LoaderEvent::Retrying { after: error, baud: recovery.rung().baud });
    }
}

impl<'l> Recovery<'l> {
    const fn new(ladder: &'l [Rung], needs: Needs) -> Self {
        Self {
            ladder,
            needs,
            silent_stubs: 0,
            attempts_on_the_lowest: 0,
            was_silent: false,
            has_doubted: false,
        }
    }

    /// The rung to try.
    pub(crate) fn rung(&self) -> Rung {
        self.ladder.first().copied().unwrap_or(Rung::new(PROGRAM_BAUD))
    }

    /// How often to call before the board counts as silent.
    pub(crate) const fn patience(&self) -> Patience {
        if self.is_lowest() {
            Patience { resets: RESETS_ON_THE_LOWEST_RUNG, syncs: SYNCS_ON_THE_LOWEST_RUNG }
        } else if self.was_silent {
            Patience { resets: RESETS_ON_A_RUNG_BETWEEN, syncs: SYNCS_BEFORE_A_LOWER_RUNG }
        } else {
            Patience { resets: RESETS_ON_THE_FIRST_RUNG, syncs: SYNCS_BEFORE_A_LOWER_RUNG }
        }
    }

    pub(crate) const fn method(&self) -> Method {
        if self.silent_stubs < STUB_STARTS { Method::Stub } else { Method::RomOnly }
    }

    /// What to try after a failure; `None` to give up.
    fn after(&self, error: &Error) -> Option<Self> {
        match error {
            Error::StubSilent => {
                let next = Self { silent_stubs: self.silent_stubs + 1, ..*self };
                let is_over = next.method() == Method::RomOnly && self.needs == Needs::Stub;
                if is_over { next.lower() } else { Some(next) }
            }
            Error::NoLoader { .. } if self.is_lowest() => None,
            Error::NoLoader { .. } => self.after_silence(),
            Error::OtherChip { .. }
            | Error::NoFlash { .. }
            | Error::UnknownFlashSize { .. }
            | Error::ImageTooLarge { .. }
            | Error::NoRoomForFiles { .. }
            | Error::OutsideFlash { .. }
            | Error::CopyOfOtherSize { .. } => self.doubt(),
            error if error.is_of_a_hung_system() => self.doubt(),
            Error::SetBaud { baud, .. } => self.lower_than(*baud),
            error if !error.is_transient() => None,
            _ => self.lower(),
        }
    }

    /// What a port needs before the next attempt.
    const fn pause(error: &Error) -> Duration {
        match error {
            Error::SetBaud { source: ControlError::Closed(_), .. } => REOPENING_PAUSE,
            _ => Duration::ZERO,
        }
    }

    fn doubt(&self) -> Option<Self> {
        (!self.has_doubted).then_some(Self { has_doubted: true, ..*self })
    }

    /// A speed that the system refuses is refused in every way to reach it.
    fn lower_than(&self, baud: u32) -> Option<Self> {
        let mut next = self.lower()?;
        while next.rung().baud == baud && !next.is_lowest() {
            next = next.lower()?;
        }
        Some(next)
    }

    /// The next speed for the ROM. What the ROM did not hear at any speed does not tell whether a stub would: so
    /// changing to a speed by the stub waits for a loader that answers, which it may do at 115,200 alone.
    fn after_silence(&self) -> Option<Self> {
        let mut next = self.lower()?;
        while next.rung().way == Way::ChangedByTheStub && !next.is_lowest() {
            next = next.lower()?;
        }
        Some(Self { was_silent: true, ..next })
    }

    fn lower(&self) -> Option<Self> {
        match self.ladder {
            [_, lower @ ..] if !lower.is_empty() => Some(Self { ladder: lower, ..*self }),
            _ => {
                let attempts_on_the_lowest = self.attempts_on_the_lowest + 1;
                (attempts_on_the_lowest < ATTEMPTS_ON_THE_LOWEST_RUNG)
                    .then_some(Self { attempts_on_the_lowest, ..*self })
            }
        }
    }

    const fn is_lowest(&self) -> bool {
        self.ladder.len() <= 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::LADDER;
    use alloc::vec::Vec;

    fn silent() -> Error {
        Error::NoLoader { heard: Vec::new() }
    }

    fn wrong() -> Error {
        Error::Md5Mismatch { region: 0..4, expected: [0; 16], found: [1; 16] }
    }

    #[test]
    fn a_silent_board_is_called_at_every_speed_once() {
        let mut tried = Vec::new();
        let mut next = Some(Recovery::new(&LADDER, Needs::Loader));
        while let Some(recovery) = next {
            tried.push((recovery.rung(), recovery.patience().resets.len()));
            next = recovery.after(&silent());
        }
        let direct = [(921_600, 2), (460_800, 1), (230_400, 1), (115_200, 4)];
        assert_eq!(tried, direct.map(|(baud, resets)| (Rung::new(baud), resets)));
    }

    #[test]
    fn a_stub_that_answers_may_change_its_speed_where_the_roms_was_no_good() {
        let next = Recovery::new(&LADDER[1..], Needs::Loader).after(&wrong()).unwrap();
        assert_eq!(next.rung(), Rung { baud: 460_800, way: Way::ChangedByTheStub });
    }

    #[test]
    fn a_wrong_write_goes_down_the_ladder_and_has_one_more_chance_on_the_lowest_rung() {
        let ladder = [Rung::new(460_800), Rung::new(115_200)];
        let mut tried = Vec::new();
        let mut next = Some(Recovery::new(&ladder, Needs::Loader));
        while let Some(recovery) = next {
            tried.push(recovery.rung().baud);
            next = recovery.after(&wrong());
        }
        assert_eq!(tried, [460_800, 115_200, 115_200]);
    }

    #[test]
    fn a_stub_that_does_not_start_twice_leaves_the_rom_to_write() {
        let ladder = [Rung::new(115_200)];
        let first = Recovery::new(&ladder, Needs::Loader);
        let second = first.after(&Error::StubSilent).unwrap();
        let third = second.after(&Error::StubSilent).unwrap();
        let methods = [first.method(), second.method(), third.method()];
        assert_eq!(methods, [Method::Stub, Method::Stub, Method::RomOnly]);
    }

    #[test]
    fn a_job_that_the_rom_cant_do_ends_where_no_stub_starts() {
        let ladder = [Rung::new(460_800), Rung::new(115_200)];
        let mut tried = Vec::new();
        let mut next = Some(Recovery::new(&ladder, Needs::Stub));
        while let Some(recovery) = next {
            tried.push(recovery.rung().baud);
            next = recovery.after(&Error::StubSilent);
        }
        assert_eq!(tried, [460_800, 460_800, 115_200, 115_200]);
    }

    #[test]
    fn another_chip_is_asked_twice() {
        let error = Error::OtherChip { magic: 9 };
        let second = Recovery::new(&LADDER, Needs::Loader).after(&error).unwrap();
        assert_eq!(second.rung(), LADDER[0]);
        assert_eq!(second.after(&error), None);
    }

    #[test]
    fn a_refused_speed_goes_down_the_ladder_and_a_hung_system_is_tried_twice() {
        let first = Recovery::new(&LADDER, Needs::Loader);
        let set_baud = |source| Error::SetBaud { baud: 921_600, source };
        for refused in [ControlError::Refused("no".into()), ControlError::Closed("no".into())] {
            assert_eq!(first.after(&set_baud(refused)).unwrap().rung(), LADDER[1]);
        }
        let refused = Error::SetBaud { baud: 460_800, source: ControlError::Refused("no".into()) };
        let next = Recovery::new(&LADDER[1..], Needs::Loader).after(&refused).unwrap();
        assert_eq!(next.rung(), Rung::new(230_400), "the other way to the same speed is skipped");
        let second = first.after(&set_baud(ControlError::TimedOut)).unwrap();
        assert_eq!(second.rung(), LADDER[0]);
        assert_eq!(second.after(&Error::SetSignals(ControlError::TimedOut)), None);
    }

    #[test]
    fn a_lost_device_stays_lost() {
        assert_eq!(Recovery::new(&LADDER, Needs::Loader).after(&Error::Lost), None);
    }
}
