//! A connection whose beginning has a limit: one for all that is read and written until it is lifted.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A stream that fails with [`ErrorKind::TimedOut`] when its time is over, however many bytes came in it.
#[derive(Debug)]
pub(crate) struct Timed {
    stream: TcpStream,
    until: Option<Instant>,
}

impl Timed {
    /// From now on, for so long.
    pub(crate) fn new(stream: TcpStream, limit: Duration) -> Self {
        Self { stream, until: Some(Instant::now() + limit) }
    }

    /// From now on reading waits for as long as it takes, and a write for `taken_within`.
    pub(crate) fn lift(&mut self, taken_within: Duration) -> io::Result<()> {
        self.until = None;
        self.stream.set_read_timeout(None)?;
        self.stream.set_write_timeout(Some(taken_within))
    }

    /// What is left, while there is a limit.
    fn left(&self) -> io::Result<Option<Duration>> {
        let Some(until) = self.until else { return Ok(None) };
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(left) = self.left()? {
            self.stream.set_read_timeout(Some(left))?;
        }
        self.stream.read(buffer)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(left) = self.left()? {
            self.stream.set_write_timeout(Some(left))?;
        }
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
