//! What a board's own words mean, found in a stream that may be cut anywhere.
//!
//! The stream is read line by line, each as a terminal would show it: without escape sequences, and with
//! what was drawn over. Whole lines mean something by themselves; the line that is being written means
//! something where it reads as a prompt.
//!
//! Deliberately absent: a decision that a board is ready. Any program can print `>>> `. A prompt is one
//! when silence follows, which is for who has a clock. Nor are lines signs that any program prints for
//! its own ends, such as those of WebREPL.

mod banner;
mod fault;
mod firmware;
mod prompt;

pub use banner::Banner;
pub use fault::Fault;
pub use firmware::{Certainty, Firmware};
pub use prompt::{Prompt, Standing};

use crate::line::Line;
use alloc::vec::Vec;
use banner::Reading;
use fault::Faults;

/// Something in what a board says that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// The first line of a banner: its prompt may be a few bytes away.
    BannerLine,
    /// Both lines of a banner and the prompt have come, whatever has followed since. Stands before that
    /// [`Sign::Prompt`]. What only looks like a banner, as a program may print it, is none.
    Python(Banner),
    /// The line reads as a prompt at the end of what has come. Told again with all that comes and
    /// leaves it standing.
    Prompt(Prompt, Standing),
    /// Python restarts, without a reset.
    SoftReboot,
    /// Raw mode begins.
    RawMode,
    /// Paste mode begins.
    PasteMode,
    /// The board is in trouble.
    Fault(Fault),
    /// Another firmware speaks. A prompt of Python's that comes later outweighs it.
    Firmware(Firmware, Certainty),
}

/// Finds [`Sign`]s in a stream of bytes.
///
/// ```
/// use micropython_repl::signs::{Prompt, Sign, Signs, Standing};
///
/// let mut signs = Signs::default();
/// let banner = b"\r\nMicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266\r\n\
///     Type \"help()\" for more information.\r\n>>> ";
/// let found = signs.push(banner);
/// assert!(matches!(&found[1], Sign::Python(banner) if banner.version == "1.23.0"));
/// assert_eq!(signs.prompt(), Some((Prompt::Statement, Standing::Alone)));
///
/// signs.push(b"print(1)");
/// assert_eq!(signs.prompt(), None);
/// ```
#[derive(Debug, Default)]
pub struct Signs {
    line: Line,
    banner: Reading,
    faults: Faults,
    /// The line before this one was that which raw mode begins with.
    is_raw: bool,
}

