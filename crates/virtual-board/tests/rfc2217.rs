//! The server, as a telnet client sees it: RFC 2217, byte for byte. It runs on the real clock, hurried.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "serve")]

mod common;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use common::server::Server;
use common::{answer, sync};

/// A client of the server's other link.
struct Telnet(TcpStream);

impl Telnet {
    fn open(server: &Server) -> Self {
        let stream = TcpStream::connect(server.address("rfc2217 rfc2217://")).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        Self(stream)
    }

    fn ask(&mut self, content: &[u8]) {
        self.0.write_all(&[&[0xFF, 0xFA, 44], content, &[0xFF, 0xF0]].concat()).unwrap();
        self.hear(&[0xFF, 0xFA, 44, content[0] + 100]);
    }

    /// Reads until the last bytes are these. The board may say something before them.
    fn hear(&mut self, wanted: &[u8]) {
        self.0.set_read_timeout(None).unwrap();
        let mut heard = Vec::new();
        while !heard.ends_with(wanted) {
            let mut byte = [0];
            self.0.read_exact(&mut byte).unwrap();
            heard.extend(byte);
        }
        self.0.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    }
}

#[test]
fn a_telnet_client_resets_the_board_and_speaks_to_its_loader() {
    const DTR: [&[u8]; 2] = [&[5, 9], &[5, 8]];
    const RTS: [&[u8]; 2] = [&[5, 12], &[5, 11]];
    let options = ["--rfc2217", "127.0.0.1:0", "--reset-rise-ms", "500"];
    let server = Server::start(&options);
    let mut port = Telnet::open(&server);
    port.ask(&[1, 0, 1, 0xC2, 0]);
    // In reset, GPIO0 low, run; then two SYNCs, of which the first is only measured.
    let wanted = answer(0x08, 0x2012_0707, 0, 0).repeat(8);
    let mut heard = Vec::new();
    let mut chunk = [0; 256];
    while !heard.windows(wanted.len()).any(|window| window == wanted) {
        for (dtr, rts) in [(0, 1), (1, 0), (0, 0)] {
            port.ask(DTR[dtr]);
            port.ask(RTS[rts]);
            // Until the board has said all: the reset line rises slowly.
            while port.0.read(&mut chunk).is_ok() {}
        }
        port.0.write_all(&sync().repeat(2)).unwrap();
        while let Ok(count @ 1..) = port.0.read(&mut chunk) {
            heard.extend_from_slice(&chunk[..count]);
        }
    }
}

#[test]
fn options_are_negotiated_at_once_and_however_they_are_cut() {
    let server = Server::start(&["--rfc2217", "127.0.0.1:0", "--program", "silent"]);
    let mut port = Telnet::open(&server);
    // WILL BINARY, DO COM-PORT-OPTION, DO ECHO; then 460,800 baud.
    let wire = [
        &[0xFF, 0xFB, 0, 0xFF, 0xFD, 44, 0xFF, 0xFD, 1][..],
        &[0xFF, 0xFA, 44, 1, 0x00, 0x07, 0x08, 0x00, 0xFF, 0xF0],
    ];
    for byte in wire.concat() {
        port.0.write_all(&[byte]).unwrap();
    }
    port.hear(&[0xFF, 0xFD, 0]);
    port.hear(&[0xFF, 0xFB, 44]);
    port.hear(&[0xFF, 0xFC, 1]);
    port.hear(&[0xFF, 0xFA, 44, 101, 0x00, 0x07, 0x08, 0x00, 0xFF, 0xF0]);
}

#[test]
fn a_connection_is_an_open_port_for_as_long_as_it_lasts() {
    let links = ["--websocket", "127.0.0.1:0", "--rfc2217", "127.0.0.1:0", "--program", "silent"];
    let server = Server::start(&links);
    let mut port = Telnet::open(&server);
    port.ask(&[1, 0, 0, 0, 0]);
    let mut other = server.client();
    other.tell(r#"{"open":115200}"#);
    assert_eq!(other.text(), r#"{"error":"busy"}"#);
    drop(port);
    // The server hears of the end in its own time.
    let opened = std::iter::from_fn(|| {
        other.tell(r#"{"open":115200}"#);
        Some(other.text())
    })
    .find(|told| !told.contains("busy"));
    assert_eq!(opened.as_deref(), Some(r#"{"open":115200}"#));
    // And the port is taken from here: a second connection is ended.
    let mut second = Telnet::open(&server);
    second.0.set_read_timeout(None).unwrap();
    assert_eq!(second.0.read(&mut [0]).unwrap(), 0);
}

#[test]
fn what_a_browser_says_is_no_telnet() {
    let server = Server::start(&["--rfc2217", "127.0.0.1:0", "--program", "silent"]);
    let mut browser = Telnet::open(&server);
    browser.0.write_all(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nimport os\r").unwrap();
    browser.0.set_read_timeout(None).unwrap();
    // Closed at once, however that shows.
    assert!(matches!(browser.0.read(&mut [0]), Ok(0) | Err(_)));
    let mut port = Telnet::open(&server);
    port.ask(&[1, 0, 0, 0, 0]);
}
