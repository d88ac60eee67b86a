//! MicroPython's prompt on a serial line: where it is, taking it over, running programs, moving files.
//!
//! It stands in layers, each for itself of use to who wants no more:
//!
//! - *Listening*. [`noise`] keeps the boot log's junk out, and [`place`] follows where Python is: at its
//!   prompt, running, asking, in another mode. Nothing is sent.
//! - *Conversations*. [`mode_change`] leads into raw mode from everywhere, and back; [`exec`] runs one program.
//!   They are bytes and time in, bytes and an outcome out ([`conversation::Conversation`]): no line, no
//!   clock, no waiting.
//! - *A board that was taken over*. [`repl::Repl`] has conversations over a
//!   [`SerialLine`](serial_line::SerialLine), and so lists, reads and saves [`files`].
//! - *For a person*. [`paste`] makes of a pasted text what Python should get.
//!
//! ```
//! # async fn example<L: serial_line::SerialLine>(line: &mut L) -> Result<(), micropython_repl::error::Error> {
//! use micropython_repl::exec::Sending;
//! use micropython_repl::repl::Repl;
//!
//! let mut output = |bytes: &[u8]| { /* what a program prints meanwhile */ };
//! let mut repl = Repl::take_over(line, Sending::Unknown, &mut output).await?;
//! let saved = repl.save(b"/main.py", b"print('hello')\n", &mut |_| {}).await;
//! repl.give_back().await?;
//! assert_eq!(saved?.bytes, 15);
//! # Ok(())
//! # }
//! ```
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
pub mod job;
mod line;
pub mod mode_change;
pub mod noise;
pub mod paste;
pub mod paste_mode;
pub mod place;
mod python;
pub mod repl;
mod reply;
pub mod signs;

pub use answer::Afterwards;
