//! What can go wrong between a host and a board's Python.

use crate::exception::Exception;
use alloc::vec::Vec;
use core::time::Duration;
use serial_line::LineError;

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The line failed.
    #[error(transparent)]
    Line(#[from] LineError),
    /// The board did not go into raw mode, nor into paste mode, though it was interrupted several times.
    #[error("the board can't be taken over; it said {} bytes", heard.len())]
    NotTakenOver {
        /// What it said instead, the last of it.
        heard: Vec<u8>,
    },
    /// The board fell silent in the middle of an answer.
    #[error("no answer for {waited:?}, after {} bytes", heard.len())]
    NoAnswer {
        /// How long it was waited for.
        waited: Duration,
        /// What it said before, the last of it.
        heard: Vec<u8>,
    },
    /// The board restarted in the middle of it.
    #[error("the board restarted")]
    Restarted,
    /// The program holds a byte that is a command to the prompt.
    #[error("the program holds the control byte {byte:#04x} at {at}")]
    ControlByte {
        /// Its place, counted from 0.
        at: usize,
        /// The byte.
        byte: u8,
    },
    /// Python raised an exception.
    #[error("{0}")]
    Raised(Exception),
    /// This build of MicroPython keeps no files, or its file system can't be used.
    #[error("no file system")]
    NoFileSystem,
    /// There is not enough room.
    #[error("{needed} bytes do not fit into {free} free ones")]
    NoRoom {
        /// Bytes that are needed, with what the file system wants for itself.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// Other text stood in the answers, each time it was asked.
    #[error("the answers were damaged")]
    Damaged,
    /// What the board has is not what it was sent, each time it was tried.
    #[error("the board has {found_bytes} bytes that are not the {sent_bytes} bytes it was sent")]
    Different {
        /// How many were sent.
        sent_bytes: u64,
        /// How many it has.
        found_bytes: u64,
    },
}
