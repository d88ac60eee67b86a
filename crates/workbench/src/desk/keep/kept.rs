//! A board's files, as they are kept until they are proven on a board again.

use crate::desk::files::path::{Path, lossy, name_of, parent};
use crate::desk::files::{Pack, path::ROOT};
use std::rc::Rc;

/// Files of these names run when the board starts: they come last.
const RUN_AT_START: [&[u8]; 2] = [b"/boot.py", b"/main.py"];

/// All that was on a board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Each before what is in it.
    pub folders: Vec<Path>,
    /// With their bytes.
    pub files: Vec<File>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path.
    pub path: Path,
    /// Its bytes.
    pub content: Rc<[u8]>,
}

impl Kept {
    /// How many files.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.files.len()).unwrap_or(u32::MAX)
    }

    /// The places of the files in the order in which they go to a board: what runs when it starts comes last, so
    /// that nothing begins that is not whole, and small ones first, so that most fit.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut order: Vec<_> = (0..self.files.len()).collect();
        order.sort_by_key(|&at| {
            let file = self.files.get(at);
            let starts = file.is_some_and(|file| RUN_AT_START.contains(&&*file.path));
            (starts, file.map_or(0, |file| file.content.len()))
        });
        order
    }

    /// The names and bytes for one file with all in it.
    pub(super) fn packed(&self) -> Vec<(String, Rc<[u8]>)> {
        let mut pack = Pack::default();
        for File { path, content } in &self.files {
            pack.add(path, Rc::clone(content));
        }
        pack.files
    }

    /// The name of a file, as it may stand in a sentence.
    pub(super) fn name(&self, at: usize) -> String {
        self.files.get(at).map_or_else(String::new, |file| lossy(&file.path))
    }

    /// What is kept in a folder itself: names, and of files their sizes.
    pub(super) fn within(&self, folder: &[u8]) -> impl Iterator<Item = (usize, &[u8], u64)> {
        let folder: Path = folder.into();
        self.files.iter().enumerate().filter_map(move |(at, file)| {
            let is_here = parent(&file.path) == &*folder;
            is_here.then(|| (at, name_of(&file.path), file.content.len() as u64))
        })
    }

    /// All of it as bytes: a mark, then folders and files as a byte that tells which, and their parts as a length
    /// in four bytes, the lowest first, and themselves.
    ///
    /// ```text
    /// "keep1"  ( 'd' length path )*  ( 'f' length path length content )*  '.'
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        let mut part = |kind: Option<u8>, part: &[u8]| {
            bytes.extend(kind);
            // No board has 4 GB.
            bytes.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
            bytes.extend_from_slice(part);
        };
        for folder in &self.folders {
            part(Some(b'd'), folder);
        }
        for File { path, content } in &self.files {
            part(Some(b'f'), path);
            part(None, content);
        }
        bytes.push(END);
        bytes
    }

    /// What these bytes say; `None` where they are none of ours, or not whole.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MARK)?;
        let mut kept = Self::default();
        loop {
            match take(&mut rest, 1)? {
                [b'd'] => kept.folders.push(part(&mut rest)?.into()),
                [b'f'] => {
                    let path = part(&mut rest)?.into();
                    kept.files.push(File { path, content: part(&mut rest)?.into() });
                }
                [END] => break,
                _ => return None,
            }
        }
        let paths = kept.folders.iter().chain(kept.files.iter().map(|file| &file.path));
        (rest.is_empty() && paths.into_iter().all(|path| path.starts_with(ROOT))).then_some(kept)
    }
}

const MARK: &[u8] = b"keep1";
const END: u8 = b'.';

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (first, behind) = rest.split_at_checked(count)?;
    *rest = behind;
    Some(first)
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u32::from_le_bytes(take(rest, 4)?.try_into().ok()?);
    take(rest, length.try_into().ok()?)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Files of these paths and texts, and the folders that they are in.
    pub(in super::super) fn kept(files: &[(&str, &str)]) -> Kept {
        let mut kept = Kept::default();
        for (path, content) in files {
            let path: Path = path.as_bytes().into();
            let folder: Path = parent(&path).into();
            if &*folder != ROOT && !kept.folders.contains(&folder) {
                kept.folders.push(folder);
            }
            kept.files.push(File { path, content: content.as_bytes().into() });
        }
        kept
    }

    #[test]
    fn what_is_kept_is_read_as_it_was_written() {
        let mut all = kept(&[("/main.py", "1\n"), ("/lib/a.py", ""), ("/课堂.txt", "\0ü")]);
        all.files.push(File { path: b"/caf\xE9".as_slice().into(), content: b"\xFF"[..].into() });
        assert_eq!(Kept::from_bytes(&all.to_bytes()), Some(all));
        assert_eq!(Kept::from_bytes(&Kept::default().to_bytes()), Some(Kept::default()));
    }

    #[test]
    fn what_did_not_come_whole_is_nothing() {
        let bytes = kept(&[("/main.py", "1\n"), ("/lib/a.py", "2\n")]).to_bytes();
        for end in 0..bytes.len() {
            assert_eq!(Kept::from_bytes(&bytes[..end]), None, "{end}");
        }
        assert_eq!(Kept::from_bytes(&[&bytes[..], b"."].concat()), None);
    }

    #[test]
    fn what_runs_when_the_board_starts_comes_last() {
        let all =
            kept(&[("/main.py", "1"), ("/big", "xxxxx"), ("/boot.py", ""), ("/lib/main.py", "1")]);
        let order: Vec<_> = all.order().into_iter().map(|at| all.name(at)).collect();
        assert_eq!(order, ["lib/main.py", "big", "boot.py", "main.py"]);
    }
}
