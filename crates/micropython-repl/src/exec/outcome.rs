//! How a program ended, and how it was sent.

use super::Exception;
use crate::answer::{Afterwards, End};
use alloc::string::ToString as _;

/// How programs are sent to a board in raw mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sending {
    /// Nobody has asked this board yet.
    #[default]
    Unknown,
    /// Raw-paste: the board says how much it takes. Since v1.14.
    RawPaste,
    /// As it is, with pauses.
    Raw,
}

/// A program has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What it raised and did not catch.
    pub raised: Option<Exception>,
    /// Where Python is now.
    pub afterwards: Afterwards,
    /// How this board takes programs.
    pub sending: Sending,
}

impl Outcome {
    pub(super) fn new(end: &End, sending: Sending) -> Self {
        Self { raised: Exception::parse(&end.error), afterwards: end.afterwards, sending }
    }
}

/// A program that was interrupted before it began, of which Python says nothing.
pub(super) fn interrupted(sending: Sending) -> Outcome {
    let class = "KeyboardInterrupt".to_string();
    let raised = Exception { text: class.clone(), class, message: "".to_string() };
    Outcome { raised: Some(raised), afterwards: Afterwards::Raw, sending }
}
