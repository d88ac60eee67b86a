//! The conversation with one board: data, and one task that owns the port.
//!
//! ```text
//! screens ── Command ──► task ─► job ── loader ──► port
//!    ▲                    │      │
//!    └── State ◄─ reduce ─┴─ Event          bytes for the terminal go past the state
//! ```
//!
//! Everything here runs on the host too, on a virtual board and on virtual time. What holds here:
//!
//! - The task alone owns the port. A job borrows it and gives it back, also when it fails or is given up.
//! - Time passes only in the port, and waiting is on events: every story repeats to the byte.
//! - What is known is about one connection of one board, and begins anew with the next.
//! - A call of the port that can refuse is made to refuse in `tests/`.

mod activity;
mod adapter;
mod board;
mod closed_port;
mod command;
mod event;
mod found;
mod frontend;
pub mod jobs;
mod log;
mod notice;
mod now;
mod paste;
mod probe;
mod prompt_watch;
mod recording;
mod report;
mod shown;
mod state;
mod task;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod typing;

pub use activity::Activity;
pub use adapter::{Adapter, BoardKind, UsbIds};
pub use closed_port::ClosedPort;
pub use command::Command;
pub use event::{Event, Failure, OpenError, Pasted};
pub use found::Found;
pub use frontend::Frontend;
pub use log::{Log, LogEntry};
pub use micropython_repl::place::Place;
pub use micropython_repl::signs::{Fault, Firmware};
pub use notice::Notice;
pub use now::Now;
pub use report::{ReportContext, report};
pub use state::{Offer, OfferReason, Phase, Python, State};
pub use task::run;
pub use workbench_api::{PromptJob, Workbench};
