//! The auto-reset circuit: from the two modem lines to GPIO0 and reset.
//!
//! With the usual two cross-coupled transistors (asserted = electrically low):
//!
//! | DTR | RTS | GPIO0 | reset | the board |
//! |---|---|---|---|---|
//! | 0 | 0 | high | high | runs |
//! | 1 | 1 | high | high | runs |
//! | 1 | 0 | low | high | runs; enters the loader if reset ends now |
//! | 0 | 1 | high | low | is held in reset |
//!
//! Wired directly, DTR is GPIO0 and RTS is reset. The reset line falls at once, and rises as fast
//! as its resistor charges its capacitor; GPIO0 is read when it has risen.

use core::time::Duration;

use crate::config::Wiring;

/// The two buttons of a board. A D1 mini has only the first; a wire does for the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Buttons {
    /// RST is held down.
    pub reset: bool,
    /// FLASH is held down, or GPIO0 is wired to ground.
    pub flash: bool,
}

/// What GPIO0 told the ROM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strap {
    /// High: start from flash.
    Flash,
    /// Low: start the serial loader.
    Loader,
}

/// What happened to the reset line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Fell,
    Rose(Strap),
}

#[derive(Debug)]
pub(crate) struct ResetCircuit {
    wiring: Wiring,
    rise: Duration,
    dtr: bool,
    rts: bool,
    buttons: Buttons,
    line: Line,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Low,
    Rising { until: Duration },
    High,
}

impl ResetCircuit {
    /// The circuit of a board that gets its power at `now`.
    pub(crate) fn new(wiring: Wiring, rise: Duration, now: Duration) -> Self {
        let line = Line::Rising { until: now + rise };
        Self { wiring, rise, dtr: false, rts: false, buttons: Buttons::default(), line }
    }

    /// The power comes back at `now`, with both lines off.
    pub(crate) fn power_on(&mut self, now: Duration) {
        (self.dtr, self.rts) = (false, false);
        self.line = Line::Rising { until: now + self.rise };
        self.drive_reset(now);
    }

    /// The supply dipped at `now`, and took the reset line with it.
    pub(crate) fn brown_out(&mut self, now: Duration) {
        self.line = Line::Rising { until: now + self.rise };
        self.drive_reset(now);
    }

    pub(crate) fn set_lines(&mut self, dtr: bool, rts: bool, now: Duration) -> Option<Edge> {
        (self.dtr, self.rts) = (dtr, rts);
        self.drive_reset(now)
    }

    pub(crate) fn set_buttons(&mut self, buttons: Buttons, now: Duration) -> Option<Edge> {
        self.buttons = buttons;
        self.drive_reset(now)
    }

    pub(crate) fn next_event(&self) -> Option<Duration> {
        match self.line {
            Line::Rising { until } => Some(until),
            Line::Low | Line::High => None,
        }
    }

    /// Lets the line arrive at the top if it is time.
    pub(crate) fn event(&mut self, now: Duration) -> Option<Edge> {
        match self.line {
            Line::Rising { until } if until <= now => {
                self.line = Line::High;
                Some(Edge::Rose(self.strap()))
            }
            _ => None,
        }
    }

    /// Pulls the reset line low or lets it rise, as lines and buttons now say.
    fn drive_reset(&mut self, now: Duration) -> Option<Edge> {
        match (self.reset_low(), self.line) {
            (true, Line::High) => {
                self.line = Line::Low;
                Some(Edge::Fell)
            }
            (true, _) => {
                self.line = Line::Low;
                None
            }
            (false, Line::Low) => {
                self.line = Line::Rising { until: now + self.rise };
                None
            }
            (false, _) => None,
        }
    }

    fn reset_low(&self) -> bool {
        let driven = match self.wiring {
            Wiring::Transistors => self.rts && !self.dtr,
            Wiring::Direct => self.rts,
            Wiring::None => false,
        };
        driven || self.buttons.reset
    }

    fn strap(&self) -> Strap {
        let driven = match self.wiring {
            Wiring::Transistors => self.dtr && !self.rts,
            Wiring::Direct => self.dtr,
            Wiring::None => false,
        };
        if driven || self.buttons.flash { Strap::Loader } else { Strap::Flash }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RISE: Duration = Duration::from_millis(2);

    fn at(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn running(wiring: Wiring) -> ResetCircuit {
        let mut circuit = ResetCircuit::new(wiring, RISE, at(0));
        assert_eq!(circuit.event(at(2)), Some(Edge::Rose(Strap::Flash)));
        circuit
    }

    #[test]
    fn the_classic_sequence_enters_the_loader_through_two_transistors() {
        let mut circuit = running(Wiring::Transistors);
        assert_eq!(circuit.set_lines(false, true, at(10)), Some(Edge::Fell));
        // DTR comes before RTS: for a moment both are on, and the reset line begins to rise.
        assert_eq!(circuit.set_lines(true, true, at(110)), None);
        assert_eq!(circuit.set_lines(true, false, at(111)), None);
        assert_eq!(circuit.event(at(112)), Some(Edge::Rose(Strap::Loader)));
        assert_eq!(circuit.set_lines(false, false, at(160)), None);
    }

    #[test]
    fn a_fast_reset_line_starts_from_flash_when_the_lines_switch_one_by_one() {
        let mut circuit = ResetCircuit::new(Wiring::Transistors, Duration::ZERO, at(0));
        circuit.event(at(0));
        circuit.set_lines(false, true, at(10));
        circuit.set_lines(true, true, at(110));
        assert_eq!(circuit.event(at(110)), Some(Edge::Rose(Strap::Flash)));
    }

    #[test]
    fn both_lines_together_run_with_transistors_and_reset_without() {
        assert_eq!(running(Wiring::Transistors).set_lines(true, true, at(5)), None);
        assert_eq!(running(Wiring::Direct).set_lines(true, true, at(5)), Some(Edge::Fell));
        assert_eq!(running(Wiring::None).set_lines(false, true, at(5)), None);
    }

    #[test]
    fn the_buttons_enter_the_loader_without_any_lines() {
        let mut circuit = running(Wiring::None);
        let both = Buttons { reset: true, flash: true };
        assert_eq!(circuit.set_buttons(both, at(5)), Some(Edge::Fell));
        assert_eq!(circuit.set_buttons(Buttons { reset: false, flash: true }, at(9)), None);
        assert_eq!(circuit.event(at(11)), Some(Edge::Rose(Strap::Loader)));
    }
}
