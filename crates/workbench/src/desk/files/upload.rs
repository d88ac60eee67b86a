//! Files that a person picked for the board: what is to be said before anything is sent.

use super::path::{BadName, Path, check_name, join};
use super::tree::{Room, Tree};
use micropython_repl::files::Kind;

/// What a save wants beside the file.
const SPARE_BYTES: u64 = 8 << 10;

/// A file as it was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Which one it is, for [`Effect::ReadPicked`](crate::desk::Effect::ReadPicked).
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// It is a folder.
    pub is_folder: bool,
}

/// Files that go into a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folder.
    pub folder: Path,
    /// What goes there.
    pub files: Vec<Planned>,
    /// What does not, and why.
    pub refused: Vec<(String, Refusal)>,
    /// There is not room for all.
    pub no_room: Option<NoRoom>,
}

/// A file that goes to the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Which one it is.
    pub id: u32,
    /// Where it goes.
    pub path: Path,
    /// A file is there.
    pub replaces: bool,
}

/// Why a file does not go to the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is a folder.
    Folder,
    /// No file can have its name.
    Name(BadName),
    /// On the board this is a folder's name.
    FolderThere,
    /// Another one of this name was picked.
    Twice,
}

/// Sizes in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRoom {
    /// What it takes.
    pub needed: u64,
    /// What is there.
    pub free: u64,
}

impl Plan {
    pub(super) fn new(tree: &Tree, folder: Path, picked: Vec<Picked>) -> Self {
        let mut plan = Self { folder, files: vec![], refused: vec![], no_room: None };
        let (mut needed, mut given_back, mut most) = (0, 0, 0);
        for file in picked {
            let path = join(&plan.folder, file.name.as_bytes());
            let there = tree.kind(&path);
            match refusal(&file, there, plan.files.iter().any(|other| other.path == path)) {
                Some(refusal) => plan.refused.push((file.name, refusal)),
                None => {
                    if let Some(Kind::File { bytes }) = there {
                        given_back += bytes;
                    }
                    needed += file.bytes;
                    most = file.bytes.max(most);
                    plan.files.push(Planned { id: file.id, path, replaces: there.is_some() });
                }
            }
        }
        plan.no_room = tree.room.and_then(|Room { free, .. }| {
            // An old file goes only when the new one is there.
            let needed = needed.saturating_sub(given_back).max(most) + SPARE_BYTES;
            (needed > free && !plan.files.is_empty()).then_some(NoRoom { needed, free })
        });
        plan
    }

    /// Whether there is nothing to say before it is done.
    pub(super) fn is_plain(&self) -> bool {
        self.refused.is_empty()
            && self.no_room.is_none()
            && !self.files.iter().any(|file| file.replaces)
    }
}

fn refusal(file: &Picked, there: Option<Kind>, is_second: bool) -> Option<Refusal> {
    if file.is_folder {
        return Some(Refusal::Folder);
    }
    match (check_name(&file.name), there) {
        (Err(why), _) => Some(Refusal::Name(why)),
        (Ok(()), Some(Kind::Folder)) => Some(Refusal::FolderThere),
        (Ok(()), _) => is_second.then_some(Refusal::Twice),
    }
}

#[cfg(test)]
mod tests {
    use super::super::path::ROOT;
    use super::super::tree::tests::listing;
    use super::*;

    fn picked(name: &str, bytes: u64) -> Picked {
        Picked { id: 0, name: name.into(), bytes, is_folder: false }
    }

    fn plan(picked: Vec<Picked>) -> Plan {
        let mut tree = Tree::default();
        tree.listed(ROOT, &listing(&["main.py", "lib/"]));
        Plan::new(&tree, ROOT.into(), picked)
    }

    #[test]
    fn new_files_go_without_a_word() {
        let plan = plan(vec![picked("a.py", 0), picked("课堂.txt", 300_000)]);
        assert!(plan.is_plain());
        assert_eq!(&*plan.files[1].path, "/课堂.txt".as_bytes());
    }

    #[test]
    fn a_file_that_is_there_is_said_to_be_replaced() {
        let plan = plan(vec![picked("main.py", 1)]);
        assert!(!plan.is_plain() && plan.files[0].replaces);
    }

    #[test]
    fn what_can_not_go_is_said_and_the_rest_goes() {
        let folder = Picked { is_folder: true, ..picked("photos", 0) };
        let plan = plan(vec![
            folder,
            picked("lib", 1),
            picked("a.py.bw~", 1),
            picked("a.py", 1),
            picked("a.py", 2),
        ]);
        let why: Vec<_> = plan.refused.iter().map(|(_, why)| *why).collect();
        let reserved = Refusal::Name(BadName::Reserved);
        assert_eq!(why, [Refusal::Folder, Refusal::FolderThere, reserved, Refusal::Twice]);
        assert_eq!(plan.files.len(), 1);
    }

    #[test]
    fn what_does_not_fit_is_said_before_anything_is_sent() {
        let no_room = plan(vec![picked("a", 1_000_000), picked("b", 1_000_000)]).no_room;
        assert_eq!(no_room, Some(NoRoom { needed: 2_008_192, free: 2_000_000 }));
        assert_eq!(plan(vec![picked("a", 1_990_000)]).no_room, None);
        // The old one is there until the new one is.
        assert!(plan(vec![picked("main.py", 1_995_000)]).no_room.is_some());
    }
}
