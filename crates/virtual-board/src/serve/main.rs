//! A virtual board for other programs: `virtual-board --websocket 127.0.0.1:0 --stub esp8266.json`.
//!
//! One thread holds the board and keeps it at the pace of the real clock. Each client has a link of
//! its kind, which turns the client's messages into commands and what comes back into messages.
//! Everything listens on the loopback interface only.

mod bench;
mod options;
mod stub_file;
mod websocket;

use std::error::Error;
use std::io::Write;
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

use options::Options;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "virtual-board: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let options = Options::parse(std::env::args().skip(1))?;
    let (commands, inbox) = mpsc::channel();
    let listener = TcpListener::bind(options.websocket)?;
    writeln!(std::io::stdout(), "websocket ws://{}/", listener.local_addr()?)?;
    std::io::stdout().flush()?;
    thread::spawn(move || websocket::serve(&listener, &commands));
    bench::run(options, &inbox)
}
