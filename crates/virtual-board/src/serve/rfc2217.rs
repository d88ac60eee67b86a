//! The RFC 2217 link, for clients of pyserial: a serial port over telnet.
//!
//! A connection is an open port; closing it closes the port.
//!
//! pyserial looks for an answer every 50 ms, so DTR and RTS change at least that far apart. Through two
//! transistors the reset is then let go before GPIO0 is low, here as on a real board: esptool gets into
//! the loader with `--wiring direct`, or with a reset line slower than that, `--reset-rise-ms 300`.

mod com_port;
mod telnet;

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use virtual_board::Arrival;

use crate::bench::{Command, LinkId, Reply};
use com_port::ComPort;

const FIRST_BAUD: u32 = 115_200;

/// Serves each client that comes, each in a thread of its own.
pub(crate) fn serve(
    listener: &TcpListener,
    ids: impl Iterator<Item = LinkId>,
    commands: &Sender<(LinkId, Command)>,
) {
    for (id, stream) in ids.zip(listener.incoming()) {
        let Ok(stream) = stream else { continue };
        let commands = commands.clone();
        thread::spawn(move || {
            let _ = talk(stream, id, &commands);
            let _ = commands.send((id, Command::Detach));
        });
    }
}

/// What goes to the client: bytes for the wire, or the end.
enum ToClient {
    Wire(Vec<u8>),
    End,
}

fn talk(mut stream: TcpStream, id: LinkId, commands: &Sender<(LinkId, Command)>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (to_client, wire) = mpsc::channel();
    let (replies, from_board) = mpsc::channel();
    let back = stream.try_clone()?;
    thread::spawn(move || tell(back, &wire));
    let _ = commands.send((id, Command::Attach(replies)));
    let _ = commands.send((id, Command::Open { baud: FIRST_BAUD }));
    {
        let to_client = to_client.clone();
        thread::spawn(move || pass_on(&from_board, &to_client));
    }
    let mut parser = telnet::Parser::default();
    let mut port = ComPort::open(FIRST_BAUD);
    let mut chunk = [0; 4096];
    loop {
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Ok(());
        }
        for said in parser.push(chunk.get(..count).unwrap_or_default()) {
            let outcome = port.answer(said);
            for command in outcome.commands {
                let _ = commands.send((id, command));
            }
            let _ = to_client.send(ToClient::Wire(outcome.wire));
        }
    }
}

/// Turns what the board says into bytes, until the link is gone or the port is.
fn pass_on(from_board: &Receiver<Reply>, to_client: &Sender<ToClient>) {
    for reply in from_board {
        let wire = match reply {
            Reply::Arrival(Arrival::Bytes(bytes)) => ToClient::Wire(telnet::data(&bytes)),
            Reply::Lost | Reply::Refused { .. } => ToClient::End,
            _ => continue,
        };
        if to_client.send(wire).is_err() {
            return;
        }
    }
}

fn tell(mut stream: TcpStream, wire: &Receiver<ToClient>) {
    for next in wire {
        let is_sent = match next {
            ToClient::Wire(bytes) => stream.write_all(&bytes).is_ok(),
            ToClient::End => false,
        };
        if !is_sent {
            let _ = stream.shutdown(std::net::Shutdown::Both);
            return;
        }
    }
}
