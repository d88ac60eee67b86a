//! Which of a board's bytes are noise of a reset, and which are text.
//!
//! The chip's ROM prints its log at 74880 baud. At 115200 that is some 200 bytes within 40 to 70 ms of a
//! reset, two thirds of which can't be text. What Python or its SDK prints comes later. So noise is told
//! by two things: the **time** since the reset, and bytes that **can't be text**, which are control
//! characters and what is no UTF-8. Letters tell nothing: a program may print any.
//!
//! ```text
//! reset_at ──► held ───── 150 ms since the reset, and 100 ms since the last noise ─────► text passes
//!               ▲                                                                          │
//!               └────────────────── noise that no reset explains ◄─────────────────────────┘
//! ```
//!
//! While bytes are held, each that can't be text takes all before it along. The rest is text, and is
//! passed on when the time is over.
//!
//! Deliberately absent: a judgement of what text means, and any change to text. What terminals obey in
//! it is for the terminal to judge.

mod doubt;
mod unit;

use alloc::vec::Vec;
use core::time::Duration;
use doubt::Doubt;
use unit::{Kind, Trust, units};

/// The ROM has printed its log by then.
const AFTER_RESET: Duration = Duration::from_millis(150);
/// The longest pause within the log, while the ROM loads from flash, with room to spare.
const AFTER_NOISE: Duration = Duration::from_millis(100);
/// What comes so much later is not of one burst. Adapters collect bytes for up to 16 ms.
const PAUSE: Duration = Duration::from_millis(30);
/// The noise of an awaited reset may be late by so much: a page has called `reset_at` before it pulled
/// the line.
const AWAITED: Duration = Duration::from_secs(1);
/// No log of the ROM takes so long.
const LONG: Duration = Duration::from_secs(1);
/// How long odd bytes wait for more of them.
const DOUBT: Duration = Duration::from_millis(50);
/// The log may begin and end with letters, which a busy computer hands on by themselves; a simulated UART makes up
/// to two. A prompt is longer.
const STRAY_BYTES: usize = 4;
/// More is not held back.
const MOST_HELD_BYTES: usize = 256;

/// What was heard, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Text of the board's.
    Text(Vec<u8>),
    /// Noise began that no [`reset_at`](NoiseFilter::reset_at) explains: the board restarts by itself
    /// or by its button, speaks at another speed, or prints what is no text. A banner behind it tells of
    /// a restart.
    Noise,
    /// Noise has gone on for longer than any log: the board speaks at another speed. Told once.
    NoiseGoesOn,
}

/// Keeps noise out of a board's stream of bytes, which may be cut anywhere.
///
/// Time is any clock's that goes forward. Call [`push`](Self::push) with what arrives, and
/// [`handle_timeout`](Self::handle_timeout) when [`deadline`](Self::deadline) has come.
///
/// ```
/// use core::time::Duration;
/// use micropython_repl::noise::{Heard, NoiseFilter};
///
/// let mut filter = NoiseFilter::default();
/// filter.reset_at(Duration::ZERO);
/// assert!(filter.push(b"rl\x00l\x9c\xfeName? ", Duration::from_millis(60)).is_empty());
///
/// let silence = filter.deadline().unwrap();
/// assert_eq!(filter.handle_timeout(silence), [Heard::Text(b"Name? ".to_vec())]);
/// ```
#[derive(Debug, Default)]
pub struct NoiseFilter {
    state: State,
    /// What is held back, at most [`MOST_HELD_BYTES`].
    held: Vec<u8>,
    /// When the last bytes came.
    heard_at: Option<Duration>,
    /// The board was reset then, and no noise has come of it yet.
    awaited_since: Option<Duration>,
}

#[derive(Debug, Clone, Copy)]
enum State {
    /// Text passes. What is held, since a time, is odd; so many faults of the line add to it.
    Passing { odd_since: Option<Duration>, faults: usize },
    /// What comes may be noise, until a time.
    Holding { until: Duration, noise: Option<Noise> },
}

#[derive(Debug, Clone, Copy)]
struct Noise {
    since: Duration,
    was_long: bool,
}

impl Default for State {
    fn default() -> Self {
        Self::Passing { odd_since: None, faults: 0 }
    }
}

