//! MicroPython's prompt on a serial line: where it is, taking it over, running programs, moving files.
//!
//! Deliberately absent: a browser, a clock, a log, modem lines, other speeds, and `unsafe`.
#![no_std]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod noise;
pub mod paste;
