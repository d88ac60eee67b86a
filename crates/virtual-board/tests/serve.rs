//! The server, as a WebSocket client sees it. It runs on the real clock, hurried.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "serve")]

mod common;

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

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
