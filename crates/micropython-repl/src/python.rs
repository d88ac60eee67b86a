//! The programs of ours that run on the board. They are in `python/`.
//!
//! A board may run v1.9.3 or anything since, with a person's own names in the same place. So they use
//! nothing but `builtins` and the C modules by the names that no file can stand in for (`uos` before
//! `os`); all they define is one function, `_bw`, and that is deleted in the end. They hold no comments,
//! as each byte costs 87 µs: what they do is told here.
//!
//! A bit that flips on the way makes another program of one: one that puts a file in another place, or
//! removes another one. So each goes as a text with the beginning of its SHA-256, in a program that runs it
//! only if it came whole. What of that is damaged either runs it all the same, or raises an exception by
//! which it is sent once more: see [`came_damaged`].

use crate::exception::Exception;
use alloc::string::String;
use core::fmt::Write as _;
use sha2::{Digest as _, Sha256};

const BEGIN: &str = include_str!("python/begin.py");
const END: &str = include_str!("python/end.py");
/// Runs a text if it is what was sent, with the names of the prompt as `g`.
const WHOLE: &str = include_str!("python/whole.py");
/// As much of the SHA-256 as it is given.
const SUM_BYTES: usize = 8;
/// What a traceback calls a text that is run.
const TEXT_THAT_RUNS: &str = "\"<string>\"";

/// A part for each entry of a folder: kind, size, and name in hex; then the room.
pub(crate) const LIST: &str = include_str!("python/list.py");
/// A file's bytes in base64, as many at once as it is told; then their SHA-256.
pub(crate) const READ: &str = include_str!("python/read.py");
/// Removes a file, or an empty folder.
pub(crate) const REMOVE: &str = include_str!("python/remove.py");
/// Gives a file or folder another name, unless that is taken.
pub(crate) const RENAME: &str = include_str!("python/rename.py");
/// Makes a folder.
pub(crate) const MAKE_FOLDER: &str = include_str!("python/make_folder.py");
/// Clears what a cut save has left of a file, and tells what kind the file is and how much room there is.
pub(crate) const PREPARE: &str = include_str!("python/prepare.py");
/// Writes a file from frames: two bytes of length, lowest first, then so many bytes; no length ends it.
/// Each is answered when it is written.
pub(crate) const RECEIVE: &str = include_str!("python/receive.py");
/// Defines `_bw_piece`, which writes base64 to a file, and without an argument closes it.
pub(crate) const OPEN_FOR_PIECES: &str = include_str!("python/open_for_pieces.py");
/// A file's size and SHA-256.
pub(crate) const VERIFY: &str = include_str!("python/verify.py");
/// Puts a file in the place of another. Asked again, since its answer was damaged, it goes on where it was.
pub(crate) const REPLACE: &str = include_str!("python/replace.py");

/// A program of ours with its arguments, ready to be sent.
#[derive(Debug)]
pub(crate) struct Program(String);

impl Program {
    /// One of the programs above, without arguments so far.
    pub(crate) fn new(body: &str) -> Self {
        let mut source = String::from(BEGIN);
        source.push_str(body);
        let (before, _) = END.split_once("ARGUMENTS").unwrap_or((END, ""));
        source.push_str(before);
        Self(source)
    }

    /// With these bytes as the next argument.
    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        push_literal(&mut self.0, bytes);
        self.0.push(',');
        self
    }

    /// With this number as the next argument.
    pub(crate) fn number(mut self, number: usize) -> Self {
        // Writing to a string does not fail.
        let _ = write!(self.0, "{number},");
        self
    }

    /// Its source.
    pub(crate) fn source(mut self) -> String {
        let (_, after) = END.split_once("ARGUMENTS").unwrap_or(("", END));
        self.0.push_str(after);
        let (before, after) = WHOLE.split_once("PROGRAM").unwrap_or((WHOLE, ""));
        let mut source = String::from(before);
        push_text(&mut source, &self.0);
        source.push(',');
        let sum = Sha256::digest(&self.0);
        push_literal(&mut source, sum.get(..SUM_BYTES).unwrap_or_default());
        source.push_str(after);
        source
    }
}

/// Whether a program of ours was damaged on its way, as far as Python's complaint tells: then nothing of it
/// was run. None of ours raises such in the text that is run.
pub(crate) fn came_damaged(raised: &Exception) -> bool {
    match &*raised.class {
        "SyntaxError" | "IndentationError" | "NameError" => true,
        "AttributeError" | "TypeError" | "ValueError" => !raised.text.contains(TEXT_THAT_RUNS),
        _ => false,
    }
}

/// Python's literal of a program: most of its quotes are single ones.
fn push_text(source: &mut String, text: &str) {
    source.push_str("b\"");
    for letter in text.chars() {
        match letter {
            '\n' => source.push_str("\\n"),
            '"' | '\\' => {
                source.push('\\');
                source.push(letter);
            }
            letter => source.push(letter),
        }
    }
    source.push('"');
}

/// Python's literal of these bytes, in printable ASCII.
fn push_literal(source: &mut String, bytes: &[u8]) {
    source.push_str("b'");
    for &byte in bytes {
        match byte {
            b'\'' | b'\\' => {
                source.push('\\');
                source.push(char::from(byte));
            }
            b' '..=b'~' => source.push(char::from(byte)),
            _ => {
                // Writing to a string does not fail.
                let _ = write!(source, "\\x{byte:02x}");
            }
        }
    }
    source.push('\'');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_a_literal_in_a_literal() {
        let source = Program::new(REMOVE).bytes(b"it's \\ \xE9\n\"").number(7).source();
        let inner = r#"_bw(b'it\\'s \\\\ \\xe9\\x0a\"',7,)\n","#;
        assert!(source.contains(inner), "{source}");
    }

    #[test]
    fn what_is_raised_around_the_text_tells_of_damage_and_what_is_raised_in_it_does_not() {
        let raised = |text: &[u8]| Exception::parse(text).unwrap();
        let around =
            b"Traceback (most recent call last):\r\n  File \"<stdin>\", line 10, in <module>\r\n  \
            File \"<stdin>\", line 8, in _bw\r\nValueError: bw\r\n";
        assert!(came_damaged(&raised(around)));
        let within = b"Traceback (most recent call last):\r\n  File \"<stdin>\", line 10, in <module>\r\n  \
            File \"<stdin>\", line 9, in _bw\r\n  File \"<string>\", line 30, in _bw\r\nAttributeError: \
            'FileIO' object has no attribute 'buffer'\r\n";
        assert!(!came_damaged(&raised(within)));
        assert!(came_damaged(&raised(b"SyntaxError: invalid syntax\r\n")));
        assert!(!came_damaged(&raised(b"MemoryError: \r\n")));
    }

    #[test]
    fn the_programs_are_plain_ascii_without_control_bytes() {
        for body in [
            LIST,
            READ,
            REMOVE,
            RENAME,
            MAKE_FOLDER,
            PREPARE,
            RECEIVE,
            OPEN_FOR_PIECES,
            VERIFY,
            REPLACE,
        ] {
            let source = Program::new(body).source();
            assert!(source.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')), "{source}");
            // Before v1.14 a program has to fit into the free memory as it is.
            assert!(source.len() < 2_048, "{}", source.len());
        }
    }
}
