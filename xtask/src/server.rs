//! A small web server for one folder, on this computer only.

mod mime;
mod request_path;

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::failure::{During, Failure, Outcome};
use request_path::RequestPath;

/// No honest request has more before its empty line.
const LONGEST_HEAD_BYTES: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

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
    for connection in listener.incoming() {
        let connection = connection.during("accept a connection")?;
        let folder = folder.to_owned();
        // A browser that goes away in the middle is none of our business.
        thread::spawn(move || answer(connection, &folder).ok());
    }
    Ok(())
}

fn answer(mut connection: TcpStream, folder: &Path) -> std::io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut head = BufReader::new(connection.try_clone()?.take(LONGEST_HEAD_BYTES)).lines();
    let request = head.next().transpose()?.unwrap_or_default();
    while head.next().transpose()?.is_some_and(|line| !line.is_empty()) {}

    let mut words = request.split(' ');
    let method = words.next().unwrap_or_default();
    let target = words.next().unwrap_or_default();
    let response = match method {
        "GET" | "HEAD" => Response::to(target, folder),
        _ => Response::plain("405 Method Not Allowed"),
    };
    connection.write_all(response.head().as_bytes())?;
    if method != "HEAD" {
        connection.write_all(&response.body)?;
    }
    connection.flush()
}

struct Response {
    status: &'static str,
    /// One more header line, or nothing.
    header: String,
    mime: &'static str,
    body: Vec<u8>,
}

impl Response {
    fn to(target: &str, folder: &Path) -> Self {
        let Some(path) = RequestPath::parse(target) else {
            return Self::plain("400 Bad Request");
        };
        let mut file = folder.join(path.relative());
        if file.is_dir() {
            if !path.names_a_folder() {
                return Self {
                    header: format!("Location: {}/\r\n", path.as_sent()),
                    ..Self::plain("308 Permanent Redirect")
                };
            }
            file.push("index.html");
        } else if path.names_a_folder() {
            return Self::plain("404 Not Found");
        }
        match fs::read(&file) {
            Ok(body) => {
                Self { status: "200 OK", header: String::new(), mime: mime::of(&file), body }
            }
            Err(_) => Self::plain("404 Not Found"),
        }
    }

    fn plain(status: &'static str) -> Self {
        Self {
            status,
            header: String::new(),
            mime: "text/plain; charset=utf-8",
            body: format!("{status}\n").into(),
        }
    }

    fn head(&self) -> String {
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{}\
             Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n\
             Connection: close\r\n\r\n",
            self.status,
            self.mime,
            self.body.len(),
            self.header
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that every checkout has.
    fn asked(target: &str) -> Response {
        Response::to(target, Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    #[test]
    fn a_file_comes_with_its_length_and_type() {
        let response = asked("/src/shelf/take_images.py?fresh");
        assert_eq!(response.status, "200 OK");
        assert!(response.head().contains(&format!("Content-Length: {}", response.body.len())));
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected() {
        let response = asked("/src?fresh");
        assert_eq!(response.status, "308 Permanent Redirect");
        assert_eq!(response.header, "Location: /src/\r\n");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(asked("/missing.wasm").status, "404 Not Found");
        assert_eq!(asked("/src/").status, "404 Not Found");
        assert_eq!(asked("/Cargo.toml/").status, "404 Not Found");
    }

    #[test]
    fn nothing_above_the_folder_is_served() {
        assert_eq!(asked("/../Cargo.toml").status, "400 Bad Request");
        assert_eq!(asked("/%2e%2e/Cargo.toml").status, "400 Bad Request");
    }
}
