//! `cargo xtask size`: what the built page weighs, against its budget.

use crate::failure::{Failure, Outcome};
use crate::page::{self, Sizes};
use crate::project::{self, Invocation};

pub(crate) fn run(_: &Invocation) -> Outcome {
    page::build()?;
    let sizes = Sizes::of(project::built_page())?;
    print!("{}", sizes.table());
    match sizes.fault() {
        Some(fault) => Err(Failure::new(format!("{fault}."))),
        None => Ok(()),
    }
}
