//! The thread that holds the board, at the pace of the real clock.

use std::error::Error;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use virtual_board::{Arrival, Board, Buttons, Mode};

use crate::options::Options;

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
}

/// The longest the board's thread sleeps when nothing is due.
const IDLE: Duration = Duration::from_secs(3600);

/// Serves commands until all links and listeners are gone.
pub(crate) fn run(
    options: Options,
    inbox: &Receiver<(LinkId, Command)>,
) -> Result<(), Box<dyn Error>> {
    let mut board = Board::new(options.config, options.program);
    board.flash_mut().fill(options.fill);
    for (cell, byte) in board.flash_mut().iter_mut().zip(&options.image) {
        *cell = *byte;
    }
    let mut bench =
        Bench { board, links: Vec::new(), holder: None, drains: Vec::new(), speed: options.speed };
    let started = Instant::now();
    loop {
        match inbox.recv_timeout(bench.until_next_event(started)) {
            Ok((link, command)) => {
                bench.catch_up(started);
                bench.obey(link, command);
            }
            Err(RecvTimeoutError::Timeout) => bench.catch_up(started),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        bench.pass_on();
    }
}

struct Bench {
    board: Board,
    links: Vec<(LinkId, Sender<Reply>)>,
    /// The link that has the port open.
    holder: Option<LinkId>,
    drains: Vec<LinkId>,
    speed: f64,
}

impl Bench {
    fn until_next_event(&self, started: Instant) -> Duration {
        let Some(at) = self.board.next_event() else { return IDLE };
        at.min(Duration::from_secs(1 << 32))
            .div_f64(self.speed)
            .saturating_sub(started.elapsed())
            .min(IDLE)
    }

    fn catch_up(&mut self, started: Instant) {
        let now = started.elapsed().mul_f64(self.speed);
        self.board.advance(now.saturating_sub(self.board.now()));
    }

    fn obey(&mut self, link: LinkId, command: Command) {
        match command {
            Command::Attach(replies) => self.links.push((link, replies)),
            Command::Detach => {
                self.close(link);
                self.links.retain(|(id, _)| *id != link);
            }
            Command::Open { baud } => self.open(link, baud),
            Command::Close => self.close(link),
            Command::Unplug => {
                self.board.unplug();
                if let Some(holder) = self.holder.take() {
                    self.tell(holder, Reply::Lost);
                }
            }
            Command::Plug => self.board.plug(),
            Command::Buttons(buttons) => self.board.set_buttons(buttons),
            Command::Dump { offset, length } => {
                let end = offset.saturating_add(length).min(self.board.flash().len());
                let bytes = self.board.flash().get(offset..end).unwrap_or_default().to_vec();
                self.tell(link, Reply::Dump { offset, bytes });
            }
            Command::Load { offset, bytes } => {
                let cells = self.board.flash_mut().iter_mut().skip(offset);
                cells.zip(bytes).for_each(|(cell, byte)| *cell = byte);
            }
            Command::Fill(byte) => self.board.flash_mut().fill(byte),
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
            on_port if self.holder == Some(link) => self.obey_on_port(link, on_port),
            _ => self.tell(link, Reply::Refused { reason: "the port is not open" }),
        }
    }

    fn obey_on_port(&mut self, link: LinkId, command: Command) {
        match command {
            Command::Baud(baud) => self.board.set_baud(baud),
            Command::Signals { dtr, rts } => self.board.set_signals(dtr, rts),
            Command::Bytes(bytes) => self.board.send(&bytes),
            Command::Drain => self.drains.push(link),
            Command::DiscardUnsent => self.board.discard_unsent(),
            _ => {}
        }
    }

    fn open(&mut self, link: LinkId, baud: u32) {
        if !self.board.is_plugged() {
            self.tell(link, Reply::Refused { reason: "unplugged" });
        } else if self.holder.is_some_and(|holder| holder != link) {
            self.tell(link, Reply::Refused { reason: "busy" });
        } else {
            self.holder = Some(link);
            self.board.open(baud);
            self.tell(link, Reply::Opened { baud });
        }
    }

    fn close(&mut self, link: LinkId) {
        if self.holder == Some(link) {
            self.holder = None;
            self.board.close();
        }
        self.drains.retain(|id| *id != link);
    }

    /// Hands what has arrived to the link that has the port.
    fn pass_on(&mut self) {
        let mut arrivals = Vec::new();
        self.board.receive_arrivals(&mut arrivals);
        let Some(holder) = self.holder else { return };
        let mut bytes = Vec::new();
        for arrival in arrivals {
            match arrival {
                Arrival::Bytes(more) => bytes.extend(more),
                fault @ Arrival::Fault(_) => {
                    self.tell_bytes(holder, &mut bytes);
                    self.tell(holder, Reply::Arrival(fault));
                }
            }
        }
        self.tell_bytes(holder, &mut bytes);
        if self.board.unsent() == 0 {
            for link in std::mem::take(&mut self.drains) {
                self.tell(link, Reply::Drained);
            }
        }
    }

    fn tell_bytes(&self, link: LinkId, bytes: &mut Vec<u8>) {
        if !bytes.is_empty() {
            self.tell(link, Reply::Arrival(Arrival::Bytes(std::mem::take(bytes))));
        }
    }

    fn tell(&self, link: LinkId, reply: Reply) {
        if let Some((_, replies)) = self.links.iter().find(|(id, _)| *id == link) {
            // A link that is gone says so itself.
            let _ = replies.send(reply);
        }
    }
}
