//! The log of an installation: what happened when, as values.

use super::command::SpeedReason;
use core::time::Duration;
use esp8266_loader::event::Event;
use std::rc::Rc;

/// The events of one installation, cheap to copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journal {
    speed: SpeedReason,
    entries: Rc<Vec<Entry>>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Time since the installation began.
    pub at: Duration,
    /// What happened.
    pub event: Event,
}

impl Journal {
    /// Of an installation that begins.
    #[must_use]
    pub fn new(speed: SpeedReason) -> Self {
        Self { speed, entries: Rc::default() }
    }

    pub(super) fn push(&mut self, at: Duration, event: Event) {
        // The bar shows these; in a log they would bury everything else.
        if !matches!(event, Event::Writing { .. } | Event::Reading { .. }) {
            Rc::make_mut(&mut self.entries).push(Entry { at, event });
        }
    }

    /// Why the installation began at the speed that it did.
    #[must_use]
    pub const fn speed(&self) -> SpeedReason {
        self.speed
    }

    /// The entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}
