//! The two kinds of file system that MicroPython keeps on this chip.

/// What the build keeps its files in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileSystem {
    Fat,
    Littlefs,
}
