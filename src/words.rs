//! From values to what people read: each failure with what to do about it, each event as a line of
//! the log, each amount in a form that people use.
//!
//! The sentences themselves are in `www/texts/`. Here is which of them fits.

mod advice;
mod amount;
mod choose;
mod failure;
mod firmware;
mod found;
mod image;
mod installed;
mod job;
mod log;
mod missing;
mod name;
mod open;
mod options;
mod refusal;
mod remark;
mod rich;
mod stage;
mod status;
mod system;
mod unplugged;
mod work;

pub use advice::{Advice, Instruction, Link, Text};
pub use amount::{exact_size, flash_size, size, time};
pub use choose::{choose, demo, not_listed};
pub use failure::failure;
pub use firmware::{content, firmware, install_label, loading, refused, shelf, source, wholeness};
pub use found::found;
pub use installed::installed;
pub use log::lines;
pub use missing::missing;
pub use name::name;
pub use options::{erase, frequency, mode, sizes, speeds};
pub use refusal::refusal;
pub use remark::{Remark, remarks};
pub use rich::{Piece, pieces};
pub use stage::{Bar, STAGES, bar, stage};
pub use status::{python, status};
pub use system::{Browser, System};
pub use work::{WorkLine, reading, work};
