//! Waiting for a prompt, and noticing what a board says meanwhile: bytes and time in, notices out.

use super::boot_noise::BootNoise;
use super::markers::{Marker, MarkerScanner};
use super::notice::Notice;
use core::time::Duration;

pub(super) const ENTER: &[u8] = b"\r";
pub(super) const CTRL_C: &[u8] = b"\x03";
/// A prompt after Enter, or after one Ctrl-C.
pub(super) const ANSWER: Duration = Duration::from_millis(700);
/// The prompt after Python's banner, with the line about help between.
const AFTER_BANNER: Duration = Duration::from_secs(1);

/// What is known of a board's prompt, from what the board says.
#[derive(Debug, Default)]
pub(super) struct PromptWatch {
    markers: MarkerScanner,
    boot_noise: BootNoise,
    waiting: Option<Waiting>,
    /// It was told that there is a prompt.
    is_ready: bool,
}

/// What a board said.
#[derive(Debug)]
pub(super) struct Said {
    /// What of it is for the terminal.
    pub(super) text: Vec<u8>,
    /// What it means, in the order in which it was said.
    pub(super) notices: Vec<Notice>,
}

/// A prompt is awaited until a time on the port's clock.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    /// When to escalate, or to give up where nothing is left to try.
    until: Duration,
    /// Not to give up before.
    at_least_until: Duration,
    escalation: Escalation,
}

/// What is tried for a prompt that is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escalation {
    Nothing,
    /// Python waits already, and its prompt was lost on the way.
    Enter,
    /// A program runs: Ctrl-C so many times.
    Interrupt(u32),
}

/// A prompt is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overdue {
    /// These keys may bring it.
    Press(&'static [u8]),
    /// Nobody waits for it any more.
    GiveUp,
}

impl Escalation {
    /// The keys to press now, and what is left for later.
    const fn next(self) -> Option<(&'static [u8], Self)> {
        match self {
            Self::Enter => Some((ENTER, Self::Nothing)),
            Self::Interrupt(times @ 1..) => Some((CTRL_C, Self::Interrupt(times - 1))),
            Self::Nothing | Self::Interrupt(0) => None,
        }
    }
}

impl PromptWatch {
    /// The board is being reset: what comes first is the noise of that.
    pub(super) fn reset_at(&mut self, now: Duration) {
        self.boot_noise.reset_at(now);
    }

    /// From now on a prompt is awaited.
    pub(super) fn await_prompt(&mut self, now: Duration, within: Duration, next: Escalation) {
        self.forget();
        let until = now + within;
        self.waiting = Some(Waiting { until, at_least_until: until, escalation: next });
    }

    /// Nobody waits for a prompt any more, and none is known.
    pub(super) fn forget(&mut self) {
        self.markers.clear();
        self.waiting = None;
        self.is_ready = false;
    }

    /// A probe has found a prompt.
    pub(super) const fn found_prompt(&mut self) {
        self.is_ready = true;
    }

    pub(super) const fn is_ready(&self) -> bool {
        self.is_ready
    }

    /// When [`overdue`](Self::overdue) has something to say, where it ever has.
    pub(super) fn deadline(&self) -> Option<Duration> {
        self.waiting.map(|waiting| waiting.until)
    }

    /// Takes what the board said.
    pub(super) fn push(&mut self, bytes: &[u8], now: Duration) -> Said {
        let text = self.boot_noise.pass(bytes, now);
        let mut notices = Vec::new();
        for marker in self.markers.push(bytes) {
            match marker {
                Marker::BannerLine => self.expect_prompt_soon(now),
                Marker::PythonVersion(version) => notices.push(Notice::PythonVersion(version)),
                Marker::Prompt if !self.is_ready => {
                    self.is_ready = true;
                    self.waiting = None;
                    notices.push(Notice::PromptSeen);
                }
                Marker::FilesystemCorrupt if self.waiting.take().is_some() => {
                    notices.push(Notice::FilesystemCorrupt);
                }
                Marker::Prompt | Marker::FilesystemCorrupt => {}
            }
        }
        Said { text, notices }
    }

    /// The line was disturbed: what stands on it now is not known.
    pub(super) fn line_fault(&mut self) {
        self.markers.clear();
    }

    /// What to do about a prompt that is overdue, if one is.
    pub(super) fn overdue(&mut self, now: Duration) -> Option<Overdue> {
        let waiting = self.waiting.take_if(|waiting| waiting.until <= now)?;
        Some(match waiting.escalation.next() {
            Some((keys, escalation)) => {
                let until = waiting.at_least_until.max(now + ANSWER);
                self.waiting = Some(Waiting { until, escalation, ..waiting });
                Overdue::Press(keys)
            }
            None => Overdue::GiveUp,
        })
    }

    /// Python has begun to greet: its prompt is a few bytes away.
    fn expect_prompt_soon(&mut self, now: Duration) {
        if let Some(waiting) = &mut self.waiting {
            waiting.until = waiting.until.min(now + AFTER_BANNER);
            waiting.escalation = Escalation::Enter;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(6);

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_prompt_is_told_once_and_nobody_waits_after_it() {
        let mut watch = PromptWatch::default();
        watch.await_prompt(seconds(1), START, Escalation::Nothing);
        assert_eq!(watch.push(b">>> ", seconds(2)).notices, [Notice::PromptSeen]);
        assert_eq!(watch.push(b"\r\n>>> ", seconds(3)).notices, []);
        assert_eq!(watch.deadline(), None);
    }

    #[test]
    fn an_overdue_prompt_is_interrupted_for_and_then_given_up() {
        let mut watch = PromptWatch::default();
        watch.await_prompt(seconds(0), ANSWER, Escalation::Interrupt(1));
        assert_eq!(watch.overdue(Duration::from_millis(699)), None);
        assert_eq!(watch.overdue(seconds(1)), Some(Overdue::Press(CTRL_C)));
        assert_eq!(watch.overdue(seconds(2)), Some(Overdue::GiveUp));
        assert_eq!(watch.overdue(seconds(3)), None);
    }

    #[test]
    fn a_banner_without_its_prompt_is_answered_with_enter_a_second_later() {
        let mut watch = PromptWatch::default();
        watch.await_prompt(seconds(0), START, Escalation::Nothing);
        watch.push(b"MicroPython v1.10 on 2019-01-25; ESP module\r\n", seconds(1));
        assert_eq!(watch.deadline(), Some(seconds(2)));
        assert_eq!(watch.overdue(seconds(2)), Some(Overdue::Press(ENTER)));
        // Not given up before the time that a start takes.
        assert_eq!(watch.overdue(seconds(3)), None);
        assert_eq!(watch.overdue(seconds(6)), Some(Overdue::GiveUp));
    }

    #[test]
    fn damaged_files_are_told_only_to_who_waits() {
        let corrupt =
            b"The filesystem starting at sector 256 with size 763 sectors looks corrupt.\r\n";
        let mut watch = PromptWatch::default();
        assert_eq!(watch.push(corrupt, seconds(1)).notices, []);
        watch.await_prompt(seconds(1), START, Escalation::Nothing);
        assert_eq!(watch.push(corrupt, seconds(2)).notices, [Notice::FilesystemCorrupt]);
        assert_eq!(watch.push(corrupt, seconds(5)).notices, []);
    }
}
