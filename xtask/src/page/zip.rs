//! What makes one file of several, which the page loads when a person first wants that.

use std::path::Path;

use super::bundle::{self, Bundle, Packages};
use crate::failure::Outcome;
use crate::page::Profile;
use crate::process::say;

const BUNDLES: &[Bundle] =
    &[Bundle { source: "www/zip/zip.mjs", target: "zip/zip.mjs", arguments: &[] }];

/// Builds it into a staged page.
pub(super) fn build(stage: &Path, profile: Profile) -> Outcome<Packages> {
    say("Building what makes zip files");
    bundle::write(BUNDLES, stage, profile)
}