impl NoiseFilter {
    /// The board is reset. Best called when its reset line is let go.
    ///
    /// What is held back is forgotten: it is of before the reset.
    pub fn reset_at(&mut self, now: Duration) {
        self.held.clear();
        self.awaited_since = Some(now);
        self.state = State::Holding { until: now.saturating_add(AFTER_RESET), noise: None };
    }

    /// When [`handle_timeout`](Self::handle_timeout) has something to do, if ever.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        match self.state {
            State::Passing { odd_since, .. } => Some(odd_since?.saturating_add(DOUBT)),
            State::Holding { until, .. } => Some(until),
        }
    }

    /// Takes what has arrived.
    pub fn push(&mut self, bytes: &[u8], now: Duration) -> Vec<Heard> {
        let mut heard = self.handle_timeout(now);
        if bytes.is_empty() {
            return heard;
        }
        let is_burst = self.heard_at.is_none_or(|at| now.saturating_sub(at) >= PAUSE);
        self.heard_at = Some(now);
        if is_burst {
            self.drop_stray();
        }
        let mut bytes = bytes;
        while !bytes.is_empty() {
            // In pieces, so that what is held stays small.
            let (piece, rest) = bytes.split_at(bytes.len().min(MOST_HELD_BYTES));
            bytes = rest;
            self.held.extend_from_slice(piece);
            match self.state {
                State::Passing { .. } => self.pass(now, is_burst, &mut heard),
                State::Holding { .. } => self.hold(now, &mut heard),
            }
        }
        joined(heard)
    }

    /// The line lost a byte, as it does at another speed. That can't be text either.
    pub fn line_fault(&mut self, now: Duration) -> Vec<Heard> {
        let mut heard = self.handle_timeout(now);
        self.heard_at = Some(now);
        match &mut self.state {
            State::Holding { .. } => {
                self.held.clear();
                self.noise_at(now, &mut heard);
            }
            State::Passing { odd_since, faults } => {
                *faults += 1;
                odd_since.get_or_insert(now);
                self.pass(now, false, &mut heard);
            }
        }
        heard
    }

    /// Passes on what was held back, if it is time. At the end of a connection, [`Duration::MAX`] is.
    pub fn handle_timeout(&mut self, now: Duration) -> Vec<Heard> {
        if self.awaited_since.is_some_and(|since| now.saturating_sub(since) > AWAITED) {
            self.awaited_since = None;
        }
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return Vec::new();
        }
        if matches!(self.state, State::Holding { .. }) {
            self.drop_stray();
        }
        self.state = State::default();
        let mut heard = Vec::new();
        self.release(self.held.len(), &mut heard);
        heard
    }

    /// Passes text on up to what may be noise.
    fn pass(&mut self, now: Duration, is_burst: bool, heard: &mut Vec<Heard>) {
        let State::Passing { odd_since, faults } = self.state else { return };
        let doubt = Doubt::about(&self.held, faults, self.awaited_since.is_some());
        let from = doubt.from.unwrap_or(self.held.len());
        let before = self.held.get(..from).unwrap_or_default();
        // Noise that is awaited may begin with letters that a busy computer hands on by themselves.
        let may_begin_noise =
            self.awaited_since.is_some() && before.len() < STRAY_BYTES && !before.contains(&b'\n');
        if doubt.is_noise() {
            let begins_burst = may_begin_noise || (is_burst && odd_since.is_none());
            return self.begin_noise(from, begins_burst, now, heard);
        }
        if !may_begin_noise {
            self.release(from, heard);
        }
        let is_odd = (doubt.from.is_some() || (may_begin_noise && !self.held.is_empty()))
            && self.held.len() <= MOST_HELD_BYTES / 2;
        if !is_odd {
            self.release(self.held.len(), heard);
        }
        let goes_on = from == 0 || may_begin_noise;
        let odd_since = is_odd.then(|| odd_since.filter(|_| goes_on).unwrap_or(now));
        self.state = State::Passing { odd_since, faults: doubt.faults };
    }

    /// What is held is noise, but for text before it.
    fn begin_noise(
        &mut self,
        from: usize,
        begins_burst: bool,
        now: Duration,
        heard: &mut Vec<Heard>,
    ) {
        let before = self.held.get(..from).unwrap_or_default();
        // A few letters that the burst begins with are of the noise too.
        if !begins_burst || before.len() >= 2 * STRAY_BYTES || before.contains(&b'\n') {
            self.release(from, heard);
        }
        if self.awaited_since.is_none() {
            heard.push(Heard::Noise);
        }
        self.state = State::Holding { until: now, noise: None };
        self.noise_at(now, heard);
        self.hold(now, heard);
    }

    /// Drops what is held up to the last byte that can't be text.
    fn hold(&mut self, now: Duration, heard: &mut Vec<Heard>) {
        let mut text = 0;
        for unit in units(&self.held, Trust::Nobody) {
            if matches!(unit.kind, Kind::Control | Kind::Odd) {
                text = unit.end();
            }
        }
        if text > 0 {
            self.held.drain(..text);
            self.noise_at(now, heard);
        }
        if matches!(self.state, State::Holding { noise: Some(_), .. }) {
            // Lines of noise scroll nothing.
            let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let ends = self.held.iter().take_while(is_end).count();
            self.held.drain(..ends);
        }
        if self.held.len() > MOST_HELD_BYTES {
            self.release(self.held.len(), heard);
            self.state = State::default();
        }
    }

    /// There is noise now, directly before what is held.
    fn noise_at(&mut self, now: Duration, heard: &mut Vec<Heard>) {
        self.awaited_since = None;
        let State::Holding { until, noise } = &mut self.state else { return };
        *until = (*until).max(now.saturating_add(AFTER_NOISE));
        let noise = noise.get_or_insert(Noise { since: now, was_long: false });
        if !noise.was_long && now.saturating_sub(noise.since) > LONG {
            noise.was_long = true;
            heard.push(Heard::NoiseGoesOn);
        }
    }

    /// Drops letters that noise has ended with. A whole line is text. A busy computer hands the last of them on
    /// late, but no program of the board's begins before the time is over.
    fn drop_stray(&mut self) {
        if !matches!(self.state, State::Holding { noise: Some(_), .. }) {
            return;
        }
        let shown = units(&self.held, Trust::Nobody).filter(|unit| unit.kind == Kind::Text);
        if shown.count() < STRAY_BYTES && !self.held.ends_with(b"\r\n") {
            self.held.clear();
        }
    }

    /// Passes the first of what is held on.
    fn release(&mut self, bytes: usize, heard: &mut Vec<Heard>) {
        let text: Vec<u8> = self.held.drain(..bytes.min(self.held.len())).collect();
        if !text.is_empty() {
            heard.push(Heard::Text(text));
        }
    }
}

