//! The two kinds of file system that MicroPython keeps on this chip.

/// What the build keeps its files in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileSystem {
    /// FAT: before version 1.13.
    Fat,
    /// littlefs, its second version.
    Littlefs,
}
