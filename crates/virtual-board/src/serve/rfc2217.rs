//! The RFC 2217 link, for clients of pyserial: a serial port over telnet.
//!
//! A connection is an open port; closing it closes the port. It begins with a telnet command, as those of
//! pyserial do: a browser, which any page can have speak to any port, begins with a word.
//!
//! pyserial looks for an answer every 50 ms, so DTR and RTS change at least that far apart. Through two
//! transistors the reset is then let go before GPIO0 is low, here as on a real board: esptool gets into
//! the loader with `--wiring direct`, or with a reset line slower than that, `--reset-rise-ms 300`.

mod com_port;
mod telnet;

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use loopback::Timed;
use virtual_board::Arrival;

use crate::bench::{Command, LinkId, Reply};
use crate::links::{Commands, GREETS_WITHIN, TAKES_WITHIN};
use com_port::ComPort;

const FIRST_BAUD: u32 = 115_200;

/// What goes to the client: bytes for the wire, or the end.
enum ToClient {
    Wire(Vec<u8>),
    End,
}

/// Serves one client until it is gone.
pub(crate) fn talk(stream: TcpStream, id: LinkId, commands: &Commands) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (to_client, wire) = mpsc::channel();
    let (replies, from_board) = mpsc::channel();
    let back = stream.try_clone()?;
    thread::spawn(move || tell(back, &wire));
    let mut client = Timed::new(stream, GREETS_WITHIN);
    let _ = commands.send((id, Command::Attach(replies)));
    let _ = commands.send((id, Command::Open { baud: FIRST_BAUD }));
    {
        let to_client = to_client.clone();
        thread::spawn(move || pass_on(&from_board, &to_client));
    }
    let mut parser = telnet::Parser::default();
    let mut port = ComPort::open(FIRST_BAUD);
    let mut chunk = [0; 4096];
    let mut count = client.read(&mut chunk)?;
    if !telnet::is_greeting(&chunk) {
        return Ok(());
    }
    client.lift(TAKES_WITHIN)?;
    while count > 0 {
        for said in parser.push(chunk.get(..count).unwrap_or_default()) {
            let outcome = port.answer(said);
            for command in outcome.commands {
                let _ = commands.send((id, command));
            }
            let _ = to_client.send(ToClient::Wire(outcome.wire));
        }
        count = client.read(&mut chunk)?;
    }
    Ok(())
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
