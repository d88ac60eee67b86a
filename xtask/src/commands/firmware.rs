//! `cargo xtask firmware …`: what the page's firmware shelf holds.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::process::say;
use crate::project::Invocation;
use crate::shelf;

/// `firmware add FILE…`
pub(crate) fn add(invocation: &Invocation) -> Outcome {
    if invocation.arguments.is_empty() {
        return Err(Failure::new("name the images: `cargo xtask firmware add FILE…`."));
    }
    let files: Vec<PathBuf> =
        invocation.arguments.iter().map(|file| invocation.called_from.join(file)).collect();
    shelf::add(&files)
}

/// `firmware fetch`
pub(crate) fn fetch(_: &Invocation) -> Outcome {
    if shelf::is_empty()? {
        return shelf::fill_if_empty();
    }
    say("The shelf holds something already and stays as it is");
    Ok(())
}
