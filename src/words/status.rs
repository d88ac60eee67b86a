//! One line on how things are: shown beside the terminal, and spoken when it changes.

use super::advice::Text;
use super::stage::{bar, stage};
use crate::session::jobs::View;
use crate::session::{Failure, Phase, Python, State};
use crate::texts;
use core::time::Duration;

/// What a screen reader says when it changes: each change of screen, each stage, each quarter of
/// the bar while writing.
#[must_use]
pub fn status(state: &State) -> Text {
    match &state.phase {
        Phase::Start => match state.failure {
            Some(Failure::Unplugged { .. }) => texts::status_unplugged().into(),
            _ => texts::status_start().into(),
        },
        Phase::Probing => texts::looking_heading().into(),
        Phase::Offer(offer) => super::found(offer.found).0.into(),
        Phase::Terminal(now) => python(*now, state.python.as_deref()),
        Phase::Job(View::ChipInfo(None)) => texts::chip_asking().into(),
        Phase::Job(View::ChipInfo(Some(_))) => texts::chip_heading().into(),
        Phase::Job(View::Install(progress)) => {
            let name = stage(progress.stage);
            match progress.written {
                None => name.into(),
                Some(_) => {
                    let percent = bar(progress, Duration::ZERO).percent / 25 * 25;
                    texts::StatusQuarter { stage: name, percent: percent.into() }.text().into()
                }
            }
        }
    }
}

/// Whether there is a prompt.
#[must_use]
pub fn python(python: Python, version: Option<&str>) -> Text {
    match (python, version) {
        (Python::Ready, Some(version)) => texts::TerminalReadyVersion { version }.text().into(),
        (Python::Ready, None) => texts::terminal_ready().into(),
        (Python::Awaited, _) => texts::terminal_awaited().into(),
        (Python::Unknown, _) => texts::terminal_unknown().into(),
        (Python::Missing, _) => texts::terminal_missing().into(),
        (Python::FilesystemCorrupt, _) => texts::terminal_corrupt().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Event;
    use crate::session::jobs::JobEvent;
    use crate::session::jobs::install::Progress;
    use esp8266_loader::event::{LoaderEvent, Stage};
    use std::collections::BTreeSet;

    #[test]
    fn every_state_of_python_has_its_line() {
        for now in [
            Python::Unknown,
            Python::Awaited,
            Python::Ready,
            Python::Missing,
            Python::FilesystemCorrupt,
        ] {
            assert!(!python(now, None).is_empty());
        }
        assert_eq!(python(Python::Ready, Some("1.10")), "MicroPython 1.10 is ready");
    }

    #[test]
    fn writing_is_announced_a_few_times_and_not_for_each_block() {
        let of_flash_bytes = 600_888;
        let at = Duration::from_secs(1);
        let loader = |event| Event::Job(JobEvent::Loader { at, event });
        let blocks = (0..=150).map(|block| {
            loader(LoaderEvent::Writing { flash_bytes: block * 4_000, of_flash_bytes })
        });
        let mut state = State::default()
            .after(Event::JobStarted(View::Install(Progress::BEGINNING)))
            .after(loader(LoaderEvent::Stage(Stage::Write)));
        let mut spoken = BTreeSet::new();
        for block in blocks {
            state = state.after(block);
            spoken.insert(status(&state));
        }
        assert!((2..=4).contains(&spoken.len()), "{spoken:?}");
    }
}
