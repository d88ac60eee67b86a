//! A virtual board for other programs: `virtual-board --websocket 127.0.0.1:0 --stub esp8266.json`,
//! and `--rfc2217 127.0.0.1:0` for those that use pyserial.
//!
//! One thread holds the board and keeps it at the pace of the real clock. Each client has a link of
//! its kind, which turns the client's messages into commands and what comes back into messages.
//! Everything listens on the loopback interface only, and hears no page of another site.

mod bench;
mod fault_plan;
mod frames;
mod line;
mod links;
mod options;
mod python;
mod rfc2217;
mod stopwatch;
mod stub_file;
mod websocket;

use std::error::Error;
use std::io::Write;
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

use bench::LinkId;
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
    let mut out = std::io::stdout();
    if let Some(address) = options.websocket {
        let (listener, commands) = (TcpListener::bind(address)?, commands.clone());
        writeln!(out, "websocket ws://{}/", listener.local_addr()?)?;
        let ids = (0..).step_by(2).map(LinkId);
        thread::spawn(move || {
            links::serve_each(listener.incoming(), ids, &commands, websocket::talk);
        });
    }
    if let Some(address) = options.rfc2217 {
        let listener = TcpListener::bind(address)?;
        writeln!(out, "rfc2217 rfc2217://{}", listener.local_addr()?)?;
        let ids = (1..).step_by(2).map(LinkId);
        thread::spawn(move || {
            links::serve_each(listener.incoming(), ids, &commands, rfc2217::talk);
        });
    }
    out.flush()?;
    bench::run(options, &inbox)
}
