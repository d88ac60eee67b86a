//! wasm-bindgen's programs, which must be of the very version of the library.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::project;
use crate::tools::cargo_install::Tool;

/// The folder that `wasm-bindgen` and `wasm-bindgen-test-runner` are in.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &project::locked_version("wasm-bindgen")?,
        // Without `--locked`: its own lock file names a crate that is no longer to be had.
        options: &[],
        minutes: 4,
    }
    .ensure()
}
