//! MicroPython's build for updates over Wi-Fi: an image of its own behind the boot loader of yaota8266.
//!
//! ```text
//! offset  0            1000               3C000          45000
//!         boot loader  what takes in      MicroPython's  its program in flash,
//!         E9 …         the updates        header, E9 …   made for this very place
//! ```
//!
//! Such a build is published without what is before it. From offset 0 it does not start.
//!
//! Source: micropython `ports/esp8266/boards/esp8266_ota.ld`, yaota8266 `Makefile`.

use super::Wholeness;
use super::kind::{self, word};
use super::micropython;
use alloc::string::String;

/// Where MicroPython's own header is.
pub(super) const APP_AT: usize = 0x3_C000;
/// Where the processor finds the program in flash: of the usual builds from here on, of this one from there on.
const USUAL_PROGRAM: u32 = 0x4020_9000;
const PROGRAM: u32 = 0x4024_5000;
const PROGRAM_END: u32 = PROGRAM + 0x8_F000;

/// The version in an image that has MicroPython behind the boot loader, and where the banner with it begins.
pub(super) fn version(bytes: &[u8]) -> Option<(String, usize)> {
    let app = bytes.get(APP_AT..).filter(|app| kind::check(app).is_ok())?;
    let (version, at) = micropython::version(app)?;
    let wholeness = micropython::check_md5(app, true);
    (wholeness == Ok(Wholeness::Proven)).then_some((version, APP_AT + at))
}

/// Whether a MicroPython is made for the place behind the boot loader: then it refers to nothing before.
pub(super) fn is_app(bytes: &[u8]) -> bool {
    let (mut usual, mut ota) = (0_u32, 0_u32);
    for at in (0..bytes.len()).step_by(4) {
        match word(bytes, at) {
            Some(USUAL_PROGRAM..PROGRAM) => usual += 1,
            Some(PROGRAM..PROGRAM_END) => ota += 1,
            _ => {}
        }
    }
    // Some bytes look like an address by chance. Of the usual builds, one in seven is below.
    ota > 16 && usual < ota / 16
}
