//! Where a board's Python is, from all that is said and typed: bytes and time in, one [`Place`] out.

use crate::bytes::{CONTINUATION, PASTE_PROMPT, PROMPT};
use crate::line::Line;
use core::time::Duration;

/// The line in front of raw mode's prompt.
const RAW_LINE: &[u8] = b"raw REPL; CTRL-B to exit";
/// A prompt is one when nothing follows for this time.
const PROMPT_SETTLES: Duration = Duration::from_millis(50);
/// The same, for one with other text in front of it, as `print('x', end='')` leaves it.
const PROMPT_BEHIND_TEXT_SETTLES: Duration = Duration::from_millis(400);
/// What takes no longer than this is not told as running.
const RUNS_AFTER: Duration = Duration::from_millis(100);
/// A program that has begun a line and prints nothing more for this time asks for something.
const ASKS_AFTER: Duration = Duration::from_millis(400);
/// What is typed comes back within this time.
const ECHO_WITHIN: Duration = Duration::from_millis(500);

/// Where Python is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Nothing was heard yet that tells.
    #[default]
    Unknown,
    /// At its prompt: it is the last thing that was said, but for what a person types behind it.
    Ready,
    /// In a block that a person types: the prompt of a line that goes on.
    Block,
    /// A program runs, or Python starts.
    Running,
    /// A program has begun a line and waits: most likely for a person to type.
    Asking,
    /// In paste mode.
    Paste,
    /// In raw mode, which answers to programs and not to people.
    Raw,
}

/// Follows a board's Python.
///
/// Feed it all that comes from the board and all that goes there, in their order, and call
/// [`pass`](Self::pass) when its [`deadline`](Self::deadline) is over.
#[derive(Debug, Default)]
pub struct Tracker {
    place: Place,
    line: Line,
    /// The line before was raw mode's greeting.
    is_after_raw_line: bool,
    next: Option<(Duration, Place)>,
    typed_at: Option<Duration>,
}

impl Tracker {
    /// Where Python is, as far as it is known now.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.place
    }

    /// Whether there is a prompt if nothing more comes until the [`deadline`](Self::deadline).
    #[must_use]
    pub const fn is_settling(&self) -> bool {
        matches!(self.next, Some((_, Place::Ready)))
    }

    /// Whether Python is at its prompt, and nothing is typed there.
    #[must_use]
    pub fn is_at_empty_prompt(&self) -> bool {
        self.place == Place::Ready && self.line.whole() == Some(PROMPT)
    }

    /// When [`pass`](Self::pass) is to be called.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        self.next.map(|(at, _)| at)
    }

    /// Lets time pass: what was said last was followed by silence.
    pub fn pass(&mut self, now: Duration) {
        if let Some((_, place)) = self.next.take_if(|(at, _)| *at <= now) {
            self.place = place;
        }
    }

    /// The board starts anew.
    pub fn restart(&mut self) {
        *self = Self { place: Place::Running, ..Self::default() };
    }

    /// A prompt was found by other means.
    pub fn found_prompt(&mut self) {
        self.restart();
        PROMPT.iter().for_each(|&byte| {
            self.line.push(byte);
        });
        self.place = Place::Ready;
    }

    /// These bytes go to the board.
    pub fn typed(&mut self, bytes: &[u8], now: Duration) {
        if bytes.is_empty() {
            return;
        }
        self.typed_at = Some(now);
        if self.place == Place::Asking && bytes.contains(&b'\r') {
            self.place = Place::Running;
        }
    }

    /// These bytes came from the board.
    pub fn heard(&mut self, bytes: &[u8], now: Duration) {
        let is_echo = self.typed_at.is_some_and(|typed| now.saturating_sub(typed) <= ECHO_WITHIN);
        let mut has_text = false;
        for &byte in bytes {
            if self.line.push(byte) {
                self.is_after_raw_line = self.line.bytes() == RAW_LINE;
                self.line.clear();
                self.line_ended(is_echo, now);
                has_text = false;
            } else {
                has_text |= byte >= b' ';
            }
        }
        let whole = self.line.whole().unwrap_or_default();
        let settles = |place, after| Some((now + after, place));
        if self.is_after_raw_line && whole == b">" {
            (self.place, self.next) = (Place::Raw, None);
        } else if whole == PROMPT {
            self.next = settles(Place::Ready, PROMPT_SETTLES);
        } else if whole.strip_prefix(CONTINUATION).is_some_and(is_blank) {
            self.next = settles(Place::Block, PROMPT_SETTLES);
        } else if whole == PASTE_PROMPT {
            self.next = settles(Place::Paste, PROMPT_SETTLES);
        } else if has_text {
            self.text_came(is_echo, now);
        }
    }

    /// A line has ended: at a prompt, what was typed there is done now.
    fn line_ended(&mut self, is_echo: bool, now: Duration) {
        self.next = match self.place {
            Place::Ready | Place::Block if is_echo => Some((now + RUNS_AFTER, Place::Running)),
            Place::Running | Place::Paste | Place::Raw => None,
            Place::Ready | Place::Block | Place::Asking | Place::Unknown => {
                self.place = Place::Running;
                None
            }
        };
    }

    /// Text came that is no prompt by itself.
    fn text_came(&mut self, is_echo: bool, now: Duration) {
        let text = self.line.bytes();
        match self.place {
            // What is typed comes back behind the prompt.
            Place::Ready if text.starts_with(PROMPT) && is_echo => self.next = None,
            Place::Block if text.starts_with(CONTINUATION) && is_echo => self.next = None,
            Place::Paste if text.starts_with(PASTE_PROMPT) => self.next = None,
            Place::Raw => self.next = None,
            _ => {
                let is_prompt = self.line.last().is_some_and(|last| last == PROMPT);
                if self.next.is_none_or(|(_, place)| place != Place::Running) {
                    self.place = if is_echo && self.place == Place::Asking {
                        Place::Asking
                    } else {
                        Place::Running
                    };
                }
                self.next = Some(if is_prompt {
                    (now + PROMPT_BEHIND_TEXT_SETTLES, Place::Ready)
                } else {
                    (now + ASKS_AFTER, Place::Asking)
                });
            }
        }
    }
}

