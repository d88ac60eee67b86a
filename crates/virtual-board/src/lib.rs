//! An ESP8266 development board in software, as its USB cable shows it.
//!
//! From the cable inwards:
//!
//! 1. **Ports.** [`VirtualPort`] is the board as a [`SerialPort`](serial_line::SerialPort), on a [`Clock`].
//!    [`Tracer`] and [`FaultInjector`] are layers on any port, to note or to spoil what goes through it.
//! 2. **[`Board`].** The whole, sans-IO, on virtual time: bytes and line changes in, bytes out.
//! 3. **The adapter** paces bytes in both directions and switches DTR and RTS; **the wire** turns
//!    them into garbage when the two ends differ in speed; **the reset circuit** turns the lines
//!    into resets and the strap that the ROM reads.
//! 4. **The chip** runs one of: the ROM's serial loader, an uploaded stub, or the firmware in the
//!    flash, if that can start. What the firmware does is a [`Program`].
//! 5. **The flash** is NOR: programming clears bits, erasing sets them, and both take time.
//!
//! The board runs no machine code. An uploaded stub must equal one that the [`Config`] knows, byte
//! for byte; then the board goes on as that stub would.
//!
//! It shares no code with any program that flashes it: it has its own framing, parser and checksum, so
//! that a mistake in one is not hidden by the same mistake in the other.
//!
//! ```
//! use core::time::Duration;
//! use virtual_board::{Board, Config, Mode, ScriptedPrompt};
//!
//! let mut board = Board::new(Config::default(), Box::new(ScriptedPrompt::new()));
//! board.open(115_200);
//! board.set_signals(false, true); // in reset
//! board.advance(Duration::from_millis(100));
//! board.set_signals(true, false); // GPIO0 low, reset released
//! board.advance(Duration::from_millis(50));
//! assert_eq!(board.mode(), Mode::Rom);
//! ```
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

extern crate alloc;
#[cfg(all(feature = "interpreter", target_os = "linux"))]
extern crate std;

mod adapter;
mod board;
mod boot;
mod chip;
mod clock;
mod config;
mod defects;
mod fault;
mod flash;
mod flash_work;
mod hardware;
mod inbox;
mod known_stub;
mod made_up;
mod mode;
mod packet;
mod port;
mod program;
mod python_version;
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
pub use boot::FileSystem;
pub use clock::{Clock, JumpingClock, SharedBoard};
pub use config::{
    AdapterConfig, BeyondMax, ChipTiming, Config, Crystal, FlashModes, FlashTiming, LineFaults,
    ModemLines, OpenOrder, UserStart, Wiring,
};
pub use defects::{BaudChange, Defects, EraseEnd, MemEndReply, StubStart, StuckCell};
pub use fault::{
    Call, CallCounts, CallFailure, CallFault, DelayQueue, Fault, FaultAt, FaultInjector, FaultKind,
    FaultSchedule, Taken, WireEvent, random_call_faults, random_faults,
};
pub use known_stub::{KnownStub, Segment, StubVersion};
pub use made_up::{banner_firmware, made_up_firmware};
pub use mode::Mode;
pub use port::{BaudChangeBy, VirtualPort};
pub use program::{
    BootInfo, Chatty, FilePlace, Files, Order, Program, Running, ScriptedPrompt, Silent,
};
#[cfg(all(feature = "interpreter", target_os = "linux"))]
pub use program::{
    FilesWanted, Interpreter, InterpreterError, InterpreterOptions, Nursery, Pace, WhileFlashWorks,
};
pub use python_version::PythonVersion;
pub use reset::Buttons;
pub use trace::{Trace, TraceEntry, TraceEvent, Tracer};
