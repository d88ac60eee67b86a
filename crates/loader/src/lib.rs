//! The ESP8266's serial boot loader and Espressif's flasher stub, spoken from any host.
//!
//! A board that is reset with GPIO0 low starts a loader in its ROM, which listens on the serial
//! port. That loader can put a small program, the *stub*, into RAM, and the stub can do what the ROM
//! can't: write compressed, erase the whole chip, and tell the MD5 of what the flash holds.
//!
//! The crate has these layers, from the wire up:
//!
//! - [`slip`]: frames on the line.
//! - [`request`] and [`reply`]: commands and answers, as values and as bytes.
//! - [`reset`]: how the modem lines start the loader, or the program.
//! - [`connect`](mod@connect), [`rom`], [`stub`]: a board in any state → a loader that answers → the
//!   stub. Each is a type with only the commands that work there.
//! - [`chip`], [`image`], [`compress`], [`plan`]: facts about the hardware, firmware files, and what to
//!   send.
//! - [`ladder`] and [`recovery`]: which speeds are tried, and what is tried again.
//! - [`install`](mod@install), [`read`](mod@read), [`restore`](mod@restore), [`erase`](mod@erase) and
//!   [`identify`](mod@identify): the jobs made of all these. [`event`] and [`error`] tell what happens.
//!
//! There is no clock, no log, no thread and no platform in it: it needs `alloc` and, from the crate
//! [`serial_line`], a [`SerialLine`](serial_line::SerialLine), which also brings the time; where the
//! board is reset or the speed set, a [`SerialPort`](serial_line::SerialPort).
//!
//! ```no_run
//! # use esp8266_loader::{compress::Prepared, image::Image, install::{install, Options}};
//! # use esp8266_loader::stub::StubImage;
//! # use serial_line::SerialPort;
//! # async fn example<P: SerialPort>(port: &mut P, file: Vec<u8>, stub: StubImage<'_>)
//! # -> Result<(), Box<dyn core::error::Error>> {
//! let prepared = Prepared::new(Image::parse(file)?);
//! let (options, mut log) = (Options::default(), |event| println!("{event:?}"));
//! let installed = install(port, &prepared, &stub, &options, &mut log).await?;
//! println!("{} runs it", installed.chip.variant);
//! # Ok(()) }
//! ```
//!
//! Deliberately absent: every other chip of the family, and `unsafe`.
#![no_std]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

extern crate alloc;

mod blocks;
pub mod chip;
mod clean;
pub mod compress;
pub mod connect;
mod difference;
pub mod erase;
pub mod error;
pub mod event;
mod exchange;
mod files;
mod framed;
pub mod identify;
pub mod image;
pub mod install;
pub mod ladder;
pub mod leave;
pub mod plan;
pub mod read;
mod ready;
pub mod recovery;
mod registers;
pub mod reply;
pub mod request;
pub mod reset;
pub mod restore;
pub mod rom;
mod sfdp;
pub mod slip;
pub mod stub;

/// Compiles what it shows.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
