//! The bytes and texts of the protocol.
//!
//! Source: MicroPython `shared/runtime/pyexec.c`, v1.9.3 to v1.29.0.

/// Into raw mode, from an empty line; in raw mode, drops what was sent.
pub const CTRL_A: u8 = 0x01;
/// Into the friendly mode, from an empty line.
pub const CTRL_B: u8 = 0x02;
/// Interrupts a program; drops a line.
pub const CTRL_C: u8 = 0x03;
/// Ends a paste or a raw command; on an empty line a soft reset. In an answer it ends a part.
pub const CTRL_D: u8 = 0x04;
/// Into paste mode, from an empty line.
pub const CTRL_E: u8 = 0x05;
/// Enter.
pub const ENTER: u8 = b'\r';

/// The friendly prompt.
pub const PROMPT: &[u8] = b">>> ";
/// The prompt of a line that goes on.
pub const CONTINUATION: &[u8] = b"... ";
/// The prompt of paste mode.
pub const PASTE_PROMPT: &[u8] = b"=== ";
/// What raw mode greets with. In front of it there may be a line end.
pub const RAW_GREETING: &[u8] = b"raw REPL; CTRL-B to exit\r\n>";
/// How a board announces that it starts Python anew: `MPY:` since v1.11, `PYB:` before.
pub const SOFT_REBOOT: &[u8] = b": soft reboot\r\n";
/// The end of the banner, with its prompt.
pub const BANNER_END: &[u8] = b"Type \"help()\" for more information.\r\n>>> ";

/// Bytes that a board keeps until Python reads them; the next one is lost.
///
/// Source: MicroPython `ports/esp8266/esp_mphal.c`: a ring of 256, of which one place stays free.
pub const RING_BYTES: usize = 255;

/// Where `what` begins in `bytes`, first of all.
pub(crate) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// As [`str::contains`], for the short lines of a board: what std has for long texts is 2 kB of a program.
pub(crate) fn contains(line: &str, words: &str) -> bool {
    find(line.as_bytes(), words.as_bytes()).is_some()
}

/// As [`str::split_once`], for the same.
pub(crate) fn split_once<'a>(line: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let (before, rest) = line.split_at_checked(find(line.as_bytes(), words.as_bytes())?)?;
    Some((before, rest.strip_prefix(words)?))
}
