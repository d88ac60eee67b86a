//! Small parts of the page, each a bundle that is loaded when a person first wants it.

use std::path::Path;

use super::bundle::{self, Bundle, Packages};
use crate::failure::Outcome;
use crate::page::Profile;
use crate::process::say;

const BUNDLES: &[Bundle<'_>] = &[
    Bundle {
        source: "www/plot/plot.mjs",
        target: "plot/plot.mjs",
        // Its style sheet is adopted by a shadow root.
        arguments: &["--loader:.css=text"],
    },
    Bundle { source: "www/search/search.mjs", target: "search/search.mjs", arguments: &[] },
    Bundle { source: "www/zip/zip.mjs", target: "zip/zip.mjs", arguments: &[] },
    Bundle { source: "www/unpack/unpack.mjs", target: "unpack/unpack.mjs", arguments: &[] },
];

/// Builds them into a staged page.
pub(super) fn build(stage: &Path, profile: Profile) -> Outcome<Packages> {
    say("Building the plot, what finds words, and what makes and unpacks zip files");
    bundle::write(BUNDLES, stage, profile)
}
