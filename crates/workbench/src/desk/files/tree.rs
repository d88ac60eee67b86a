//! What is known of the board's folders, and which of them are unfolded.

use super::path::{Path, ROOT, is_within, join, name_of, parent};
use micropython_repl::files::{Entry, Kind, Listing, MARK_COMPLETE, MARK_PARTIAL};
use std::collections::{BTreeMap, BTreeSet};

/// Files of these names run when the board starts.
const RUN_AT_START: [&[u8]; 2] = [b"/boot.py", b"/main.py"];

/// The folders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// How much room the board has, where that is known.
    pub room: Option<Room>,
    listed: BTreeMap<Path, Vec<Entry>>,
    unfolded: BTreeSet<Path>,
}

/// Room on the board, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// So much is free.
    pub free: u64,
    /// Of so much.
    pub total: u64,
}

/// A file or a folder in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its path.
    pub path: Path,
    /// What it is.
    pub kind: RowKind,
}

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A folder.
    Folder {
        /// What is in it is shown.
        is_unfolded: bool,
    },
    /// A file.
    File {
        /// Its size.
        bytes: u64,
        /// Python runs it when the board starts.
        runs_at_start: bool,
    },
}

/// What a save has left that did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Its path.
    pub path: Path,
    /// The path of the file that was saved.
    pub of: Path,
    /// The board has checked it: it can come to its place.
    pub is_whole: bool,
    /// Something stands in its place.
    pub is_place_taken: bool,
}

impl Tree {
    /// What is in a folder without what saves have left, folders first and then by name; nothing where nobody
    /// has looked.
    #[must_use]
    pub fn rows(&self, folder: &[u8]) -> Option<Vec<Row>> {
        let entries = self.listed.get(folder)?.iter();
        let entries = entries.filter(|entry| leftover_of(entry).is_none());
        let mut rows: Vec<_> = entries.map(|entry| self.row(folder, entry)).collect();
        rows.sort_by_cached_key(|row| {
            let is_file = matches!(row.kind, RowKind::File { .. });
            (is_file, row.path.to_ascii_lowercase(), row.path.clone())
        });
        Some(rows)
    }

    /// What saves have left in a folder.
    #[must_use]
    pub fn leftovers(&self, folder: &[u8]) -> Vec<Leftover> {
        let entries = self.listed.get(folder).map(Vec::as_slice).unwrap_or_default();
        let left = |entry: &Entry| {
            let (name, is_whole) = leftover_of(entry)?;
            Some(Leftover {
                path: join(folder, &entry.name),
                of: join(folder, name),
                is_whole,
                is_place_taken: entries.iter().any(|other| other.name == name),
            })
        };
        entries.iter().filter_map(left).collect()
    }

    /// What stands under a path, as far as it is known.
    #[must_use]
    pub fn kind(&self, path: &[u8]) -> Option<Kind> {
        let entries = self.listed.get(parent(path))?;
        entries.iter().find(|entry| entry.name == name_of(path)).map(|entry| entry.kind)
    }

    /// Whether somebody has looked into a folder.
    #[must_use]
    pub fn knows(&self, folder: &[u8]) -> bool {
        self.listed.contains_key(folder)
    }

    /// Whether a folder is known to have something in it.
    #[must_use]
    pub fn is_filled(&self, folder: &[u8]) -> bool {
        self.listed.get(folder).is_some_and(|entries| !entries.is_empty())
    }

    /// The folders that are shown and that nobody has looked into.
    pub(super) fn unknown(&self) -> Vec<Path> {
        let is_there = |folder: &Path| matches!(self.kind(folder), Some(Kind::Folder));
        let root = (!self.knows(ROOT)).then(|| ROOT.into());
        let inside = self.unfolded.iter().filter(|it| !self.knows(it) && is_there(it)).cloned();
        root.into_iter().chain(inside).collect()
    }

