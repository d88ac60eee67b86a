//! The server, as a WebSocket client sees it. It runs on the real clock, hurried.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "serve")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use common::{answer, sync};
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(options: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_virtual-board"))
            .args(["--websocket", "127.0.0.1:0", "--made-up-stubs", "--speed", "20"])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("websocket ").unwrap().to_owned();
        Self { process, address }
    }

    fn client(&self) -> Client {
        Client(tungstenite::connect(&self.address).unwrap().0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

struct Client(WebSocket<MaybeTlsStream<TcpStream>>);

impl Client {
    fn tell(&mut self, json: &str) {
        self.0.send(Message::text(json)).unwrap();
    }

    fn text(&mut self) -> String {
        loop {
            if let Message::Text(text) = self.0.read().unwrap() {
                return text.to_string();
            }
        }
    }

    fn bytes(&mut self) -> Vec<u8> {
        loop {
            if let Message::Binary(bytes) = self.0.read().unwrap() {
                return bytes.to_vec();
            }
        }
    }

    /// Waits by the board's own clock.
    fn wait_until(&mut self, now_ms: u64) {
        loop {
            self.tell(r#"{"status":true}"#);
            let text = self.text();
            let status = text.split("\"now_ms\":").nth(1).unwrap();
            let now: u64 = status.split(',').next().unwrap().parse().unwrap();
            if now >= now_ms {
                return;
            }
        }
    }
}

#[test]
fn a_client_reaches_the_loader_and_reads_the_flash() {
    let server = Server::start(&["--fill", "A5"]);
    let mut client = server.client();
    client.tell(r#"{"open":115200}"#);
    assert_eq!(client.text(), r#"{"open":115200}"#);
    client.tell(r#"{"buttons":{"reset":true,"flash":true}}"#);
    client.wait_until(100);
    client.tell(r#"{"buttons":{"reset":false,"flash":true}}"#);
    client.tell(r#"{"signals":{"dtr":true,"rts":false}}"#);
    client.tell(r#"{"signals":{"dtr":false,"rts":false}}"#);
    let mut heard = Vec::new();
    let wanted = answer(0x08, 0x2012_0707, 0, 0).repeat(8);
    while !heard.ends_with(&wanted) {
        client.0.send(Message::binary(sync())).unwrap();
        client.tell(r#"{"drain":true}"#);
        while client.0.can_read() {
            match client.0.read().unwrap() {
                Message::Binary(bytes) => heard.extend(bytes),
                text if text.to_text().unwrap().contains("drained") => break,
                _ => {}
            }
        }
        if heard.len() > 200 {
            heard.drain(..heard.len() - 200);
        }
    }
    let mut other = server.client();
    other.tell(r#"{"open":115200}"#);
    assert_eq!(other.text(), r#"{"error":"busy"}"#);
    other.tell(r#"{"dump":{"offset":4096,"length":3}}"#);
    assert_eq!(other.text(), r#"{"dump":{"offset":4096,"length":3}}"#);
    assert_eq!(other.bytes(), [0xA5; 3]);
}

#[test]
fn pulling_the_cable_is_told_and_a_new_port_opens_after_it() {
    let server = Server::start(&[]);
    let (mut client, mut hand) = (server.client(), server.client());
    client.tell(r#"{"open":115200}"#);
    client.text();
    hand.tell(r#"{"unplug":true}"#);
    assert_eq!(client.text(), r#"{"lost":true}"#);
    client.tell(r#"{"open":115200}"#);
    assert_eq!(client.text(), r#"{"error":"unplugged"}"#);
    hand.tell(r#"{"plug":true}"#);
    hand.tell(r#"{"status":true}"#);
    assert!(hand.text().contains(r#""plugged":true"#));
    client.tell(r#"{"open":115200}"#);
    assert_eq!(client.text(), r#"{"open":115200}"#);
}

/// A server with the other link, and a client of it.
struct Rfc2217 {
    process: Child,
    client: TcpStream,
}

impl Rfc2217 {
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_virtual-board"))
            .args(["--rfc2217", "127.0.0.1:0", "--reset-rise-ms", "500", "--speed", "20"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("rfc2217 rfc2217://").unwrap().to_owned();
        let client = TcpStream::connect(address).unwrap();
        client.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        Self { process, client }
    }

    fn ask(&mut self, content: &[u8]) {
        self.client.write_all(&[&[0xFF, 0xFA, 44], content, &[0xFF, 0xF0]].concat()).unwrap();
        // The board may say something in between.
        let wanted = [0xFF, 0xFA, 44, content[0] + 100];
        let mut heard = Vec::new();
        while !heard.windows(wanted.len()).any(|window| window == wanted) {
            let mut byte = [0];
            self.client.read_exact(&mut byte).unwrap();
            heard.extend(byte);
        }
    }
}

impl Drop for Rfc2217 {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[test]
fn a_telnet_client_resets_the_board_and_speaks_to_its_loader() {
    const DTR: [&[u8]; 2] = [&[5, 9], &[5, 8]];
    const RTS: [&[u8]; 2] = [&[5, 12], &[5, 11]];
    let mut port = Rfc2217::start();
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
            while port.client.read(&mut chunk).is_ok() {}
        }
        port.client.write_all(&sync().repeat(2)).unwrap();
        while let Ok(count @ 1..) = port.client.read(&mut chunk) {
            heard.extend_from_slice(&chunk[..count]);
        }
    }
}
