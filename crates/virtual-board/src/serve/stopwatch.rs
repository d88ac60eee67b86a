//! What happened at the port, and when: measured by the board, and so in the same way for every
//! client.
//!
//! Times are those at the host's end of the cable: a request is asked when the client hands its first
//! byte over, and answered when the answer's last byte is handed to the client.

use std::time::Duration;

use serde::Serialize;
use virtual_board::FlashTiming;

use crate::frames::{Frames, Kind};

const PROMPT: &[u8] = b">>> ";

/// Counts and notes from its start on.
#[derive(Debug)]
pub(crate) struct Stopwatch {
    flash: FlashTimes,
    /// Nothing is noted before somebody starts it.
    running: Option<Run>,
}

#[derive(Debug, Default)]
struct Run {
    started: Duration,
    sent: usize,
    heard: usize,
    events: Vec<Event>,
    requests: Frames,
    answers: Frames,
    /// The command that waits for its answer; of several answers the first counts.
    waiting: Option<u8>,
    last_heard: Vec<u8>,
}

/// What was measured.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Reading {
    /// Bytes that the client sent.
    sent: usize,
    /// Bytes that it got.
    heard: usize,
    events: Vec<Event>,
    flash: FlashTimes,
}

/// How long this board's flash takes, for floors below which nobody gets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
struct FlashTimes {
    erase_sector_us: u64,
    erase_block_us: u64,
    program_page_us: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Event {
    /// Since the start.
    at_us: u64,
    #[serde(flatten)]
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", content = "value", rename_all = "lowercase")]
pub(crate) enum What {
    /// The port, at this speed.
    Opened(u32),
    Closed,
    /// Another speed, without reopening.
    Baud(u32),
    /// The modem lines.
    Lines {
        dtr: bool,
        rts: bool,
    },
    /// A command began to leave the client.
    Asked(u8),
    /// Its answer has come.
    Answered(u8),
    /// The stub says that it runs.
    Greeting,
    /// Python's.
    Prompt,
}

impl Stopwatch {
    pub(crate) fn new(flash: &FlashTiming) -> Self {
        let flash = FlashTimes {
            erase_sector_us: in_us(flash.erase_sector),
            erase_block_us: in_us(flash.erase_block),
            program_page_us: in_us(flash.program_page),
        };
        Self { flash, running: None }
    }

    /// Begins anew.
    pub(crate) fn start(&mut self, now: Duration) {
        self.running = Some(Run { started: now, ..Run::default() });
    }

    /// All since the start.
    pub(crate) fn read(&self) -> Reading {
        let flash = self.flash.clone();
        match &self.running {
            Some(Run { sent, heard, events, .. }) => {
                Reading { sent: *sent, heard: *heard, events: events.clone(), flash }
            }
            None => Reading { flash, ..Reading::default() },
        }
    }

    pub(crate) fn note(&mut self, what: What, now: Duration) {
        if let Some(run) = &mut self.running {
            run.note(what, now);
        }
    }

    /// The client hands these bytes over.
    pub(crate) fn sent(&mut self, bytes: &[u8], now: Duration) {
        let Some(run) = &mut self.running else { return };
        run.sent += bytes.len();
        for frame in run.requests.take(bytes, now) {
            if let Kind::Request(op) = frame.kind {
                run.waiting = Some(op);
                run.note(What::Asked(op), frame.began);
            }
        }
    }

    /// The client is handed these.
    pub(crate) fn heard(&mut self, bytes: &[u8], now: Duration) {
        let Some(run) = &mut self.running else { return };
        run.heard += bytes.len();
        for frame in run.answers.take(bytes, now) {
            match frame.kind {
                Kind::Answer(op) if run.waiting.take_if(|waiting| *waiting == op).is_some() => {
                    run.note(What::Answered(op), now);
                }
                Kind::Greeting => run.note(What::Greeting, now),
                _ => {}
            }
        }
        run.last_heard.extend(bytes);
        if run.last_heard.windows(PROMPT.len()).any(|text| text == PROMPT) {
            run.note(What::Prompt, now);
            run.last_heard.clear();
        }
        let seen = run.last_heard.len().saturating_sub(PROMPT.len() - 1);
        run.last_heard.drain(..seen);
    }
}

impl Run {
    fn note(&mut self, what: What, at: Duration) {
        self.events.push(Event { at_us: in_us(at.saturating_sub(self.started)), what });
    }
}

fn in_us(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYNC_HEAD: &[u8] = b"\xC0\x00\x08\x24\0\0\0\0\0";
    const SYNC_REST: &[u8] = b"\x07\x07\x12\x20\xC0";
    const ANSWER: &[u8] = b"\xC0\x01\x08\x02\0\x07\x07\x12\x20\0\0\xC0";

    fn at(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn events(stopwatch: &Stopwatch) -> Vec<(u64, What)> {
        stopwatch.read().events.into_iter().map(|event| (event.at_us, event.what)).collect()
    }

    #[test]
    fn nothing_is_noted_before_the_start() {
        let mut stopwatch = Stopwatch::new(&FlashTiming::default());
        stopwatch.sent(SYNC_HEAD, at(1));
        stopwatch.heard(ANSWER, at(2));
        stopwatch.note(What::Closed, at(3));
        let reading = stopwatch.read();
        assert_eq!((reading.sent, reading.heard, reading.events), (0, 0, vec![]));
        assert_eq!(reading.flash.program_page_us, 700);
    }

    #[test]
    fn a_command_lasts_from_its_first_byte_to_the_first_answer() {
        let mut stopwatch = Stopwatch::new(&FlashTiming::default());
        stopwatch.start(at(100));
        stopwatch.sent(SYNC_HEAD, at(101));
        stopwatch.sent(SYNC_REST, at(102));
        stopwatch.heard(&ANSWER.repeat(8), at(103));
        assert_eq!(events(&stopwatch), [(1_000, What::Asked(8)), (3_000, What::Answered(8))]);
        let reading = stopwatch.read();
        assert_eq!((reading.sent, reading.heard), (14, 8 * ANSWER.len()));
        stopwatch.start(at(110));
        assert_eq!(stopwatch.read().events, []);
    }

    #[test]
    fn a_prompt_in_pieces_is_one() {
        let mut stopwatch = Stopwatch::new(&FlashTiming::default());
        stopwatch.start(at(0));
        stopwatch.heard(b"MicroPython v1.9.3\r\n>>", at(1));
        stopwatch.heard(b"> ", at(2));
        stopwatch.heard(b"1 + 1\r\n2\r\n", at(3));
        assert_eq!(events(&stopwatch), [(2_000, What::Prompt)]);
    }
}
