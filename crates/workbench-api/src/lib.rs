//! What the page and the workbench ask and tell each other.
//!
//! They are two programs: the page is loaded by everybody, and the workbench by those who do something beside
//! the prompt. So what the page has to know of a job is little. The workbench does the job and says what
//! there is to say, in the page's language; the page shows the [`Line`], and decides by how it [`Ended`].
//!
//! ```text
//! page ── Request ──► Workbench ──► PromptJob ── bytes, time ──► the board's port, which is the page's
//!  ▲                                    │
//!  └── Step: Said(Line) … Ended … Back ─┘
//! ```
//!
//! A [`LoaderJob`] has more of the port: its speed and its modem lines, too. So it gives a [`Call`] at a time, and
//! gets the [`Answer`].
//!
//! Between two programs all of it crosses as bytes: [`wire`].
#![deny(missing_docs)]

mod line;
mod loader;
mod panel;
mod paste;
mod purpose;
mod request;
mod step;
pub mod wire;
mod workbench;

pub use line::Line;
pub use loader::{Answer, Call, LoaderJob, LoaderStart};
pub use panel::{Ask, Board, Pane, Side};
pub use paste::{Delivery, Pasted};
pub use purpose::Purpose;
pub use request::Request;
pub use step::{Ended, Step};
pub use workbench::{PromptJob, Workbench};
