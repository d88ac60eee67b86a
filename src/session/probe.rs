//! Finding out what is on a board without disturbing it: listen, press Enter once, listen.

use super::found::Found;
use super::markers::{Marker, MarkerScanner};
use core::time::Duration;
use serial_line::{LineError, SerialLine};

/// Opening a port may have reset the board; whatever it has to say begins within this time.
const FIRST: Duration = Duration::from_millis(300);
/// A prompt answers Enter within this time, however long the cable.
const ANSWER: Duration = Duration::from_millis(1_000);
/// A board that was reset shows its prompt within this time.
const BOOT: Duration = Duration::from_millis(3_000);
/// Enter's own echo, or a byte that the cable made up, is not more than this.
const ECHO_BYTES: usize = 4;
/// Share of text in what a program prints, in percent; a wrong speed gives far less.
const TEXT_PERCENT: usize = 85;

/// Listens to the board for at most three and a half seconds. What it says goes to `output` too.
///
/// A line fault is no error here: a board that was reset causes them.
pub(super) async fn probe<L: SerialLine>(
    line: &mut L,
    output: &mut impl FnMut(&[u8]),
) -> Result<Found, LineError> {
    let mut sample = Sample::default();
    let opened = line.now();
    sample.listen(line, opened + FIRST, output).await?;
    if sample.saw_prompt {
        return Ok(Found::Prompt);
    }
    let first = sample.classify();
    // What comes first may be the noise of a reset; only what comes after it counts, if anything.
    sample = Sample::default();
    line.write_all(b"\r").await?;
    sample.listen(line, opened + FIRST + ANSWER, output).await?;
    if first != Found::Silence || sample.classify() != Found::Silence {
        sample.listen(line, opened + BOOT, output).await?;
    }
    Ok(match sample.classify() {
        Found::Silence => first,
        later => later,
    })
}

#[derive(Debug, Default)]
struct Sample {
    markers: MarkerScanner,
    saw_prompt: bool,
    text: usize,
    other: usize,
    line: Line,
}

/// How far the present line is. A number a second is less than an echo, but it ends its line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Line {
    #[default]
    Empty,
    Begun,
    /// A line with something on it has ended: that was no echo.
    Ended,
}

impl Sample {
    /// Listens until a time, or until a prompt waits.
    async fn listen<L: SerialLine>(
        &mut self,
        line: &mut L,
        until: Duration,
        output: &mut impl FnMut(&[u8]),
    ) -> Result<(), LineError> {
        let mut chunk = [0; 512];
        while !self.saw_prompt {
            let left = until.saturating_sub(line.now());
            if left.is_zero() {
                break;
            }
            match line.read(&mut chunk, left).await {
                Ok(count) => {
                    let bytes = chunk.get(..count).unwrap_or_default();
                    self.push(bytes);
                    output(bytes);
                }
                Err(LineError::TimedOut) => break,
                Err(LineError::LineFault(_)) => self.other += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn push(&mut self, bytes: &[u8]) {
        let is_text =
            |byte: &&u8| matches!(byte, b' '..=b'~' | b'\r' | b'\n' | b'\t' | 0x1B | 0x08);
        let text = bytes.iter().filter(is_text).count();
        self.text += text;
        self.other += bytes.len() - text;
        for byte in bytes {
            self.line = match (self.line, byte) {
                (Line::Empty, b'!'..=b'~') => Line::Begun,
                (Line::Begun, b'\n') => Line::Ended,
                (line, _) => line,
            };
        }
        self.saw_prompt = self.markers.push(bytes).contains(&Marker::Prompt);
    }

    const fn heard(&self) -> usize {
        self.text + self.other
    }

    const fn classify(&self) -> Found {
        if self.saw_prompt {
            Found::Prompt
        } else if self.heard() <= ECHO_BYTES && !matches!(self.line, Line::Ended) {
            Found::Silence
        } else if self.text * 100 >= self.heard() * TEXT_PERCENT {
            Found::Program
        } else {
            Found::Noise
        }
    }
}
