//! What is said of the files.

use super::note::{Note, WrongName};
use super::pack::PACK_NAME;
use super::path::{BadName, Path, shown};
use super::upload::{NoRoom, Plan, Refusal};
use super::{Files, Leftover, Room};
use crate::desk::NotText;
use crate::texts;
use page_words::{Text, name, size};
use workbench_api::Board;

/// More names than this are not read.
const MOST_NAMES: usize = 5;

/// How much room there is.
#[must_use]
pub fn room(room: Room) -> String {
    texts::FilesFree { free: &bytes(room.free), total: &bytes(room.total) }.text()
}

/// A size that the board tells.
#[must_use]
pub fn bytes(bytes: u64) -> Text {
    size(usize::try_from(bytes).unwrap_or(usize::MAX))
}

/// Why nothing can be begun now.
#[must_use]
pub fn unavailable(files: &Files) -> Option<&'static str> {
    match files.board {
        board if board.is_away() && files.tree.knows(super::path::ROOT) => {
            Some(texts::files_away())
        }
        board if board.is_away() => Some(texts::files_away_unseen()),
        Board::Busy if !files.can_ask() => Some(texts::files_busy()),
        _ => None,
    }
}

/// What a person should know.
#[must_use]
pub fn note(note: &Note) -> String {
    match note {
        Note::Busy => texts::files_busy().into(),
        Note::Away => texts::files_away().into(),
        Note::NotText(path, why, _) => {
            let name = &shown(path);
            match why {
                NotText::Utf16 => texts::FilesUtf16 { name }.text(),
                NotText::OneByte => texts::FilesOneByte { name }.text(),
                NotText::Binary => texts::FilesBinary { name }.text(),
            }
        }
        Note::NameNotText(path) => texts::FilesNameNoText { name: &shown(path) }.text(),
        Note::NotEmpty(path) => texts::FilesNotEmpty { name: &shown(path) }.text(),
        Note::Uploaded { done, all, .. } if done == all => {
            texts::FilesUploaded { count: *all }.text()
        }
        Note::Uploaded { done, all, failed } => {
            let some = texts::FilesUploadedSome { done: *done, all: *all }.text();
            match failed.is_empty() {
                true => some,
                false => {
                    format!("{some} {}", texts::FilesUploadMissing { names: &names(failed) }.text())
                }
            }
        }
        Note::Packed { files: 0, missing } if missing.is_empty() => {
            texts::files_pack_empty().into()
        }
        Note::Packed { files, missing } => {
            let packed = texts::FilesPacked { count: *files, name: PACK_NAME }.text();
            match missing.is_empty() {
                true => packed,
                false => {
                    let names = &names(missing);
                    format!("{packed} {}", texts::FilesPackMissing { names }.text())
                }
            }
        }
        Note::PackStopped => texts::files_pack_stopped().into(),
        Note::PackFailed(words) => texts::FilesPackFailed { words }.text(),
        Note::Lost => texts::files_lost().into(),
    }
}

/// What is under way.
#[must_use]
pub fn progress(files: &Files) -> Option<String> {
    if let (Some(uploads), Some(path)) = (&files.uploads, files.uploading()) {
        let failed = u32::try_from(uploads.failed.len()).unwrap_or_default();
        let at = uploads.done + failed + 1;
        return Some(texts::FilesUploading { at, all: uploads.all, name: &shown(path) }.text());
    }
    let pack = files.pack.as_ref()?;
    let done = u32::try_from(pack.files.len() + pack.missing.len()).unwrap_or_default();
    let all = done + u32::try_from(files.to_pack()).unwrap_or_default();
    Some(texts::FilesPacking { done, all }.text())
}

/// What is to be said of files before they go to the board.
#[must_use]
pub fn plan(plan: &Plan) -> Vec<String> {
    let mut said: Vec<_> = plan.refused.iter().map(|(name, why)| refused(name, *why)).collect();
    if let Some(NoRoom { needed, free }) = plan.no_room {
        said.push(texts::FilesNoRoom { needed: &bytes(needed), free: &bytes(free) }.text());
        return said;
    }
    let replaced: Vec<_> = plan.files.iter().filter(|file| file.replaces).collect();
    let names = &names(&replaced.iter().map(|file| shown(&file.path)).collect::<Vec<_>>());
    match u32::try_from(replaced.len()).unwrap_or(u32::MAX) {
        0 => {}
        1 => said.push(texts::FilesReplaced { names }.text()),
        count => said.push(texts::FilesReplacedMore { count, names }.text()),
    }
    if plan.files.is_empty() {
        said.push(texts::files_upload_none().into());
    }
    said
}

fn refused(own: &str, why: Refusal) -> String {
    let why = match why {
        Refusal::Folder => texts::files_refused_folder(),
        Refusal::Name(why) => bad_name(why),
        Refusal::FolderThere => texts::files_refused_there(),
        Refusal::Twice => texts::files_refused_twice(),
    };
    texts::FilesRefused { name: &name(own), why }.text()
}