    /// Unfolds a folder, or folds it; whether it is unfolded now.
    pub(super) fn toggle(&mut self, folder: &Path) -> bool {
        let is_unfolded = !self.unfolded.remove(folder);
        if is_unfolded {
            self.unfolded.insert(folder.clone());
        }
        is_unfolded
    }

    /// Unfolds a folder.
    pub(super) fn unfold(&mut self, folder: &[u8]) {
        if folder != ROOT {
            self.unfolded.insert(folder.into());
        }
    }

    /// A folder was looked into.
    pub(super) fn listed(&mut self, folder: &[u8], listing: &Listing) {
        self.room = Some(Room { free: listing.free_bytes, total: listing.total_bytes });
        self.listed.insert(folder.into(), listing.entries.clone());
        // What is gone is not remembered.
        let gone: Vec<_> = self.listed.keys().chain(&self.unfolded).cloned().collect();
        let is_gone = |path: &Path| {
            &**path != ROOT && parent(path) == folder && self.kind(path) != Some(Kind::Folder)
        };
        for path in gone.into_iter().filter(is_gone).collect::<Vec<_>>() {
            self.forget(&path);
            self.unfolded.retain(|unfolded| !is_within(unfolded, &path));
        }
    }

    /// What is known of a folder, and below it, holds no more.
    pub(super) fn forget(&mut self, folder: &[u8]) {
        self.listed.retain(|path, _| !is_within(path, folder));
    }

    /// A folder could not be looked into.
    pub(super) fn fold(&mut self, folder: &[u8]) {
        self.unfolded.remove(folder);
    }

    /// A file or a folder is gone.
    pub(super) fn removed(&mut self, path: &[u8]) {
        if let Some(entries) = self.listed.get_mut(parent(path)) {
            entries.retain(|entry| entry.name != name_of(path));
        }
        self.forget(path);
    }

    /// A file or a folder has another name, in the same folder.
    pub(super) fn renamed(&mut self, path: &[u8], to: &[u8]) {
        if let Some(entries) = self.listed.get_mut(parent(path)) {
            for entry in entries.iter_mut().filter(|entry| entry.name == name_of(path)) {
                entry.name = name_of(to).to_vec();
            }
        }
        self.forget(path);
        let moved = |folder: &Path| match folder.strip_prefix(path) {
            Some(rest) if is_within(folder, path) => [to, rest].concat().into(),
            _ => folder.clone(),
        };
        self.unfolded = self.unfolded.iter().map(moved).collect();
    }

    fn row(&self, folder: &[u8], entry: &Entry) -> Row {
        let path = join(folder, &entry.name);
        let kind = match entry.kind {
            Kind::Folder => RowKind::Folder { is_unfolded: self.unfolded.contains(&path) },
            Kind::File { bytes } => {
                RowKind::File { bytes, runs_at_start: RUN_AT_START.contains(&&*path) }
            }
        };
        Row { path, kind }
    }
}

