//! Paths on the board: bytes, which begin with `/` and need not be UTF-8.

use micropython_repl::files::{MARK_COMPLETE, MARK_PARTIAL};
use page_words::{Text, name};
use std::rc::Rc;

/// A path.
pub type Path = Rc<[u8]>;

/// The folder that all is in.
pub const ROOT: &[u8] = b"/";
/// More bytes than this no name can have.
const MOST_BYTES: usize = 255;

/// Why no file can have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadName {
    /// It is empty, names a folder by dots, or has a `/` or what can't be seen.
    Unfit,
    /// It is too long.
    Long,
    /// It is one of those that files have while they are saved.
    Reserved,
}

/// The path of a name in a folder.
#[must_use]
pub fn join(folder: &[u8], name: &[u8]) -> Path {
    [folder.strip_suffix(b"/").unwrap_or(folder), b"/", name].concat().into()
}

/// The folder that a path leads into.
#[must_use]
pub fn parent(path: &[u8]) -> &[u8] {
    match path.iter().rposition(|&byte| byte == b'/') {
        None | Some(0) => ROOT,
        Some(end) => path.get(..end).unwrap_or_default(),
    }
}

/// What a path calls its file or folder.
#[must_use]
pub fn name_of(path: &[u8]) -> &[u8] {
    path.rsplit(|&byte| byte == b'/').next().unwrap_or_default()
}

/// Whether a path leads to a folder or into it.
#[must_use]
pub(super) fn is_within(path: &[u8], folder: &[u8]) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/") || folder == ROOT)
}

/// The name of a path, as it may stand in a sentence.
#[must_use]
pub fn shown(path: &[u8]) -> Text {
    name(&String::from_utf8_lossy(name_of(path)))
}

/// A path without the `/` before it, with marks where it is not UTF-8.
#[must_use]
pub fn lossy(path: &[u8]) -> String {
    String::from_utf8_lossy(path.strip_prefix(b"/").unwrap_or(path)).into_owned()
}

/// What the element of a path is called in the page.
#[must_use]
pub fn element_of(path: &[u8]) -> String {
    path.iter().fold("file".to_owned(), |id, byte| format!("{id}-{byte:x}"))
}

/// Looks whether a file can have a name.
///
/// # Errors
///
/// Why it can't.
pub fn check_name(name: &str) -> Result<(), BadName> {
    let is_marked =
        [MARK_PARTIAL, MARK_COMPLETE].iter().any(|mark| name.as_bytes().ends_with(mark));
    match name {
        "" | "." | ".." => Err(BadName::Unfit),
        _ if name.contains('/') || name.chars().any(char::is_control) => Err(BadName::Unfit),
        _ if name.len() > MOST_BYTES => Err(BadName::Long),
        _ if is_marked => Err(BadName::Reserved),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_a_folder_and_a_name() {
        for (folder, name, path) in
            [("/", "main.py", "/main.py"), ("/lib", "a.py", "/lib/a.py"), ("/a/b", "c", "/a/b/c")]
        {
            assert_eq!(&*join(folder.as_bytes(), name.as_bytes()), path.as_bytes());
            assert_eq!(parent(path.as_bytes()), folder.as_bytes());
            assert_eq!(name_of(path.as_bytes()), name.as_bytes());
        }
    }

    #[test]
    fn a_folder_has_in_it_what_is_below_and_nothing_beside() {
        assert!(
            is_within(b"/lib", b"/lib") && is_within(b"/lib/a", b"/lib") && is_within(b"/a", ROOT)
        );
        assert!(!is_within(b"/library", b"/lib") && !is_within(b"/a", b"/lib"));
    }

    #[test]
    fn names_of_every_language_are_good_and_a_few_are_not() {
        for name in
            ["main.py", "O'zbek_dars.txt", "课堂_作业.txt", "a b", ".x", "…", &"x".repeat(255)]
        {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        for name in ["", ".", "..", "a/b", "a\nb", "\0", "\u{7F}"] {
            assert_eq!(check_name(name), Err(BadName::Unfit), "{name:?}");
        }
        for name in ["x".repeat(256), "作".repeat(86)] {
            assert_eq!(check_name(&name), Err(BadName::Long));
        }
        for name in ["main.py.bw~", "main.py.bw!"] {
            assert_eq!(check_name(name), Err(BadName::Reserved));
        }
    }

    #[test]
    fn a_name_that_is_no_text_is_shown_and_turns_nothing_round() {
        assert!(shown(b"/caf\xE9").contains("caf\u{FFFD}"));
        assert_eq!(shown("/a\u{202E}yp.exe".as_bytes()), "ayp.exe");
    }

    #[test]
    fn elements_of_different_paths_have_different_names() {
        let ids = [&b"/a"[..], b"/b", b"/a/b", b"/\xE9", b"/\x0E\x09"].map(element_of);
        for (at, id) in ids.iter().enumerate() {
            assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
            assert!(!ids[..at].contains(id), "{id}");
        }
    }
}
