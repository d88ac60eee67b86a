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
mod installed;
mod job;
mod log;
mod missing;
mod open;
mod options;
mod remark;
mod stage;
mod status;
mod system;
mod unplugged;
mod work;

pub use advice::{Advice, Instruction, Link};
pub use choose::{choose, demo, not_listed};
pub use failure::failure;
pub use firmware::{
    boards, content, firmware, install_label, loading, refused, shelf, source, version, wholeness,
};
pub use found::found;
pub use installed::{installed, installing};
pub use log::lines;
pub use missing::missing;
pub use options::{erase, frequency, mode, sizes, speeds};
pub use page_words::{Piece, Text, flash_size, name, pieces, size, time};
pub use remark::{Remark, remarks};
pub use stage::{Bar, STAGES, bar, stage};
pub use status::{python, status};
pub use system::{Browser, System};
pub use work::{taken, work};
