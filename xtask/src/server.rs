//! A small web server for one folder, for this computer only: a page of another site can neither read
//! from it nor keep it busy.

mod mime;
mod request;
mod request_path;
mod response;

use std::io::{self, ErrorKind, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use loopback::Timed;

use crate::failure::{During, Failure, Outcome};
use request::Request;
use response::Response;

/// How much the server gives to its clients.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Far more than a browser opens to one host.
    connections: usize,
    /// For all of a request's head, however slowly it comes.
    asking: Duration,
    /// For all of the answer, however slowly it is taken.
    answering: Duration,
    /// What made accepting fail, as too many open files, lasts a moment.
    after_failed_accept: Duration,
}

const LIMITS: Limits = Limits {
    connections: 64,
    asking: Duration::from_secs(10),
    answering: Duration::from_secs(60),
    after_failed_accept: Duration::from_millis(100),
};

/// Takes the port, without answering yet.
pub(crate) fn listen(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        Failure::new(match error.kind() {
            ErrorKind::AddrInUse => {
                format!("port {port} is in use: choose another with `--port NUMBER`.")
            }
            _ => format!("could not listen on port {port}: {error}"),
        })
    })
}

/// Serves `folder` until the process ends.
pub(crate) fn serve(listener: &TcpListener, folder: &Path) -> Outcome {
    // Without links, to compare with where a file really is.
    let folder = folder.canonicalize().during(format!("find {}", folder.display()))?;
    answer_each(listener.incoming(), &folder, LIMITS);
    Ok(())
}

fn answer_each(
    connections: impl Iterator<Item = io::Result<TcpStream>>,
    folder: &Path,
    limits: Limits,
) {
    // Each connection holds one more.
    let open = Arc::new(());
    for connection in connections {
        let Ok(connection) = connection else {
            thread::sleep(limits.after_failed_accept);
            continue;
        };
        let is_full = Arc::strong_count(&open) > limits.connections;
        let (open, folder) = (Arc::clone(&open), folder.to_owned());
        let talk = move || {
            // A browser that goes away in the middle is none of our business.
            answer(connection, &folder, is_full, limits).ok();
            drop(open);
        };
        // One too many gets no thread: the system keeps the few words for it.
        if is_full { talk() } else { drop(thread::spawn(talk)) }
    }
}

fn answer(connection: TcpStream, folder: &Path, is_full: bool, limits: Limits) -> io::Result<()> {
    let mut connection = Timed::new(connection, limits.asking);
    let (response, has_body) = if is_full {
        (Response::plain("503 Service Unavailable"), true)
    } else {
        let request = Request::read(&mut connection)?;
        (Response::to(&request, folder), request.method != "HEAD")
    };
    connection.renew(limits.answering);
    connection.write_all(response.head().as_bytes())?;
    if has_body {
        connection.write_all(&response.body)?;
    }
    connection.get_ref().shutdown(Shutdown::Write)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;
    use std::net::SocketAddr;
    use std::time::Instant;

    const SHORT: Limits = Limits {
        connections: 3,
        asking: Duration::from_millis(300),
        answering: Duration::from_millis(300),
        after_failed_accept: Duration::ZERO,
    };

    /// A server of the folder that every checkout has, after an accept that fails.
    fn started(limits: Limits) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
        thread::spawn(move || {
            let failed = || Err(io::Error::from(ErrorKind::ConnectionAborted));
            let connections = listener.incoming().flat_map(|next| [failed(), next]);
            answer_each(connections, &folder, limits);
        });
        address
    }

    fn client(server: SocketAddr) -> TcpStream {
        let client = TcpStream::connect(server).unwrap();
        client.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        client
    }

    /// What the server says by the time that it closes the connection.
    fn heard(mut client: TcpStream) -> String {
        let mut heard = Vec::new();
        let _ = client.read_to_end(&mut heard);
        String::from_utf8(heard).unwrap()
    }

    fn asked(server: SocketAddr, headers: &str) -> String {
        let mut client = client(server);
        // The server may have hung up before it took all.
        let _ = write!(client, "GET /Cargo.toml HTTP/1.1\r\n{headers}\r\n");
        heard(client)
    }

    #[test]
    fn a_failed_accept_ends_nothing() {
        let server = started(SHORT);
        for _ in 0..2 {
            let answer = asked(server, "Host: localhost\r\n");
            assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
            assert!(answer.ends_with("workspace = true\n"), "{answer}");
        }
    }

    #[test]
    fn names_of_other_computers_are_refused() {
        let server = started(SHORT);
        for host in ["localhost", "LocalHost:8080", "127.0.0.1:8080", "[::1]:8080"] {
            let answer = asked(server, &format!("Host: {host}\r\n"));
            assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{host}: {answer}");
        }
        // What a page sees whose name was pointed at this computer after it was loaded.
        for host in ["evil.example", "evil.example:8080", "localhost.evil.example", "10.0.0.1", ""]
        {
            let answer = asked(server, &format!("Host: {host}\r\n"));
            assert!(answer.starts_with("HTTP/1.1 421 "), "{host}: {answer}");
        }
        assert!(asked(server, "").starts_with("HTTP/1.1 421 "));
        let two = asked(server, "Host: localhost\r\nHost: evil.example\r\n");
        assert!(two.starts_with("HTTP/1.1 421 "), "{two}");
    }

    #[test]
    fn pages_of_other_sites_are_refused() {
        let server = started(SHORT);
        let from =
            |origin: &str| asked(server, &format!("Host: localhost\r\nOrigin: {origin}\r\n"));
        for origin in ["http://localhost:8080", "http://127.0.0.1", "https://[::1]:1"] {
            assert!(from(origin).starts_with("HTTP/1.1 200 OK\r\n"), "{origin}");
        }
        for origin in ["https://evil.example", "null", "http://localhost.evil.example", "file://"] {
            assert!(from(origin).starts_with("HTTP/1.1 403 "), "{origin}");
        }
    }

    #[test]
    fn a_request_that_never_ends_is_given_up() {
        let server = started(SHORT);
        let mut slow = client(server);
        let began = Instant::now();
        // Each byte comes in time.
        for byte in b"GET / HTTP/1.1\r\nX: ".iter().chain(std::iter::repeat(&b'x')) {
            if slow.write_all(&[*byte]).is_err() || began.elapsed() > SHORT.asking * 10 {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        assert!(began.elapsed() < SHORT.asking * 5, "{:?}", began.elapsed());
        assert_eq!(heard(client(server)), "", "one that says nothing");
    }

    #[test]
    fn a_head_that_is_too_long_is_refused() {
        let server = started(SHORT);
        let answer = asked(server, &format!("Host: localhost\r\nX: {}\r\n", "x".repeat(20_000)));
        assert!(!answer.contains("200 OK"), "{answer}");
    }

    #[test]
    fn one_connection_too_many_is_told_so_and_places_come_back() {
        let server = started(SHORT);
        let silent: Vec<TcpStream> = (0..SHORT.connections).map(|_| client(server)).collect();
        // They are accepted in their order.
        let answer = heard(client(server));
        assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
        silent.into_iter().for_each(|client| assert_eq!(heard(client), ""));
        // The last of them was given up; its thread is just ending.
        let began = Instant::now();
        while !asked(server, "Host: localhost\r\n").starts_with("HTTP/1.1 200 OK\r\n") {
            assert!(began.elapsed() < Duration::from_secs(10));
        }
    }
}
