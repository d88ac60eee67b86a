//! A conversation with a board, without a line: bytes and time in, bytes and an outcome out.

use crate::error::Error;
use alloc::vec::Vec;
use core::time::Duration;
use serial_line::{LineError, SerialLine};

/// One conversation, such as taking a board over, or running a program.
///
/// Whoever holds the line calls it in this order, again and again: send all that
/// [`transmit`](Self::transmit) gives; stop where there is an [`outcome`](Self::outcome); else read
/// until the [`deadline`](Self::deadline), and tell it what came or that nothing did. [`converse`]
/// does just that.
pub trait Conversation {
    /// What comes of it.
    type Outcome;

    /// The bytes to send now, if any.
    fn transmit(&mut self, now: Duration) -> Option<Vec<u8>>;

    /// Takes bytes from the board. What of them is for a person goes to `output`.
    fn receive(&mut self, bytes: &[u8], now: Duration, output: &mut dyn FnMut(&[u8]));

    /// When [`timeout`](Self::timeout) is to be called, if nothing comes before.
    fn deadline(&self) -> Option<Duration>;

    /// Nothing came until the deadline.
    fn timeout(&mut self, now: Duration, output: &mut dyn FnMut(&[u8]));

    /// How it ended, once it has.
    fn outcome(&mut self) -> Option<Self::Outcome>;
}

/// Without a deadline, a read lasts until something comes.
const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);

/// Has a conversation over a line.
///
/// A fault of the line is no error: bytes may be missing there, which each conversation notices by
/// what should have come.
///
/// # Errors
///
/// [`Error::Line`], with what the line said.
pub async fn converse<L: SerialLine, C: Conversation>(
    line: &mut L,
    conversation: &mut C,
    output: &mut dyn FnMut(&[u8]),
) -> Result<C::Outcome, Error> {
    let mut chunk = [0; 512];
    loop {
        while let Some(bytes) = conversation.transmit(line.now()) {
            line.write_all(&bytes).await?;
        }
        if let Some(outcome) = conversation.outcome() {
            return Ok(outcome);
        }
        let patience = match conversation.deadline() {
            Some(deadline) => deadline.saturating_sub(line.now()),
            None => FOREVER,
        };
        match line.read(&mut chunk, patience).await {
            Ok(count) => {
                let bytes = chunk.get(..count).unwrap_or_default();
                conversation.receive(bytes, line.now(), output);
            }
            Err(LineError::TimedOut) => conversation.timeout(line.now(), output),
            Err(LineError::LineFault(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
