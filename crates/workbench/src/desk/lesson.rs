//! The lesson.

use super::Effect;

/// The lesson.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lesson {}

/// Something that happened to it.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {}

impl Lesson {
    pub(super) fn opened(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn update(&mut self, action: Action) -> Vec<Effect> {
        match action {}
    }
}
