//! Programs that show no prompt by themselves.

use alloc::format;
use alloc::vec::Vec;
use core::time::Duration;

use super::prompt::ScriptedPrompt;
use super::ring::Ring;
use super::{BootInfo, Program};

const CTRL_C: u8 = 0x03;

/// A MicroPython that is busy with a `main.py`: it prints a number a second, or nothing, and shows its
/// prompt only after Ctrl-C. The prompt then reads what came before that, as far as a ring of 255
/// bytes has kept it.
#[derive(Debug, Default)]
pub struct Running {
    prompt: ScriptedPrompt,
    is_quiet: bool,
    next_line: Option<(Duration, u32)>,
    unread: Ring,
}

impl Running {
    /// A program that has not started yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One that prints nothing, such as one that blinks.
    #[must_use]
    pub fn quiet() -> Self {
        Self { is_quiet: true, ..Self::default() }
    }
}

impl Program for Running {
    fn start(&mut self, now: Duration, boot: &BootInfo, out: &mut Vec<u8>) {
        self.prompt.prepare(boot);
        self.unread = Ring::default();
        self.next_line = Some((now, 0));
        self.wake(now, out);
    }

    fn stop(&mut self) {
        self.next_line = None;
    }

    fn input(&mut self, now: Duration, bytes: &[u8], out: &mut Vec<u8>) {
        for &byte in bytes {
            if self.next_line.is_none() {
                self.prompt.input(now, &[byte], out);
            } else if byte == CTRL_C {
                self.next_line = None;
                self.prompt.interrupt(out);
                self.prompt.input(now, &self.unread.read(), out);
            } else {
                self.unread.store(byte, 0);
            }
        }
    }

    fn wake_at(&self) -> Option<Duration> {
        self.next_line.map(|(at, _)| at)
    }

    fn wake(&mut self, now: Duration, out: &mut Vec<u8>) {
        if let Some((_, count)) = self.next_line {
            if !self.is_quiet {
                out.extend(format!("{count}\r\n").bytes());
            }
            self.next_line = Some((now + Duration::from_secs(1), count + 1));
        }
    }
}

/// Firmware of another kind, which prints a line now and then and listens to nothing.
#[derive(Debug)]
pub struct Chatty {
    line: &'static str,
    every: Duration,
    baud: u32,
    next_at: Option<Duration>,
}

impl Chatty {
    /// Firmware that prints `line` once every so often.
    #[must_use]
    pub fn new(line: &'static str, every: Duration) -> Self {
        Self { line, every, baud: 115_200, next_at: None }
    }

    /// The same at another speed, in baud.
    #[must_use]
    pub const fn at(self, baud: u32) -> Self {
        Self { baud, ..self }
    }
}

impl Program for Chatty {
    fn start(&mut self, now: Duration, _boot: &BootInfo, out: &mut Vec<u8>) {
        self.wake(now, out);
    }

    fn stop(&mut self) {
        self.next_at = None;
    }

    fn baud(&self) -> u32 {
        self.baud
    }

    fn input(&mut self, _now: Duration, _bytes: &[u8], _out: &mut Vec<u8>) {}

    fn wake_at(&self) -> Option<Duration> {
        self.next_at
    }

    fn wake(&mut self, now: Duration, out: &mut Vec<u8>) {
        out.extend(self.line.bytes());
        out.extend(b"\r\n");
        self.next_at = Some(now + self.every.max(Duration::from_millis(1)));
    }
}

/// Firmware that says nothing at all.
#[derive(Debug, Default, Clone, Copy)]
pub struct Silent;

impl Program for Silent {
    fn start(&mut self, _now: Duration, _boot: &BootInfo, _out: &mut Vec<u8>) {}

    fn stop(&mut self) {}

    fn input(&mut self, _now: Duration, _bytes: &[u8], _out: &mut Vec<u8>) {}

    fn wake_at(&self) -> Option<Duration> {
        None
    }

    fn wake(&mut self, _now: Duration, _out: &mut Vec<u8>) {}
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::program::Files;

    #[test]
    fn the_prompt_reads_what_came_while_the_program_ran_up_to_255_bytes() {
        let mut running = Running::quiet();
        let mut out = Vec::new();
        let (names, network) = (Vec::new(), String::new());
        let boot = BootInfo { banner: None, files: Files::Kept, place: None, names, network };
        running.start(Duration::ZERO, &boot, &mut out);
        running.input(Duration::ZERO, &[b'1'; 300], &mut out);
        assert!(out.is_empty());
        running.input(Duration::ZERO, b"\x03", &mut out);
        assert!(out.ends_with(&[b">>> ", &[b'1'; 255][..]].concat()));
        assert_eq!(out.iter().filter(|&&byte| byte == b'K').count(), 1, "one interrupt");
    }
}
