//! What runs once the board has booted from its flash.

#[cfg(all(feature = "interpreter", target_os = "linux"))]
mod interpreter;
mod order;
mod others;
mod prompt;
mod ring;

#[cfg(all(feature = "interpreter", target_os = "linux"))]
pub use interpreter::{
    FilesWanted, Interpreter, InterpreterError, InterpreterOptions, Nursery, Pace, WhileFlashWorks,
};
pub use order::Order;
pub use others::{Chatty, Running, Silent};
pub use prompt::ScriptedPrompt;

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::boot::FileSystem;

/// A firmware, as the serial line sees it.
///
/// The board calls it with the time on its own clock. What it writes to `out` leaves at its
/// [speed](Self::baud), byte after byte, behind what is still leaving.
pub trait Program {
    /// Begins, after a reset found a sound image in the flash.
    fn start(&mut self, now: Duration, boot: &BootInfo, out: &mut Vec<u8>);

    /// Ends: the board was reset or lost its power.
    fn stop(&mut self);

    /// The speed that it sets the line to when it starts, in baud.
    fn baud(&self) -> u32 {
        115_200
    }

    /// Takes bytes that came over the line.
    fn input(&mut self, now: Duration, bytes: &[u8], out: &mut Vec<u8>);

    /// The time at which [`wake`](Self::wake) should be called, if at any. A time that has passed
    /// means at once.
    fn wake_at(&self) -> Option<Duration>;

    /// Goes on by itself.
    fn wake(&mut self, now: Duration, out: &mut Vec<u8>);

    /// What it wants of the chip. It is asked after each of the other calls, while no order is
    /// under way.
    fn take_order(&mut self) -> Option<Order> {
        None
    }

    /// Its order is done; `read` is what was read, if anything was to be.
    fn obeyed(&mut self, now: Duration, read: &[u8], out: &mut Vec<u8>) {
        let _ = (now, read, out);
    }
}

/// What the boot found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BootInfo {
    /// The text MicroPython greets with, as it stands in the image: `MicroPython v1.9.3 on
    /// 2017-11-01; ESP module with ESP8266`. `None` for other firmware.
    pub banner: Option<String>,
    /// What became of the files.
    pub files: Files,
    /// Where they are; `None` for other firmware.
    pub place: Option<FilePlace>,
    /// The names of the files in the top folder.
    pub names: Vec<String>,
    /// The network that the SDK joins by itself; empty where it was told none.
    pub network: String,
}

/// Where MicroPython keeps its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FilePlace {
    /// The kind of the file system.
    pub kind: FileSystem,
    /// Its first byte in the flash.
    pub address: u32,
    /// Its size in sectors of 4 KiB.
    pub sectors: u32,
}

/// What a boot found where MicroPython keeps its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Files {
    /// A file system, which is used as it is.
    Kept,
    /// Nothing, so a new file system was made.
    New,
    /// Something else. The firmware complained, until somebody stopped it.
    Corrupt,
}
