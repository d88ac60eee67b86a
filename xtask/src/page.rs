//! The built page: Trunk makes it, and calls back for the parts that it does not know.

mod bundle;
mod editor;
mod fingerprint;
mod lessons;
mod names;
mod notices;
mod offline;
mod on_request;
mod order;
mod school;
mod shrink;
mod size;
mod small_parts;
mod styles;
mod texts;
mod whole;
mod xterm;
mod xterm_names;

use std::path::Path;
use std::process::Command;

use crate::failure::Outcome;
use crate::process::{path_with, run, say};
use crate::tools::{npm, toolchain, trunk, wasm_bindgen};
use crate::{project, shelf};
pub(crate) use size::Sizes;

/// How the page's programs are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// Adds what is missing and builds the release page.
///
/// An empty firmware shelf is filled if that can be done, and the standard library compiled with the
/// page. If not, that is said and the page is built all the same: it works with an image from one's own
/// disk, and with the standard library as it is shipped.
pub(crate) fn build() -> Outcome {
    toolchain::ensure_target()?;
    let node_programs = npm::ensure()?;
    let bindgen = wasm_bindgen::ensure()?;
    let trunk = trunk::ensure()?;
    if let Err(failure) = shelf::fill_if_empty() {
        say(format!("The firmware shelf stays empty: {failure}"));
        say("The page works without it, with an image from your own disk.");
    }
    say(format!("Building the page into {}/", project::built_page().display()));
    let path = path_with([&*node_programs, &*bindgen, &*trunk])?;
    let run_trunk = |settings| {
        run(Command::new(trunk.join("trunk"))
            .args(["build", "--release", "--skip-version-check"])
            .envs(settings)
            // Trunk takes wasm-bindgen and wasm-opt from the PATH, and would else download them.
            .env("PATH", &path)
            // Trunk reads this as its own option and accepts only `true` and `false`.
            .env_remove("NO_COLOR")
            // Its own stack says nothing about what is wrong with the page.
            .env("RUST_BACKTRACE", "0"))
    };
    toolchain::ensure_std_source().and_then(|()| run_trunk(whole::for_trunk())).or_else(|failure| {
        say(failure.to_string());
        say("Once more, with Rust's standard library as it is shipped: the page becomes larger.");
        run_trunk(Vec::new())
    })
}

/// Puts the texts, the lessons, the programs and bundles that are loaded on request, the firmware shelf, the
/// licences and what keeps a copy of all that into the page that Trunk staged, and makes a release smaller.
pub(crate) fn add_parts(stage: &Path, profile: Profile) -> Outcome {
    xterm::build(stage, profile)?;
    if profile == Profile::Release {
        names::shorten(stage)?;
        shrink::scripts(stage)?;
        shrink::styles(stage)?;
        shrink::page(stage)?;
        styles::join(stage)?;
    }
    let languages = texts::add(stage)?;
    lessons::add(stage, &languages)?;
    on_request::build(stage, profile)?;
    let mut bundled = editor::build(stage, profile)?;
    bundled.extend(small_parts::build(stage, profile)?);
    bundled.extend(school::build(stage, profile)?);
    shelf::copy_to(&stage.join("firmware"))?;
    notices::write(stage, &bundled)?;
    offline::write(stage, profile)
}
