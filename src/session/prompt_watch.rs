//! Waiting for a prompt, and noticing what a board says meanwhile: bytes and time in, notices out.

use super::notice::Notice;
use core::time::Duration;
use micropython_repl::noise::{Heard, NoiseFilter};
use micropython_repl::place::{Place, Tracker};
use micropython_repl::signs::{Certainty, Fault, Sign, Signs};

pub(super) const ENTER: &[u8] = b"\r";
pub(super) const CTRL_C: &[u8] = b"\x03";
/// To a prompt from every mode: a line and a program are ended, and Ctrl-B leaves raw mode.
pub(super) const BACK_TO_PROMPT: &[u8] = b"\r\x03\x03\x02";
/// A prompt after Enter, or after one Ctrl-C.
pub(super) const ANSWER: Duration = Duration::from_millis(700);
/// The prompt after Python's banner, with the line about help between.
const AFTER_BANNER: Duration = Duration::from_secs(1);

/// Noise that comes so often, and never a greeting behind it, is of no restart.
const NOISES: u8 = 3;

/// What is known of a board's prompt, from what the board says.
#[derive(Debug, Default)]
pub(super) struct PromptWatch {
    signs: Signs,
    noise: NoiseFilter,
    tracker: Tracker,
    /// What was told last.
    told: Place,
    waiting: Option<Waiting>,
    /// There was noise of a reset that nobody asked for.
    is_unasked_start: bool,
    /// So often noise has come since Python greeted or was at its prompt.
    noises: u8,
}

/// What a board said.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// What of it is for the terminal.
    pub(super) text: Vec<u8>,
    /// What it means, in the order in which it was said.
    pub(super) notices: Vec<Notice>,
}

/// What a silence means.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Silence {
    /// What was held back until nothing followed, and what the silence tells.
    pub(super) said: Said,
    /// These keys may bring a prompt that is overdue.
    pub(super) press: Option<&'static [u8]>,
}

/// A prompt is awaited until a time on the port's clock.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    /// When to escalate, or to give up where nothing is left to try.
    until: Duration,
    /// Not to give up before.
    at_least_until: Duration,
    escalation: Escalation,
    /// The board starts, and Python has not greeted: a program of its own may run.
    is_start: bool,
    /// Something was said since, and since the board has last restarted.
    has_text: bool,
}

/// What is tried for a prompt that is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escalation {
    Nothing,
    /// Python waits already, and its prompt was lost on the way.
    Enter,
    /// A program runs: Ctrl-C so many times, and at last what leads back from every mode.
    Interrupt(u32),
}

impl Escalation {
    /// The keys to press now, and what is left for later.
    const fn next(self) -> Option<(&'static [u8], Self)> {
        match self {
            Self::Enter => Some((ENTER, Self::Nothing)),
            Self::Interrupt(times @ 2..) => Some((CTRL_C, Self::Interrupt(times - 1))),
            Self::Interrupt(1) => Some((BACK_TO_PROMPT, Self::Nothing)),
            Self::Nothing | Self::Interrupt(0) => None,
        }
    }
}

impl PromptWatch {
    /// The board is being reset: what comes first is the noise of that.
    pub(super) fn reset_at(&mut self, now: Duration) {
        self.noise.reset_at(now);
        self.tracker.restart();
        self.is_unasked_start = false;
    }

    /// From now on a prompt is awaited.
    pub(super) fn await_prompt(&mut self, now: Duration, within: Duration, next: Escalation) {
        self.forget();
        let until = now + within;
        self.waiting = Some(Waiting {
            until,
            at_least_until: until,
            escalation: next,
            is_start: within > ANSWER,
            has_text: false,
        });
    }

    /// Nobody waits for a prompt any more, and none is known.
    pub(super) fn forget(&mut self) {
        self.signs.clear();
        self.waiting = None;
        self.told = Place::Unknown;
    }

    /// A prompt was found by other means.
    pub(super) fn found_prompt(&mut self) {
        self.waiting = None;
        self.tracker.found_prompt();
        self.told = Place::Ready;
    }

    /// From now on, where Python is follows from where a probe has found it.
    pub(super) fn follow(&mut self, tracker: Tracker) {
        self.told = tracker.place();
        self.tracker = tracker;
    }

    pub(super) fn is_ready(&self) -> bool {
        self.told == Place::Ready
    }

    /// Where Python is, as far as it is known now.
    pub(super) const fn place(&self) -> Place {
        self.tracker.place()
    }

    /// Whether Python is at its prompt, and nothing is typed there.
    pub(super) fn is_at_empty_prompt(&self) -> bool {
        self.tracker.is_at_empty_prompt()
    }

    /// When [`silence`](Self::silence) has something to say, where it ever has.
    pub(super) fn deadline(&self) -> Option<Duration> {
        let waiting = self.waiting.filter(|_| !self.tracker.is_settling());
        let waiting = waiting.map(|waiting| waiting.until);
        [waiting, self.tracker.deadline(), self.noise.deadline()].into_iter().flatten().min()
    }

