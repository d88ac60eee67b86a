//! The server as a program of its own, hurried, and a client by WebSocket.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

pub(crate) struct Server {
    process: Child,
    /// What it printed: a line a link.
    links: Vec<String>,
}

impl Server {
    pub(crate) fn start(options: &[&str]) -> Self {
        let mut process = program(options).stdout(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        let links = options.iter().filter(|word| ["--websocket", "--rfc2217"].contains(word));
        let links = said.lines().take(links.count()).map(Result::unwrap).collect();
        Self { process, links }
    }

    /// The address that stands behind these words in what the server printed.
    pub(crate) fn address(&self, link: &str) -> &str {
        self.links.iter().find_map(|line| line.strip_prefix(link)).unwrap()
    }

    pub(crate) fn client(&self) -> Client {
        Client(tungstenite::connect(self.address("websocket ")).unwrap().0)
    }
}

/// What the server says as it refuses to start.
pub(crate) fn refusal(options: &[&str]) -> String {
    let output = program(options).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

fn program(options: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_virtual-board"));
    program.args(["--speed", "20"]).args(options);
    program
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

pub(crate) struct Client(pub(crate) WebSocket<MaybeTlsStream<TcpStream>>);

impl Client {
    pub(crate) fn tell(&mut self, json: &str) {
        self.0.send(Message::text(json)).unwrap();
    }

    pub(crate) fn text(&mut self) -> String {
        loop {
            if let Message::Text(text) = self.0.read().unwrap() {
                return text.to_string();
            }
        }
    }

    pub(crate) fn bytes(&mut self) -> Vec<u8> {
        loop {
            if let Message::Binary(bytes) = self.0.read().unwrap() {
                return bytes.to_vec();
            }
        }
    }

    /// Waits by the board's own clock.
    pub(crate) fn wait_until(&mut self, now_ms: u64) {
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
