//! One board's Python on a line, while it is taken over.

use crate::answer::Afterwards;
use crate::conversation::converse;
use crate::error::Error;
use crate::exec::{Exec, Outcome, Sending};
use crate::mode_change::ModeChange;
use crate::python;
use crate::reply::Reply;
use alloc::vec::Vec;
use core::time::Duration;
use serial_line::SerialLine;

/// A command of ours that does not touch the flash is never silent for so long.
pub(crate) const SOON: Duration = Duration::from_secs(5);
/// The program or its answer was damaged on the way: the same again, so often.
const ATTEMPTS: u32 = 3;

/// A Python that was taken over, on its line. [`give_back`](Self::give_back) ends that.
///
/// What the board says that is no answer, such as a timer's text, goes to `output`.
pub struct Repl<'a, L> {
    pub(crate) line: &'a mut L,
    pub(crate) output: &'a mut dyn FnMut(&[u8]),
    pub(crate) sending: Sending,
}

impl<'a, L: SerialLine> Repl<'a, L> {
    /// Takes over the Python on a line, from whatever it does. `sending` is what an earlier taking-over
    /// taught of this board.
    ///
    /// # Errors
    ///
    /// [`Error::NotTakenOver`], or [`Error::Line`].
    pub async fn take_over(
        line: &'a mut L,
        sending: Sending,
        output: &'a mut dyn FnMut(&[u8]),
    ) -> Result<Self, Error> {
        let mut take_over = ModeChange::to_raw();
        let outcome = converse(line, &mut take_over, output).await?;
        let said = take_over.said();
        if !said.is_empty() {
            output(said);
            output(b"\r\n");
        }
        outcome?;
        Ok(Self { line, output, sending })
    }

    /// How this board takes programs, as far as that is known by now.
    #[must_use]
    pub const fn sending(&self) -> Sending {
        self.sending
    }

    /// The line, for a conversation of one's own. The board has to be in raw mode after it.
    pub const fn line(&mut self) -> &mut L {
        self.line
    }

    /// Back to a friendly prompt, from whatever came before.
    ///
    /// # Errors
    ///
    /// [`Error::NoAnswer`], or [`Error::Line`].
    pub async fn give_back(self) -> Result<(), Error> {
        converse(self.line, &mut ModeChange::to_friendly(), self.output).await?
    }

    /// Takes the board over once more: what was sent may not have been read, or the board has restarted.
    pub(crate) async fn take_over_again(&mut self) -> Result<(), Error> {
        converse(self.line, &mut ModeChange::to_raw(), self.output).await?
    }

    /// Runs a program of ours and reads its framed answer.
    pub(crate) async fn ask(&mut self, source: &str, silence: Duration) -> Result<Reply, Error> {
        self.ask_telling(source, silence, &mut |_| {}).await
    }

    /// The same, and tells how many bytes came, each time some did.
    pub(crate) async fn ask_telling(
        &mut self,
        source: &str,
        silence: Duration,
        came: &mut dyn FnMut(usize),
    ) -> Result<Reply, Error> {
        for _ in 0..ATTEMPTS {
            let mut exec = Exec::ours(source.as_bytes(), self.sending, silence);
            let mut said = Vec::new();
            let mut hear = |bytes: &[u8]| {
                said.extend_from_slice(bytes);
                came(bytes.len());
            };
            let outcome = converse(self.line, &mut exec, &mut hear).await?;
            let outcome = self.learn(outcome)?;
            let reply = Reply::read(&said);
            if !reply.other.is_empty() {
                (self.output)(&reply.other);
            }
            match outcome.raised {
                Some(exception) if python::came_damaged(&exception) => {}
                Some(exception) => return Err(Error::Raised(exception)),
                None if reply.is_damaged => {}
                None => return Ok(reply),
            }
        }
        Err(Error::Damaged)
    }

    /// Keeps what an outcome tells of the board. A program of ours never ends Python.
    pub(crate) fn learn(&mut self, outcome: Result<Outcome, Error>) -> Result<Outcome, Error> {
        let outcome = outcome?;
        self.sending = outcome.sending;
        match outcome.afterwards {
            Afterwards::Raw => Ok(outcome),
            Afterwards::SoftReset | Afterwards::Restarted => Err(Error::Restarted),
        }
    }
}

impl<L> core::fmt::Debug for Repl<'_, L> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Repl").field("sending", &self.sending).finish_non_exhaustive()
    }
}
