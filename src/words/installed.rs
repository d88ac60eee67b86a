//! What an installation has put on a board.

use crate::texts;
use esp8266_loader::install::{Installed, Verification};

/// That it is there, and whether it was compared.
#[must_use]
pub fn installed(installed: &Installed) -> &'static str {
    match installed.verification {
        Verification::Md5 => texts::installed_checked(),
        Verification::None => texts::installed_unchecked(),
    }
}
