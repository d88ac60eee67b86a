//! One command, one answer: sending, waiting, and knowing which frame is the answer.

use crate::error::CommandError;
use crate::framed::Framed;
use crate::reply::Reply;
use crate::request::{Opcode, Request};
use crate::slip::{self, Decoder, Progress};
use alloc::vec::Vec;
use core::ops::Range;
use core::time::Duration;
use serial_line::{ControlError, LineError, LineFault, SerialLine, SerialPort};

/// The longest payload: a packet of flash content.
const LONGEST_PAYLOAD: usize = 0x1000;
/// Enough of a board's chatter to tell what it is.
const HEARD_BYTES: usize = 256;
/// A wait that meets more line faults than this is over: such a line carries nothing.
const MOST_LINE_FAULTS: u32 = 100;

/// A wait for one or more frames.
#[derive(Debug)]
pub(crate) struct Wait {
    until: Duration,
    faults: u32,
}

impl Wait {
    /// Lasts until a time on the line's clock, or until the line has drowned in faults.
    pub(crate) const fn until(until: Duration) -> Self {
        Self { until, faults: 0 }
    }
}

/// A line while it carries the talk with a loader.
#[derive(Debug)]
pub(crate) struct Exchange<'l, L> {
    pub(crate) line: &'l mut L,
    pub(crate) baud: u32,
    decoder: Decoder,
    incoming: Vec<u8>,
    /// The part of `incoming` that was not yet decoded.
    unread: Range<usize>,
    payload: Vec<u8>,
    heard: Vec<u8>,
}

/// An answer that says yes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Accepted<'a> {
    pub(crate) value: u32,
    pub(crate) data: &'a [u8],
}

impl<'l, L: SerialLine> Exchange<'l, L> {
    /// Takes a line whose speed is already `baud`.
    pub(crate) fn new(line: &'l mut L, baud: u32) -> Self {
        Self {
            line,
            baud,
            decoder: Decoder::new(LONGEST_PAYLOAD),
            incoming: alloc::vec![0; 4096],
            unread: 0..0,
            payload: Vec::new(),
            heard: Vec::new(),
        }
    }

    /// Sends a command and waits for its answer.
    pub(crate) async fn call(
        &mut self,
        request: &Request<'_>,
    ) -> Result<Accepted<'_>, CommandError> {
        self.call_within(request, request.timeout()).await
    }

    /// As [`call`](Self::call), with a time limit other than the command's own.
    pub(crate) async fn call_within(
        &mut self,
        request: &Request<'_>,
        timeout: Duration,
    ) -> Result<Accepted<'_>, CommandError> {
        let framed = Framed { timeout, ..Framed::new(request) };
        self.send(&framed).await?;
        self.answer(&framed).await
    }

    /// Sends a command without waiting for its answer. What came before it can't be its answer and is
    /// thrown away.
    pub(crate) async fn send(&mut self, framed: &Framed) -> Result<(), CommandError> {
        let failed = |source| CommandError::Line { command: framed.command, source };
        self.discard_input().await.map_err(failed)?;
        self.line.write_all(&framed.wire).await.map_err(failed)
    }

    /// Waits for the answer to the command that was sent last.
    pub(crate) async fn answer(&mut self, framed: &Framed) -> Result<Accepted<'_>, CommandError> {
        let command = framed.command;
        // Accepting bytes is not sending them.
        let waited = framed.timeout + wire_time(framed.wire.len(), self.baud);
        let mut wait = Wait::until(self.line.now() + waited);
        loop {
            self.next_payload(&mut wait)
                .await
                .map_err(|source| at_command(command, waited, source))?;
            let answers = |reply: &Reply<'_>| reply.opcode == command as u8;
            if Reply::parse(&self.payload).as_ref().is_some_and(answers) {
                break;
            }
        }
        let refused = |refusal| CommandError::Refused { command, refusal };
        match Reply::parse(&self.payload) {
            Some(reply) => match reply.accept(framed.reply_bytes) {
                Ok(data) => Ok(Accepted { value: reply.value, data }),
                Err(refusal) => Err(refused(refusal)),
            },
            None => Err(CommandError::NoAnswer { command, waited }),
        }
    }

    /// Sends a frame that is no command: the host's word of how much it has read.
    pub(crate) async fn send_raw(&mut self, payload: &[u8]) -> Result<(), LineError> {
        let mut wire = Vec::new();
        slip::encode(&[payload], &mut wire);
        self.line.write_all(&wire).await
    }

    /// Waits for the next frame of any kind.
    ///
    /// # Errors
    ///
    /// [`LineError::TimedOut`] at the end of the wait, or what the line says. A line fault is no
    /// error, unless there are too many in one wait: the frame that it spoilt is dropped, and the wait
    /// goes on.
    pub(crate) async fn next_payload(&mut self, wait: &mut Wait) -> Result<&[u8], LineError> {
        loop {
            match self.decoder.push(&self.incoming[self.unread.clone()]) {
                Progress::Payload(payload, rest) => {
                    self.payload.clear();
                    self.payload.extend_from_slice(payload);
                    self.unread.start = self.unread.end - rest.len();
                    return Ok(&self.payload);
                }
                Progress::NeedMore => self.unread = 0..0,
            }
            let left = wait.until.saturating_sub(self.line.now());
            if left.is_zero() {
                return Err(LineError::TimedOut);
            }
            let fault = match self.line.read(&mut self.incoming, left).await {
                Ok(count @ 1..) => {
                    let count = count.min(self.incoming.len());
                    self.unread = 0..count;
                    self.remember(count);
                    continue;
                }
                // No line should say so; one that does would keep this loop from ever waiting.
                Ok(0) => LineFault::Unknown,
                Err(LineError::LineFault(fault)) => fault,
                Err(error) => return Err(error),
            };
            if wait.faults == MOST_LINE_FAULTS {
                return Err(LineError::LineFault(fault));
            }
            wait.faults += 1;
            self.decoder.clear();
        }
    }

    /// Waits until something has come that belongs to no frame handed out before. What it is shows later; it
    /// may be a line fault.
    ///
    /// # Errors
    ///
    /// As [`next_payload`](Self::next_payload).
    pub(crate) async fn input_comes(&mut self, wait: &Wait) -> Result<(), LineError> {
        if !self.unread.is_empty() {
            return Ok(());
        }
        let left = wait.until.saturating_sub(self.line.now());
        match self.line.read(&mut self.incoming, left).await {
            Ok(count) => {
                let count = count.min(self.incoming.len());
                self.unread = 0..count;
                self.remember(count);
            }
            Err(LineError::LineFault(_)) => self.decoder.clear(),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Throws away all that has come and was not looked at.
    pub(crate) async fn discard_input(&mut self) -> Result<(), LineError> {
        self.unread = 0..0;
        self.decoder.clear();
        self.line.discard_input().await
    }

    /// The last bytes that came, answers or not.
    pub(crate) fn heard(&self) -> Vec<u8> {
        self.heard.clone()
    }

    fn remember(&mut self, count: usize) {
        let newest = self.incoming.get(..count).unwrap_or_default();
        let newest = newest.get(count.saturating_sub(HEARD_BYTES)..).unwrap_or_default();
        self.heard.extend_from_slice(newest);
        let surplus = self.heard.len().saturating_sub(HEARD_BYTES);
        self.heard.drain(..surplus);
    }
}

impl<P: SerialPort> Exchange<'_, P> {
    /// Changes the line's speed, and waits until both ends have done so.
    pub(crate) async fn set_baud(&mut self, baud: u32) -> Result<(), ControlError> {
        const BOTH_ENDS: Duration = Duration::from_millis(50);
        self.line.set_baud(baud).await?;
        self.baud = baud;
        self.line.sleep(BOTH_ENDS).await;
        Ok(())
    }
}

