//! One line on how things are: shown beside the terminal, and spoken when it changes.

use super::stage::{bar, stage};
use crate::session::jobs::View;
use crate::session::{Failure, Now, Phase, State};
use crate::texts;
use core::time::Duration;
use page_words::Text;

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
        Phase::Terminal(prompt) => python(state.now(*prompt), state.python.as_deref()),
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

/// What Python does now.
#[must_use]
pub fn python(now: Now, version: Option<&str>) -> Text {
    let text = match (now, version) {
        (Now::Ready, Some(version)) => {
            // Behind the number may stand which day's build it is.
            let version = version.split('-').next().unwrap_or(version);
            return texts::TerminalReadyVersion { version }.text().into();
        }
        (Now::Ready, None) => texts::terminal_ready(),
        (Now::Running, _) => texts::terminal_running(),
        (Now::Asking, _) => texts::terminal_asking(),
        (Now::Block, _) => texts::terminal_block(),
        (Now::Special, _) => texts::terminal_special(),
        (Now::Busy, _) => texts::terminal_busy(),
        (Now::Awaited, _) => texts::terminal_awaited(),
        (Now::Watched, _) => texts::terminal_unknown(),
        (Now::Missing, _) => texts::terminal_missing(),
        (Now::Corrupt, _) => texts::terminal_corrupt(),
    };
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::jobs::JobEvent;
    use crate::session::jobs::install::Progress;
    use crate::session::{Event, Found, Notice, Place};
    use esp8266_loader::event::{LoaderEvent, Stage};
    use std::collections::BTreeSet;

    #[test]
    fn everything_that_python_does_has_a_line_of_its_own() {
        let lines: BTreeSet<_> = Now::ALL.map(|now| python(now, None)).into();
        assert_eq!(lines.len(), Now::ALL.len());
        assert!(lines.iter().all(|line| !line.is_empty()));
        for version in ["1.10", "1.10-8-g8b7039d7d"] {
            assert_eq!(python(Now::Ready, Some(version)), "MicroPython 1.10 is ready");
        }
    }

    #[test]
    fn what_is_spoken_of_a_terminal_is_what_stands_above_it() {
        let at_prompt = State::default().after(Event::Probed(Found::Prompt));
        assert_eq!(status(&at_prompt), texts::terminal_ready());
        let runs = at_prompt.after(Event::Notice(Notice::Place(Place::Running)));
        assert_eq!(status(&runs), texts::terminal_running());
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
