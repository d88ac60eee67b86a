//! The WebSocket link, for browsers and Node: binary messages are bytes, text messages are JSON.
//!
//! | from the client | meaning |
//! |---|---|
//! | `{"open":115200}` | open the port; answered by the same, or by `{"error":"busy"}` |
//! | `{"baud":460800}` | another speed without reopening |
//! | `{"signals":{"dtr":true,"rts":false}}` | the modem lines |
//! | `{"close":true}` | close the port |
//! | `{"drain":true}` | answered by `{"drained":true}` when all bytes have left |
//! | `{"discard":true}` | throw away the bytes that have not left |
//! | `{"unplug":true}`, `{"plug":true}` | the cable |
//! | `{"buttons":{"reset":true,"flash":false}}` | hold or let go the buttons |
//! | `{"dump":{"offset":0,"length":4096}}` | answered by the same and then one binary message |
//! | `{"load":{"offset":0,"base64":"…"}}` | put bytes into the flash |
//! | `{"fill":85}` | fill the flash with a byte |
//! | `{"stopwatch":{"restart":true}}` | answered by `{"stopwatch":{…}}`: what happened at the port since it was restarted |
//! | `{"status":true}` | answered by `{"status":{"mode":"Rom","now_ms":1,"plugged":true,"baud":115200}}` |
//!
//! The board also sends `{"lost":true}` when the cable was pulled and `{"fault":"break"}` at the
//! place of a line fault. One client at a time has the port; any other may use the rest.

