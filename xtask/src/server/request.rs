//! The head of a request, as far as the answer hangs on it.

use std::io::{self, BufRead as _, BufReader, ErrorKind, Read};

/// No honest request has more before its empty line.
const LONGEST_HEAD_BYTES: u64 = 16 * 1024;

/// A request; what comes after its head is never read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    /// Each `Host` that was named.
    pub(super) hosts: Vec<String>,
    /// Each `Origin` that was named.
    pub(super) origins: Vec<String>,
}

impl Request {
    /// Reads up to the empty line.
    ///
    /// # Errors
    ///
    /// What the connection says, [`ErrorKind::UnexpectedEof`] where it ends before the head does, and
    /// [`ErrorKind::InvalidData`] where the head is too long or no text.
    pub(super) fn read(connection: &mut impl Read) -> io::Result<Self> {
        let mut head = BufReader::new(connection.take(LONGEST_HEAD_BYTES));
        let mut line = String::new();
        let mut request = Self::default();
        let mut is_first = true;
        loop {
            line.clear();
            head.read_line(&mut line)?;
            let Some(text) = line.strip_suffix('\n') else {
                let is_too_long = head.get_ref().limit() == 0;
                let kind =
                    if is_too_long { ErrorKind::InvalidData } else { ErrorKind::UnexpectedEof };
                return Err(kind.into());
            };
            let text = text.trim_end_matches('\r');
            if is_first {
                let mut words = text.split(' ').map(str::to_owned);
                request.method = words.next().unwrap_or_default();
                request.target = words.next().unwrap_or_default();
                is_first = false;
            } else if text.is_empty() {
                return Ok(request);
            } else {
                request.note(text);
            }
        }
    }

    fn note(&mut self, header: &str) {
        let Some((name, value)) = header.split_once(':') else { return };
        let values = if name.eq_ignore_ascii_case("host") {
            &mut self.hosts
        } else if name.eq_ignore_ascii_case("origin") {
            &mut self.origins
        } else {
            return;
        };
        values.push(value.trim().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut bytes: &[u8]) -> Result<Request, ErrorKind> {
        Request::read(&mut bytes).map_err(|error| error.kind())
    }

    #[test]
    fn a_head_is_read_up_to_its_empty_line() {
        let head =
            b"GET /a HTTP/1.1\r\nHOST: localhost:1 \r\nAccept: */*\r\norigin:null\r\n\r\nbody";
        let request = read(head).unwrap();
        assert_eq!((&*request.method, &*request.target), ("GET", "/a"));
        assert_eq!(
            (request.hosts, request.origins),
            (vec!["localhost:1".into()], vec!["null".into()])
        );
    }

    #[test]
    fn a_head_without_an_end_is_none() {
        assert_eq!(read(b""), Err(ErrorKind::UnexpectedEof));
        assert_eq!(read(b"GET / HTTP/1.1\r\nHost: localhost"), Err(ErrorKind::UnexpectedEof));
        assert_eq!(read(&[b'x'; 20_000]), Err(ErrorKind::InvalidData));
        assert_eq!(read(b"\xFF\r\n\r\n"), Err(ErrorKind::InvalidData));
    }
}
