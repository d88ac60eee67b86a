//! A small scripted MicroPython prompt, for tests that need no true Python.

mod raw;
mod script;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::mem;
use core::time::Duration;

use super::{BootInfo, Program};
use crate::python_version::PythonVersion;
use raw::Paste;
use script::{End, Script, Values};

const CTRL_A: u8 = 0x01;
const CTRL_B: u8 = 0x02;
const CTRL_C: u8 = 0x03;
const CTRL_D: u8 = 0x04;
const CTRL_E: u8 = 0x05;
const BACKSPACE: u8 = 0x08;
const ESCAPE: u8 = 0x1B;
const DELETE: u8 = 0x7F;

const DEFAULT_BANNER: &str = "MicroPython v1.22.0 on 2023-12-27; ESP module with ESP8266";

/// MicroPython's prompt as far as a script can be it.
///
/// It knows the friendly, raw, raw-paste and paste modes and their control keys, echo and Backspace,
/// soft resets, what changed in them with the versions, and these statements: `print` of a literal,
/// `import …`, `sys.platform`, `os.listdir()`, `network.WLAN(network.STA_IF).config('essid')`,
/// numbers, `1/0`, `raise SystemExit`, `sys.exit()` and `machine.soft_reset()`. A line with `= =` is
/// a `SyntaxError`; anything else is a `NameError`.
#[derive(Debug)]
pub struct ScriptedPrompt {
    banner: String,
    script: Script,
    mode: Mode,
    line: Vec<u8>,
    escape: Escape,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Mode {
    Friendly,
    Raw,
    RawPaste(Paste),
    Paste,
}

/// A place inside a sequence that a cursor key sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    Begun,
    Inside,
}

impl ScriptedPrompt {
    /// A prompt that shows the greeting of the image in the flash.
    #[must_use]
    pub fn new() -> Self {
        Self::of(DEFAULT_BANNER, Vec::new(), String::new())
    }

    fn of(banner: &str, names: Vec<String>, network: String) -> Self {
        let version = PythonVersion::of_banner(banner);
        Self {
            banner: banner.to_string(),
            script: Script { version, names, network },
            mode: Mode::Friendly,
            line: Vec::new(),
            escape: Escape::None,
        }
    }

    /// Ends what runs with a KeyboardInterrupt, and shows the greeting and the prompt.
    pub(super) fn interrupt(&mut self, out: &mut Vec<u8>) {
        out.extend(b"Traceback (most recent call last):\r\n  File \"main.py\", line 3, in <module>\r\nKeyboardInterrupt: \r\n");
        self.greet(out);
    }

    /// Takes over what the boot found.
    pub(super) fn prepare(&mut self, boot: &BootInfo) {
        let banner = boot.banner.as_deref().unwrap_or(DEFAULT_BANNER);
        *self = Self::of(banner, boot.names.clone(), boot.network.clone());
    }

    fn greet(&mut self, out: &mut Vec<u8>) {
        self.mode = Mode::Friendly;
        self.line.clear();
        let text = format!("{}\r\nType \"help()\" for more information.\r\n>>> ", self.banner);
        out.extend(text.bytes());
    }

    fn key(&mut self, key: u8, out: &mut Vec<u8>) {
        if self.escape != Escape::None {
            self.escape = match (self.escape, key) {
                (Escape::Begun, b'[' | b'O') => Escape::Inside,
                (Escape::Inside, b'0'..=b'9' | b';') => Escape::Inside,
                _ => Escape::None,
            };
            return;
        }
        match self.mode {
            Mode::Friendly => self.friendly(key, out),
            Mode::Raw => self.raw(key, out),
            Mode::RawPaste(_) => self.raw_paste(key, out),
            Mode::Paste => self.paste(key, out),
        }
    }

