use crate::loader::Task;
use core::time::Duration;
use esp8266_loader::event::{LoaderEvent, Stage};

/// Before that, a speed is a guess.
const RATED_AFTER: Duration = Duration::from_secs(2);

/// How far a job is. Times are since it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What it does.
    pub task: Task,
    /// The part that goes on.
    pub stage: Stage,
    /// How much of it is done, where that is known.
    pub amount: Option<Amount>,
    /// The flash is being changed, or was: it can't be given up.
    pub is_committed: bool,
    /// The parts that are over, and how long each took. What is tried again is counted from its last beginning.
    pub phases: Vec<(Stage, Duration)>,
    /// When the part began.
    began: Duration,
    /// The first bytes of the part that were told of, and when.
    first: Option<(Duration, u32)>,
}

/// How much of something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Of the flash.
    pub bytes: u32,
    /// At the end.
    pub of_bytes: u32,
    /// How long the rest takes, once that can be told.
    pub left: Option<Duration>,
}

impl Progress {
    /// A job that begins.
    #[must_use]
    pub const fn new(task: Task) -> Self {
        Self {
            task,
            stage: Stage::Connect,
            amount: None,
            is_committed: false,
            phases: Vec::new(),
            began: Duration::ZERO,
            first: None,
        }
    }

    /// Takes what happened in the loader.
    pub fn learn(&mut self, at: Duration, event: &LoaderEvent) {
        match *event {
            LoaderEvent::Stage(stage) => {
                self.end(at);
                if stage == Stage::Connect {
                    self.phases.clear();
                }
                (self.stage, self.began) = (stage, at);
                (self.amount, self.first) = (None, None);
                self.is_committed |= matches!(stage, Stage::Erase | Stage::Write);
            }
            LoaderEvent::Reading { flash_bytes, of_flash_bytes }
            | LoaderEvent::Writing { flash_bytes, of_flash_bytes } => {
                let left = self.left(at, flash_bytes, of_flash_bytes);
                let (bytes, of_bytes) = (flash_bytes, of_flash_bytes);
                self.amount = Some(Amount { bytes, of_bytes, left });
            }
            _ => {}
        }
    }

    /// The part that goes on is over.
    pub(super) fn end(&mut self, at: Duration) {
        self.phases.push((self.stage, at.saturating_sub(self.began)));
    }

    fn left(&mut self, at: Duration, bytes: u32, of_bytes: u32) -> Option<Duration> {
        let (since, before) = *self.first.get_or_insert((at, bytes));
        let took = at.saturating_sub(since);
        let done = bytes.checked_sub(before).filter(|done| *done > 0)?;
        let rest = of_bytes.saturating_sub(bytes);
        (took >= RATED_AFTER).then(|| {
            // Of 4 MiB and some hours, far from the end of an u64.
            let millis = took.as_millis() as u64 * u64::from(rest) / u64::from(done);
            Duration::from_millis(millis)
        })
    }
}
