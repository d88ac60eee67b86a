//! The board's side of a running interpreter.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::mem;
use core::time::Duration;
use std::time::Instant;

use super::child::Starter;
use super::heard::Heard;
use super::line::LineOut;
use super::options::{InterpreterOptions, Pace, WhileFlashWorks};
use super::printed::Printed;
use super::process::{Patience, Process, Rest};
use super::question::{Answer, Question, Wish};
use super::setting::{Entry, Setting};
use crate::program::{BootInfo, Order};

const CTRL_A: u8 = 0x01;
const CTRL_C: u8 = 0x03;
const CTRL_E: u8 = 0x05;
const RAW_PROMPT: &[u8] = b"raw REPL; CTRL-B to exit\r\n>";
const HELP_AND_PROMPT: &str = "\r\nType \"help()\" for more information.\r\n>>> ";

/// What a look at the clock takes, so that time passes for a program that does nothing else.
const LOOK_AT_CLOCK: Duration = Duration::from_micros(50);
/// What Python may work before it notices that it was interrupted.
const TO_NOTICE: Duration = Duration::from_millis(20);
/// Starting it takes a fraction of a second; on a busy computer more.
const START: Duration = Duration::from_secs(30);
/// So long Python may have to wait until this computer gets to it.
const LONG: Duration = Duration::from_secs(5);

/// An interpreter that runs, and what is between it and the board.
#[derive(Debug)]
pub(super) struct Run {
    setting: Setting,
    starter: Starter,
    pace: Pace,
    while_flash_works: WhileFlashWorks,
    /// `None` where it could not be started.
    process: Option<Process>,
    entry: Entry,
    /// When it was started, by the clock on the wall.
    entered_at: Instant,
    stage: Stage,
    mode: Mode,
    printed: Printed,
    heard: Heard,
    line: LineOut,
    asked: Option<Question>,
    wait: Wait,
    order: Option<Order>,
    /// The next answer tells of a Ctrl-C.
    is_interrupted: bool,
    /// How long Python had worked when it was interrupted, until it has noticed.
    interrupt_at: Option<Duration>,
    /// When to look after a Python that works.
    look_at: Option<Duration>,
}

/// How far a start is.
#[derive(Debug)]
enum Stage {
    /// The script has not begun.
    Starting,
    /// The script mounts, and runs `boot.py` and `main.py`.
    Booting,
    /// The prompt begins; what it says so far.
    Greeting(Vec<u8>),
    /// The prompt is there.
    Prompt,
}

/// Which mode a soft reset would find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Friendly,
    Raw,
}

/// What Python waits for.
#[derive(Debug)]
enum Wait {
    Nothing,
    /// The time, with the number of the question.
    Time {
        until: Duration,
        number: u16,
    },
    /// The flash, with the number of the question.
    Flash {
        number: u16,
        changes_it: bool,
    },
    /// The end: the chip is about to be reset.
    End,
}

impl Run {
    pub(super) fn start(options: &InterpreterOptions, starter: Starter, boot: &BootInfo) -> Self {
        let setting = Setting::new(options, boot);
        let mut run = Self {
            printed: Printed::new("", "", false),
            setting,
            starter,
            pace: options.pace,
            while_flash_works: options.while_flash_works,
            process: None,
            entry: Entry::Reset,
            entered_at: Instant::now(),
            stage: Stage::Starting,
            mode: Mode::Friendly,
            heard: Heard::default(),
            line: LineOut::default(),
            asked: None,
            wait: Wait::Nothing,
            order: None,
            is_interrupted: false,
            interrupt_at: None,
            look_at: None,
        };
        run.enter(Entry::Reset);
        run
    }

