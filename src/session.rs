//! The conversation with one board: data, and one task that owns the port.
//!
//! ```text
//! screens ── Command ──► task ── loader ──► port
//!    ▲                    │
//!    └── State ◄─ reduce ─┴─ Event          bytes for the terminal go past the state
//! ```
//!
//! Everything here runs on the host too, on a virtual board and on virtual time.

mod boot_noise;
mod command;
mod event;
mod journal;
mod listened;
mod look;
mod prompt;
mod report;
mod state;
mod task;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod typing;

pub use command::{Command, InstallRequest, SpeedReason};
pub use event::{Event, Failure, Found, OpenError, Step};
pub use journal::{Entry, Journal};
pub use report::{Browser, report};
pub use state::{Phase, Progress, Python, State};
pub use task::{ClosedPort, Outside, UsbIds, run};
