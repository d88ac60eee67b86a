//! Python's banner: two lines, and then the prompt.

use crate::bytes::split_once;
use alloc::string::String;

/// The second line, in every version.
const HELP_LINE: &str = "Type \"help()\" for more information.";

/// What Python says of itself when it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// Such as `1.23.0`, `1.9.3-8-g63826ac5c` or `1.29.0-preview`: letters, digits, `.`, `+` and `-`.
    pub version: String,
    /// Such as `ESP module with ESP8266` or `ESP module (512K) with ESP8266`: printable ASCII.
    pub machine: String,
}

/// How much of a banner stands directly before the present line.
#[derive(Debug, Default)]
pub(super) enum Reading {
    #[default]
    Nothing,
    FirstLine(Banner),
    BothLines(Banner),
}

impl Reading {
    /// Takes a whole line. Gives whether a banner begins with it.
    pub(super) fn push(&mut self, line: &str) -> bool {
        let before = core::mem::take(self);
        if let Some(banner) = first_line(line) {
            *self = Self::FirstLine(banner);
            return true;
        }
        if let Self::FirstLine(banner) = before
            && line == HELP_LINE
        {
            *self = Self::BothLines(banner);
        }
        false
    }

    /// The banner that a prompt follows now.
    pub(super) fn take(&mut self) -> Option<Banner> {
        match core::mem::take(self) {
            Self::BothLines(banner) => Some(banner),
            Self::Nothing | Self::FirstLine(_) => None,
        }
    }
}

/// Takes `MicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266` apart. Noise may stand before it.
fn first_line(line: &str) -> Option<Banner> {
    let (_, after_name) = split_once(line, "MicroPython ")?;
    let (version, rest) = split_once(after_name, " on ")?;
    let version = version.rsplit(' ').next()?.strip_prefix('v')?;
    let is_version = version.starts_with(|letter: char| letter.is_ascii_digit())
        && version.chars().all(|letter| letter.is_ascii_alphanumeric() || ".+-".contains(letter));
    let (_, machine) = split_once(rest, "; ").unwrap_or((rest, ""));
    let is_machine = machine.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (is_version && is_machine)
        .then(|| Banner { version: version.into(), machine: machine.trim_ascii().into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_machine_are_those_of_the_first_line() {
        for (line, version, machine) in [
            (
                "MicroPython v1.9.3-8-g63826ac5c on 2017-11-01; ESP module with ESP8266",
                "1.9.3-8-g63826ac5c",
                "ESP module with ESP8266",
            ),
            (
                "lnMicroPython (with v2.0 preview) v1.29.0-preview on 2026-08-19; ESP module (1M) with ESP8266",
                "1.29.0-preview",
                "ESP module (1M) with ESP8266",
            ),
            ("MicroPython v1.10 on 2019-01-25", "1.10", ""),
        ] {
            let expected = Banner { version: version.into(), machine: machine.into() };
            assert_eq!(first_line(line), Some(expected));
        }
    }

    #[test]
    fn a_version_is_made_of_letters_digits_and_few_signs() {
        for odd in ["9<b>", "9\u{202E}9", "9\u{A0}", "9\x1b[2J", "9;", ""] {
            let line = alloc::format!("MicroPython v{odd} on 2030-01-01; ESP module");
            assert_eq!(first_line(&line), None, "{odd:?}");
        }
    }
}
