//! The thread that holds the board, at the pace of the real clock.

use std::error::Error;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use virtual_board::{Arrival, Board, Buttons, Mode, StuckCell, Taken};

use crate::line::Line;
use crate::options::Options;
use crate::stopwatch::{Reading, Stopwatch, What};

/// Names a link for as long as it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct LinkId(pub(crate) u64);

/// What a link asks for.
#[derive(Debug)]
pub(crate) enum Command {
    /// The link begins; what concerns it goes here.
    Attach(Sender<Reply>),
    /// The link has ended. Its port is closed.
    Detach,
    Open {
        baud: u32,
    },
    Close,
    Baud(u32),
    Signals {
        dtr: bool,
        rts: bool,
    },
    Bytes(Vec<u8>),
    /// Asks to be told when all bytes have left.
    Drain,
    /// Throws away the bytes that have not left.
    DiscardUnsent,
    Unplug,
    Plug,
    Buttons(Buttons),
    /// Asks for flash content.
    Dump {
        offset: usize,
        length: usize,
    },
    /// Writes into the flash, around all protocol.
    Load {
        offset: usize,
        bytes: Vec<u8>,
    },
    /// Fills the whole flash.
    Fill(u8),
    /// Asks what the chip is doing.
    Status,
    /// Asks what happened at the port since the stopwatch was started.
    Stopwatch {
        restart: bool,
    },
}

/// What a link is told.
#[derive(Debug)]
pub(crate) enum Reply {
    Arrival(Arrival),
    Opened {
        baud: u32,
    },
    Refused {
        reason: &'static str,
    },
    Drained,
    /// The port is gone: the cable was pulled.
    Lost,
    Dump {
        offset: usize,
        bytes: Vec<u8>,
    },
    Status {
        mode: Mode,
        now: Duration,
        plugged: bool,
        baud: u32,
    },
    Stopwatch(Reading),
}

/// The longest the board's thread sleeps when nothing is due.
const IDLE: Duration = Duration::from_secs(3600);

