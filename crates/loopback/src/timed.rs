//! A connection with a limit: one for all that is read from it and written to it.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A stream that fails when its time is over, however many bytes came in it.
#[derive(Debug)]
pub struct Timed {
    stream: TcpStream,
    until: Option<Instant>,
}

impl Timed {
    /// From now on, for so long.
    #[must_use]
    pub fn new(stream: TcpStream, limit: Duration) -> Self {
        Self { stream, until: Some(Instant::now() + limit) }
    }

    /// Again from now on, for so long.
    pub fn renew(&mut self, limit: Duration) {
        self.until = Some(Instant::now() + limit);
    }

    /// From now on reading waits for as long as it takes, and a write for `taken_within`.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn lift(&mut self, taken_within: Duration) -> io::Result<()> {
        self.until = None;
        self.stream.set_read_timeout(None)?;
        self.stream.set_write_timeout(Some(taken_within))
    }

    /// The stream itself, which knows nothing of the limit.
    #[must_use]
    pub const fn get_ref(&self) -> &TcpStream {
        &self.stream
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    const LIMIT: Duration = Duration::from_millis(200);

    /// A connection with the limit, and its other end.
    fn connection() -> (Timed, TcpStream) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (Timed::new(listener.accept().unwrap().0, LIMIT), client)
    }

    /// Says a byte each time that half of the limit is over.
    fn trickle(mut client: TcpStream, bytes: usize) {
        thread::spawn(move || {
            for _ in 0..bytes {
                thread::sleep(LIMIT / 2);
                if client.write_all(b"x").is_err() {
                    return;
                }
            }
        });
    }

    #[test]
    fn bytes_that_trickle_in_give_no_more_time() {
        let (mut timed, client) = connection();
        let began = Instant::now();
        trickle(client, 40);
        assert!(timed.read_exact(&mut [0; 40]).is_err());
        assert!((LIMIT..LIMIT * 10).contains(&began.elapsed()), "{:?}", began.elapsed());
        assert_eq!(timed.read(&mut [0]).unwrap_err().kind(), ErrorKind::TimedOut);
    }

    #[test]
    fn a_client_that_takes_nothing_is_given_up() {
        let (mut timed, _client) = connection();
        let began = Instant::now();
        assert!(timed.write_all(&vec![0; 64 << 20]).is_err());
        assert!(began.elapsed() < LIMIT * 10, "{:?}", began.elapsed());
    }

    #[test]
    fn time_is_given_again_or_without_an_end() {
        let (mut timed, client) = connection();
        trickle(client, 6);
        for _ in 0..3 {
            timed.renew(LIMIT * 10);
            timed.read_exact(&mut [0]).unwrap();
        }
        timed.renew(Duration::ZERO);
        assert!(timed.read(&mut [0]).is_err());
        timed.lift(LIMIT).unwrap();
        timed.read_exact(&mut [0; 3]).unwrap();
    }
}
