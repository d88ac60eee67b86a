//! The interpreter as a process: its pipes, and what the system knows of its state.
//!
//! ```text
//! stdin            what the UART heard; its unread bytes are counted
//! stdout, stderr   what it prints: a pipe as small as there are, so that it waits for the line
//! asks, answers    the questions of its script to the board, see `question.rs`
//! memory           what goes with them
//! script           the script, as a file without a name
//! ```
//!
//! It opens the last four through `/proc`, so no other process inherits any of them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use std::fs::{self, File};
use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::FileExt as _;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{MemfdFlags, OFlags, fcntl_getfl, fcntl_setfl, memfd_create};
use rustix::io::ioctl_fionread;
use rustix::process::Signal;

use super::child::{Child, Starter};
use super::question::{Answer, MEMORY_BYTES, Question};

/// A pipe has this room at least.
const PIPE_BYTES: usize = 4096;
/// What the system tells of a process is shorter.
const STAT_BYTES: usize = 512;
/// So often one looks again before one waits.
const LOOKS: u32 = 8;
const LONGEST_PAUSE: Duration = Duration::from_micros(500);

/// A running interpreter. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    stdin: PipeWriter,
    stdout: PipeReader,
    asks: PipeReader,
    answers: PipeWriter,
    memory: File,
    /// What the system tells of it: its state, and its time on the processor.
    stat: File,
    schedstat: File,
    /// Its question, if it has printed something before that.
    asked: Option<Question>,
    /// Before its first question it is only starting, whatever it waits for.
    has_asked: bool,
    /// What it opens by itself has to stay open here until it has.
    _for_child: (PipeWriter, PipeReader, File),
}

/// The names under which a child finds what it shares with the board.
#[derive(Debug)]
pub(super) struct Links {
    pid: u32,
    asks: i32,
    answers: i32,
    memory: i32,
}

impl Links {
    /// As the script takes them.
    pub(super) fn in_python(&self) -> String {
        format!("({}, {}, {}, {})", self.pid, self.asks, self.answers, self.memory)
    }
}

/// How long to wait until Python rests.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// By the clock on the wall.
    pub(super) wall: Duration,
    /// By the time that Python itself has worked.
    pub(super) work: Duration,
}

/// What came of waiting.
#[derive(Debug)]
pub(super) enum Rest {
    /// It has printed something, which is in `printed`.
    Printed,
    /// It has a question.
    Asks(Question),
    /// It waits for input, and has read all.
    Reads,
    /// It has ended.
    Ended,
    /// It works, or waits for something that is none of the board's.
    Works,
}

impl Process {
    /// Starts the program with a heap of so many bytes, and the script that `script` makes.
    pub(super) fn start(
        starter: &Starter,
        heap_bytes: u32,
        script: impl FnOnce(&Links) -> String,
    ) -> io::Result<(Self, String)> {
        let (input, stdin) = io::pipe()?;
        let (stdout, output) = io::pipe()?;
        let (asks, asks_in) = io::pipe()?;
        let (answers_out, answers) = io::pipe()?;
        rustix::pipe::fcntl_setpipe_size(&stdout, PIPE_BYTES)?;
        for reader in [&stdout, &asks] {
            fcntl_setfl(reader, fcntl_getfl(reader)? | OFlags::NONBLOCK)?;
        }
        let memory = File::from(memfd_create("board-memory", MemfdFlags::CLOEXEC)?);
        memory.set_len(2 * MEMORY_BYTES as u64)?;
        let links = Links {
            pid: std::process::id(),
            asks: asks_in.as_raw_fd(),
            answers: answers_out.as_raw_fd(),
            memory: memory.as_raw_fd(),
        };
        let file = File::from(memfd_create("board-script", MemfdFlags::CLOEXEC)?);
        file.write_all_at(script(&links).as_bytes(), 0)?;
        let name = format!("/proc/{}/fd/{}", links.pid, file.as_raw_fd());
        // Opened by its own means: the launcher would look for the name behind the link.
        let command = format!("execfile('{name}', {{'home': globals()}})");
        let heap = format!("heapsize={heap_bytes}");
        let child = starter.start(&["-X", &heap, "-i", "-c", &command], input, output)?;
        let about = |what| File::open(format!("/proc/{}/{what}", child.id()));
        let (stat, schedstat) = (about("stat")?, about("schedstat")?);
        let process = Self {
            child,
            stdin,
            stdout,
            asks,
            answers,
            memory,
            stat,
            schedstat,
            asked: None,
            has_asked: false,
            _for_child: (asks_in, answers_out, file),
        };
        Ok((process, name))
    }

