//! What is to be done on the board, one job after the other.

use super::path::{Path, lossy};
use micropython_repl::job::Task;
use std::rc::Rc;
use workbench_api::Request;

/// One job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Looks into a folder.
    List(Path),
    /// Reads a file for the editor.
    Open(Path),
    /// Reads a file for the person's computer.
    Download(Path),
    /// Removes a file or an empty folder. What comes after it only if it is gone.
    Remove { path: Path, then: Option<Box<Self>> },
    /// Gives another name.
    Rename { path: Path, to: Path },
    /// Makes a folder.
    MakeFolder(Path),
    /// Puts a file that was picked on the board.
    Upload { id: u32, path: Path },
    /// Looks into a folder, for all files in one.
    PackList(Path),
    /// Reads a file, for all files in one.
    PackRead(Path),
}

impl Step {
    /// What it asks of the board; `content` is for an upload.
    pub(super) fn request(&self, content: &Rc<[u8]>) -> Request {
        let (path, task) = match self {
            Self::List(folder) | Self::PackList(folder) => {
                // It shows by itself.
                return Request { name: "".into(), task: Task::List { folder: folder.clone() } };
            }
            Self::Open(path) | Self::Download(path) | Self::PackRead(path) => {
                (path, Task::Read { path: path.clone() })
            }
            Self::Remove { path, .. } => (path, Task::Remove { path: path.clone() }),
            Self::Rename { path, to } => {
                (path, Task::Rename { path: path.clone(), to: to.clone() })
            }
            Self::MakeFolder(path) => (path, Task::MakeFolder { path: path.clone() }),
            Self::Upload { path, .. } => {
                (path, Task::Save { path: path.clone(), content: content.clone() })
            }
        };
        Request { name: lossy(path).into(), task }
    }

    pub(super) const fn is_upload(&self) -> bool {
        matches!(self, Self::Upload { .. })
    }

    pub(super) const fn is_pack(&self) -> bool {
        matches!(self, Self::PackList(_) | Self::PackRead(_))
    }
}
