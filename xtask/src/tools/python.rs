//! Python with pip, which fetches the sample firmware.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process::{find, output};

/// The first Python of the PATH that has pip.
pub(crate) fn find_with_pip() -> Outcome<PathBuf> {
    ["python3", "python", "py"]
        .iter()
        .filter_map(|name| find(name))
        .find(|python| output(Command::new(python).args(["-m", "pip", "--version"])).is_ok())
        .ok_or_else(|| Failure::new("Python 3 with pip is missing: install it."))
}
