//! MicroPython's prompt on a serial line: where it is, taking it over, running programs, moving files.
//!
//! Deliberately absent: a browser, a clock, a log, modem lines, other speeds, and `unsafe`.
#![no_std]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

extern crate alloc;

mod answer;
pub mod bytes;
pub mod conversation;
pub mod error;
pub mod exception;
pub mod exec;
pub mod files;
pub mod noise;
pub mod paste;
pub mod place;
mod python;
pub mod repl;
mod reply;
pub mod signs;
pub mod takeover;

pub use answer::Afterwards;