    /// Takes bytes from the line.
    pub(super) fn hear(&mut self, now: Duration, bytes: &[u8], out: &mut Vec<u8>) {
        let is_deaf = matches!(self.wait, Wait::Flash { changes_it: true, .. })
            && self.while_flash_works == WhileFlashWorks::Lost;
        if !is_deaf {
            self.heard.take(now, bytes);
        }
        if self.heard.wake_at().is_some_and(|at| at <= now) {
            self.go_on(now, out);
        }
    }

    /// When something is due.
    pub(super) fn wake_at(&self) -> Option<Duration> {
        let sleep = match self.wait {
            Wait::Time { until, .. } => Some(until),
            _ => None,
        };
        [self.heard.wake_at(), self.line.wake_at(), sleep, self.look_at].into_iter().flatten().min()
    }

    pub(super) fn take_order(&mut self) -> Option<Order> {
        self.order.take()
    }

    /// The flash is done.
    pub(super) fn obeyed(&mut self, now: Duration, read: &[u8], out: &mut Vec<u8>) {
        if let Wait::Flash { number, .. } = mem::replace(&mut self.wait, Wait::Nothing) {
            self.answer(number, 0, read.to_vec());
        }
        self.go_on(now, out);
    }

    /// Does what is due, and lets Python go on as far as it gets by itself.
    pub(super) fn go_on(&mut self, now: Duration, out: &mut Vec<u8>) {
        let mut is_called_again = self.look_at.take().is_some();
        let mut is_stopping = false;
        for byte in self.heard.interrupt(now) {
            // A second Ctrl-C at once comes before Python has noticed the first.
            if !(is_stopping && byte == CTRL_C) {
                is_stopping |= self.take_in(byte);
            }
        }
        loop {
            self.line.leave(now, out);
            self.end_sleep(now);
            // Until all is said, Python is inside of its `print`.
            if !self.line.is_clear() {
                return;
            }
            self.hand_over();
            if !matches!(self.wait, Wait::Nothing) {
                return;
            }
            if let Some(question) = self.asked.take() {
                self.grant(question, now);
                continue;
            }
            let patience = self.patience(is_called_again);
            is_called_again = false;
            let Some(process) = &mut self.process else { return };
            let mut printed = Vec::new();
            let rest = process.rest(patience, &mut printed);
            self.take_printed(&printed, !matches!(rest, Rest::Printed));
            if !matches!(rest, Rest::Works) {
                self.interrupt_at = None;
            }
            match rest {
                Rest::Printed => {}
                Rest::Asks(question) => self.asked = Some(question),
                Rest::Reads => match self.stage {
                    Stage::Greeting(_) => self.greet(),
                    _ if self.line.is_clear() => return self.note_mode(),
                    _ => {}
                },
                Rest::Ended => self.ended(),
                Rest::Works if self.is_late() => self.fail("its script does not begin"),
                Rest::Works => return self.look_again(now),
            }
        }
    }

    /// The board's clock goes on, and Python with it.
    fn look_again(&mut self, now: Duration) {
        let after = match self.pace {
            Pace::Virtual => Duration::from_millis(5),
            Pace::Real => Duration::from_millis(1),
        };
        self.look_at = Some(now + after);
    }

    fn is_late(&self) -> bool {
        matches!(self.stage, Stage::Starting) && self.entered_at.elapsed() >= START
    }

    /// How long the board's clock may stand still.
    fn patience(&self, is_called_again: bool) -> Patience {
        // Its own work counts: on a busy computer it may have to wait before it gets to it.
        let (wall, work) = match self.pace {
            Pace::Virtual if matches!(self.stage, Stage::Starting) => {
                return Patience { wall: START, work: START };
            }
            Pace::Virtual if is_called_again => match &self.process {
                Some(process) if !self.to_notice(process).is_zero() => {
                    return Patience { wall: LONG, work: self.to_notice(process) };
                }
                // On a busy computer it has to get to the processor first.
                _ => (50, 2),
            },
            Pace::Virtual => return Patience { wall: LONG, work: Duration::from_millis(300) },
            Pace::Real if is_called_again => (0, 0),
            Pace::Real => (200, 5),
        };
        Patience { wall: Duration::from_millis(wall), work: Duration::from_millis(work) }
    }