    fn friendly(&mut self, key: u8, out: &mut Vec<u8>) {
        match key {
            CTRL_A if self.line.is_empty() => {
                out.extend(b"\r\n");
                self.enter_raw(out);
            }
            CTRL_B if self.line.is_empty() => {
                out.extend(b"\r\n");
                self.greet(out);
            }
            CTRL_C => {
                self.line.clear();
                out.extend(b"\r\n>>> ");
            }
            CTRL_D if self.line.is_empty() => {
                out.extend(b"\r\n");
                self.soft_reset(out);
            }
            CTRL_E if self.line.is_empty() => {
                self.mode = Mode::Paste;
                out.extend(b"\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
            }
            b'\r' => {
                out.extend(b"\r\n");
                self.run_friendly(Values::Shown, out);
            }
            BACKSPACE | DELETE => {
                let erased: &[u8] = if self.line.pop().is_some() { b"\x08\x1b[K" } else { b"" };
                out.extend(erased);
            }
            ESCAPE => self.escape = Escape::Begun,
            b' '..=b'~' => {
                self.line.push(key);
                out.push(key);
            }
            _ => {}
        }
    }

    fn paste(&mut self, key: u8, out: &mut Vec<u8>) {
        match key {
            CTRL_C => {
                self.mode = Mode::Friendly;
                self.line.clear();
                out.extend(b"\r\n>>> ");
            }
            CTRL_D => {
                self.mode = Mode::Friendly;
                out.extend(b"\r\n");
                self.run_friendly(Values::Hidden, out);
            }
            b'\r' => {
                self.line.push(b'\n');
                out.extend(b"\r\n=== ");
            }
            _ => {
                self.line.push(key);
                out.push(key);
            }
        }
    }

    /// Runs what was typed, and shows the prompt again.
    fn run_friendly(&mut self, values: Values, out: &mut Vec<u8>) {
        let code = mem::take(&mut self.line);
        let ran = self.script.run(&String::from_utf8_lossy(&code), values);
        out.extend(ran.printed.bytes());
        match ran.end {
            End::SoftReset => return self.soft_reset(out),
            End::Error(error) => out.extend(error.bytes()),
            End::Well => {}
        }
        out.extend(b">>> ");
    }

    fn soft_reset(&mut self, out: &mut Vec<u8>) {
        out.extend(self.script.version.soft_reset_text().bytes());
        self.greet(out);
    }
}

impl Default for ScriptedPrompt {
    fn default() -> Self {
        Self::new()
    }
}

impl Program for ScriptedPrompt {
    fn start(&mut self, _now: Duration, boot: &BootInfo, out: &mut Vec<u8>) {
        self.prepare(boot);
        out.extend(b"\r\n");
        self.greet(out);
    }

    fn stop(&mut self) {
        self.line.clear();
    }

    fn input(&mut self, _now: Duration, bytes: &[u8], out: &mut Vec<u8>) {
        for &byte in bytes {
            self.key(byte, out);
        }
    }

    fn wake_at(&self) -> Option<Duration> {
        None
    }

