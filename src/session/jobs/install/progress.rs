//! How far an installation is, as a screen shows it.

use super::super::JobEvent;
use core::time::Duration;
use esp8266_loader::event::{LoaderEvent, Stage};

/// How far an installation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The part of the work.
    pub stage: Stage,
    /// Time since the installation began, when this part began.
    pub stage_began: Duration,
    /// Bytes of the image in flash, and all of them, while writing.
    pub written: Option<Written>,
    /// The board is being changed, or was: the installation has to be run to its end.
    pub is_committed: bool,
}

/// Bytes in flash while writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// So far.
    pub bytes: u32,
    /// At the end.
    pub of_bytes: u32,
    /// Time that the rest takes if it goes on as so far.
    pub remaining: Option<Duration>,
}

impl Progress {
    /// Of an installation that begins.
    pub const BEGINNING: Self = Self {
        stage: Stage::Connect,
        stage_began: Duration::ZERO,
        written: None,
        is_committed: false,
    };

    pub(in crate::session) fn after(mut self, event: &JobEvent) -> Self {
        let JobEvent::Loader { at, event } = event else { return self };
        match *event {
            LoaderEvent::Stage(stage) => {
                self.stage = stage;
                self.stage_began = *at;
                self.written = None;
                self.is_committed |= stage != Stage::Connect;
            }
            LoaderEvent::Writing { flash_bytes: bytes, of_flash_bytes: of_bytes } => {
                let taken = at.saturating_sub(self.stage_began);
                let rest = of_bytes.saturating_sub(bytes);
                let remaining = taken.saturating_mul(rest).checked_div(bytes);
                self.written = Some(Written { bytes, of_bytes, remaining });
            }
            _ => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(events: impl IntoIterator<Item = (u64, LoaderEvent)>) -> Progress {
        events.into_iter().fold(Progress::BEGINNING, |progress, (milliseconds, event)| {
            progress.after(&JobEvent::Loader { at: Duration::from_millis(milliseconds), event })
        })
    }

    #[test]
    fn the_remaining_time_comes_from_the_speed_so_far() {
        let progress = after([
            (1_000, LoaderEvent::Stage(Stage::Write)),
            (3_000, LoaderEvent::Writing { flash_bytes: 50, of_flash_bytes: 200 }),
        ]);
        let written = Written { bytes: 50, of_bytes: 200, remaining: Some(Duration::from_secs(6)) };
        assert_eq!(progress.written, Some(written));
    }

    #[test]
    fn what_was_changed_once_stays_changed_when_all_begins_again() {
        let stages = [Stage::Connect, Stage::Erase, Stage::Connect];
        let committed: Vec<bool> = (1..=stages.len())
            .map(|count| {
                after(stages.iter().take(count).map(|stage| (0, LoaderEvent::Stage(*stage))))
            })
            .map(|progress| progress.is_committed)
            .collect();
        assert_eq!(committed, [false, true, true]);
    }
}