use std::net::{Shutdown, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use loopback::Timed;
use serde::{Deserialize, Serialize};
use tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tungstenite::http::StatusCode;
use tungstenite::protocol::Role;
use tungstenite::{Message, WebSocket};

use virtual_board::{Arrival, Buttons};

use crate::bench::{Command, LinkId, Reply};
use crate::links::{Commands, GREETS_WITHIN, TAKES_WITHIN};
use crate::stopwatch::Reading;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Asked {
    Open(u32),
    Baud(u32),
    Signals { dtr: bool, rts: bool },
    Close(bool),
    Drain(bool),
    Discard(bool),
    Unplug(bool),
    Plug(bool),
    Buttons { reset: bool, flash: bool },
    Dump { offset: usize, length: usize },
    Load { offset: usize, base64: String },
    Fill(u8),
    Status(bool),
    Stopwatch { restart: bool },
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Told<'a> {
    Open(u32),
    Error(&'a str),
    Drained(bool),
    Lost(bool),
    Fault(String),
    Dump { offset: usize, length: usize },
    Status { mode: String, now_ms: u64, plugged: bool, baud: u32 },
    Stopwatch(Reading),
}

/// Serves one client until it is gone.
pub(crate) fn talk(
    stream: TcpStream,
    link: LinkId,
    commands: &Commands,
) -> Result<(), tungstenite::Error> {
    stream.set_nodelay(true)?;
    let back = stream.try_clone()?;
    let Some(mut client) = greeted(stream, GREETS_WITHIN) else { return Ok(()) };
    client.get_mut().lift(TAKES_WITHIN)?;
    let (replies, to_tell) = mpsc::channel();
    let _ = commands.send((link, Command::Attach(replies.clone())));
    thread::spawn(move || tell(WebSocket::from_raw_socket(back, Role::Server, None), &to_tell));
    loop {
        let command = match client.read()? {
            Message::Binary(bytes) => Command::Bytes(bytes.to_vec()),
            Message::Text(text) => match command(&text) {
                Ok(command) => command,
                Err(reason) => {
                    let _ = replies.send(Reply::Refused { reason });
                    continue;
                }
            },
            Message::Close(_) => return Ok(()),
            _ => continue,
        };
        if commands.send((link, command)).is_err() {
            return Ok(());
        }
    }
}

/// Shakes hands with a program, or with a page of this computer.
fn greeted(stream: TcpStream, limit: Duration) -> Option<WebSocket<Timed>> {
    tungstenite::accept_hdr(Timed::new(stream, limit), admitted).ok()
}

#[expect(clippy::result_large_err, reason = "what tungstenite asks for")]
fn admitted(request: &Request, response: Response) -> Result<Response, ErrorResponse> {
    let named = |name: &str| {
        let values = request.headers().get_all(name).into_iter();
        // What is no text names no computer.
        values.map(|value| value.to_str().unwrap_or_default())
    };
    if loopback::admit(named("host"), named("origin")).is_ok() {
        return Ok(response);
    }
    let mut refusal = ErrorResponse::new(None);
    *refusal.status_mut() = StatusCode::FORBIDDEN;
    Err(refusal)
}

fn command(json: &str) -> Result<Command, &'static str> {
    let asked: Asked = serde_json::from_str(json).map_err(|_| "not understood")?;
    Ok(match asked {
        Asked::Open(baud) => Command::Open { baud },
        Asked::Baud(baud) => Command::Baud(baud),
        Asked::Signals { dtr, rts } => Command::Signals { dtr, rts },
        Asked::Close(true) => Command::Close,
        Asked::Drain(true) => Command::Drain,
        Asked::Discard(true) => Command::DiscardUnsent,
        Asked::Unplug(true) => Command::Unplug,
        Asked::Plug(true) => Command::Plug,
        Asked::Buttons { reset, flash } => Command::Buttons(Buttons { reset, flash }),
        Asked::Dump { offset, length } => Command::Dump { offset, length },
        Asked::Load { offset, base64 } => {
            let bytes = BASE64_STANDARD.decode(base64).map_err(|_| "not base64")?;
            Command::Load { offset, bytes }
        }
        Asked::Fill(byte) => Command::Fill(byte),
        Asked::Status(true) => Command::Status,
        Asked::Stopwatch { restart } => Command::Stopwatch { restart },
        _ => return Err("not understood"),
    })
}

/// Writes replies until the link or the client is gone.
fn tell(mut client: WebSocket<TcpStream>, replies: &Receiver<Reply>) {
    for reply in replies {
        for message in messages(reply) {
            if client.send(message).is_err() {
                // Nor is it listened to any more.
                let _ = client.get_mut().shutdown(Shutdown::Both);
                return;
            }
        }
    }
}

fn messages(reply: Reply) -> Vec<Message> {
    let told = match reply {
        Reply::Arrival(Arrival::Bytes(bytes)) => return vec![Message::binary(bytes)],
        Reply::Arrival(Arrival::Fault(fault)) => Told::Fault(fault.to_string()),
        Reply::Opened { baud } => Told::Open(baud),
        Reply::Refused { reason } => Told::Error(reason),
        Reply::Drained => Told::Drained(true),
        Reply::Lost => Told::Lost(true),
        Reply::Dump { offset, bytes } => {
            let head = json(&Told::Dump { offset, length: bytes.len() });
            return vec![head, Message::binary(bytes)];
        }
        Reply::Status { mode, now, plugged, baud } => Told::Status {
            mode: format!("{mode:?}"),
            now_ms: u64::try_from(now.as_millis()).unwrap_or(u64::MAX),
            plugged,
            baud,
        },
        Reply::Stopwatch(reading) => Told::Stopwatch(reading),
    };
    vec![json(&told)]
}

fn json(told: &Told<'_>) -> Message {
    Message::text(serde_json::to_string(told).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};
    use std::net::{Ipv4Addr, TcpListener};
    use std::time::Instant;

    const LIMIT: Duration = Duration::from_millis(300);

    /// What a client hears that says all this, slowly, and whether it was greeted.
    fn greeting(said: &[u8], pause: Duration) -> (String, bool) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (stream, _) = listener.accept().unwrap();
        let server = thread::spawn(move || greeted(stream, LIMIT).is_some());
        for byte in said {
            if client.write_all(&[*byte]).is_err() {
                break;
            }
            thread::sleep(pause);
        }
        let is_greeted = server.join().unwrap();
        let mut heard = Vec::new();
        let _ = client.read_to_end(&mut heard);
        (String::from_utf8(heard).unwrap(), is_greeted)
    }

    fn handshake(headers: &str) -> (String, bool) {
        let said = format!(
            "GET / HTTP/1.1\r\n{headers}Connection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        greeting(said.as_bytes(), Duration::ZERO)
    }

    #[test]
    fn programs_and_pages_of_this_computer_are_greeted() {
        for headers in [
            "Host: 127.0.0.1:1\r\n",
            "Host: localhost\r\nOrigin: http://localhost:8080\r\n",
            "Host: [::1]:1\r\nOrigin: http://127.0.0.1:1\r\n",
        ] {
            let (heard, is_greeted) = handshake(headers);
            assert!(is_greeted && heard.starts_with("HTTP/1.1 101 "), "{headers}: {heard}");
        }
    }

    #[test]
    fn pages_of_other_sites_and_other_names_are_refused() {
        for headers in [
            "",
            "Host: evil.example\r\n",
            "Host: localhost\r\nHost: evil.example\r\n",
            "Host: localhost\r\nOrigin: https://evil.example\r\n",
            "Host: localhost\r\nOrigin: null\r\n",
            "Host: localhost\r\nOrigin: http://localhost\r\nOrigin: https://evil.example\r\n",
        ] {
            let (heard, is_greeted) = handshake(headers);
            assert!(!is_greeted && heard.starts_with("HTTP/1.1 403 "), "{headers}: {heard}");
        }
    }

    #[test]
    fn a_handshake_that_does_not_end_is_given_up() {
        let began = Instant::now();
        assert!(!greeting(b"", Duration::ZERO).1);
        // Each byte comes in time.
        assert!(!greeting(&[b'x'; 100], LIMIT / 20).1);
        assert!(began.elapsed() < LIMIT * 20, "{:?}", began.elapsed());
    }
}
