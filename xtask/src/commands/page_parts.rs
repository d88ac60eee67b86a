//! `cargo xtask page-parts`: the hook that Trunk calls when its own part is done.

use std::env;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::page::{self, Profile};
use crate::project::Invocation;

pub(crate) fn run(_: &Invocation) -> Outcome {
    let stage = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or_else(|| {
        Failure::new("`page-parts` is called by Trunk; use `cargo xtask build` instead.")
    })?;
    let profile = match env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Profile::Release,
        _ => Profile::Dev,
    };
    page::add_parts(&stage, profile)
}
