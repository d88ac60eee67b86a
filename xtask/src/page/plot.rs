//! The plot of what a program prints, which the page loads when a person first opens it.

use std::path::Path;

use super::bundle::{self, Bundle, Packages};
use crate::failure::Outcome;
use crate::page::Profile;
use crate::process::say;

const BUNDLES: &[Bundle] = &[Bundle {
    source: "www/plot/plot.mjs",
    target: "plot/plot.mjs",
    // Its style sheet is adopted by a shadow root.
    arguments: &["--loader:.css=text"],
}];

/// Builds it into a staged page.
pub(super) fn build(stage: &Path, profile: Profile) -> Outcome<Packages> {
    say("Building the plot");
    bundle::write(BUNDLES, stage, profile)
}
