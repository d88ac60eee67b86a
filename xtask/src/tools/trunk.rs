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
        // Without what it needs to download tools and to look for newer versions of itself.
        options: &["--locked", "--no-default-features"],
        minutes: 5,
    }
    .ensure()
}
