//! The log of a job: what happened when, as values.

use super::jobs::SpeedReason;
use esp8266_loader::event::LoaderEvent;

/// What happened in the last job on a board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log(Vec<LogEntry>);

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogEntry {
    /// The job begins at the speed that it does for this reason.
    Speed(SpeedReason),
    /// Something happened in the loader.
    Loader(LoaderEvent),
    /// Python found its files damaged at its first start: all is erased and installed again.
    FilesDamaged,
}

impl Log {
    pub(super) fn push(&mut self, entry: LogEntry) {
        // The bar shows these; in a log they would bury everything else.
        let LogEntry::Loader(LoaderEvent::Writing { .. } | LoaderEvent::Reading { .. }) = entry
        else {
            return self.0.push(entry);
        };
    }

    /// What happened, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[LogEntry] {
        &self.0
    }
}