    fn enter(&mut self, entry: Entry) {
        self.entry = entry;
        self.entered_at = Instant::now();
        self.stage = Stage::Starting;
        self.asked = None;
        self.wait = Wait::Nothing;
        self.is_interrupted = false;
        self.interrupt_at = None;
        self.process = None;
        let Setting { heap_bytes, .. } = self.setting;
        let script = |links: &_| self.setting.script(links, entry);
        match Process::start(&self.starter, heap_bytes, script) {
            Ok((process, name)) => {
                let hides_exit = !self.setting.version.exits_by_soft_reset();
                self.printed = Printed::new(&name, &self.setting.greeting, hides_exit);
                self.process = Some(process);
            }
            Err(error) => self.fail(&error.to_string()),
        }
    }

    /// Whoever looks at the line has to learn that there is no Python.
    fn fail(&mut self, why: &str) {
        let program = self.starter.program().display();
        self.line.say(format!("\r\nthe virtual board can't start {program}: {why}\r\n").as_bytes());
        self.process = None;
    }

    /// A byte comes out of the UART's FIFO. Whether it ends what runs.
    fn take_in(&mut self, byte: u8) -> bool {
        let Some(process) = &self.process else { return false };
        let is_started = !matches!(self.stage, Stage::Starting);
        let interrupts = byte == CTRL_C && is_started && process.takes_interrupts();
        if interrupts {
            self.interrupt();
        } else {
            let unread = process.unread();
            self.heard.store(byte, unread);
        }
        interrupts
    }

    /// Ends what runs with a KeyboardInterrupt.
    fn interrupt(&mut self) {
        match self.wait {
            Wait::Time { number, .. } => {
                self.wait = Wait::Nothing;
                self.is_interrupted = true;
                self.answer(number, 0, Vec::new());
            }
            // The flash does not stop for anything.
            Wait::Flash { .. } => self.is_interrupted = true,
            Wait::End => {}
            Wait::Nothing if self.asked.is_some() => self.is_interrupted = true,
            Wait::Nothing => {
                let Some(process) = &self.process else { return };
                // A second signal before it has noticed the first would end the Unix port.
                if self.to_notice(process).is_zero() {
                    process.interrupt();
                    self.interrupt_at = Some(process.worked());
                }
            }
        }
    }

    /// How much Python may still work until it has noticed that it was interrupted.
    fn to_notice(&self, process: &Process) -> Duration {
        let Some(at) = self.interrupt_at else { return Duration::ZERO };
        (at + TO_NOTICE).saturating_sub(process.worked())
    }

    /// Gives Python what is in the ring.
    fn hand_over(&mut self) {
        let is_early = match self.stage {
            Stage::Starting | Stage::Greeting(_) => true,
            // It would be read at the friendly prompt, which is left before anybody sees it.
            Stage::Booting => self.entry == Entry::SoftRaw,
            Stage::Prompt => false,
        };
        if is_early {
            return;
        }
        let Some(process) = &mut self.process else { return };
        let mut bytes = self.heard.read();
        // Before 1.14 the first byte of raw-paste's handshake was none that means anything.
        let is_old = self.mode == Mode::Raw && !self.setting.version.has_raw_paste();
        if is_old
            && let Some(first) = bytes.first_mut()
            && *first == CTRL_E
            && self.printed.ends_with(b">")
        {
            *first = b' ';
        }
        if !bytes.is_empty() {
            process.type_in(&bytes);
        }
    }

    fn take_printed(&mut self, bytes: &[u8], at_rest: bool) {
        if let Stage::Greeting(said) = &mut self.stage {
            said.extend_from_slice(bytes);
            return;
        }
        self.printed.take(bytes);
        let said = self.printed.said(at_rest);
        self.line.say(&said);
    }

