//! The port on a fake `SerialPort` made of real streams, in a real browser.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod abuse;

use super::chooser::ChosenPort;
use super::port::WebSerialPort;
use crate::session::{BoardKind, ClosedPort as _, OpenError, UsbIds};
use core::time::Duration;
use futures::future::{Either, join, select};
use serial_line::{
    Close as _, ControlError, LineError, LineFault, SerialLine as _, SerialPort as _, Signals,
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/src/serial/tests/fake_port.js")]
extern "C" {
    #[derive(Clone)]
    type FakePort;
    #[wasm_bindgen(constructor)]
    fn new() -> FakePort;
    #[wasm_bindgen(method)]
    fn send(this: &FakePort, bytes: &[u8]);
    #[wasm_bindgen(method)]
    fn fault(this: &FakePort, name: &str);
    #[wasm_bindgen(method, js_name = faultForGood)]
    fn fault_for_good(this: &FakePort, name: &str);
    #[wasm_bindgen(method)]
    fn unplug(this: &FakePort);
    #[wasm_bindgen(method)]
    fn written(this: &FakePort) -> Vec<u8>;
    #[wasm_bindgen(method)]
    fn log(this: &FakePort) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_refusals(this: &FakePort, refusals: u32);
    #[wasm_bindgen(method, setter)]
    fn set_stuck(this: &FakePort, stuck: bool);
    #[wasm_bindgen(method, js_name = takeReader)]
    fn take_reader(this: &FakePort);
    #[wasm_bindgen(method, js_name = takeWriter)]
    fn take_writer(this: &FakePort);
    #[wasm_bindgen(method, js_name = withoutStreams)]
    fn without_streams(this: &FakePort);
    #[wasm_bindgen(method, js_name = onlyDeadStreams)]
    fn only_dead_streams(this: &FakePort, name: Option<&str>);
    #[wasm_bindgen(method)]
    fn hang(this: &FakePort);
    #[wasm_bindgen(method, setter)]
    fn set_slow(this: &FakePort, slow: bool);
    #[wasm_bindgen(method, js_name = openLate)]
    fn open_late(this: &FakePort);

    #[wasm_bindgen(method, setter, js_name = noSignals)]
    fn set_no_signals(this: &FakePort, words: &str);
    #[wasm_bindgen(method, js_name = sendLoosely)]
    fn send_loosely(this: &FakePort, bytes: &[u8]) -> JsValue;
    #[wasm_bindgen(method)]
    fn flood(this: &FakePort);

    #[wasm_bindgen(js_name = takeAway)]
    fn take_away(bytes: &JsValue);
    fn hurry(times: u32);
}

const SOON: Duration = Duration::from_millis(20);
const LONG: Duration = Duration::from_secs(5);

fn chosen(fake: &FakePort) -> ChosenPort {
    ChosenPort::new(JsValue::from(fake.clone()).unchecked_into(), BoardKind::Real)
}

async fn opened(fake: &FakePort) -> WebSerialPort {
    chosen(fake).open(115_200).await.unwrap()
}

async fn read(port: &mut WebSerialPort) -> Result<Vec<u8>, LineError> {
    let mut buf = [0; 64];
    let count = port.read(&mut buf, LONG).await?;
    Ok(buf[..count].to_vec())
}

#[wasm_bindgen_test]
async fn a_port_is_opened_with_a_large_buffer_and_tells_its_adapter() {
    let fake = FakePort::new();
    let closed = chosen(&fake);
    assert_eq!(closed.adapter().usb, Some(UsbIds { vendor: 0x1A86, product: 0x7523 }));
    closed.open(115_200).await.unwrap();
    assert_eq!(fake.log(), "open 115200 large");
}

#[wasm_bindgen_test]
async fn a_port_that_does_not_open_says_so_and_opens_the_next_time() {
    let fake = FakePort::new();
    fake.set_refusals(1);
    let refused = chosen(&fake).open(115_200).await.unwrap_err();
    assert!(matches!(refused, OpenError::Refused(words) if words.contains("Failed to open")));
    opened(&fake).await;
    assert_eq!(chosen(&fake).open(115_200).await.unwrap_err(), OpenError::AlreadyOpen);
}

#[wasm_bindgen_test]
async fn bytes_are_read_in_order_however_small_the_buffer() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.send(b"OHAI");
    fake.send(b"!");
    let mut small = [0; 3];
    assert_eq!(port.read(&mut small, LONG).await, Ok(3));
    assert_eq!(&small, b"OHA");
    assert_eq!(port.read(&mut small, LONG).await, Ok(1));
    assert_eq!(small[0], b'I');
    assert_eq!(read(&mut port).await, Ok(b"!".to_vec()));
}