    /// These keys go to the board.
    pub(super) fn typed(&mut self, keys: &[u8], now: Duration) {
        self.tracker.typed(keys, now);
    }

    /// Takes what the board said.
    pub(super) fn push(&mut self, bytes: &[u8], now: Duration) -> Said {
        let heard = self.noise.push(bytes, now);
        self.take(heard, now)
    }

    /// The line was disturbed: what stands on it now is not known.
    pub(super) fn line_fault(&mut self, now: Duration) -> Said {
        self.signs.clear();
        let heard = self.noise.line_fault(now);
        self.take(heard, now)
    }

    /// No more comes of what was being said: what was held back in doubt is what it is.
    pub(super) fn let_go(&mut self, now: Duration) -> Said {
        let heard = self.noise.handle_timeout(Duration::MAX);
        self.take(heard, now)
    }

    fn take(&mut self, heard: Vec<Heard>, now: Duration) -> Said {
        let mut said = Said::default();
        for heard in heard {
            match heard {
                Heard::Text(text) => self.take_text(&text, now, &mut said),
                Heard::Noise => {
                    self.tracker.restart();
                    if let Some(waiting) = &mut self.waiting {
                        // It says nothing of what runs now.
                        waiting.has_text = false;
                    }
                    self.is_unasked_start = true;
                    self.noises = self.noises.saturating_add(1);
                    if self.noises == NOISES {
                        said.notices.push(Notice::OtherSpeed);
                    }
                }
                Heard::NoiseGoesOn => said.notices.push(Notice::OtherSpeed),
            }
        }
        self.tell_place(&mut said.notices);
        said
    }

    fn take_text(&mut self, text: &[u8], now: Duration, said: &mut Said) {
        self.tracker.heard(text, now);
        if let Some(waiting) = &mut self.waiting {
            waiting.has_text |= text.iter().any(u8::is_ascii_graphic);
        }
        for sign in self.signs.push(text) {
            let notice = self.notice(sign, now);
            said.notices.extend(notice);
        }
        said.text.extend_from_slice(text);
    }

    fn notice(&mut self, sign: Sign, now: Duration) -> Option<Notice> {
        match sign {
            Sign::BannerLine => {
                self.noises = 0;
                self.expect_prompt_soon(now);
                core::mem::take(&mut self.is_unasked_start).then_some(Notice::RestartedByItself)
            }
            Sign::Python(banner) => Some(Notice::PythonVersion(banner.version)),
            Sign::Fault(Fault::FilesDamaged) if self.waiting.take().is_some() => {
                Some(Notice::FilesystemCorrupt)
            }
            Sign::Fault(Fault::FilesDamaged) => None,
            Sign::Fault(fault) => Some(Notice::Fault(fault)),
            Sign::Firmware(firmware, Certainty::Sure) => Some(Notice::Firmware(firmware)),
            Sign::Firmware(_, Certainty::Hint)
            | Sign::Prompt(..)
            | Sign::SoftReboot
            | Sign::RawMode
            | Sign::PasteMode => None,
        }
    }

    /// The board has said nothing until now.
    pub(super) fn silence(&mut self, now: Duration) -> Silence {
        let heard = self.noise.handle_timeout(now);
        let mut silence = Silence { said: self.take(heard, now), press: None };
        self.tracker.pass(now);
        self.tell_place(&mut silence.said.notices);
        let is_settling = self.tracker.is_settling();
        if let Some(waiting) = self.waiting.take_if(|one| one.until <= now && !is_settling) {
            if let Some((keys, escalation)) = waiting.escalation.next() {
                let until = waiting.at_least_until.max(now + ANSWER);
                self.waiting = Some(Waiting { until, escalation, ..waiting });
                self.tracker.typed(keys, now);
                silence.press = Some(keys);
            } else {
                // A program that prints is what was started, and no reason to worry.
                let runs = waiting.is_start && waiting.has_text;
                silence.said.notices.push(if runs {
                    Notice::ProgramRuns
                } else {
                    Notice::NoPrompt
                });
            }
        }
        silence
    }

    fn tell_place(&mut self, notices: &mut Vec<Notice>) {
        let place = self.tracker.place();
        if place == self.told {
            return;
        }
        self.told = place;
        notices.push(Notice::Place(place));
        if place == Place::Ready {
            self.noises = 0;
            self.waiting = None;
            notices.push(Notice::PromptSeen);
        }
    }

