//! Python in another worker, as the program that the board runs.

use core::cell::RefCell;
use core::mem;
use core::time::Duration;
use std::rc::Rc;
use virtual_board::{BootInfo, Files, Program};

/// What the board tells Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Order {
    /// The firmware starts: with this greeting, if it is MicroPython, and these files.
    Start { banner: Option<String>, files: Files },
    /// The board was reset or lost its power.
    Stop,
    /// Bytes came over the line.
    Hear(Vec<u8>),
}

/// Both directions between the board and Python, which answers when it has time.
///
/// Orders wait here instead of being calls into JavaScript: those could come back to the board
/// while it is still at work.
#[derive(Debug, Clone, Default)]
pub(super) struct PythonLine(Rc<RefCell<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    orders: Vec<Order>,
    said: Vec<u8>,
}

impl PythonLine {
    /// Python says something.
    pub(super) fn say(&self, bytes: &[u8]) {
        self.0.borrow_mut().said.extend_from_slice(bytes);
    }

    /// The orders since the last call, in their order.
    pub(super) fn take_orders(&self) -> Vec<Order> {
        mem::take(&mut self.0.borrow_mut().orders)
    }
}

impl Program for PythonLine {
    fn start(&mut self, _now: Duration, boot: &BootInfo, _out: &mut Vec<u8>) {
        let mut waiting = self.0.borrow_mut();
        waiting.said.clear();
        waiting.orders.push(Order::Start { banner: boot.banner.clone(), files: boot.files });
    }

    fn stop(&mut self) {
        let mut waiting = self.0.borrow_mut();
        waiting.said.clear();
        waiting.orders.push(Order::Stop);
    }

    fn input(&mut self, _now: Duration, bytes: &[u8], _out: &mut Vec<u8>) {
        let mut waiting = self.0.borrow_mut();
        match waiting.orders.last_mut() {
            Some(Order::Hear(heard)) => heard.extend_from_slice(bytes),
            _ => waiting.orders.push(Order::Hear(bytes.to_vec())),
        }
    }

    fn wake_at(&self) -> Option<Duration> {
        (!self.0.borrow().said.is_empty()).then_some(Duration::ZERO)
    }

    fn wake(&mut self, _now: Duration, out: &mut Vec<u8>) {
        out.append(&mut self.0.borrow_mut().said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use virtual_board::{Board, Config, Mode};

    const BANNER: &str = "MicroPython v1.9.3 on 2017-11-01; ESP module with ESP8266";

    /// The least that the board takes for MicroPython: one sound segment, the size of the flash,
    /// and a greeting.
    fn image() -> Vec<u8> {
        let mut image = vec![0xFF; 0xA000];
        image[..8].copy_from_slice(&[0xE9, 1, 0, 0x40, 0, 0, 0x10, 0x40]);
        image[8..16].copy_from_slice(&[0, 0, 0x10, 0x40, 4, 0, 0, 0]);
        image[16..20].copy_from_slice(&[1, 2, 4, 8]);
        image[31] = 0xEF ^ 1 ^ 2 ^ 4 ^ 8;
        image[0x9000..][..BANNER.len()].copy_from_slice(BANNER.as_bytes());
        image[0x9000 + BANNER.len()] = 0;
        image
    }

    fn running() -> (Board, PythonLine) {
        let line = PythonLine::default();
        let mut board = Board::new(Config::default(), Box::new(line.clone()));
        board.unplug();
        let image = image();
        board.flash_mut()[..image.len()].copy_from_slice(&image);
        board.plug();
        board.open(115_200);
        board.advance(Duration::from_secs(4));
        assert_eq!(board.mode(), Mode::Running);
        (board, line)
    }

    #[test]
    fn python_is_told_the_greeting_and_that_its_files_are_new() {
        let (_, line) = running();
        let banner = Some(BANNER.to_owned());
        assert_eq!(line.take_orders().last(), Some(&Order::Start { banner, files: Files::New }));
        assert!(line.take_orders().is_empty());
    }

    #[test]
    fn what_is_typed_in_one_go_reaches_python_in_one_order() {
        let (mut board, line) = running();
        line.take_orders();
        board.send(b"print(1)\r");
        board.advance(Duration::from_millis(10));
        assert_eq!(line.take_orders(), [Order::Hear(b"print(1)\r".to_vec())]);
    }

    #[test]
    fn what_python_says_leaves_at_the_pace_of_the_line() {
        let (mut board, line) = running();
        let mut heard = Vec::new();
        board.receive(&mut heard);
        heard.clear();
        line.say(&[b'x'; 1_152]);
        assert_eq!(board.next_event(), Some(board.now()));
        board.advance(Duration::from_millis(50));
        board.receive(&mut heard);
        assert!((500..=576).contains(&heard.len()), "{} bytes", heard.len());
        board.advance(Duration::from_millis(60));
        board.receive(&mut heard);
        assert_eq!(heard, [b'x'; 1_152]);
    }

    #[test]
    fn a_reset_stops_python_and_what_it_had_still_to_say() {
        let (mut board, line) = running();
        line.take_orders();
        line.say(b"never sent");
        board.set_signals(false, true);
        board.advance(Duration::from_millis(10));
        assert_eq!(line.take_orders(), [Order::Stop]);
        assert_eq!(line.wake_at(), None);
    }
}
