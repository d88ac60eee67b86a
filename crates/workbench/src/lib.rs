//! The workbench: what is done beside a prompt, and what is said of it. The page loads it when something of
//! it is first asked for, as a program of its own.
//!
//! [`Program`] does jobs at the prompt and of the boot loader, and makes pastes ready; `words` says what becomes of them. What
//! the page is told of it crosses a border, and is little: see [`workbench_api`]. What the workbench itself
//! wants to know of a job's outcome, it has as a value: [`Program::outcome`].
//!
//! All of it is tested on the host, where it is a library. `border` is what the page's program calls.

mod border;
pub mod desk;
pub mod handover;
mod job;
pub mod loader;
pub mod mistakes;
#[cfg(target_arch = "wasm32")]
mod panel;
mod paste;
mod program;
pub mod texts;
pub mod unpack;
mod words;

pub use border::{LoadedJob, LoadedWorkbench};
pub use program::Program;