/// The name of the file that was saved, and whether all of it is there; nothing for any other file.
fn leftover_of(entry: &Entry) -> Option<(&[u8], bool)> {
    if entry.kind == Kind::Folder {
        return None;
    }
    let complete = entry.name.strip_suffix(MARK_COMPLETE).map(|name| (name, true));
    complete.or_else(|| entry.name.strip_suffix(MARK_PARTIAL).map(|name| (name, false)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A listing of names; those that end with `/` are folders, files have as many bytes as their names.
    pub(in super::super) fn listing(names: &[&str]) -> Listing {
        let entry = |name: &&str| match name.strip_suffix('/') {
            Some(name) => Entry { name: name.into(), kind: Kind::Folder },
            None => Entry {
                name: name.as_bytes().to_vec(),
                kind: Kind::File { bytes: name.len() as u64 },
            },
        };
        let entries = names.iter().map(entry).collect();
        Listing { entries, free_bytes: 2_000_000, total_bytes: 3_000_000 }
    }

    fn tree(names: &[&str]) -> Tree {
        let mut tree = Tree::default();
        tree.listed(ROOT, &listing(names));
        tree
    }

    fn shown(tree: &Tree, folder: &str) -> Vec<String> {
        let rows = tree.rows(folder.as_bytes()).unwrap();
        rows.iter().map(|row| String::from_utf8_lossy(&row.path).into_owned()).collect()
    }

    #[test]
    fn folders_come_first_and_names_in_their_order() {
        let tree = tree(&["main.py", "B.py", "a.py", "lib/", "Data/"]);
        assert_eq!(shown(&tree, "/"), ["/Data", "/lib", "/a.py", "/B.py", "/main.py"]);
    }

    #[test]
    fn what_runs_at_start_is_marked_where_it_does() {
        let mut tree = tree(&["main.py", "boot.py", "blink.py", "lib/"]);
        tree.listed(b"/lib", &listing(&["main.py"]));
        let runs = |folder: &[u8]| -> Vec<bool> {
            let rows = tree.rows(folder).unwrap().into_iter();
            rows.filter_map(|row| match row.kind {
                RowKind::File { runs_at_start, .. } => Some(runs_at_start),
                RowKind::Folder { .. } => None,
            })
            .collect()
        };
        assert_eq!(runs(ROOT), [false, true, true]);
        assert_eq!(runs(b"/lib"), [false]);
    }

    #[test]
    fn what_a_cut_save_left_is_no_file_of_the_persons() {
        let tree = tree(&["main.py", "main.py.bw~", "boot.py.bw!", "b.bw~/"]);
        assert_eq!(shown(&tree, "/"), ["/b.bw~", "/main.py"]);
        let [partial, whole] = &tree.leftovers(ROOT)[..] else { panic!() };
        assert_eq!(
            (&*partial.of, partial.is_whole, partial.is_place_taken),
            (&b"/main.py"[..], false, true)
        );
        assert_eq!(
            (&*whole.of, whole.is_whole, whole.is_place_taken),
            (&b"/boot.py"[..], true, false)
        );
    }

    #[test]
    fn an_unfolded_folder_is_looked_into_again_when_it_is_known_no_more() {
        let mut tree = tree(&["lib/"]);
        assert!(tree.toggle(&b"/lib"[..].into()));
        assert_eq!(tree.unknown(), [b"/lib"[..].into()]);
        tree.listed(b"/lib", &listing(&["a.py"]));
        assert_eq!(tree.unknown(), [] as [Path; 0]);
        tree.forget(ROOT);
        assert_eq!(tree.unknown(), [ROOT.into()]);
        tree.listed(ROOT, &listing(&["lib/"]));
        assert_eq!(tree.unknown(), [b"/lib"[..].into()]);
    }

    #[test]
    fn a_folder_that_is_gone_is_not_looked_into() {
        let mut tree = tree(&["lib/"]);
        tree.toggle(&b"/lib"[..].into());
        tree.listed(b"/lib", &listing(&["a.py"]));
        tree.listed(ROOT, &listing(&["main.py"]));
        assert_eq!((tree.unknown(), tree.knows(b"/lib")), (vec![], false));
    }

    #[test]
    fn a_folder_that_is_renamed_stays_unfolded() {
        let mut tree = tree(&["lib/", "library/"]);
        tree.toggle(&b"/lib"[..].into());
        tree.renamed(b"/lib", b"/libs");
        assert_eq!(shown(&tree, "/"), ["/library", "/libs"]);
        assert_eq!(tree.unknown(), [b"/libs"[..].into()]);
    }

    #[test]
    fn what_is_removed_is_gone_at_once() {
        let mut tree = tree(&["a.py", "b.py"]);
        tree.removed(b"/a.py");
        assert_eq!(shown(&tree, "/"), ["/b.py"]);
    }
}