    /// The prompt is there: says what a board says then.
    fn greet(&mut self) {
        let Stage::Greeting(said) = &mut self.stage else { return };
        let said = mem::take(said);
        if said.ends_with(RAW_PROMPT) {
            self.stage = Stage::Prompt;
            self.say(RAW_PROMPT);
            return;
        }
        self.printed.learn_greeting(&said);
        if self.entry == Entry::SoftRaw {
            // Its answer is all that the line will show.
            if let Some(process) = &mut self.process {
                process.type_in(&[CTRL_A]);
            }
            return;
        }
        self.stage = Stage::Prompt;
        let start = if self.entry == Entry::Reset { "\r\n" } else { "" };
        let greeting = format!("{start}{}{HELP_AND_PROMPT}", self.setting.greeting);
        self.say(greeting.as_bytes());
    }

    fn say(&mut self, bytes: &[u8]) {
        self.printed.note(bytes);
        self.line.say(bytes);
    }

    /// Whoever is at the prompt, and in which mode, shows in what was said last.
    fn note_mode(&mut self) {
        let greeting = format!("{}{HELP_AND_PROMPT}", self.setting.greeting);
        if self.printed.ends_with(RAW_PROMPT) {
            self.mode = Mode::Raw;
        } else if self.printed.ends_with(greeting.as_bytes()) {
            self.mode = Mode::Friendly;
        }
    }

    fn grant(&mut self, question: Question, now: Duration) {
        let number = question.number;
        match question.wish() {
            Wish::Read { address, bytes } => {
                self.wait = Wait::Flash { number, changes_it: false };
                self.order = Some(Order::Read { address, bytes });
            }
            Wish::Program { address, bytes } => {
                self.wait = Wait::Flash { number, changes_it: true };
                self.order = Some(Order::Program { address, bytes });
            }
            Wish::Erase { address } => {
                self.wait = Wait::Flash { number, changes_it: true };
                self.order = Some(Order::EraseSector { address });
            }
            Wish::Sleep(time) => {
                self.wait = Wait::Time { until: now.saturating_add(time), number };
            }
            Wish::Time => self.wait = Wait::Time { until: now + LOOK_AT_CLOCK, number },
            Wish::Say(bytes) => {
                self.say(&bytes);
                self.answer(number, 0, Vec::new());
            }
            Wish::Begin => {
                self.stage = Stage::Booting;
                self.answer(number, 0, Vec::new());
            }
            Wish::Prompt => {
                self.stage = Stage::Greeting(Vec::new());
                self.answer(number, 0, Vec::new());
            }
            Wish::Reset => {
                self.wait = Wait::End;
                self.order = Some(Order::Restart);
            }
            Wish::Unknown => self.answer(number, 0, Vec::new()),
        }
    }

    fn end_sleep(&mut self, now: Duration) {
        if let Wait::Time { until, number } = self.wait
            && until <= now
        {
            self.wait = Wait::Nothing;
            let value = u64::try_from(now.as_micros()).unwrap_or(u64::MAX);
            self.answer(number, value, Vec::new());
        }
    }

    fn answer(&mut self, number: u16, value: u64, bytes: Vec<u8>) {
        let interrupted = mem::take(&mut self.is_interrupted);
        if let Some(process) = &mut self.process {
            process.answer(&Answer { number, interrupted, value, bytes });
        }
    }

    /// Python has ended: by an exit, or for want of memory.
    fn ended(&mut self) {
        if matches!(self.stage, Stage::Starting) {
            self.fail("it ended at once");
        } else if self.printed.is_dead() {
            self.process = None;
            self.wait = Wait::End;
            self.order = Some(Order::Hang);
        } else {
            self.line.say(self.setting.version.soft_reset_text().as_bytes());
            let raw = self.mode == Mode::Raw;
            self.enter(if raw { Entry::SoftRaw } else { Entry::Soft });
        }
    }
}