/// Why a name is none.
#[must_use]
pub fn wrong_name(why: WrongName) -> &'static str {
    match why {
        WrongName::Bad(why) => bad_name(why),
        WrongName::Taken => texts::files_name_taken(),
    }
}

fn bad_name(why: BadName) -> &'static str {
    match why {
        BadName::Unfit => texts::files_name_unfit(),
        BadName::Long => texts::files_name_long(),
        BadName::Reserved => texts::files_name_reserved(),
    }
}

/// What a save has left.
#[must_use]
pub fn leftover(left: &Leftover) -> String {
    let name = &shown(&left.of);
    match (left.is_whole, left.is_place_taken) {
        (false, _) => texts::FilesLeft { name }.text(),
        (true, false) => texts::FilesLeftWhole { name }.text(),
        (true, true) => texts::FilesLeftWholeTaken { name }.text(),
    }
}

/// Whether a folder is asked about, in other words than a file.
#[must_use]
pub fn delete(path: &Path, is_folder: bool) -> String {
    let name = &shown(path);
    match is_folder {
        true => texts::FilesDeleteFolderAsks { name }.text(),
        false => texts::FilesDeleteAsks { name }.text(),
    }
}

fn names(all: &[impl AsRef<str>]) -> String {
    let first: Vec<_> = all.iter().take(MOST_NAMES).map(AsRef::as_ref).collect();
    let more = if all.len() > MOST_NAMES { " …" } else { "" };
    format!("{}{more}", first.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::path::ROOT;
    use super::super::upload::Planned;
    use super::*;

    fn path(name: &str) -> Path {
        format!("/{name}").into_bytes().into()
    }

    #[test]
    fn room_is_said_as_people_say_it() {
        let said = room(Room { free: 2_100_000, total: 3_000_000 });
        assert_eq!(said, "2.1 MB free of 3.0 MB");
    }

    #[test]
    fn every_note_is_a_sentence_that_says_which_file() {
        let content = || [].into();
        let uploaded = |done, failed: &[&str]| Note::Uploaded {
            done,
            all: 7,
            failed: failed.iter().map(|&name| name.into()).collect(),
        };
        let packed = |files, missing: &[&str]| Note::Packed {
            files,
            missing: missing.iter().map(|&name| name.into()).collect(),
        };
        for (told, word) in [
            (Note::Busy, "Stop"),
            (Note::Away, "not connected"),
            (Note::NotText(path("a.jpg"), NotText::Binary, content()), "a.jpg"),
            (Note::NotText(path("a.txt"), NotText::Utf16, content()), "UTF-16"),
            (Note::NotText(path("a.txt"), NotText::OneByte, content()), "UTF-8"),
            (Note::NameNotText(b"/caf\xE9"[..].into()), "caf"),
            (Note::NotEmpty(path("lib")), "folder lib is not empty"),
            (uploaded(7, &[]), "All 7 files"),
            (
                uploaded(5, &["a", "b"]),
                "5 of 7 files are on the board, checked. Not uploaded: a, b.",
            ),
            (uploaded(3, &[]), "3 of 7"),
            (packed(1, &[]), "1 file was downloaded as board.zip."),
            (packed(2, &["x"]), "could not be read: x."),
            (packed(0, &[]), "no files"),
            (Note::PackStopped, "Nothing"),
            (Note::PackFailed("no memory.".into()), "The browser said: no memory."),
            (Note::Lost, "lost"),
        ] {
            let said = note(&told);
            assert!(said.contains(word) && said.ends_with('.'), "{said}");
        }
    }

    #[test]
    fn of_files_that_are_replaced_or_refused_it_says_which() {
        let file = |name: &str, replaces| Planned { id: 0, path: path(name), replaces };
        let mut it = Plan {
            folder: ROOT.into(),
            files: vec![file("main.py", true), file("a.py", false)],
            refused: vec![("photos".into(), Refusal::Folder)],
            no_room: None,
        };
        let said = plan(&it);
        assert!(said[0].starts_with("photos can’t be uploaded: it is a folder."), "{said:?}");
        assert!(said[1].starts_with("main.py will be replaced"), "{said:?}");
        it.files = (0..9).map(|at| file(&format!("{at}.py"), true)).collect();
        assert!(
            plan(&it)[1].starts_with("9 files will be replaced: 0.py, 1.py, 2.py, 3.py, 4.py ….")
        );
        it.no_room = Some(NoRoom { needed: 3_000_000, free: 4_096 });
        assert!(plan(&it)[1].contains("take 3.0 MB, and 4 kB are free"));
    }

    #[test]
    fn what_a_save_has_left_is_said_by_how_whole_it_is() {
        let left = |is_whole, is_place_taken| {
            leftover(&Leftover { path: path("a.bw!"), of: path("a"), is_whole, is_place_taken })
        };
        assert!(left(false, true).contains("not come whole"));
        assert!(left(true, false).contains("take its place"));
        assert!(left(true, true).contains("the old file"));
    }
}