    /// Waits until Python rests. What it prints meanwhile is added to `printed`.
    pub(super) fn rest(&mut self, patience: Patience, printed: &mut Vec<u8>) -> Rest {
        let began = Instant::now();
        let mut worked = None;
        let mut looks = 0;
        loop {
            // In this order: what is printed before a question is seen before it.
            self.asked = self.asked.take().or_else(|| self.question());
            if self.read(printed) {
                return Rest::Printed;
            }
            if let Some(question) = self.asked.take() {
                return Rest::Asks(question);
            }
            // Before its state: it may read the last of it and go on, seen as one that waits.
            let has_read_all = self.has_read_all();
            match self.state() {
                State::Ended => {
                    return if self.read(printed) { Rest::Printed } else { Rest::Ended };
                }
                State::Waits if has_read_all && !self.has_news(Duration::ZERO) => {
                    return Rest::Reads;
                }
                _ => {}
            }
            looks += 1;
            if looks > LOOKS || patience.wall.is_zero() {
                // Mostly it rests sooner, and asking the system takes as long.
                let now = self.worked();
                let work = now.saturating_sub(*worked.get_or_insert(now));
                if began.elapsed() >= patience.wall || work >= patience.work {
                    return Rest::Works;
                }
            }
            if looks > LOOKS {
                let pause = Duration::from_micros(20) * (looks - LOOKS);
                self.has_news(pause.min(LONGEST_PAUSE));
            } else {
                std::thread::yield_now();
            }
        }
    }

    /// Hands bytes to Python's input. There are never more than fit into a pipe.
    pub(super) fn type_in(&mut self, bytes: &[u8]) {
        // One that has ended says so by its state.
        let _ = self.stdin.write_all(bytes);
    }

    /// How many bytes it has not read.
    pub(super) fn unread(&self) -> usize {
        unread(&self.stdin)
    }

    /// Answers a question.
    pub(super) fn answer(&mut self, answer: &Answer) {
        let _ = self.memory.write_all_at(&answer.bytes, MEMORY_BYTES as u64);
        let _ = self.answers.write_all(&answer.packed());
    }

    /// Whether a Ctrl-C would be an interrupt: it handles the signal while a program runs, unless
    /// that program wants to have the byte.
    pub(super) fn takes_interrupts(&self) -> bool {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let handled = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let handled = handled.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        let interrupt = 1 << (Signal::INT.as_raw() - 1);
        handled.is_some_and(|handled| handled & interrupt != 0)
    }

    /// Interrupts what runs.
    pub(super) fn interrupt(&self) {
        self.child.interrupt();
    }

    /// How long it has worked: its time on the processor.
    pub(super) fn worked(&self) -> Duration {
        let text = read(&self.schedstat);
        let first = text.split_whitespace().next().and_then(|first| first.parse().ok());
        Duration::from_nanos(first.unwrap_or_default())
    }

    fn question(&mut self) -> Option<Question> {
        let mut packed = [0; Question::BYTES];
        match self.asks.read(&mut packed) {
            Ok(count) if count == packed.len() => {
                let mut question = Question::unpacked(packed);
                let sent = question.sent_bytes();
                question.bytes.resize(sent, 0);
                let _ = self.memory.read_exact_at(&mut question.bytes, 0);
                self.has_asked = true;
                Some(question)
            }
            _ => None,
        }
    }

    /// Whether nothing is on its way to it: it may seem to wait, and has only not got to the processor
    /// since its answer came.
    fn has_read_all(&self) -> bool {
        self.has_asked && self.unread() == 0 && unread(&self.answers) == 0
    }

    /// Adds what has been printed. Whether there was anything.
    fn read(&mut self, printed: &mut Vec<u8>) -> bool {
        let mut chunk = [0; PIPE_BYTES];
        loop {
            match self.stdout.read(&mut chunk) {
                Ok(count) if count > 0 => {
                    printed.extend_from_slice(chunk.get(..count).unwrap_or_default());
                    return true;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                _ => return false,
            }
        }
    }

    /// Whether something came from it, or comes in so much time.
    fn has_news(&self, within: Duration) -> bool {
        let mut places = [&self.stdout, &self.asks].map(|pipe| PollFd::new(pipe, PollFlags::IN));
        let within = Timespec { tv_sec: 0, tv_nsec: within.subsec_nanos().into() };
        poll(&mut places, Some(&within)).is_ok_and(|count| count > 0)
    }

    fn state(&self) -> State {
        let stat = read(&self.stat);
        // The name of the program stands in brackets, and may have any in it.
        let state = stat.rsplit_once(')').and_then(|(_, rest)| rest.trim_start().chars().next());
        match state {
            Some('S') => State::Waits,
            Some('Z' | 'X') | None => State::Ended,
            Some(_) => State::Works,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Works,
    Waits,
    Ended,
}

fn unread(pipe: &PipeWriter) -> usize {
    ioctl_fionread(pipe).map_or(0, |count| count as usize)
}

/// What the system tells now; nothing of a process that is gone.
fn read(about: &File) -> String {
    let mut text = [0; STAT_BYTES];
    let count = about.read_at(&mut text, 0).unwrap_or_default();
    String::from_utf8_lossy(text.get(..count).unwrap_or_default()).into_owned()
}
