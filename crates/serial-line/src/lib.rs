//! A serial line with a clock, as traits that a host implements.
//!
//! There are two layers, and most code needs only the first:
//!
//! - [`SerialLine`]: bytes in both directions, and time. It may as well be a pipe, a socket or a
//!   recording.
//! - [`SerialPort`]: a line whose speed can be set, with the two modem lines that reset a board. Its
//!   owner can [`Close`] it.
//!
//! They are traits of their own, and not those of `embedded-io-async`, because byte streams have no
//! time. Every wait goes through [`SerialLine::read`] or [`SerialLine::sleep`], so a line on virtual
//! time runs a whole protocol in milliseconds and repeats it to the byte.
//!
//! What can go wrong is a value that says what stays usable: [`LineError`] for bytes, and
//! [`ControlError`] for speed and modem lines. What stands between a port and its user, such as a
//! log or a fault injector, is a [`Layer`]: it says only what it does otherwise.
//!
//! Deliberately absent: every implementation, a clock, a log, other frames than 8 data bits without
//! parity, flow control, and `unsafe`.
#![no_std]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

extern crate alloc;

mod error;
mod forward;
mod layer;
mod line;
mod port;

pub use error::{ControlError, LineError, LineFault};
pub use layer::{Layer, Layered};
pub use line::SerialLine;
pub use port::{Close, SerialPort, Signals};

/// Compiles what it shows.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
