//! `cargo xtask build`: the release page in dist/.

use crate::failure::Outcome;
use crate::page;
use crate::project::{self, Invocation};

pub(crate) fn run(_: &Invocation) -> Outcome {
    page::build()?;
    println!("The page is in {}/.", project::built_page().display());
    Ok(())
}
