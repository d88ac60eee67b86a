//! What is said in the panel.

use super::{Facts, Note, Progress, Question};
use crate::loader::Task;
use crate::texts;
use esp8266_loader::event::Stage;
use page_words::{Attempted, Text, exact_size, failure, flash_size, memory, name, number, time};
use workbench_api::Line;

/// What there is to say of a job that goes on.
#[must_use]
pub fn line(progress: &Progress) -> Line {
    let what = match progress.stage {
        Stage::Connect => texts::board_going_connect(),
        Stage::Erase => texts::board_going_erase(),
        Stage::Read => texts::board_going_read(),
        Stage::Write => texts::board_going_write(),
        Stage::Verify => texts::board_going_verify(),
        Stage::Restart => texts::board_going_restart(),
    };
    Line::Going { what: what.into(), amount: amount(progress) }
}

fn amount(progress: &Progress) -> Option<Text> {
    let amount = progress.amount?;
    let (done, all) = (&number(amount.bytes >> 10), &number(amount.of_bytes >> 10));
    Some(match amount.left {
        Some(left) => texts::BoardAmountLeft { done, all, time: &time(left) }.text().into(),
        None => texts::BoardAmount { done, all }.text().into(),
    })
}

/// Whether a job can be given up, what it leaves then or why not.
#[must_use]
pub const fn can_be_given_up(progress: &Progress) -> bool {
    !progress.is_committed && !matches!(progress.stage, Stage::Restart)
}

/// What must not happen now, of a job that has to be run to its end.
#[must_use]
pub fn warning(progress: &Progress) -> Option<&'static str> {
    let changes = matches!(progress.task, Task::Restore(_) | Task::EraseFiles);
    (changes && progress.is_committed).then(texts::board_keep_plugged)
}

/// The facts under their names.
#[must_use]
pub fn facts(facts: &Facts) -> Vec<(&'static str, Text)> {
    let mut rows = Vec::new();
    if let Some(chip) = facts.chip {
        let megahertz = chip.crystal.megahertz();
        rows.push((texts::board_chip(), chip.variant.to_string().into()));
        rows.push((texts::board_mac(), chip.mac.to_string().into()));
        rows.push((texts::board_crystal(), texts::BoardMegahertz { megahertz }.text().into()));
    }
    if let Some(flash) = facts.flash {
        let id = match flash.maker_name() {
            Some(maker) => format!("{maker}, {flash}"),
            None => flash.to_string(),
        };
        let value = match flash.flash_bytes() {
            Some(bytes) => texts::BoardFlashValue { size: &flash_size(bytes), id: &id }.text(),
            None => texts::BoardFlashUnknown { id: &id }.text(),
        };
        rows.push((texts::board_flash(), value.into()));
    }
    if let Some(table) = facts.table_bytes {
        let value = match table {
            Some(bytes) => memory(bytes).into(),
            None => texts::board_table_none().into(),
        };
        rows.push((texts::board_table(), value));
    }
    if let Some(baud) = facts.served.last() {
        rows.push((texts::board_speed(), texts::BoardBaud { baud: *baud }.text().into()));
    }
    rows
}

/// The flash chip says another size of itself than its id does: it may not be what it was sold for.
#[must_use]
pub fn doubt(facts: &Facts) -> Option<&'static str> {
    let table = facts.table_bytes.flatten()?;
    (facts.flash_bytes() != Some(table)).then(texts::board_sizes_differ)
}

/// What a person is asked: what it means, and what the button says.
#[must_use]
pub fn question(question: &Question) -> (Vec<Text>, &'static str) {
    match question {
        Question::EraseFiles => {
            (vec![texts::board_erase_question().into()], texts::board_erase_yes())
        }
        Question::Restore { name: file, is_of_other, .. } => {
            let mut said: Vec<Text> =
                vec![texts::BoardRestoreQuestion { name: &name(file) }.text().into()];
            if *is_of_other {
                said.push(texts::board_restore_other().into());
            }
            (said, texts::board_restore_yes())
        }
    }
}

/// What came of it: what happened, and what to know or to do.
#[must_use]
pub fn note(note: &Note) -> Vec<Text> {
    match note {
        Note::Copied { bytes, flash_bytes: None } => {
            vec![texts::BoardCopied { size: &exact_size(*bytes) }.text().into()]
        }
        Note::Copied { bytes, flash_bytes: Some(all) } => {
            let all = memory(*all);
            vec![
                texts::BoardCopied { size: &exact_size(*bytes) }.text().into(),
                texts::BoardCopiedPart { all: &all }.text().into(),
            ]
        }
        Note::Restored(0) => vec![texts::board_restored_same().into()],
        Note::Restored(_) => vec![texts::board_restored().into()],
        Note::Erased(true) => vec![texts::board_erased().into()],
        Note::Erased(false) => vec![texts::board_erased_none().into()],
        Note::Dropped { is_unchanged: true } => vec![texts::board_dropped().into()],
        Note::Dropped { is_unchanged: false } => vec![texts::board_dropped_changed().into()],
        Note::Failed(error) => {
            let failure = failure(error, Attempted::Other);
            [failure.what].into_iter().chain(failure.now).collect()
        }
        Note::OtherSize { name: file, bytes, board_bytes } => {
            let size = exact_size(usize::try_from(*bytes).unwrap_or(usize::MAX));
            let what = texts::BoardOtherSize { name: &name(file), size: &size }.text();
            let now = match board_bytes {
                Some(bytes) => {
                    let size = exact_size(*bytes as usize);
                    texts::BoardOtherSizeThis { size: &size }.text().into()
                }
                None => texts::board_other_size_any().into(),
            };
            vec![what.into(), now, texts::board_nothing_changed().into()]
        }
        Note::Unreadable(file) => {
            vec![texts::BoardUnreadable { name: &name(file) }.text().into()]
        }
        Note::ReportCopied(true) => vec![texts::board_report_copied().into()],
        Note::ReportCopied(false) => vec![texts::board_report_by_hand().into()],
    }
}

/// Whether it is trouble.
#[must_use]
pub const fn is_trouble(note: &Note) -> bool {
    matches!(
        note,
        Note::Failed(_)
            | Note::OtherSize { .. }
            | Note::Unreadable(_)
            | Note::Dropped { is_unchanged: false }
    )
}