/// Texts in a row as one.
fn joined(heard: Vec<Heard>) -> Vec<Heard> {
    let mut out: Vec<Heard> = Vec::with_capacity(heard.len());
    for next in heard {
        match (out.last_mut(), next) {
            (Some(Heard::Text(text)), Heard::Text(more)) => text.extend(more),
            (_, next) => out.push(next),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    const NOISE: &[u8] = b"rl\x00l\x9c\xfe|\x00\x82l\n\xe2\x02\x0c";
    const BANNER: &[u8] = b"\r\nMicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266\r\n\
        Type \"help()\" for more information.\r\n>>> ";
    /// A ROM's log at 74880 baud, as a receiver that samples at 115200 gets it: ` ets Jan  8 2013,rst
    /// cause:1, boot mode:(3,6)` and the lines about what it loads.
    const LOG: &[u8] = b"\
        \x00l\x9C\x9F|\x00\x8Cl\xE0|\x03\x0C\x0C\x0C\x8C\x0Cl\xEC\x0Cb|\x8F\x82\x03\xEC\
        \x12\x92r\x92cl\x0Cb\x8C\xF2oo\x9Elnn\x9C\xE3\xEC\x0Cb\x1Cp\x8C\x8Flslrlp\xF2o\xE0\
        \x10\x03\x0C\x0C\x82\x0Cl\x0C\x0C\x0C\x0C\x0C\x0Cc\x0Cn\xE2|\x02\xECll\x0C\x0C\x0C\
        b\x8C\xF3nn\xEE\x00l\x8C\x8El`\x02\x90\x12\x12ool\x8Cl`\x02\x0F\x03os\x8E\x92\x92n\
        \x0C\x0C\x03\x0C\x9C\x0Flp\xF3o\xE0\x10\x02\x0C\x0Cr\x8C\x9C\x9C\xE2\xE0\x0C\x0C\
        \x0C\x0Cb\x0Cn\xE3|\x02l\x0C\x8C\x0C\x0Cc\x8C\xF3nn\xEE\x00\x0C\x8El`\x03\x90\x12\
        \x12oo\x0Cl`\x02\x0E\x02os\x8F\x93\x92n\x0C\x0C\xF3\x8C\x9C\x0El\x0Er\x92\x93n\x0C\
        \x0C\xF2\x8C\x9C\x0El";

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    /// A filter, and all it has said.
    #[derive(Default)]
    struct Screen {
        filter: NoiseFilter,
        heard: Vec<Heard>,
    }

    impl Screen {
        fn after_reset(chunks: &[(u64, &[u8])]) -> Self {
            let mut screen = Self::default();
            screen.filter.reset_at(Duration::ZERO);
            screen.push_all(chunks);
            screen
        }

        fn push_all(&mut self, chunks: &[(u64, &[u8])]) {
            for (at, bytes) in chunks {
                self.wait(ms(*at));
                self.heard.extend(self.filter.push(bytes, ms(*at)));
            }
        }

        /// As a page does: each deadline at its time.
        fn wait(&mut self, until: Duration) {
            while let Some(deadline) = self.filter.deadline().filter(|at| *at <= until) {
                self.heard.extend(self.filter.handle_timeout(deadline));
            }
        }

        fn text(&mut self, at: u64) -> Vec<u8> {
            self.wait(ms(at));
            let texts = self.heard.iter().filter_map(|heard| match heard {
                Heard::Text(text) => Some(text.as_slice()),
                Heard::Noise | Heard::NoiseGoesOn => None,
            });
            texts.collect::<Vec<_>>().concat()
        }

        fn noises(&self) -> usize {
            self.heard.iter().filter(|heard| **heard == Heard::Noise).count()
        }
    }

    #[test]
    fn what_a_program_prints_before_the_banner_is_shown() {
        let mut apart = Screen::after_reset(&[(20, LOG), (400, b"Hello world\r\n"), (500, BANNER)]);
        assert_eq!(apart.text(500), [b"Hello world\r\n", BANNER].concat());
        let chunk = [NOISE, b"Hello world\r\n", BANNER].concat();
        let mut together = Screen::after_reset(&[(10, &chunk)]);
        assert_eq!(together.text(150), [b"Hello world\r\n", BANNER].concat());
        assert_eq!((apart.noises(), together.noises()), (0, 0));
    }

    #[test]
    fn a_question_without_a_line_end_is_shown_by_silence_alone() {
        let question = "Wie heißt Du? ".as_bytes();
        assert_eq!(Screen::after_reset(&[(60, LOG), (300, question)]).text(300), question);
        let chunk = [NOISE, question].concat();
        assert_eq!(Screen::after_reset(&[(10, &chunk)]).text(150), question);
    }

    #[test]
    fn every_line_of_a_slow_program_is_shown() {
        let mut screen = Screen::after_reset(&[(30, NOISE)]);
        for at in [600, 5_600, 10_600] {
            screen.push_all(&[(at, b"23.5\r\n")]);
            assert!(screen.text(at).ends_with(b"23.5\r\n"));
        }
        assert_eq!(screen.text(10_600).len(), 18);
    }

    #[test]
    fn colours_are_text() {
        let red = b"\x1b[31mRed alert\x1b[0m\r\n";
        let chunk = [NOISE, red, BANNER].concat();
        assert_eq!(Screen::after_reset(&[(10, &chunk)]).text(150), [red, BANNER].concat());
    }

    #[test]
    fn letters_of_other_alphabets_are_text_wherever_they_are_cut() {
        let text = "Температура: 23 °C\r\n".as_bytes();
        for cut in 0..text.len() {
            let mut screen = Screen::default();
            let (first, second) = text.split_at(cut);
            screen.push_all(&[(0, first), (300, second), (600, text), (900, text)]);
            assert_eq!(screen.text(2_000), [text, text, text].concat());
            assert_eq!(screen.noises(), 0);
        }
    }

    #[test]
    fn a_log_leaves_nothing_and_takes_nothing_along_however_it_is_cut() {
        let boot = [LOG, b"\x0CPerforming initial setup\r\n"].concat();
        for cut in 1..boot.len() {
            let mut screen = Screen::after_reset(&[]);
            for chunk in boot.chunks(cut) {
                screen.heard.extend(screen.filter.push(chunk, ms(60)));
            }
            assert_eq!(screen.text(500), b"Performing initial setup\r\n");
        }
        for cut in 1..LOG.len() {
            let (first, second) = LOG.split_at(cut);
            let mut screen = Screen::after_reset(&[(20, first), (40, second), (400, BANNER)]);
            assert_eq!(screen.text(500), BANNER);
            assert_eq!(screen.noises(), 0);
        }
    }

    #[test]
    fn letters_that_noise_ends_with_are_not_shown_and_lines_do_not_scroll() {
        let mut screen = Screen::after_reset(&[(40, NOISE), (45, b"\n\r\nln"), (300, BANNER)]);
        assert_eq!(screen.text(300), BANNER);
        assert_eq!(Screen::after_reset(&[(40, b"\x00\n\n\r\n\n")]).text(300), b"");
        assert_eq!(Screen::after_reset(&[(40, b"\x00\n>>> ")]).text(300), b">>> ");
    }

    #[test]
    fn a_busy_computer_may_hand_on_the_last_letters_of_noise_late() {
        let (log, last) = LOG.split_at(LOG.len() - 1);
        for late in [31, 60, 99] {
            let mut screen = Screen::after_reset(&[(40, log), (40 + late, last), (400, BANNER)]);
            assert_eq!(screen.text(500), BANNER);
        }
    }

    #[test]
    fn awaited_noise_may_come_late_and_begin_with_letters_by_themselves() {
        for letters in [&b"l"[..], b"rl", b"ln "] {
            let mut screen = Screen::after_reset(&[(300, letters), (340, LOG), (700, BANNER)]);
            assert_eq!((screen.text(800), screen.noises()), (BANNER.to_vec(), 0));
        }
        assert_eq!(Screen::after_reset(&[(300, b"1")]).text(350), b"1");
        assert_eq!(Screen::after_reset(&[(300, b"1\r\n")]).text(300), b"1\r\n");
    }

    #[test]
    fn a_short_answer_that_is_not_of_the_noise_is_shown() {
        assert_eq!(Screen::after_reset(&[(40, NOISE), (151, b"1")]).text(300), b"1");
        assert_eq!(Screen::after_reset(&[(40, b"1")]).text(300), b"1");
        assert_eq!(Screen::after_reset(&[(40, b"\x001\r\n")]).text(300), b"1\r\n");
    }

    #[test]
    fn a_board_that_restarts_by_itself_is_noticed() {
        let mut screen = Screen::after_reset(&[(30, LOG), (400, BANNER)]);
        assert_eq!(screen.noises(), 0);
        for second in 1..4 {
            let start = second * 6_000;
            screen.push_all(&[(start, NOISE), (start + 40, LOG), (start + 400, BANNER)]);
            assert_eq!(screen.noises() as u64, second);
        }
        assert_eq!(screen.text(20_000), BANNER.repeat(4));
        let mut in_one = Screen::default();
        in_one.push_all(&[(0, &[b"hello\r\n", LOG, b"\0again\r\n"].concat())]);
        in_one.wait(ms(100));
        let text = |text: &[u8]| Heard::Text(text.to_vec());
        assert_eq!(in_one.heard, [text(b"hello\r\n"), Heard::Noise, text(b"again\r\n")]);
    }

    #[test]
    fn noise_of_an_awaited_reset_may_be_late() {
        let mut screen = Screen::after_reset(&[(290, LOG), (700, BANNER)]);
        assert_eq!((screen.text(700), screen.noises()), (BANNER.to_vec(), 0));
        let mut later = Screen::after_reset(&[(1_290, LOG)]);
        assert_eq!((later.text(2_000), later.noises()), (vec![], 1));
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_shown_of_noise() {
        let mut screen = Screen::default();
        let spoilt = [NOISE, b"\x07\x1b[2J\x1bc\x0e", NOISE, b"\x1b[2J"].concat();
        for at in (0..60_000).step_by(20) {
            screen.push_all(&[(at, &spoilt)]);
        }
        assert_eq!(screen.text(60_500), b"");
        assert_eq!(screen.heard, [Heard::Noise, Heard::NoiseGoesOn]);
        screen.push_all(&[(61_000, b"plain\r\n")]);
        assert_eq!(screen.text(61_000), b"plain\r\n");
    }

    #[test]
    fn text_passes_at_once_where_there_is_no_reset() {
        let text = "grün \x1B[31mrot\x1B[0m \x07\x08\r\n>>> ".as_bytes();
        let mut filter = NoiseFilter::default();
        assert_eq!(filter.push(text, ms(0)), [Heard::Text(text.to_vec())]);
        assert_eq!(filter.deadline(), None);
    }

    #[test]
    fn a_few_odd_bytes_are_no_noise_and_pass_as_they_are() {
        for odd in
            [&b"OK\x04\x04>"[..], b"Gr\xFC\xDFe, \xE4\xF6\xFC\xC4\xD6\xDC!", b"R\x01\x80\x00\x01"]
        {
            let mut screen = Screen::default();
            screen.push_all(&[(0, odd)]);
            assert_eq!((screen.text(50), screen.noises()), (odd.to_vec(), 0));
        }
    }

    #[test]
    fn faults_of_the_line_are_noise_too() {
        let mut filter = NoiseFilter::default();
        filter.reset_at(ms(0));
        filter.push(b"lnln", ms(20));
        filter.line_fault(ms(21));
        assert_eq!(filter.handle_timeout(ms(500)), []);
        let heard: Vec<_> = (600..606).flat_map(|at| filter.line_fault(ms(at))).collect();
        assert_eq!(heard, [Heard::Noise]);
    }

    proptest! {
        #[test]
        fn all_text_is_shown_within_a_quarter_of_a_second(
            text in "[ -~а-я\r\n]{0,40}",
            cuts in prop::collection::vec((1usize..9, 0u64..200), 1..20),
            is_reset: bool,
        ) {
            let mut screen = Screen::default();
            if is_reset {
                screen.filter.reset_at(Duration::ZERO);
            }
            let (mut rest, mut at) = (text.as_bytes(), 0);
            for (bytes, pause) in cuts {
                let (chunk, later) = rest.split_at(bytes.min(rest.len()));
                at += pause;
                screen.push_all(&[(at, chunk)]);
                rest = later;
            }
            screen.push_all(&[(at, rest)]);
            prop_assert_eq!(screen.text(at + 250), text.into_bytes());
            prop_assert_eq!(screen.noises(), 0);
        }

        #[test]
        fn any_bytes_are_held_in_little_room_and_for_a_short_time(
            chunks in prop::collection::vec((0u64..200, prop::collection::vec(any::<u8>(), 0..600)), 0..20),
        ) {
            let mut screen = Screen::after_reset(&[]);
            let mut at = 0;
            for (pause, bytes) in chunks {
                at += pause;
                screen.push_all(&[(at, &bytes)]);
                prop_assert!(screen.filter.held.len() <= MOST_HELD_BYTES);
                prop_assert!(screen.filter.deadline().is_none_or(|deadline| deadline <= ms(at + 150)));
            }
            screen.filter.line_fault(ms(at));
            screen.filter.handle_timeout(Duration::MAX);
            prop_assert!(screen.filter.held.is_empty());
            screen.filter.push(b"x", Duration::MAX);
        }

        #[test]
        fn text_behind_noise_is_shown_however_both_are_cut(
            text in "[!-~][ -~]{4,40}(\r\n)?",
            cut in 1usize..60,
        ) {
            let mut screen = Screen::after_reset(&[]);
            for chunk in [NOISE, text.as_bytes()].concat().chunks(cut) {
                screen.push_all(&[(60, chunk)]);
            }
            prop_assert_eq!(screen.text(500), text.into_bytes());
        }
    }
}
