//! An ESP8266 development board in software, as its USB cable shows it.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

extern crate alloc;

mod adapter;
mod board;
mod boot;
mod chip;
mod clock;
mod config;
mod defects;
mod flash;
mod hardware;
mod inbox;
mod known_stub;
mod mode;
mod packet;
mod port;
mod program;
mod ram;
mod registers;
mod reset;
mod rom;
mod slip;
mod stub;
mod trace;
mod uart;
mod wire;

pub use adapter::Arrival;
pub use board::Board;
pub use clock::{Clock, JumpingClock, SharedBoard};
pub use config::{
    AdapterConfig, ChipTiming, Config, Crystal, FlashTiming, LineFaults, OpenOrder, UserStart,
    Wiring,
};
pub use defects::{BaudChange, Defects, EraseEnd, MemEndReply, StubStart, StuckCell};
pub use known_stub::{KnownStub, Segment, StubVersion};
pub use mode::Mode;
pub use port::{BaudChangeBy, VirtualPort};
pub use program::{BootInfo, Chatty, Files, Program, Running, ScriptedPrompt, Silent};
pub use reset::Buttons;
pub use trace::{Trace, TraceEntry, TraceEvent, TracePort};