impl Signs {
    /// Takes what has come. Gives what it means, in the order in which it was said.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Sign> {
        let mut signs = Vec::new();
        for &byte in bytes {
            if self.line.push(byte) {
                self.end_line(&mut signs);
                self.line.clear();
            } else if self.prompt() == Some((Prompt::Statement, Standing::Alone)) {
                signs.extend(self.banner.take().map(Sign::Python));
            }
        }
        let prompt = self.prompt().filter(|_| !bytes.is_empty());
        signs.extend(prompt.map(|(prompt, standing)| Sign::Prompt(prompt, standing)));
        signs
    }

    /// The prompt that the present line reads as. It is one if silence follows.
    #[must_use]
    pub fn prompt(&self) -> Option<(Prompt, Standing)> {
        prompt::at_end_of(&self.line, self.is_raw)
    }

    /// Forgets what has come: the line was disturbed, or the board reset.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn end_line(&mut self, signs: &mut Vec<Sign>) {
        let line = self.line.text();
        if self.banner.push(&line) {
            signs.push(Sign::BannerLine);
        }
        self.is_raw = line.ends_with("raw REPL; CTRL-B to exit");
        if self.is_raw {
            signs.push(Sign::RawMode);
        } else if line.starts_with("paste mode; Ctrl-C to cancel") {
            signs.push(Sign::PasteMode);
        } else if ["MPY: soft reboot", "PYB: soft reboot"].iter().any(|end| line.ends_with(end)) {
            signs.push(Sign::SoftReboot);
        }
        signs.extend(self.faults.push(&line).map(Sign::Fault));
        let firmware = firmware::of_line(&line);
        signs.extend(firmware.map(|(firmware, certainty)| Sign::Firmware(firmware, certainty)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BANNER: &[u8] = b"\r\nMicroPython v1.9.3-8-g63826ac5c on 2017-11-01; \
        ESP module with ESP8266\r\nType \"help()\" for more information.\r\n>>> ";
    const PROMPT: Sign = Sign::Prompt(Prompt::Statement, Standing::Alone);

    fn signs(bytes: &[u8]) -> Vec<Sign> {
        Signs::default().push(bytes)
    }

    fn prompt(bytes: &[u8]) -> Option<(Prompt, Standing)> {
        let mut signs = Signs::default();
        signs.push(bytes);
        signs.prompt()
    }

    fn python() -> Sign {
        let (version, machine) = ("1.9.3-8-g63826ac5c".into(), "ESP module with ESP8266".into());
        Sign::Python(Banner { version, machine })
    }

    #[test]
    fn a_boot_tells_version_and_prompt_however_it_is_cut() {
        for cut in 1..BANNER.len() {
            let mut signs = Signs::default();
            let mut found: Vec<_> = BANNER.chunks(cut).flat_map(|part| signs.push(part)).collect();
            // A part of the prompt looks like another one.
            found.retain(|sign| *sign != Sign::Prompt(Prompt::Other, Standing::Alone));
            assert_eq!(found, [Sign::BannerLine, python(), PROMPT], "cut to {cut}");
        }
        assert_eq!(signs(&[BANNER, b"print(1)"].concat()), [Sign::BannerLine, python()]);
    }

    #[test]
    fn what_a_program_prints_is_no_banner() {
        for printed in [
            &b"MicroPython v9.9 on 2030-01-01; my own\r\n>>> "[..],
            b"MicroPython v9.9 on 2030-01-01\r\nand more\r\nType \"help()\" for more information.\r\n>>> ",
            b"MicroPython v9.9 on 2030-01-01\r\nType \"help()\" for more information.\r\nmore\r\n>>> ",
            b"MicroPython v9.9 on 2030-01-01\r\nType \"help()\" for more information.\r\n",
        ] {
            let found = signs(printed);
            assert!(!found.iter().any(|sign| matches!(sign, Sign::Python(_))), "{found:?}");
        }
    }

    #[test]
    fn each_prompt_is_known() {
        for (line, expected) in [
            (&b">>> "[..], Prompt::Statement),
            (b"... ", Prompt::Continuation),
            (b"...         ", Prompt::Continuation),
            (b"=== ", Prompt::Paste),
            (b"--> ", Prompt::Aiorepl),
            (b"> ", Prompt::Other),
            (b">", Prompt::Other),
            (b"raw REPL; CTRL-B to exit\r\n>", Prompt::Raw),
        ] {
            let text = [b"text\r\n", line].concat();
            assert_eq!(prompt(&text), Some((expected, Standing::Alone)));
        }
    }

    #[test]
    fn a_prompt_behind_a_title_or_a_colour_is_alone() {
        for before in
            [&b"\x1b]0;1.2.3.4 | Done\x1b\\"[..], b"\x1b[0m", b"50%\r", b"ab\x08\x08\x1b[K"]
        {
            assert_eq!(signs(&[before, b">>> "].concat()), [PROMPT]);
        }
    }

    #[test]
    fn a_prompt_behind_text_is_a_weaker_sign() {
        assert_eq!(prompt(b"x>>> "), Some((Prompt::Statement, Standing::BehindText)));
        let long = [&b"x".repeat(5_000)[..], b">>> "].concat();
        assert_eq!(prompt(&long), Some((Prompt::Statement, Standing::BehindText)));
        assert_eq!(prompt(b"Loading... "), None);
    }

    #[test]
    fn a_prompt_with_something_behind_it_is_not_waiting() {
        for text in
            [&b">>> print(1)"[..], b">>> abc\x08\x08\x08", b">>> \r\n", b"", b"... x", b">>>"]
        {
            assert_eq!(prompt(text), None, "{text:?}");
        }
    }

    #[test]
    fn modes_and_soft_reboots_are_told() {
        assert_eq!(
            signs(b"\r\nraw REPL; CTRL-B to exit\r\n>OK\r\nMPY: soft reboot\r\n"),
            [Sign::RawMode, Sign::SoftReboot]
        );
        assert_eq!(signs(b"OK1\r\n\x04\x04PYB: soft reboot\r\n"), [Sign::SoftReboot]);
        assert_eq!(
            signs(b">>> \r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== "),
            [Sign::PasteMode, Sign::Prompt(Prompt::Paste, Standing::Alone)]
        );
    }

    #[test]
    fn faults_stand_before_the_prompt_that_follows_them() {
        let error =
            b"Traceback (most recent call last):\r\n  File \"_boot.py\", line 13, in <module>\r\n\
            OSError: [Errno 5] EIO\r\n";
        let expected = [Sign::Fault(Fault::NoFiles), Sign::BannerLine, python(), PROMPT];
        assert_eq!(signs(&[error, BANNER].concat()), expected);
    }

    #[test]
    fn other_firmware_is_told_by_its_name() {
        assert_eq!(
            signs(b"\r\nlua: cannot open init.lua\r\n> "),
            [
                Sign::Firmware(Firmware::NodeMcu, Certainty::Hint),
                Sign::Prompt(Prompt::Other, Standing::Alone)
            ]
        );
        assert_eq!(signs(b"WebREPL daemon started on ws://192.168.4.1:8266\r\n"), []);
    }

    proptest! {
        #[test]
        fn any_bytes_mean_the_same_however_they_are_cut(
            bytes in prop::collection::vec(
                prop_oneof![any::<u8>(), prop::sample::select(&b">. =\r\n\x1b[]K1\x08\x07"[..])],
                0..300,
            ),
            cut in 1usize..20,
        ) {
            let lasting = |signs: Vec<Sign>| -> Vec<Sign> {
                signs.into_iter().filter(|sign| !matches!(sign, Sign::Prompt(..))).collect()
            };
            let (mut whole, mut parts) = (Signs::default(), Signs::default());
            let found: Vec<Sign> = bytes.chunks(cut).flat_map(|part| parts.push(part)).collect();
            prop_assert_eq!(lasting(found), lasting(whole.push(&bytes)));
            prop_assert_eq!(parts.prompt(), whole.prompt());
        }
    }
}
