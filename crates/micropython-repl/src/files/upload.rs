//! Sending a file's bytes to the board, as they are, in frames: each goes when the last one is written.
//!
//! ```text
//! host                 length data …        length data …            0 0
//! board   <bw 0 >             written              written …             (ends)
//! ```
//!
//! A length is two bytes, lowest first. The board reads a frame while it comes, so its ring of 255 bytes
//! is no limit; it is sent nothing while it writes to the flash, where it could not read.

use crate::conversation::Conversation;
use crate::error::Error;
use crate::exec::{Exec, Outcome};
use crate::reply::Reply;
use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

/// A frame is taken and written within this time, unless some of it was lost on the way.
const WRITTEN_WITHIN: Duration = Duration::from_secs(2);
/// A board that waits for the rest of a frame is given it, so often.
const FILLS: u32 = 3;
const END: [u8; 2] = [0, 0];

/// Runs the program that receives, and feeds it.
pub(super) struct Upload<'a> {
    exec: Exec,
    content: &'a [u8],
    frame_bytes: usize,
    sent: usize,
    written: usize,
    stage: Stage,
    /// What the program printed and was not looked at yet.
    printed: Vec<u8>,
    fills: u32,
    deadline: Option<Duration>,
    progress: &'a mut dyn FnMut(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The program is on its way, or begins.
    Begins,
    /// A frame is on its way, or being written.
    Frame,
    /// All was sent, or something is wrong: the program ends.
    Ends,
}

/// What became of the bytes.
pub(super) struct Uploaded {
    pub(super) outcome: Outcome,
    /// As many bytes were written as were sent. Whether they are the same ones is another question.
    pub(super) is_whole: bool,
}

impl<'a> Upload<'a> {
    pub(super) fn new(
        exec: Exec,
        content: &'a [u8],
        frame_bytes: usize,
        progress: &'a mut dyn FnMut(usize),
    ) -> Self {
        Self {
            exec,
            content,
            frame_bytes,
            sent: 0,
            written: 0,
            stage: Stage::Begins,
            printed: Vec::new(),
            fills: 0,
            deadline: None,
            progress,
        }
    }

    /// The program is ready for a frame, or says what it has written.
    fn hear(&mut self, part: &[u8], now: Duration) {
        match self.stage {
            Stage::Begins => {}
            Stage::Frame => {
                self.written += crate::reply::number(part).unwrap_or_default();
                (self.progress)(self.written);
            }
            Stage::Ends => return,
        }
        let left = self.content.get(self.sent..).unwrap_or_default();
        let frame = left.get(..self.frame_bytes.min(left.len())).unwrap_or_default();
        if frame.is_empty() || self.written != self.sent {
            return self.end();
        }
        let length = u16::try_from(frame.len()).unwrap_or_default();
        self.exec.input(&[&length.to_le_bytes(), frame].concat());
        self.sent += frame.len();
        self.stage = Stage::Frame;
        self.deadline = Some(now + WRITTEN_WITHIN);
    }

    fn end(&mut self) {
        self.exec.input(&END);
        self.stage = Stage::Ends;
        self.deadline = None;
    }
}

impl Conversation for Upload<'_> {
    type Outcome = Result<Uploaded, Error>;

    fn transmit(&mut self, now: Duration) -> Option<Vec<u8>> {
        self.exec.transmit(now)
    }

    fn receive(&mut self, bytes: &[u8], now: Duration, output: &mut dyn FnMut(&[u8])) {
        let printed = &mut self.printed;
        self.exec.receive(bytes, now, &mut |bytes| printed.extend_from_slice(bytes));
        // Whole lines only: a part may be on its way.
        let Some(end) = self.printed.iter().rposition(|&byte| byte == b'\n') else { return };
        let lines: Vec<u8> = self.printed.drain(..=end).collect();
        let reply = Reply::read(&lines);
        if !reply.other.is_empty() {
            output(&reply.other);
        }
        if reply.is_damaged {
            return self.end();
        }
        for part in reply.parts {
            self.hear(&part, now);
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.deadline.or(self.exec.deadline())
    }

    fn timeout(&mut self, now: Duration, output: &mut dyn FnMut(&[u8])) {
        if self.deadline.is_none_or(|deadline| now < deadline) {
            return self.exec.timeout(now, output);
        }
        self.deadline = None;
        self.fills += 1;
        if self.fills <= FILLS && self.exec.is_running() {
            // Bytes were lost, and the program waits for as many as it was told. What is too much says
            // that nothing comes any more.
            self.exec.input(&vec![0; self.frame_bytes + 2 * END.len()]);
            self.stage = Stage::Ends;
            self.deadline = Some(now + WRITTEN_WITHIN);
        }
    }

    fn outcome(&mut self) -> Option<Self::Outcome> {
        let is_whole = self.fills == 0 && self.written == self.content.len();
        let outcome = self.exec.outcome()?;
        Some(outcome.map(|outcome| Uploaded { outcome, is_whole }))
    }
}
