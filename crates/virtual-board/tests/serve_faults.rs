//! `--faults`: planned faults strike the line and the board of the server.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "serve")]

mod common;

use std::path::{Path, PathBuf};

use common::server::{Client, Server, refusal};
use common::{BANNER, image};
use tungstenite::Message;

/// A file for this test alone.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// A board that starts a prompt, struck by this plan, and a client that waits for that prompt.
fn at_the_prompt(name: &str, plan: &str) -> (Server, Client) {
    let image = file(&format!("{name}.bin"), &image(BANNER));
    let plan = file(&format!("{name}.json"), plan.as_bytes());
    let (image, plan) = (image.to_str().unwrap(), plan.to_str().unwrap());
    let server = Server::start(&["--websocket", "127.0.0.1:0", "--image", image, "--faults", plan]);
    let mut client = server.client();
    client.tell(r#"{"open":115200}"#);
    client.text();
    // An open port may have missed the start.
    client.tell(r#"{"signals":{"dtr":false,"rts":true}}"#);
    client.tell(r#"{"signals":{"dtr":false,"rts":false}}"#);
    until(&mut client, ">>> ");
    (server, client)
}

/// What comes up to this, line faults and the end as the server tells them.
fn until(client: &mut Client, end: &str) -> String {
    let mut heard = String::new();
    while !heard.ends_with(end) {
        heard += &next(client);
    }
    heard
}

fn next(client: &mut Client) -> String {
    match client.0.read().unwrap() {
        Message::Binary(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Message::Text(text) => text.to_string(),
        _ => String::new(),
    }
}

fn send(client: &mut Client, text: &str) {
    client.0.send(Message::binary(text.as_bytes().to_vec())).unwrap();
}

#[test]
fn what_is_sent_is_struck_at_its_byte() {
    let plan = r#"{ "line": [
        { "sent": 1, "kind": "drop" },
        { "sent": 3, "kind": "double" },
        { "sent": 6, "kind": "unplug" } ] }"#;
    let (_server, mut client) = at_the_prompt("sent", plan);
    send(&mut client, "12\r");
    assert_eq!(until(&mut client, ">>> "), "1\r\n1\r\n>>> ");
    send(&mut client, "3\r");
    assert_eq!(until(&mut client, ">>> "), "33\r\n33\r\n>>> ");
    send(&mut client, "4");
    assert_eq!(until(&mut client, "4"), "4");
    send(&mut client, "5");
    assert_eq!(client.text(), r#"{"lost":true}"#);
}

#[test]
fn a_stalled_byte_holds_up_all_behind_it() {
    let plan = r#"{ "line": [{ "sent": 1, "kind": { "stall_ms": 4000 } }] }"#;
    let (_server, mut client) = at_the_prompt("stall", plan);
    // What came before the answer, and the board's clock.
    let now = |client: &mut Client| -> (String, u64) {
        client.tell(r#"{"status":true}"#);
        let heard = until(client, "}}");
        let (text, status) = heard.split_at(heard.find('{').unwrap());
        let milliseconds = status.split("\"now_ms\":").nth(1).unwrap().split(',').next().unwrap();
        (text.into(), milliseconds.parse().unwrap())
    };
    let (_, before) = now(&mut client);
    send(&mut client, "12\r");
    let mut heard = next(&mut client);
    let (meanwhile, during) = now(&mut client);
    heard += &meanwhile;
    assert!(heard == "1" || during >= before + 4000, "{heard} at {during}");
    client.tell(r#"{"drain":true}"#);
    // Whether an echo or the word that all is sent comes first is the server's affair.
    let drained = r#"{"drained":true}"#;
    while !(heard.contains(drained) && heard.replace(drained, "").ends_with(">>> ")) {
        heard += &next(&mut client);
    }
    assert_eq!(heard.replace(drained, ""), "12\r\n12\r\n>>> ");
    assert!(now(&mut client).1 >= before + 4000);
}

#[test]
fn what_is_heard_is_struck_at_its_byte() {
    let plan = r#"{ "line": [{ "heard": 5, "kind": { "line": "break" } }] }"#;
    let plan = file("heard.json", plan.as_bytes());
    let options = ["--websocket", "127.0.0.1:0", "--faults", plan.to_str().unwrap()];
    let server = Server::start(&options);
    let mut client = server.client();
    client.tell(r#"{"open":74880}"#);
    client.text();
    // A blank flash: the boot log comes again and again.
    let mut heard = 0;
    while let Message::Binary(bytes) = client.0.read().unwrap() {
        heard += bytes.len();
    }
    assert_eq!(heard, 5);
}

#[test]
fn what_is_broken_on_the_board_is_broken_from_the_start() {
    let plan = r#"{ "board": { "stuck_cells": [{ "address": 1, "zero_bits": 129 }] } }"#;
    let plan = file("board.json", plan.as_bytes());
    let options = ["--websocket", "127.0.0.1:0", "--faults", plan.to_str().unwrap()];
    let server = Server::start(&options);
    let mut client = server.client();
    client.tell(r#"{"dump":{"offset":0,"length":3}}"#);
    client.text();
    assert_eq!(client.bytes(), [0xFF, 0x7E, 0xFF]);
}

#[test]
fn a_plan_with_a_mistake_is_refused_with_its_place() {
    let plan = file("mistake.json", br#"{ "line": [{ "heard": "first", "kind": "drop" }] }"#);
    let said = refusal(&["--websocket", "127.0.0.1:0", "--faults", plan.to_str().unwrap()]);
    assert!(said.contains("mistake.json: line[0].heard: "), "{said}");
}
