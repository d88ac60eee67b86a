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

use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use tungstenite::protocol::Role;
use tungstenite::{Message, WebSocket};

use virtual_board::{Arrival, Buttons};

use crate::bench::{Command, LinkId, Reply};
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

/// Serves each client that comes, each in a thread of its own.
pub(crate) fn serve(
    listener: &TcpListener,
    ids: impl Iterator<Item = LinkId>,
    commands: &Sender<(LinkId, Command)>,
) {
    for (link, stream) in ids.zip(listener.incoming()) {
        let Ok(stream) = stream else { continue };
        let commands = commands.clone();
        thread::spawn(move || {
            let _ = talk(stream, link, &commands);
            let _ = commands.send((link, Command::Detach));
        });
    }
}

fn talk(
    stream: TcpStream,
    link: LinkId,
    commands: &Sender<(LinkId, Command)>,
) -> Result<(), tungstenite::Error> {
    stream.set_nodelay(true)?;
    let back = stream.try_clone()?;
    let Ok(mut client) = tungstenite::accept(stream) else { return Ok(()) };
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
