//! Reset sequences, as data.
//!
//! The usual boards have two transistors between the adapter's modem lines and the chip. They see to
//! it that asserting both lines, as many systems do when they open the port, does nothing:
//!
//! | DTR | RTS | GPIO0 | RST | the chip |
//! | --- | --- | --- | --- | --- |
//! | off | off | high | high | runs |
//! | on | on | high | high | runs |
//! | on | off | low | high | runs; would start its boot loader |
//! | off | on | high | low | is held in reset |
//!
//! GPIO0 is looked at when RST goes high. GPIO0 and RST can't be low together, so from reset to boot
//! loader the lines pass through "runs" for about a millisecond, and it is the capacitor at RST that
//! keeps the chip in reset until GPIO0 is low. Boards without the transistors (DTR to GPIO0, RTS to
//! RST) are served by the same steps: the state in between is "in reset, GPIO0 low" there.

use core::time::Duration;
use serial_line::{ControlError, SerialPort, Signals};

/// Steps that reset a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResetSequence {
    /// What the sequence is called in logs.
    pub name: &'static str,
    /// The steps, in order. DTR is switched before RTS in each.
    pub steps: &'static [ResetStep],
}

/// One step of a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetStep {
    /// Switch the modem lines.
    Set(Signals),
    /// Wait at least this long.
    Wait(Duration),
}

const RUN: ResetStep = ResetStep::Set(Signals::IDLE);
const IN_RESET: ResetStep = ResetStep::Set(Signals { dtr: false, rts: true });
const GPIO0_LOW: ResetStep = ResetStep::Set(Signals { dtr: true, rts: false });

const fn wait(milliseconds: u64) -> ResetStep {
    ResetStep::Wait(Duration::from_millis(milliseconds))
}

/// Into the boot loader of nearly all boards.
pub const CLASSIC: ResetSequence =
    ResetSequence { name: "classic", steps: &[IN_RESET, wait(100), GPIO0_LOW, wait(50), RUN] };

/// Into the boot loader also of boards whose large capacitor keeps them in reset for up to half a second: half a
/// second slower, and good for all.
pub const CLASSIC_SLOW: ResetSequence = ResetSequence {
    name: "classic, slow capacitor",
    steps: &[IN_RESET, wait(100), GPIO0_LOW, wait(550), RUN],
};

/// Into the boot loader: tried in this order, again and again.
pub const INTO_LOADER: [ResetSequence; 2] = [CLASSIC, CLASSIC_SLOW];

/// Into the program in flash: a pulse, since only an edge at RST starts the chip.
pub const INTO_PROGRAM: ResetSequence =
    ResetSequence { name: "run", steps: &[RUN, IN_RESET, wait(100), RUN] };

/// To idle lines without a reset, from both asserted as after opening a port: RTS goes off while
/// DTR is still on.
pub const RELEASE: ResetSequence = ResetSequence { name: "release", steps: &[GPIO0_LOW, RUN] };

impl ResetSequence {
    /// Carries the steps out. A switch that is refused is tried once more: a sequence that breaks off
    /// may hold the chip in reset.
    ///
    /// # Errors
    ///
    /// The first error of [`SerialPort::set_signals`], [`ControlError::Refused`] where an adapter has
    /// no modem lines; the steps after it are left out.
    pub async fn perform<P: SerialPort>(&self, port: &mut P) -> Result<(), ControlError> {
        for step in self.steps {
            match *step {
                ResetStep::Set(signals) => switch(port, signals).await?,
                ResetStep::Wait(duration) => port.sleep(duration).await,
            }
        }
        Ok(())
    }
}

async fn switch<P: SerialPort>(port: &mut P, signals: Signals) -> Result<(), ControlError> {
    let mut is_refused = false;
    loop {
        match port.set_signals(signals).await {
            Err(ControlError::Refused(_)) if !is_refused => is_refused = true,
            outcome => return outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// The lines that the board sees one after the other, DTR switched before RTS.
    fn lines(sequence: &ResetSequence, mut at: Signals) -> Vec<(bool, bool)> {
        let mut seen = Vec::new();
        for step in sequence.steps {
            if let ResetStep::Set(signals) = *step {
                for next in [Signals { dtr: signals.dtr, ..at }, signals] {
                    if next != at {
                        seen.push((next.dtr, next.rts));
                    }
                    at = next;
                }
            }
        }
        seen
    }

    const OPENED: Signals = Signals { dtr: true, rts: true };

    #[test]
    fn every_way_into_the_loader_leaves_reset_towards_gpio0_low_and_ends_idle() {
        for sequence in &INTO_LOADER {
            let seen = lines(sequence, Signals::IDLE);
            let expected = [(false, true), (true, true), (true, false), (false, false)];
            assert_eq!(seen, expected, "{}", sequence.name);
        }
    }

    #[test]
    fn starting_the_program_is_a_pulse_that_never_pulls_gpio0_low() {
        assert_eq!(lines(&INTO_PROGRAM, Signals::IDLE), [(false, true), (false, false)]);
        assert_eq!(
            lines(&INTO_PROGRAM, OPENED),
            [(false, true), (false, false), (false, true), (false, false)]
        );
    }

    #[test]
    fn releasing_the_lines_after_opening_does_not_reset() {
        assert_eq!(lines(&RELEASE, OPENED), [(true, false), (false, false)]);
    }
}