/// Ten bits for a byte: a start bit, eight, a stop bit.
pub(crate) fn wire_time(bytes: usize, baud: u32) -> Duration {
    Duration::from_nanos((bytes as u64).saturating_mul(10_000_000_000) / u64::from(baud.max(1)))
}

fn at_command(command: Opcode, waited: Duration, source: LineError) -> CommandError {
    match source {
        LineError::TimedOut => CommandError::NoAnswer { command, waited },
        source => CommandError::Line { command, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::VecDeque;
    use alloc::vec;

    /// A line that says what a test puts into it, without waiting.
    struct Said(VecDeque<Result<Vec<u8>, LineError>>, Duration);

    impl SerialLine for Said {
        async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
            match self.0.pop_front() {
                Some(said) => {
                    let said = said?;
                    let fitting = said.len().min(buf.len());
                    buf[..fitting].copy_from_slice(&said[..fitting]);
                    Ok(said.len())
                }
                None => {
                    self.1 += timeout;
                    Err(LineError::TimedOut)
                }
            }
        }

        async fn write_all(&mut self, _: &[u8]) -> Result<(), LineError> {
            Ok(())
        }

        async fn discard_input(&mut self) -> Result<(), LineError> {
            Ok(())
        }

        async fn sleep(&mut self, duration: Duration) {
            self.1 += duration;
        }

        fn now(&self) -> Duration {
            self.1
        }
    }

    fn answer_to_sync(said: Vec<Result<Vec<u8>, LineError>>) -> Result<u32, CommandError> {
        let mut line = Said(said.into(), Duration::ZERO);
        let mut exchange = Exchange::new(&mut line, 115_200);
        let answered = pollster::block_on(exchange.call(&Request::Sync));
        answered.map(|accepted| accepted.value)
    }

    const FRAMING: Result<Vec<u8>, LineError> = Err(LineError::LineFault(LineFault::Framing));
    /// C0, an answer to SYNC with the value 7, C0
    const ANSWER: [u8; 12] = [0xC0, 1, 8, 2, 0, 7, 0, 0, 0, 0, 0, 0xC0];

    #[test]
    fn faults_before_an_answer_cost_no_more_than_the_frames_they_spoil() {
        let mut said = vec![FRAMING; 100];
        said.push(Ok(ANSWER.to_vec()));
        assert_eq!(answer_to_sync(said), Ok(7));
    }

    #[test]
    fn faults_are_counted_over_the_whole_wait_also_across_frames_of_noise() {
        let mut said = vec![FRAMING; 60];
        said.push(Ok(b"\xC0noise\xC0".to_vec()));
        said.extend(vec![FRAMING; 60]);
        said.push(Ok(ANSWER.to_vec()));
        let drowned = CommandError::Line {
            command: Opcode::Sync,
            source: LineError::LineFault(LineFault::Framing),
        };
        assert_eq!(answer_to_sync(said), Err(drowned));
    }

    #[test]
    fn a_line_that_says_it_read_more_than_there_is_room_for_is_believed_no_further() {
        let mut long = ANSWER.to_vec();
        long.resize(5_000, 0);
        assert_eq!(answer_to_sync(vec![Ok(long)]), Ok(7));
    }

    #[test]
    fn a_line_that_says_it_read_nothing_again_and_again_is_given_up() {
        let silent = CommandError::Line {
            command: Opcode::Sync,
            source: LineError::LineFault(LineFault::Unknown),
        };
        assert_eq!(answer_to_sync(vec![Ok(Vec::new()); 101]), Err(silent));
    }
}