    /// Python has begun to greet: its prompt is a few bytes away.
    fn expect_prompt_soon(&mut self, now: Duration) {
        if let Some(waiting) = &mut self.waiting {
            waiting.until = waiting.until.min(now + AFTER_BANNER);
            waiting.is_start = false;
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

    fn notices(notices: &[Notice]) -> Silence {
        Silence { said: Said { text: Vec::new(), notices: notices.to_vec() }, press: None }
    }

    fn presses(keys: &'static [u8]) -> Silence {
        Silence { said: Said::default(), press: Some(keys) }
    }

    #[test]
    fn a_prompt_is_told_when_silence_follows_and_nobody_waits_after_it() {
        let mut watch = PromptWatch::default();
        watch.await_prompt(seconds(1), START, Escalation::Nothing);
        assert_eq!(watch.push(b">>> ", seconds(2)).notices, []);
        let ready = [Notice::Place(Place::Ready), Notice::PromptSeen];
        assert_eq!(watch.silence(seconds(3)), notices(&ready));
        assert_eq!(watch.deadline(), None);
    }

    #[test]
    fn a_prompt_is_taken_back_when_text_follows_unasked() {
        let mut watch = PromptWatch::default();
        watch.push(b">>> ", seconds(1));
        watch.silence(seconds(2));
        assert!(watch.is_ready());
        assert_eq!(watch.push(b"tick\r\n", seconds(5)).notices, [Notice::Place(Place::Running)]);
        assert!(!watch.is_ready());
    }

    #[test]
    fn what_was_held_back_comes_with_the_end_of_a_job_and_not_after_it() {
        let mut watch = PromptWatch::default();
        let shown = watch.push(b"\x04KeyboardInterrupt: \r\n\x04>", seconds(1)).text;
        let rest = watch.let_go(seconds(1)).text;
        assert!(rest.ends_with(b">") && !shown.ends_with(b">"), "{shown:?} {rest:?}");
        watch.found_prompt();
        assert_eq!(watch.silence(seconds(9)).said.text, b"");
    }

    #[test]
    fn an_overdue_prompt_is_interrupted_for_and_then_given_up() {
        let mut watch = PromptWatch::default();
        watch.await_prompt(seconds(0), ANSWER, Escalation::Interrupt(2));
        assert_eq!(watch.silence(Duration::from_millis(699)), Silence::default());
        assert_eq!(watch.silence(seconds(1)), presses(CTRL_C));
        assert_eq!(watch.silence(seconds(2)), presses(BACK_TO_PROMPT));
        assert_eq!(watch.silence(seconds(3)), notices(&[Notice::NoPrompt]));
        assert_eq!(watch.silence(seconds(4)), Silence::default());
    }

    #[test]
    fn a_program_that_prints_after_a_start_is_no_alarm() {
        let mut watch = PromptWatch::default();
        watch.await_prompt(seconds(0), START, Escalation::Nothing);
        watch.push(b"23.5\r\n", seconds(5));
        let notices = watch.silence(seconds(6)).said.notices;
        assert!(notices.contains(&Notice::ProgramRuns), "{notices:?}");
    }

    #[test]
    fn letters_of_a_board_that_restarts_again_and_again_are_no_program() {
        let mut watch = PromptWatch::default();
        let at = |ms| Duration::from_millis(ms);
        watch.reset_at(seconds(0));
        watch.await_prompt(seconds(0), START, Escalation::Nothing);
        let noise = b"\x00l\x9c\xfe|\x00\x82l\n\xe2\x02\x0c";
        watch.push(noise, at(30));
        for restart in 1..6 {
            // The first letter comes by itself, on a busy computer.
            watch.push(b"r", at(restart * 1_000));
            watch.silence(at(restart * 1_000 + 60));
            watch.push(noise, at(restart * 1_000 + 70));
            watch.silence(at(restart * 1_000 + 400));
        }
        let notices = watch.silence(seconds(6)).said.notices;
        assert!(notices.contains(&Notice::NoPrompt), "{notices:?}");
    }

    #[test]
    fn a_banner_without_its_prompt_is_answered_with_enter_a_second_later() {
        let mut watch = PromptWatch::default();
        watch.await_prompt(seconds(0), START, Escalation::Nothing);
        watch.push(b"MicroPython v1.10 on 2019-01-25; ESP module\r\n", seconds(1));
        assert_eq!(watch.deadline(), Some(seconds(2)));
        assert_eq!(watch.silence(seconds(2)).press, Some(ENTER));
        // Not given up before the time that a start takes.
        assert_eq!(watch.silence(seconds(3)), Silence::default());
        assert_eq!(watch.silence(seconds(6)).said.notices, [Notice::NoPrompt]);
    }

    #[test]
    fn damaged_files_are_told_only_to_who_waits() {
        let corrupt =
            b"The filesystem starting at sector 256 with size 763 sectors looks corrupt.\r\n";
        let told = |watch: &mut PromptWatch, at| {
            watch.push(corrupt, seconds(at)).notices.contains(&Notice::FilesystemCorrupt)
        };
        let mut watch = PromptWatch::default();
        assert!(!told(&mut watch, 1));
        watch.await_prompt(seconds(1), START, Escalation::Nothing);
        assert!(told(&mut watch, 2));
        assert!(!told(&mut watch, 5));
    }
}
