//! The log of an installation: what happened when, as values.

use core::time::Duration;
use esp8266_loader::event::Event;
use std::rc::Rc;

/// The events of one installation, cheap to copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journal(Rc<Vec<Entry>>);

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Time since the installation began.
    pub at: Duration,
    /// What happened.
    pub event: Event,
}

impl Journal {
    pub(super) fn push(&mut self, at: Duration, event: Event) {
        // The bar shows these; in a log they would bury everything else.
        if !matches!(event, Event::Writing { .. } | Event::Reading { .. }) {
            Rc::make_mut(&mut self.0).push(Entry { at, event });
        }
    }

    /// The entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }
}