#[wasm_bindgen_test]
async fn silence_times_out_and_loses_nothing() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    assert_eq!(port.read(&mut [0; 8], SOON).await, Err(LineError::TimedOut));
    fake.send(b"late");
    assert_eq!(read(&mut port).await, Ok(b"late".to_vec()));
}

#[wasm_bindgen_test]
async fn a_dropped_wait_loses_nothing() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    for _ in 0..3 {
        let mut buf = [0; 8];
        let wait = core::pin::pin!(port.read(&mut buf, LONG));
        let click = core::pin::pin!(gloo::timers::future::TimeoutFuture::new(5));
        assert!(matches!(select(wait, click).await, Either::Right(_)));
    }
    fake.send(b"still here");
    assert_eq!(read(&mut port).await, Ok(b"still here".to_vec()));
}

#[wasm_bindgen_test]
async fn line_faults_are_told_and_what_follows_them_is_read() {
    let faults = [
        ("FramingError", LineFault::Framing),
        ("BreakError", LineFault::Break),
        ("ParityError", LineFault::Parity),
        ("BufferOverrunError", LineFault::Overrun),
    ];
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    for (name, fault) in faults {
        let (outcome, ()) = join(read(&mut port), async { fake.fault(name) }).await;
        assert_eq!(outcome, Err(LineError::LineFault(fault)));
        fake.send(name.as_bytes());
        assert_eq!(read(&mut port).await, Ok(name.as_bytes().to_vec()));
    }
}

#[wasm_bindgen_test]
async fn a_fault_that_leaves_no_stream_is_the_end_of_the_port() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    let fault = async { fake.fault_for_good("UnknownError") };
    let (outcome, ()) = join(read(&mut port), fault).await;
    assert_eq!(outcome, Err(LineError::LineFault(LineFault::Unknown)));
    assert_eq!(read(&mut port).await, Err(LineError::Lost));
    assert_eq!(read(&mut port).await, Err(LineError::Lost));
}

#[wasm_bindgen_test]
async fn unplugging_ends_every_operation_in_the_same_way() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    let (outcome, ()) = join(read(&mut port), async { fake.unplug() }).await;
    assert_eq!(outcome, Err(LineError::Lost));
    assert_eq!(port.write_all(b"x").await, Err(LineError::Lost));
    assert_eq!(port.set_signals(Signals::IDLE).await, Err(ControlError::Lost));
    assert_eq!(port.discard_input().await, Err(LineError::Lost));
    assert_eq!(port.set_baud(460_800).await, Err(ControlError::Lost));
    assert_eq!(read(&mut port).await, Err(LineError::Lost));
    port.close().await;
}

#[wasm_bindgen_test]
async fn input_that_has_arrived_can_be_thrown_away() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.send(b"stale");
    fake.send(b"and more");
    port.sleep(SOON).await;
    port.discard_input().await.unwrap();
    fake.send(b"new");
    assert_eq!(read(&mut port).await, Ok(b"new".to_vec()));
}

#[wasm_bindgen_test]
async fn changing_the_speed_sends_everything_first_and_releases_the_lines_without_a_reset() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    port.write_all(&[0x55; 6_000]).await.unwrap();
    port.set_baud(460_800).await.unwrap();
    assert_eq!(
        fake.log(),
        "open 115200 large; sent 6000; close; open 460800 large; \
         DTR on, RTS off; DTR on; DTR off, RTS off"
    );
    fake.send(b"at the new speed");
    assert_eq!(read(&mut port).await, Ok(b"at the new speed".to_vec()));
}

#[wasm_bindgen_test]
async fn the_same_speed_does_not_reopen() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    port.set_baud(115_200).await.unwrap();
    assert_eq!(fake.log(), "open 115200 large");
}

#[wasm_bindgen_test]
async fn a_driver_that_needs_a_moment_to_reopen_gets_it() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    fake.set_refusals(2);
    port.set_baud(460_800).await.unwrap();
    port.write_all(b"ok").await.unwrap();
    assert_eq!(fake.written(), b"ok");
}

#[wasm_bindgen_test]
async fn closing_lets_rts_go_before_dtr_and_frees_the_port() {
    let fake = FakePort::new();
    let port = opened(&fake).await;
    port.close().await;
    assert_eq!(fake.log(), "open 115200 large; DTR on, RTS off; DTR on; DTR off, RTS off; close");
    opened(&fake).await;
}

#[wasm_bindgen_test]
async fn closing_while_a_read_waits_frees_the_port() {
    let fake = FakePort::new();
    let mut port = opened(&fake).await;
    assert_eq!(port.read(&mut [0; 8], SOON).await, Err(LineError::TimedOut));
    port.close().await;
    opened(&fake).await;
}

#[wasm_bindgen_test]
async fn time_moves_while_the_port_sleeps() {
    let port = &mut opened(&FakePort::new()).await;
    let before = port.now();
    port.sleep(SOON).await;
    assert!(port.now() - before >= SOON);
}
