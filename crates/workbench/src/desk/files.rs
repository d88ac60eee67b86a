//! The board's files.

use super::Effect;
use micropython_repl::job::Outcome;
use std::rc::Rc;
use workbench_api::{Board, Request};

/// The files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Files {}

/// Something that happened to them.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A file was read that is a text.
    Opened(Rc<str>, Rc<str>),
}

impl Files {
    pub(super) fn board_is(&mut self, _board: Board, _is_shown: bool) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn opened(&mut self, _board: Board) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn ended(&mut self, _request: &Request, _outcome: &Outcome, _is_shown: bool) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn update(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }
}
