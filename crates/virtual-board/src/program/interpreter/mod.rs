//! A real MicroPython behind the board.
//!
//! MicroPython's Unix port runs as a process beside the board, and a script of ours (`board.py`)
//! makes it that of an ESP8266: its files are in the board's flash, its time is the board's, and it
//! has a `machine` with pins. What it prints leaves at the line's pace, and it reads what the UART
//! heard: a ring of 255 bytes, after which bytes are lost.
//!
//! - `child.rs`, `nursery.rs`: how the process is started, and ended
//! - `process.rs`: what is shared with it, and whether it rests
//! - `question.rs`: what its script asks of the board
//! - `run.rs`: the board's side of it all
//! - `heard.rs`, `line.rs`: the UART, in and out
//! - `printed.rs`: from what the Unix port prints to what the board says
//!
//! What differs from a board: objects are twice as large and the processor is some fifty times as
//! fast, so nothing that Python computes takes time on the board's clock. `\r` stays `\r` in
//! `sys.stdin` as text, `print('\r\n')` makes two bytes and not three, and `help()` is the Unix
//! port's. It is a process of this computer: run no program in it that you would not run here.

mod child;
mod heard;
mod line;
mod nursery;
mod options;
mod printed;
mod process;
mod question;
mod run;
mod setting;

pub use nursery::Nursery;
pub use options::{FilesWanted, InterpreterError, InterpreterOptions, Pace, WhileFlashWorks};

use alloc::vec::Vec;
use core::time::Duration;

use super::{BootInfo, Order, Program};
use child::Starter;
use run::Run;

/// MicroPython's Unix port as what the board runs.
///
/// It is started at each start of the firmware, and killed when the board is reset, loses its power
/// or is dropped. The thread that started it has to live as long.
#[derive(Debug)]
pub struct Interpreter {
    options: InterpreterOptions,
    starter: Starter,
    run: Option<Run>,
}

impl Interpreter {
    /// An interpreter that is not started yet.
    ///
    /// # Errors
    ///
    /// [`InterpreterError::Missing`] where there is no such program.
    pub fn new(options: InterpreterOptions) -> Result<Self, InterpreterError> {
        if options.program.is_file() {
            let starter = Starter::Program(options.program.clone());
            Ok(Self { options, starter, run: None })
        } else {
            Err(InterpreterError::Missing(options.program))
        }
    }

    /// The same, born in a nursery: a start takes a small part of the time. What it is to run is the
    /// nursery's program.
    #[must_use]
    pub fn from_nursery(options: InterpreterOptions, nursery: &Nursery) -> Self {
        Self { options, starter: Starter::Nursery(nursery.clone()), run: None }
    }
}

impl Program for Interpreter {
    fn start(&mut self, now: Duration, boot: &BootInfo, out: &mut Vec<u8>) {
        self.run.insert(Run::start(&self.options, self.starter.clone(), boot)).go_on(now, out);
    }

    fn stop(&mut self) {
        self.run = None;
    }

    fn input(&mut self, now: Duration, bytes: &[u8], out: &mut Vec<u8>) {
        if let Some(run) = &mut self.run {
            run.hear(now, bytes, out);
        }
    }

    fn wake_at(&self) -> Option<Duration> {
        self.run.as_ref()?.wake_at()
    }

    fn wake(&mut self, now: Duration, out: &mut Vec<u8>) {
        if let Some(run) = &mut self.run {
            run.go_on(now, out);
        }
    }

    fn take_order(&mut self) -> Option<Order> {
        self.run.as_mut()?.take_order()
    }

    fn obeyed(&mut self, now: Duration, read: &[u8], out: &mut Vec<u8>) {
        if let Some(run) = &mut self.run {
            run.obeyed(now, read, out);
        }
    }
}
