//! What kind of Python it is to be.

use core::fmt;
use std::error::Error;
use std::path::PathBuf;

use crate::boot::FileSystem;
use crate::python_version::PythonVersion;

/// Everything that makes one [`Interpreter`](super::Interpreter) differ from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterpreterOptions {
    /// MicroPython's Unix port, version 1.28: a program that reads its prompt's input from a pipe.
    pub program: PathBuf,
    /// The heap of the board that is meant. The program's objects are those of a 64-bit machine,
    /// about twice as large, so it gets twice as much, and what the board's own modules take there.
    pub heap_bytes: u32,
    /// What the files are kept in.
    pub files: FilesWanted,
    /// Whose ways it has; `None` for those of the version in the image's banner. The language is
    /// that of the program in any case.
    pub version: Option<PythonVersion>,
    /// What the board's clock does.
    pub pace: Pace,
    /// What becomes of bytes that arrive while the flash is erased or programmed.
    pub while_flash_works: WhileFlashWorks,
}

impl InterpreterOptions {
    /// A board on virtual time with the heap that a real one has, as the image in its flash is.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            heap_bytes: 38 << 10,
            files: FilesWanted::OfTheBuild,
            version: None,
            pace: Pace::Virtual,
            while_flash_works: WhileFlashWorks::Kept,
        }
    }
}

/// What the files are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilesWanted {
    /// As the build in the flash does it; the one for 512 KiB has none.
    OfTheBuild,
    /// This kind, wherever the build would have its own.
    Kind(FileSystem),
    /// None: `open` gives `None`.
    None,
}

/// What the board's clock does while Python works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pace {
    /// It stands still, until Python waits for something or has worked for long. Runs repeat.
    Virtual,
    /// It goes on, so that the board is not held up.
    Real,
}

/// What becomes of bytes that arrive while the flash is erased or programmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhileFlashWorks {
    /// They are heard.
    Kept,
    /// They are lost, as the worst that a real chip may do.
    Lost,
}

/// Why there is no interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterpreterError {
    /// There is no such program.
    Missing(PathBuf),
}

impl fmt::Display for InterpreterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "there is no MicroPython at {}", path.display()),
        }
    }
}

impl Error for InterpreterError {}
