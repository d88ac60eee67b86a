//! Which speed has served which kind of adapter, kept for the next board behind one.
//!
//! | the installation began | and was served | then |
//! | --- | --- | --- |
//! | at the kept speed | there | one success more |
//! | at the kept speed | lower | one failure; at the second in a row the lower speed is kept |
//! | one above it, after [`SUCCESSES_BEFORE_A_HIGHER_ONE`] successes | there | the higher one is kept |
//! | one above it | at the kept speed | successes are counted anew |
//!
//! So one bad cable makes no adapter slow, and a slow one is not slow for good.

use crate::session::jobs::SpeedReason;
use crate::session::{Adapter, BoardKind};
use core::fmt::Write as _;
use esp8266_loader::ladder::{LADDER, Rung, Way};

const FAILURES_BEFORE_A_LOWER_ONE: usize = 2;
const SUCCESSES_BEFORE_A_HIGHER_ONE: usize = 4;
/// More kinds of adapters than a classroom has; the oldest is forgotten first.
const MOST_KINDS: usize = 32;

/// Which speed has served which kind of adapter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeptSpeeds(Vec<Kept>);

/// What is kept of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    kind: String,
    /// The place of its speed in the ladder.
    rung: usize,
    failures: usize,
    successes: usize,
}

impl KeptSpeeds {
    /// The speeds to try behind an adapter, best first, and why.
    #[must_use]
    pub fn ladder(&self, adapter: Adapter) -> (Vec<Rung>, SpeedReason) {
        match self.of(adapter) {
            None => (LADDER.to_vec(), SpeedReason::Fastest),
            Some(kept) => {
                let (first, reason) = kept.first();
                (LADDER.iter().skip(first).copied().collect(), reason)
            }
        }
    }

    /// An installation behind an adapter has succeeded, having begun as [`ladder`](Self::ladder) says.
    pub(super) fn installed(&mut self, adapter: Adapter, used: Rung) {
        let kind = kind(adapter);
        let used = LADDER.iter().position(|rung| *rung == used);
        let (Some(kind), Some(used)) = (kind, used) else { return };
        let known = self.0.iter().position(|kept| kept.kind == kind);
        let mut kept = match known {
            Some(index) => self.0.remove(index),
            None => Kept { kind, rung: 0, failures: 0, successes: 0 },
        };
        kept.installed(used);
        self.0.push(kept);
        let surplus = self.0.len().saturating_sub(MOST_KINDS);
        self.0.drain(..surplus);
    }

    /// All of it as text: a line for each kind.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for Kept { kind, rung, failures, successes } in &self.0 {
            let Some(Rung { baud, way }) = LADDER.get(*rung) else { continue };
            let way = if *way == Way::ChangedByTheStub { "changed" } else { "direct" };
            // Writing to a String can't fail.
            let _ = writeln!(text, "{kind} {baud} {way} {failures} {successes}");
        }
        text
    }

    /// Reads such a text. A line that says nothing is left out.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(text.lines().filter_map(Kept::from_line).take(MOST_KINDS).collect())
    }

    fn of(&self, adapter: Adapter) -> Option<&Kept> {
        let kind = kind(adapter)?;
        self.0.iter().find(|kept| kept.kind == kind)
    }
}

impl Kept {
    /// Where in the ladder the next installation begins, and why.
    const fn first(&self) -> (usize, SpeedReason) {
        if self.rung > 0 && self.successes >= SUCCESSES_BEFORE_A_HIGHER_ONE {
            (self.rung - 1, SpeedReason::TriedAgain)
        } else {
            (self.rung, SpeedReason::ServedBefore)
        }
    }

    fn installed(&mut self, used: usize) {
        let (first, _) = self.first();
        match used.cmp(&self.rung) {
            core::cmp::Ordering::Less => {
                *self = Self {
                    rung: used,
                    failures: 0,
                    successes: 0,
                    kind: core::mem::take(&mut self.kind),
                };
            }
            core::cmp::Ordering::Equal => {
                self.failures = 0;
                self.successes = if first == self.rung { self.successes + 1 } else { 0 };
            }
            core::cmp::Ordering::Greater => {
                self.successes = 0;
                self.failures += 1;
                if self.failures == FAILURES_BEFORE_A_LOWER_ONE {
                    self.rung = used;
                    self.failures = 0;
                }
            }
        }
    }

    fn from_line(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let kind = words.next()?.to_owned();
        let baud = words.next()?.parse().ok()?;
        let way = match words.next()? {
            "direct" => Way::FromTheFirstByte,
            "changed" => Way::ChangedByTheStub,
            _ => return None,
        };
        let rung = LADDER.iter().position(|rung| *rung == Rung { baud, way })?;
        let failures = words.next()?.parse().ok()?;
        let successes = words.next()?.parse().ok()?;
        (failures < FAILURES_BEFORE_A_LOWER_ONE).then_some(Self { kind, rung, failures, successes })
    }
}

