//! A small scripted MicroPython prompt, for tests that need no true Python.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::mem;
use core::time::Duration;

use super::{BootInfo, Program};

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
/// It knows the friendly, raw and paste modes and their control keys, echo and Backspace, and these
/// statements: `print('…')` of a literal, `import …`, `sys.platform`, `os.listdir()`,
/// `network.WLAN(network.STA_IF).config('essid')` and numbers.
/// Anything else is a `NameError`.
#[derive(Debug)]
pub struct ScriptedPrompt {
    banner: String,
    names: Vec<String>,
    network: String,
    mode: Mode,
    line: String,
    escape: Escape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Friendly,
    Raw,
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
        Self {
            banner: DEFAULT_BANNER.to_string(),
            names: Vec::new(),
            network: String::new(),
            mode: Mode::Friendly,
            line: String::new(),
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
        *self = Self::new();
        self.names.clone_from(&boot.names);
        self.network.clone_from(&boot.network);
        if let Some(banner) = &boot.banner {
            self.banner.clone_from(banner);
        }
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
            Mode::Paste => self.paste(key, out),
        }
    }

    fn friendly(&mut self, key: u8, out: &mut Vec<u8>) {
        match key {
            CTRL_A if self.line.is_empty() => self.enter_raw(out),
            CTRL_B if self.line.is_empty() => {
                out.extend(b"\r\n");
                self.greet(out);
            }
            CTRL_C => {
                self.line.clear();
                out.extend(b"\r\n>>> ");
            }
            CTRL_D if self.line.is_empty() => {
                out.extend(b"\r\nMPY: soft reboot\r\n");
                self.greet(out);
            }
            CTRL_E if self.line.is_empty() => {
                self.mode = Mode::Paste;
                out.extend(b"\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
            }
            b'\r' => {
                out.extend(b"\r\n");
                let line = mem::take(&mut self.line);
                out.extend(self.run(&line).bytes());
                out.extend(b">>> ");
            }
            BACKSPACE | DELETE => {
                let erased: &[u8] = if self.line.pop().is_some() { b"\x08\x1b[K" } else { b"" };
                out.extend(erased);
            }
            ESCAPE => self.escape = Escape::Begun,
            b' '..=b'~' => {
                self.line.push(char::from(key));
                out.push(key);
            }
            _ => {}
        }
    }

    fn enter_raw(&mut self, out: &mut Vec<u8>) {
        self.mode = Mode::Raw;
        self.line.clear();
        out.extend(b"\r\nraw REPL; CTRL-B to exit\r\n>");
    }

    fn raw(&mut self, key: u8, out: &mut Vec<u8>) {
        match key {
            CTRL_A => self.enter_raw(out),
            CTRL_B => {
                out.extend(b"\r\n");
                self.greet(out);
            }
            CTRL_C => self.line.clear(),
            CTRL_D if self.line.is_empty() => {
                out.extend(b"OK\r\nMPY: soft reboot\r\n");
                self.enter_raw(out);
            }
            CTRL_D => {
                let code = mem::take(&mut self.line);
                out.extend(b"OK");
                out.extend(self.run(&code).bytes());
                out.extend([CTRL_D, CTRL_D, b'>']);
            }
            _ => self.line.push(char::from(key)),
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
                let code = mem::take(&mut self.line);
                out.extend(b"\r\n");
                out.extend(self.run(&code).bytes());
                out.extend(b">>> ");
            }
            b'\r' => {
                self.line.push('\n');
                out.extend(b"\r\n=== ");
            }
            _ => {
                self.line.push(char::from(key));
                out.push(key);
            }
        }
    }

    /// What the lines of `code` print.
    fn run(&self, code: &str) -> String {
        let statements = code.split(['\n', '\r', ';']).map(str::trim);
        statements.filter(|statement| !statement.is_empty()).map(|s| self.statement(s)).collect()
    }

    fn statement(&self, statement: &str) -> String {
        if let Some(text) = printed_literal(statement) {
            return format!("{text}\r\n");
        }
        let is_number = statement.bytes().all(|byte| byte.is_ascii_digit());
        match statement {
            "sys.platform" => "'esp8266'\r\n".to_string(),
            "os.listdir()" => {
                let names: Vec<_> = self.names.iter().map(|name| format!("'{name}'")).collect();
                format!("[{}]\r\n", names.join(", "))
            }
            "network.WLAN(network.STA_IF).config('essid')" => {
                format!("'{}'\r\n", self.network)
            }
            _ if is_number => format!("{statement}\r\n"),
            _ if statement.starts_with("import ") => String::new(),
            _ => {
                let name = statement.split(|c: char| !c.is_alphanumeric() && c != '_').next();
                let name = name.unwrap_or_default();
                format!(
                    "Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\n\
                     NameError: name '{name}' isn't defined\r\n"
                )
            }
        }
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

/// The text in `print('text')`.
fn printed_literal(statement: &str) -> Option<&str> {
    let inside = statement.strip_prefix("print(")?.strip_suffix(')')?.trim();
    ['\'', '"'].into_iter().find_map(|quote| {
        let text = inside.strip_prefix(quote)?.strip_suffix(quote)?;
        (!text.contains(quote)).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> String {
        let mut prompt = ScriptedPrompt::new();
        let mut out = Vec::new();
        prompt.input(Duration::ZERO, keys.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
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
}
