//! How far an installation is, as one bar and one line.

use crate::session::jobs::install::Progress;
use crate::texts;
use core::time::Duration;
use esp8266_loader::event::Stage;
use page_words::Text;
use page_words::{size, time};

/// The stages in their order.
pub const STAGES: [Stage; 5] =
    [Stage::Connect, Stage::Erase, Stage::Write, Stage::Verify, Stage::Restart];

/// What the bar shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Of the whole installation; less than 100.
    pub percent: u8,
    /// What is going on in the stage.
    pub about: Text,
}

/// The name of a stage.
#[must_use]
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Connect => texts::installing_stage_connect(),
        Stage::Erase => texts::installing_stage_erase(),
        Stage::Read => texts::installing_stage_read(),
        Stage::Write => texts::installing_stage_write(),
        Stage::Verify => texts::installing_stage_verify(),
        Stage::Restart => texts::installing_stage_restart(),
    }
}

/// The bar, when a stage has lasted for `elapsed`.
#[must_use]
pub fn bar(progress: &Progress, elapsed: Duration) -> Bar {
    let (from, to, usual) = share(progress.stage);
    let done = match progress.written {
        Some(written) => f64::from(written.bytes) / f64::from(written.of_bytes.max(1)),
        None if progress.stage == Stage::Write => 0.0,
        None => guess(elapsed, usual),
    };
    let percent = from + (to - from) * done.clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 99")]
    let percent = percent as u8;
    Bar { percent, about: about(progress) }
}

/// Where a stage begins and ends in the bar, in percent, and how long it usually takes.
const fn share(stage: Stage) -> (f64, f64, Duration) {
    match stage {
        Stage::Connect => (0.0, 12.0, Duration::from_secs(3)),
        Stage::Erase => (12.0, 30.0, Duration::from_secs(3)),
        Stage::Read | Stage::Write => (30.0, 88.0, Duration::from_secs(7)),
        Stage::Verify => (88.0, 92.0, Duration::from_millis(500)),
        Stage::Restart => (92.0, 99.0, Duration::from_secs(4)),
    }
}

/// A stage that tells nothing comes closer to its end all the time, and never reaches it: two thirds
/// of the way in the usual time.
fn guess(elapsed: Duration, usual: Duration) -> f64 {
    let (elapsed, usual) = (elapsed.as_secs_f64(), usual.as_secs_f64());
    elapsed / (elapsed + usual / 2.0)
}

fn about(progress: &Progress) -> Text {
    match progress.stage {
        Stage::Connect => texts::installing_connect_about().into(),
        Stage::Erase => texts::installing_erase_about().into(),
        Stage::Read => texts::installing_stage_read().into(),
        Stage::Verify => texts::installing_verify_about().into(),
        Stage::Restart => texts::installing_restart_about().into(),
        Stage::Write => {
            let Some(written) = progress.written else {
                return texts::installing_stage_write().into();
            };
            let (done, all) = (size(written.bytes as usize), size(written.of_bytes as usize));
            match written.remaining {
                Some(left) => {
                    texts::InstallingWriteRemaining { done: &done, all: &all, time: &time(left) }
                        .text()
                        .into()
                }
                None => texts::InstallingWriteAbout { done: &done, all: &all }.text().into(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::jobs::{JobEvent, View};
    use esp8266_loader::event::LoaderEvent;

    fn progress(events: impl IntoIterator<Item = LoaderEvent>) -> Progress {
        let at = Duration::from_secs(1);
        let events = events.into_iter().map(|event| JobEvent::Loader { at, event });
        let begun = View::Install(Progress::BEGINNING);
        let View::Install(progress) = events.fold(begun, |view, event| view.after(&event));
        progress
    }

    fn writing(flash_bytes: u32) -> Progress {
        let of_flash_bytes = 600_888;
        let write = LoaderEvent::Stage(Stage::Write);
        progress([write, LoaderEvent::Writing { flash_bytes, of_flash_bytes }])
    }

    #[test]
    fn the_bar_never_goes_back_from_stage_to_stage() {
        let mut last = 0;
        for stage in STAGES {
            let progress = progress([LoaderEvent::Stage(stage)]);
            for seconds in [0, 1, 10, 600] {
                let percent = bar(&progress, Duration::from_secs(seconds)).percent;
                assert!(percent >= last, "{stage:?} after {seconds} s: {percent} after {last}");
                last = percent;
            }
        }
        assert!(last < 100);
    }

    #[test]
    fn an_erase_that_takes_long_does_not_look_finished() {
        let erasing = progress([LoaderEvent::Stage(Stage::Erase)]);
        assert!(bar(&erasing, Duration::from_secs(9)).percent < 32);
        assert!(bar(&erasing, Duration::from_secs(3600)).percent <= 40);
    }

    #[test]
    fn writing_says_how_much_of_how_much() {
        let bar = bar(&writing(300_444), Duration::ZERO);
        assert_eq!(bar.percent, 59);
        assert!(bar.about.starts_with("300 kB of 601 kB"), "{}", bar.about);
    }
}
