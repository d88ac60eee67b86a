//! Trunk builds the page. Newer versions need a newer Rust than this project does.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::tools::cargo_install::Tool;

/// The folder that Trunk is in.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    Tool {
        package: "trunk",
        program: "trunk",
        version: "0.21.14",
        options: &["--locked"],
        minutes: 6,
    }
    .ensure()
}
