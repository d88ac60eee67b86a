//! ChromeDriver, through which the wasm tests start the browser.

use std::path::PathBuf;
use std::{env, iter};

use crate::failure::{Failure, Outcome};
use crate::process::find;
use crate::tools::debian;

/// The driver's program: the one that CHROMEDRIVER names, the PATH's, or Debian's.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    if debian::can_install() {
        debian::install(&["chromium", "chromium-driver"])?;
    }
    installed().ok_or_else(|| {
        Failure::new(
            "ChromeDriver is missing: install the one of your browser's version, \
             on the PATH or named in CHROMEDRIVER.",
        )
    })
}

fn installed() -> Option<PathBuf> {
    let named = env::var_os("CHROMEDRIVER").map(PathBuf::from).filter(|named| named.is_file());
    iter::once(named).chain(iter::once_with(|| find("chromedriver"))).flatten().next()
}