    fn wake(&mut self, _now: Duration, _out: &mut Vec<u8>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> String {
        String::from_utf8(answered(DEFAULT_BANNER, keys.as_bytes())).unwrap()
    }

    fn answered(banner: &str, keys: &[u8]) -> Vec<u8> {
        let mut prompt = ScriptedPrompt::of(banner, Vec::new(), String::new());
        let mut out = Vec::new();
        prompt.input(Duration::ZERO, keys, &mut out);
        out
    }

    /// What comes after these keys in raw mode.
    fn in_raw(banner: &str, keys: &[u8]) -> Vec<u8> {
        let before = answered(banner, b"\x01");
        answered(banner, &[b"\x01", keys].concat()).split_off(before.len())
    }

    #[test]
    fn a_line_is_echoed_and_run() {
        assert_eq!(typed("print('hi')\r"), "print('hi')\r\nhi\r\n>>> ");
        let platform = typed("import sys; sys.platform\r");
        assert_eq!(platform, "import sys; sys.platform\r\n'esp8266'\r\n>>> ");
    }

    #[test]
    fn backspace_takes_a_character_back_and_stops_at_the_prompt() {
        assert_eq!(typed("\x7f12\x7f\r"), "12\x08\x1b[K\r\n1\r\n>>> ");
    }

    #[test]
    fn control_keys_count_on_an_empty_line_only() {
        assert_eq!(typed("1\x04\r"), "1\r\n1\r\n>>> ");
        assert!(typed("\x04").starts_with("\r\nMPY: soft reboot\r\nMicroPython v"));
        assert_eq!(typed("abc\x03"), "abc\r\n>>> ");
    }

    #[test]
    fn raw_mode_answers_with_its_marks() {
        assert_eq!(
            typed("\x01print('a')\x04"),
            "\r\nraw REPL; CTRL-B to exit\r\n>OKa\r\n\x04\x04>"
        );
    }

    #[test]
    fn paste_mode_runs_all_lines_at_its_end() {
        let shown = typed("\x05print('a')\rprint('b')\x04");
        assert!(shown.ends_with("=== print('a')\r\n=== print('b')\r\na\r\nb\r\n>>> "));
    }

    const OLD: &str = "MicroPython v1.9.3 on 2017-11-01; ESP module with ESP8266";
    const OF_2024: &str = "MicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266";
    const NEW: &str = "MicroPython v1.28.0 on 2026-04-06; ESP module with ESP8266";
    const RAW: &[u8] = b"raw REPL; CTRL-B to exit\r\n>";
    const TRACE: &[u8] = b"Traceback (most recent call last):\r\n  File \"<stdin>\", line 1";
    const DIVIDED: &[u8] = b", in <module>\r\nZeroDivisionError: divide by zero\r\n";
    const SYNTAX: &[u8] = b"\r\nSyntaxError: invalid syntax\r\n";
    const SOFT: &[u8] = b"MPY: soft reboot\r\n";

    #[test]
    fn raw_mode_keeps_errors_apart_and_hides_values() {
        assert_eq!(in_raw(NEW, b"print(123)\x04"), b"OK123\r\n\x04\x04>");
        assert_eq!(in_raw(NEW, b"1\x04"), b"OK\x04\x04>");
        assert_eq!(in_raw(NEW, b"1/0\x04"), [b"OK\x04", TRACE, DIVIDED, b"\x04>"].concat());
        assert_eq!(in_raw(NEW, b"x = = 1\x04"), [b"OK\x04", TRACE, SYNTAX, b"\x04>"].concat());
        assert_eq!(in_raw(NEW, b"half\x01"), RAW);
        assert_eq!(in_raw(NEW, b"half\x03"), b"");
        assert_eq!(in_raw(NEW, b"\x04"), [b"OK\r\n", SOFT, RAW].concat());
        assert_eq!(in_raw(OLD, b"\x04"), [b"OK\r\n", &b"PYB: soft reboot\r\n"[..], RAW].concat());
    }

    #[test]
    fn text_of_other_alphabets_comes_back_as_it_was_sent() {
        let text = "OKgrüß dich\r\n\x04\x04>";
        assert_eq!(in_raw(NEW, "print('grüß dich')\x04".as_bytes()), text.as_bytes());
        let pasted = in_raw(NEW, "\x05A\x01print('grüß dich')\x04".as_bytes());
        assert!(pasted.ends_with("\x04grüß dich\r\n\x04\x04>".as_bytes()));
        assert!(typed("\x05print('grüß')\x04").ends_with("\r\ngrüß\r\n>>> "));
    }

    #[test]
    fn an_exit_leads_back_to_the_prompt_up_to_1_23_and_starts_anew_since() {
        let exit = b"print(1)\nraise SystemExit\x04";
        assert_eq!(in_raw(OF_2024, exit), b"OK1\r\n\x04\x04>");
        assert_eq!(in_raw(NEW, exit), [b"OK1\r\n\x04\x04", SOFT, RAW].concat());
        let typed = |banner| answered(banner, b"raise SystemExit\r");
        assert_eq!(typed(OF_2024), b"raise SystemExit\r\n>>> ");
        let greeting = answered(NEW, b"\x02").split_off(2);
        assert_eq!(typed(NEW), [b"raise SystemExit\r\n", SOFT, &greeting].concat());
    }

    #[test]
    fn raw_paste_is_acknowledged_by_windows_and_answered_in_a_frame() {
        let pasted = |keys: &[u8]| {
            let answer = in_raw(NEW, &[b"\x05A\x01", keys].concat());
            answer.strip_prefix(b"R\x01\x80\x00\x01").unwrap().to_vec()
        };
        assert_eq!(pasted(b"print(123)\x04"), b"\x04123\r\n\x04\x04>");
        assert_eq!(pasted(b"\x04"), b"\x04\x04\x04>");
        assert_eq!(pasted(b"1/0\x04"), [b"\x04\x04", TRACE, DIVIDED, b"\x04>"].concat());
        assert_eq!(pasted(b"x = = 1\nprint(2)\n"), b"\x04");
        let refused = [b"\x04\x04", TRACE, SYNTAX, b"\x04>"].concat();
        assert_eq!(pasted(b"x = = 1\nprint(2)\n\x04"), refused);
        assert_eq!(pasted(b"print(1\x03"), b"\x04\x04KeyboardInterrupt: \r\n\x04>");
        assert_eq!(pasted(&[b'#'; 127]), b"");
        assert_eq!(pasted(&[b'#'; 256]), b"\x01\x01");
        let exit = [b"\x041\r\n\x04\x04", SOFT, RAW].concat();
        assert_eq!(pasted(b"print(1)\nraise SystemExit\x04"), exit);
        // The next may follow at once.
        let twice = pasted(b"\x04\x05A\x01print(2)\x04");
        assert_eq!(twice, b"\x04\x04\x04>R\x01\x80\x00\x01\x042\r\n\x04\x04>");
    }

    #[test]
    fn a_handshake_that_is_not_understood_is_answered_too() {
        assert_eq!(in_raw(NEW, b"\x05B\x01"), b"R\x00>");
        assert_eq!(in_raw(NEW, b"zz\x05A\x01"), RAW);
        assert_eq!(in_raw(OLD, b"\x05A\x01"), RAW);
    }
}
