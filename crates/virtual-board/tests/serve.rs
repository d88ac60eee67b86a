//! The server, as a WebSocket client sees it. It runs on the real clock, hurried.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "serve")]

mod common;

use common::server::Server;
use common::{answer, sync};
use tungstenite::Message;

const LINK: [&str; 3] = ["--websocket", "127.0.0.1:0", "--made-up-stubs"];

#[test]
fn a_client_reaches_the_loader_and_reads_the_flash() {
    let server = Server::start(&[&LINK[..], &["--fill", "A5"]].concat());
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
    let server = Server::start(&LINK);
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

#[test]
fn the_stopwatch_tells_what_a_client_did() {
    let server = Server::start(&LINK);
    let (mut client, mut watcher) = (server.client(), server.client());
    watcher.tell(r#"{"stopwatch":{"restart":true}}"#);
    assert!(watcher.text().starts_with(r#"{"stopwatch":{"sent":0,"heard":0,"events":[]"#));
    client.tell(r#"{"open":115200}"#);
    client.text();
    client.0.send(Message::binary(sync())).unwrap();
    client.tell(r#"{"drain":true}"#);
    while client.text() != r#"{"drained":true}"# {}
    watcher.tell(r#"{"stopwatch":{"restart":false}}"#);
    let measured = watcher.text();
    assert!(measured.contains(&format!(r#""sent":{}"#, sync().len())), "{measured}");
    for event in [r#""what":"opened","value":115200"#, r#""what":"asked","value":8"#] {
        assert!(measured.contains(event), "{measured}");
    }
}

#[test]
fn only_this_computer_is_listened_to() {
    for option in ["--websocket", "--rfc2217"] {
        let refusal = common::server::refusal(&[option, "0.0.0.0:0"]);
        assert!(refusal.contains(option) && refusal.contains("loopback"), "{refusal}");
    }
}

#[test]
fn a_page_of_another_site_reaches_no_board() {
    use tungstenite::client::IntoClientRequest;
    use tungstenite::http::HeaderValue;
    let server = Server::start(&LINK);
    let from = |origin| {
        let mut request = server.address("websocket ").into_client_request().unwrap();
        request.headers_mut().insert("origin", HeaderValue::from_static(origin));
        tungstenite::connect(request)
    };
    assert!(from("https://evil.example").is_err());
    assert!(from("http://localhost:8080").is_ok());
}

/// What follows is refused for the options alone: no interpreter is started, and none has to be there.
#[cfg(target_os = "linux")]
#[test]
fn a_python_that_can_not_be_is_refused() {
    let refused = |words: &[&str]| {
        let python = ["--websocket", "127.0.0.1:0", "--program", "python"];
        common::server::refusal(&[&python, words].concat())
    };
    assert!(refused(&[]).contains("--program python needs --python PATH"));
    assert!(refused(&["--python"]).contains("--python needs a value"));
    let missing = refused(&["--python", "/no/such/micropython"]);
    assert!(missing.contains("there is no MicroPython at /no/such/micropython"), "{missing}");
    let table = [
        ("--python-heap", "38k", "invalid digit"),
        ("--python-heap", "-1", "invalid digit"),
        ("--python-version", "2.0", "--python-version is 1.N, not 2.0"),
        ("--python-version", "1.x", "--python-version is 1.N, not 1.x"),
        ("--python-files", "ext4", "unknown kind of files ext4"),
        ("--python-hat", "red", "unknown option --python-hat"),
    ];
    for (option, value, words) in table {
        let refusal = refused(&["--python", "/no/such/micropython", option, value]);
        assert!(refusal.contains(words), "{option} {value}: {refusal}");
    }
}

/// What is understood leads on to what is missing, whatever the order.
#[cfg(target_os = "linux")]
#[test]
fn what_a_python_should_be_is_understood() {
    let good = [
        &["--python-heap", "65536"][..],
        &["--python-files", "littlefs"],
        &["--python-files", "fat"],
        &["--python-files", "none"],
        &["--python-version", "1.12"],
        &["--python-version", "1.9.3"],
        &["--python-deaf"],
    ];
    let python = ["--python", "/no/such/micropython", "--program", "python"];
    for words in good {
        for options in [[&LINK, words, &python].concat(), [words, &python, &LINK].concat()] {
            let refusal = common::server::refusal(&options);
            assert!(refusal.contains("there is no MicroPython at"), "{words:?}: {refusal}");
        }
    }
    // Of another program they say nothing.
    Server::start(&[&LINK[..], &["--python-version", "1.12", "--program", "silent"]].concat());
}