/// What the speed is kept for: nothing where the system does not tell. The practice board has no cable
/// that could be bad, and is a kind of its own.
fn kind(adapter: Adapter) -> Option<String> {
    match adapter.board {
        BoardKind::Practice => Some("practice".to_owned()),
        BoardKind::Real => Some(adapter.usb?.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::UsbIds;

    const CH340: Adapter =
        Adapter { usb: Some(UsbIds { vendor: 0x1A86, product: 0x7523 }), board: BoardKind::Real };
    const PRACTICE: Adapter = Adapter { board: BoardKind::Practice, ..CH340 };

    fn first(speeds: &KeptSpeeds) -> Rung {
        speeds.ladder(CH340).0[0]
    }

    fn after(used: impl IntoIterator<Item = usize>) -> KeptSpeeds {
        let mut speeds = KeptSpeeds::default();
        for rung in used {
            speeds.installed(CH340, LADDER[rung]);
        }
        speeds
    }

    #[test]
    fn an_unknown_adapter_begins_at_the_top() {
        assert_eq!(KeptSpeeds::default().ladder(CH340), (LADDER.to_vec(), SpeedReason::Fastest));
    }

    #[test]
    fn one_bad_cable_makes_no_adapter_slow() {
        assert_eq!(first(&after([0, 4])), LADDER[0]);
        assert_eq!(first(&after([0, 4, 0, 4])), LADDER[0]);
    }

    #[test]
    fn two_failures_in_a_row_lower_the_speed() {
        let speeds = after([3, 3]);
        assert_eq!(speeds.ladder(CH340), (LADDER[3..].to_vec(), SpeedReason::ServedBefore));
    }

    #[test]
    fn a_higher_speed_is_tried_now_and_then_and_kept_where_it_serves() {
        let slow = after([3, 3, 3, 3, 3]);
        assert_eq!(slow.ladder(CH340).1, SpeedReason::ServedBefore);
        let tried = after([3, 3, 3, 3, 3, 3]);
        assert_eq!(tried.ladder(CH340), (LADDER[2..].to_vec(), SpeedReason::TriedAgain));
        let mut served = tried.clone();
        served.installed(CH340, LADDER[2]);
        assert_eq!(served.ladder(CH340), (LADDER[2..].to_vec(), SpeedReason::ServedBefore));
        let mut failed = tried;
        failed.installed(CH340, LADDER[3]);
        assert_eq!(failed.ladder(CH340), (LADDER[3..].to_vec(), SpeedReason::ServedBefore));
    }

    #[test]
    fn the_practice_board_teaches_nothing_about_real_ones() {
        let mut speeds = KeptSpeeds::default();
        for _ in 0..2 {
            speeds.installed(PRACTICE, LADDER[4]);
        }
        assert_eq!(first(&speeds), LADDER[0]);
        assert_eq!(speeds.ladder(PRACTICE).0, LADDER[4..]);
    }

    #[test]
    fn an_adapter_that_the_system_does_not_name_is_not_remembered() {
        let mut speeds = KeptSpeeds::default();
        speeds.installed(Adapter::default(), LADDER[4]);
        assert_eq!(speeds, KeptSpeeds::default());
    }

    #[test]
    fn what_is_kept_is_read_as_it_was_written() {
        let mut speeds = after([2, 2, 2, 4]);
        speeds.installed(PRACTICE, LADDER[0]);
        assert_eq!(speeds.text(), "1a86:7523 460800 changed 1 0\npractice 921600 direct 0 1\n");
        assert_eq!(KeptSpeeds::from_text(&speeds.text()), speeds);
    }

    #[test]
    fn lines_that_say_nothing_are_left_out() {
        for odd in
            ["", "x", "1a86:7523 7 direct 0 0", "1a86:7523 921600 up 0 0", "a 921600 direct 9 0"]
        {
            assert_eq!(KeptSpeeds::from_text(odd), KeptSpeeds::default(), "{odd}");
        }
    }

    #[test]
    fn not_more_kinds_are_kept_than_anybody_has() {
        let mut speeds = KeptSpeeds::default();
        for product in 0..100 {
            let usb = Some(UsbIds { vendor: 1, product });
            speeds.installed(Adapter { usb, board: BoardKind::Real }, LADDER[0]);
        }
        assert_eq!(speeds.text().lines().count(), MOST_KINDS);
        assert!(speeds.text().contains("0001:0063"));
    }
}