/// Whether this is nothing but indentation.
fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|&byte| byte == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANNER: &str = "\r\nMicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266\r\n\
                          Type \"help()\" for more information.\r\n>>> ";

    /// A board's Python, and a clock.
    #[derive(Default)]
    struct Story {
        tracker: Tracker,
        now: Duration,
    }

    impl Story {
        fn at_prompt() -> Self {
            let mut story = Self::default();
            story.says(BANNER);
            story.passes(100);
            assert_eq!(story.tracker.place(), Place::Ready);
            story
        }

        fn says(&mut self, text: &str) -> Place {
            self.tracker.heard(text.as_bytes(), self.now);
            self.tracker.place()
        }

        fn types(&mut self, text: &str) -> Place {
            self.tracker.typed(text.as_bytes(), self.now);
            self.tracker.place()
        }

        fn passes(&mut self, milliseconds: u64) -> Place {
            let until = self.now + Duration::from_millis(milliseconds);
            while let Some(deadline) = self.tracker.deadline().filter(|at| *at <= until) {
                self.tracker.pass(deadline);
            }
            self.now = until;
            self.tracker.place()
        }
    }

    #[test]
    fn a_prompt_is_one_when_silence_follows() {
        let mut story = Story::default();
        assert_ne!(story.says(BANNER), Place::Ready);
        assert_eq!(story.passes(50), Place::Ready);
    }

    #[test]
    fn typing_and_running_something_short_leaves_python_ready() {
        let mut story = Story::at_prompt();
        story.types("1");
        assert_eq!(story.says("1"), Place::Ready);
        assert_eq!(story.passes(5_000), Place::Ready);
        story.types("\r");
        assert_eq!(story.says("\r\n1\r\n"), Place::Ready);
        story.passes(10);
        story.says(">>> ");
        assert_eq!(story.passes(50), Place::Ready);
    }

    #[test]
    fn what_takes_longer_runs_until_the_prompt_is_back() {
        let mut story = Story::at_prompt();
        story.types("\r");
        story.says("\r\n");
        assert_eq!(story.passes(100), Place::Running);
        for _ in 0..5 {
            assert_eq!(story.says("23.5\r\n"), Place::Running);
            assert_eq!(story.passes(5_000), Place::Running);
        }
        story.says(">>> ");
        assert_eq!(story.passes(50), Place::Ready);
    }

    #[test]
    fn a_program_that_begins_a_line_and_waits_asks() {
        let mut story = Story::at_prompt();
        story.types("\r");
        story.says("\r\n");
        story.passes(200);
        assert_eq!(story.says("Wie heißt Du? "), Place::Running);
        assert_eq!(story.passes(400), Place::Asking);
        story.types("A");
        assert_eq!(story.says("A"), Place::Asking);
        assert_eq!(story.types("\r"), Place::Running);
        story.says("\r\nHallo A\r\n>>> ");
        assert_eq!(story.passes(50), Place::Ready);
    }

    #[test]
    fn dots_one_by_one_are_no_question() {
        let mut story = Story::at_prompt();
        story.types("\r");
        story.says("\r\n");
        story.passes(200);
        for _ in 0..10 {
            assert_eq!(story.says("."), Place::Running);
            assert_eq!(story.passes(300), Place::Running);
        }
    }

    #[test]
    fn a_printed_prompt_with_text_behind_it_is_none() {
        let mut story = Story::at_prompt();
        for _ in 0..3 {
            story.says(">>> ");
            story.passes(20);
            assert_eq!(story.says("still here\r\n"), Place::Running);
            story.passes(980);
            assert_eq!(story.tracker.place(), Place::Running);
        }
    }

    #[test]
    fn text_that_nobody_typed_takes_the_prompt_back() {
        let mut story = Story::at_prompt();
        story.passes(2_000);
        assert_eq!(story.says("tick\r\n"), Place::Running);
        assert_eq!(story.passes(2_000), Place::Running);
        story.types("\r");
        story.says("\r\n>>> ");
        assert_eq!(story.passes(50), Place::Ready);
    }

    #[test]
    fn a_prompt_behind_other_text_is_one_after_a_while() {
        let mut story = Story::at_prompt();
        story.types("\r");
        story.says("\r\nx>>> ");
        assert_eq!(story.passes(500), Place::Ready);
    }

    #[test]
    fn a_title_in_front_of_the_prompt_hides_nothing() {
        let mut story = Story::default();
        story.says("\x1b]0;1.2.3.4 | Done\x1b\\>>> ");
        assert_eq!(story.passes(50), Place::Ready);
    }

    #[test]
    fn blocks_paste_mode_and_raw_mode_are_told_apart() {
        let mut story = Story::at_prompt();
        story.types("\r");
        story.says("\r\n...     ");
        assert_eq!(story.passes(50), Place::Block);
        story.types("\x03");
        story.says("\r\n>>> ");
        assert_eq!(story.passes(50), Place::Ready);
        story.types("\x05");
        story.says("\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
        assert_eq!(story.passes(50), Place::Paste);
        story.types("a");
        assert_eq!(story.says("a"), Place::Paste);
        story.types("\x03\x01");
        assert_eq!(story.says("\r\n>>> \r\nraw REPL; CTRL-B to exit\r\n>"), Place::Raw);
        story.types("\x02");
        story.says(BANNER);
        assert_eq!(story.passes(50), Place::Ready);
    }

    #[test]
    fn editing_a_line_is_no_text_of_a_program() {
        let mut story = Story::at_prompt();
        for (keys, echo) in [("ab", "ab"), ("\x7f", "\x08\x1b[K"), ("\x1b[A", "\x08\x1b[Kprint(1)")]
        {
            story.types(keys);
            assert_eq!(story.says(echo), Place::Ready);
            assert_eq!(story.passes(1_000), Place::Ready);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_taken(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..2_000)) {
            let mut tracker = Tracker::default();
            tracker.heard(&bytes, Duration::ZERO);
            tracker.pass(Duration::from_secs(1));
        }
    }
}
