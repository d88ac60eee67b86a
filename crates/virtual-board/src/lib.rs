//! An ESP8266 development board in software, as its USB cable shows it.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

extern crate alloc;

mod board;
mod config;
mod defects;
mod known_stub;
mod mode;
mod program;

pub use board::Board;
pub use config::{
    AdapterConfig, ChipTiming, Config, Crystal, FlashTiming, LineFaults, OpenOrder, UserStart,
    Wiring,
};
pub use defects::{BaudChange, Defects, EraseEnd, MemEndReply, StubStart, StuckCell};
pub use known_stub::{KnownStub, Segment, StubVersion};
pub use mode::Mode;
pub use program::{BootInfo, Files, Program};
