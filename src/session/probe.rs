//! Finding out what is on a board without disturbing it: listen, press Enter once, listen.

use super::found::Found;
use core::time::Duration;
use micropython_repl::place::{Place, Tracker};
use serial_line::{LineError, SerialLine};

/// Opening a port may have reset the board; whatever it has to say begins within this time.
const FIRST: Duration = Duration::from_millis(300);
/// A prompt answers Enter within this time, however long the cable; raw mode answers Ctrl-B as soon.
const ANSWER: Duration = Duration::from_millis(500);
/// A board that was reset shows its prompt within this time; and who waits is told within two seconds, of which
/// a browser takes some for itself.
const BOOT: Duration = Duration::from_millis(1_900);
/// Out of raw mode, where another tool has left it: a Python that waits there has no word for Enter. A
/// program that reads finds one byte.
const CTRL_B: &[u8] = b"\x02";
/// Enter's own echo, or a byte that the cable made up, is not more than this.
const ECHO_BYTES: usize = 4;
/// A pause as long as this parts two bursts, however a busy computer hands them on.
const PAUSE: Duration = Duration::from_millis(100);
/// The ROM's log is no longer than this, and seen once: a board that speaks at another speed goes on.
const RESET: Duration = Duration::from_millis(250);
/// Enough to judge by.
const MOST_BYTES: usize = 4_096;
/// Share of text in what a program prints, in percent; a wrong speed gives far less.
const TEXT_PERCENT: usize = 85;

/// Listens to the board for at most two seconds. What it says goes to `output` too.
///
/// A line fault is no error here: a board that was reset causes them.
pub(super) async fn probe<L: SerialLine>(
    line: &mut L,
    output: &mut impl FnMut(&[u8], Duration),
) -> Result<(Found, Tracker), LineError> {
    let mut sample = Sample::default();
    let opened = line.now();
    sample.listen(line, opened + FIRST, output).await?;
    if sample.has_prompt() {
        return Ok((Found::Prompt, sample.python));
    }
    sample.python = Tracker::default();
    sample.set_noise_apart();
    sample.send(line, b"\r").await?;
    sample.listen(line, opened + FIRST + ANSWER, output).await?;
    if !sample.has_heard() {
        sample.send(line, CTRL_B).await?;
        sample.listen(line, opened + FIRST + 2 * ANSWER, output).await?;
    }
    if sample.has_heard() {
        sample.listen(line, opened + BOOT, output).await?;
    }
    sample.set_noise_apart();
    Ok((sample.found(), sample.python))
}

#[derive(Debug, Default)]
struct Sample {
    python: Tracker,
    /// What came since the last noise, or is not known to be any yet.
    heard: Vec<u8>,
    faults: usize,
    /// When the first of it came, and the last.
    came: Option<(Duration, Duration)>,
    noise: Noise,
}

/// Bursts of what can't be read. A reset makes one, which is short.
#[derive(Debug, Default)]
struct Noise {
    last: Option<(Duration, Duration)>,
    goes_on: bool,
}

impl Noise {
    fn add(&mut self, (began, ended): (Duration, Duration)) {
        let joined = self.last.filter(|(_, last)| began.saturating_sub(*last) < PAUSE);
        self.goes_on |= self.last.is_some() && joined.is_none();
        let (began, _) = joined.unwrap_or((began, ended));
        self.goes_on |= ended.saturating_sub(began) > RESET;
        self.last = Some((began, ended));
    }
}

impl Sample {
    /// Listens until a time, or until a prompt waits.
    async fn listen<L: SerialLine>(
        &mut self,
        line: &mut L,
        end: Duration,
        output: &mut impl FnMut(&[u8], Duration),
    ) -> Result<(), LineError> {
        let mut chunk = [0; 512];
        // A board that never stops is listened to no longer than another.
        while !self.has_prompt() && line.now() < end {
            let until = self.python.deadline().map_or(end, |settles| settles.min(end));
            let patience = until.saturating_sub(line.now());
            match line.read(&mut chunk, patience).await {
                Ok(count) => {
                    let bytes = chunk.get(..count).unwrap_or_default();
                    self.python.heard(bytes, line.now());
                    self.came_at(line.now());
                    self.remember(bytes);
                    output(bytes, line.now());
                }
                Err(LineError::TimedOut) => self.python.pass(line.now()),
                Err(LineError::LineFault(_)) => {
                    self.came_at(line.now());
                    self.faults += 1;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn send<L: SerialLine>(&mut self, line: &mut L, keys: &[u8]) -> Result<(), LineError> {
        self.python.typed(keys, line.now());
        line.write_all(keys).await
    }

    fn came_at(&mut self, now: Duration) {
        if self.came.is_some_and(|(_, last)| now.saturating_sub(last) >= PAUSE) {
            self.set_noise_apart();
        }
        self.came = Some((self.came.map_or(now, |(first, _)| first), now));
    }

    fn remember(&mut self, bytes: &[u8]) {
        if self.heard.len() < MOST_BYTES {
            self.heard.extend_from_slice(bytes);
        }
    }

    /// What was heard up to now counts as a burst of noise, if it is one: it says nothing of what comes after it.
    fn set_noise_apart(&mut self) {
        if let (Found::Noise, Some(came)) = (self.classify(), self.came) {
            self.noise.add(came);
            self.heard.clear();
            self.faults = 0;
            self.came = None;
        }
    }

    fn has_heard(&self) -> bool {
        self.noise.last.is_some() || self.classify() != Found::Silence
    }

    /// What is on the board, with all noise set apart.
    fn found(&self) -> Found {
        match self.classify() {
            Found::Program | Found::Silence if self.noise.goes_on => Found::Noise,
            found => found,
        }
    }

    /// Whether Python waits, in whatever mode.
    const fn has_prompt(&self) -> bool {
        matches!(self.python.place(), Place::Ready | Place::Block | Place::Paste | Place::Raw)
    }

    /// What was heard since the last noise.
    fn classify(&self) -> Found {
        let text = String::from_utf8_lossy(&self.heard);
        let letters = text.chars().filter(is_text).count();
        let others = text.chars().count() - letters + self.faults;
        if self.has_prompt() {
            Found::Prompt
        } else if letters + others <= ECHO_BYTES && !has_line(&text) {
            Found::Silence
        } else if letters * 100 >= (letters + others) * TEXT_PERCENT {
            Found::Program
        } else {
            Found::Noise
        }
    }
}

/// Letters in any script, and what a program moves the cursor with. What is no UTF-8 is none.
fn is_text(letter: &char) -> bool {
    match letter {
        '\r' | '\n' | '\t' | '\x1B' | '\x08' => true,
        other => !other.is_control() && *other != char::REPLACEMENT_CHARACTER,
    }
}

/// Whether a line with something on it has ended: a number a second is less than an echo, but no echo.
fn has_line(text: &str) -> bool {
    let ended = text.rsplit_once('\n').map(|(ended, _)| ended);
    ended.is_some_and(|ended| ended.contains(|letter: char| letter.is_ascii_graphic()))
}
