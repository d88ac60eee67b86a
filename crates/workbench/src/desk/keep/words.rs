//! What is said of files that are kept.

use super::{Keep, Note, Stage, Why};
use crate::texts;
use page_words::name;
use workbench_api::Board;

/// More names than this are not read.
const MOST_NAMES: usize = 5;

/// How it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is under way.
    Going,
    /// It is over, or waits for a person.
    Over,
    /// A person should look at it.
    Trouble,
}

/// What there is to say, and how; nothing where nobody wants anything.
#[must_use]
pub fn said(keep: &Keep) -> Option<(Tone, String)> {
    let (tone, said) = match &keep.stage {
        Stage::Idle => return None,
        Stage::Wanted => (Tone::Going, texts::keep_wanted().to_owned()),
        Stage::Reading(reading) => {
            let (done, all) = reading.progress();
            (Tone::Going, texts::KeepReading { done, all }.text())
        }
        Stage::Storing { .. } => (Tone::Going, texts::keep_storing().to_owned()),
        Stage::Installing { kept, .. } => {
            let count = kept.count();
            (
                Tone::Going,
                match keep.board {
                    Board::Away => texts::KeepWaiting { count }.text(),
                    _ => texts::KeepInstalling { count }.text(),
                },
            )
        }
        Stage::Putting(putting) => {
            let (done, all) = (putting.done(), putting.kept.count());
            (Tone::Going, texts::KeepPutting { done, all }.text())
        }
        Stage::Kept { kept, is_forgetting: true, .. } => {
            (Tone::Trouble, texts::KeepForgetAsks { count: kept.count() }.text())
        }
        Stage::Kept { kept, why, .. } => {
            let is_trouble = matches!(why, Why::Missing { .. });
            let tone = if is_trouble { Tone::Trouble } else { Tone::Over };
            (tone, waiting(keep, kept.count(), why))
        }
        Stage::Unstored(_, words) => (Tone::Trouble, texts::KeepUnstored { words }.text()),
        Stage::Over(note) => over(note),
    };
    match &keep.unpacked {
        Some(words) => {
            Some((Tone::Trouble, format!("{said} {}", texts::KeepUnpacked { words }.text())))
        }
        None => Some((tone, said)),
    }
}

fn waiting(keep: &Keep, count: u32, why: &Why) -> String {
    let said = match why {
        Why::Remembered => texts::KeepRemembered { count }.text(),
        Why::Stopped => texts::KeepStopped { count }.text(),
        Why::StillThere => texts::KeepStillThere { count }.text(),
        Why::Missing { names: all, is_full } => {
            let names = &names(all);
            match is_full {
                true => texts::KeepFull { names }.text(),
                false => texts::KeepMissing { names }.text(),
            }
        }
    };
    match keep.board {
        Board::Gone => format!("{said} {}", texts::keep_connect()),
        _ => said,
    }
}

fn over(note: &Note) -> (Tone, String) {
    match note {
        Note::GivenUp => (Tone::Over, texts::keep_given_up().to_owned()),
        Note::Lost => (Tone::Over, texts::keep_lost().to_owned()),
        Note::Unread(path) if path.is_empty() => {
            (Tone::Trouble, texts::keep_unread_all().to_owned())
        }
        Note::Unread(path) => (Tone::Trouble, texts::KeepUnread { name: &name(path) }.text()),
        Note::Back(count) => (Tone::Over, texts::KeepBack { count: *count }.text()),
    }
}

fn names(all: &[String]) -> String {
    let first: Vec<_> = all.iter().take(MOST_NAMES).map(|own| name(own)).collect();
    let more = if all.len() > MOST_NAMES { " …" } else { "" };
    format!("{}{more}", first.join(", "))
}
