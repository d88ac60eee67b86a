//! cargo-fuzz runs the fuzzer.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::tools::cargo_install::Tool;

/// The folder that cargo-fuzz is in.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    Tool {
        package: "cargo-fuzz",
        program: "cargo-fuzz",
        version: "0.13.2",
        options: &["--locked"],
        minutes: 2,
    }
    .ensure()
}
