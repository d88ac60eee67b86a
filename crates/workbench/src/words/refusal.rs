//! A file that is not taken to the board.

use crate::desk::files::words::bytes as amount;
use crate::handover::{MOST_BYTES, Refusal};
use crate::texts;
use page_words::name as plain;
use workbench_api::Line;

/// Why, and what to do now.
pub(crate) fn refusal(refusal: &Refusal) -> Line {
    match refusal {
        Refusal::Nothing => Line::trouble(texts::file_nothing(), texts::file_nothing_now()),
        Refusal::Several { count } => {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            Line::trouble(texts::FileSeveral { count }.text(), texts::file_several_now())
        }
        Refusal::Folder { name } => {
            Line::trouble(texts::FileFolder { name: &plain(name) }.text(), texts::file_folder_now())
        }
        Refusal::TooLarge { name, bytes } => Line::trouble(
            texts::FileLarge { name: &plain(name), size: &amount(*bytes) }.text(),
            texts::FileLargeNow { most: &amount(MOST_BYTES) }.text(),
        ),
        Refusal::Name { name } => {
            Line::trouble(texts::FileName { name: &plain(name) }.text(), texts::file_no_name_now())
        }
        Refusal::NotText { name } => Line::trouble(
            texts::FileNotText { name: &plain(name) }.text(),
            texts::file_not_text_now(),
        ),
        Refusal::Unreadable { name, problem } => Line::trouble(
            texts::FileUnread { name: &plain(name) }.text(),
            texts::FileUnreadNow { words: problem }.text(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refused_file_says_what_to_do() {
        let name = "notes.txt".to_owned();
        for value in [
            Refusal::Nothing,
            Refusal::Several { count: 2 },
            Refusal::Folder { name: name.clone() },
            Refusal::TooLarge { name: name.clone(), bytes: 5 << 20 },
            Refusal::Name { name: "a/b".into() },
            Refusal::NotText { name: name.clone() },
            Refusal::Unreadable { name, problem: "Gone.".into() },
        ] {
            refusal(&value).assert_readable();
        }
    }
}