/// Serves commands until all links and listeners are gone.
pub(crate) fn run(
    options: Options,
    inbox: &Receiver<(LinkId, Command)>,
) -> Result<(), Box<dyn Error>> {
    let stuck = options.config.defects.stuck_cells.clone();
    let stopwatch = Stopwatch::new(&options.config.flash_timing);
    let mut bench = Bench {
        board: Board::new(options.config, options.program),
        stuck,
        line: Line::new(options.faults),
        links: Vec::new(),
        holder: None,
        drains: Vec::new(),
        speed: options.speed,
        stopwatch,
    };
    bench.fill(options.fill);
    bench.load(0, &options.image);
    let started = Instant::now();
    loop {
        match inbox.recv_timeout(bench.until_next_event(started)) {
            Ok((link, command)) => {
                bench.catch_up(started);
                bench.execute(link, command);
            }
            Err(RecvTimeoutError::Timeout) => bench.catch_up(started),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        bench.pass_on();
    }
}

struct Bench {
    board: Board,
    stuck: Vec<StuckCell>,
    line: Line,
    links: Vec<(LinkId, Sender<Reply>)>,
    /// The link that has the port open.
    holder: Option<LinkId>,
    drains: Vec<LinkId>,
    speed: f64,
    stopwatch: Stopwatch,
}

impl Bench {
    fn until_next_event(&self, started: Instant) -> Duration {
        let next = [self.board.next_event(), self.line.until()];
        let Some(at) = next.into_iter().flatten().min() else { return IDLE };
        at.min(Duration::from_secs(1 << 32))
            .div_f64(self.speed)
            .saturating_sub(started.elapsed())
            .min(IDLE)
    }

    fn catch_up(&mut self, started: Instant) {
        let now = started.elapsed().mul_f64(self.speed);
        self.board.advance(now.saturating_sub(self.board.now()));
    }

    fn execute(&mut self, link: LinkId, command: Command) {
        match command {
            Command::Attach(replies) => self.links.push((link, replies)),
            Command::Detach => {
                self.close(link);
                self.links.retain(|(id, _)| *id != link);
            }
            Command::Open { baud } => self.open(link, baud),
            Command::Close => self.close(link),
            Command::Unplug => self.unplug(),
            Command::Plug => self.board.plug(),
            Command::Buttons(buttons) => self.board.set_buttons(buttons),
            Command::Dump { offset, length } => {
                let end = offset.saturating_add(length).min(self.board.flash().len());
                let bytes = self.board.flash().get(offset..end).unwrap_or_default().to_vec();
                self.tell(link, Reply::Dump { offset, bytes });
            }
            Command::Load { offset, bytes } => self.load(offset, &bytes),
            Command::Fill(byte) => self.fill(byte),
            Command::Status => {
                let board = &self.board;
                let status = Reply::Status {
                    mode: board.mode(),
                    now: board.now(),
                    plugged: board.is_plugged(),
                    baud: board.chip_baud(),
                };
                self.tell(link, status);
            }
            Command::Stopwatch { restart } => {
                self.tell(link, Reply::Stopwatch(self.stopwatch.read()));
                if restart {
                    self.stopwatch.start(self.board.now());
                }
            }
            on_port if self.holder == Some(link) => self.obey_on_port(link, on_port),
            _ => self.tell(link, Reply::Refused { reason: "the port is not open" }),
        }
    }

    fn obey_on_port(&mut self, link: LinkId, command: Command) {
        let now = self.board.now();
        match command {
            Command::Baud(baud) => {
                self.stopwatch.note(What::Baud(baud), now);
                self.board.set_baud(baud);
            }
            Command::Signals { dtr, rts } => {
                self.stopwatch.note(What::Lines { dtr, rts }, now);
                self.board.set_signals(dtr, rts);
            }
            Command::Bytes(bytes) => {
                self.stopwatch.sent(&bytes, now);
                self.line.send(&bytes);
            }
            Command::Drain => self.drains.push(link),
            Command::DiscardUnsent => {
                self.line.discard_unsent();
                self.board.discard_unsent();
            }
            _ => {}
        }
    }

    fn load(&mut self, offset: usize, bytes: &[u8]) {
        let cells = self.board.flash_mut().iter_mut().skip(offset);
        cells.zip(bytes).for_each(|(cell, byte)| *cell = *byte);
        self.pull_down_stuck_cells();
    }

    fn fill(&mut self, byte: u8) {
        self.board.flash_mut().fill(byte);
        self.pull_down_stuck_cells();
    }

    /// What is put into the flash around the chip meets the same defects.
    fn pull_down_stuck_cells(&mut self) {
        for stuck in &self.stuck {
            if let Some(cell) = self.board.flash_mut().get_mut(stuck.address as usize) {
                *cell &= !stuck.zero_bits;
            }
        }
    }

    fn open(&mut self, link: LinkId, baud: u32) {
        if !self.board.is_plugged() {
            self.tell(link, Reply::Refused { reason: "unplugged" });
        } else if self.holder.is_some_and(|holder| holder != link) {
            self.tell(link, Reply::Refused { reason: "busy" });
        } else {
            self.holder = Some(link);
            self.stopwatch.note(What::Opened(baud), self.board.now());
            self.board.open(baud);
            self.tell(link, Reply::Opened { baud });
        }
    }

    fn close(&mut self, link: LinkId) {
        if self.holder == Some(link) {
            self.holder = None;
            self.stopwatch.note(What::Closed, self.board.now());
            self.line.clear();
            self.board.close();
        }
        self.drains.retain(|id| *id != link);
    }

    fn unplug(&mut self) {
        self.line.clear();
        self.board.unplug();
        if let Some(holder) = self.holder.take() {
            self.tell(holder, Reply::Lost);
        }
    }

    /// Moves what is on the line: to the board, and to the link that has the port.
    fn pass_on(&mut self) {
        let now = self.board.now();
        loop {
            match self.line.take_for_board(now) {
                Taken::Bytes(bytes) => self.board.send(&bytes),
                Taken::Line(_) => {}
                Taken::Unplug => return self.unplug(),
                Taken::Wait(_) | Taken::Nothing => break,
            }
        }
        let mut arrivals = Vec::new();
        self.board.receive_arrivals(&mut arrivals);
        let Some(holder) = self.holder else { return };
        self.line.hear(arrivals);
        loop {
            let arrival = match self.line.take_for_host(now) {
                Taken::Bytes(bytes) => Arrival::Bytes(bytes),
                Taken::Line(fault) => Arrival::Fault(fault),
                Taken::Unplug => return self.unplug(),
                Taken::Wait(_) | Taken::Nothing => break,
            };
            if let Arrival::Bytes(bytes) = &arrival {
                self.stopwatch.heard(bytes, now);
            }
            self.tell(holder, Reply::Arrival(arrival));
        }
        if self.line.all_sent() && self.board.unsent() == 0 {
            for link in std::mem::take(&mut self.drains) {
                self.tell(link, Reply::Drained);
            }
        }
    }

    fn tell(&self, link: LinkId, reply: Reply) {
        if let Some((_, replies)) = self.links.iter().find(|(id, _)| *id == link) {
            // A link that is gone says so itself.
            let _ = replies.send(reply);
        }
    }
}
