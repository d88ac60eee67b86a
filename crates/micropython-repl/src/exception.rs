//! What Python says of an exception.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::{String, ToString as _};
use core::fmt;

/// An exception, as Python's text tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Its class, such as `OSError`.
    pub class: String,
    /// What stands behind the colon; may be empty.
    pub message: String,
    /// All that Python said of it: the traceback too, where there is one. Lines end with `\r\n`.
    pub text: String,
}

/// Numbers of `OSError`. Source: MicroPython `py/mperrno.h`, which has Linux' numbers.
pub mod errno {
    /// No such file or folder.
    pub const ENOENT: i32 = 2;
    /// The flash could not be read or written.
    pub const EIO: i32 = 5;
    /// Not allowed: on FAT also a folder that is not empty.
    pub const EACCES: i32 = 13;
    /// The name is taken.
    pub const EEXIST: i32 = 17;
    /// No file system.
    pub const ENODEV: i32 = 19;
    /// A part of the path is no folder.
    pub const ENOTDIR: i32 = 20;
    /// It is a folder.
    pub const EISDIR: i32 = 21;
    /// The file system can't hold this name.
    pub const EINVAL: i32 = 22;
    /// Full.
    pub const ENOSPC: i32 = 28;
    /// The file system can't be written.
    pub const EROFS: i32 = 30;
    /// The name is too long.
    pub const ENAMETOOLONG: i32 = 36;
    /// The folder is not empty.
    pub const ENOTEMPTY: i32 = 39;
}

impl Exception {
    /// Reads the text that Python prints of an uncaught exception; `None` where there is none.
    ///
    /// The class stands on the last line. The lines before it may be missing, as they are where memory
    /// ran out, and after a program was interrupted while it was sent.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(text);
        let is_class = |line: &&str| {
            line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && !line.starts_with("Traceback (")
        };
        // A message may have lines of its own: the class is on the first line that is not indented.
        let last = text.lines().find(is_class)?;
        let (class, message) = last.split_once(':').unwrap_or((last, ""));
        Some(Self {
            class: class.to_owned(),
            message: message.trim().to_owned(),
            text: text.into_owned(),
        })
    }

    /// An `OSError` that this side knows Python would raise.
    pub(crate) fn os_error(number: i32) -> Self {
        let message = number.to_string();
        let text = format!("OSError: {message}\r\n");
        Self { class: "OSError".to_owned(), message, text }
    }

    /// The number of an `OSError`: `[Errno 2] ENOENT`, or where Python has no name for it `28`.
    #[must_use]
    pub fn errno(&self) -> Option<i32> {
        if self.class != "OSError" {
            return None;
        }
        let number = self.message.strip_prefix("[Errno ").unwrap_or(&self.message);
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        number.get(..end)?.parse().ok()
    }

    /// Whether memory ran out. The number behind it is not always true, nor even filled in.
    #[must_use]
    pub fn is_out_of_memory(&self) -> bool {
        self.class == "MemoryError"
    }

    /// Whether it is what Ctrl-C brings.
    #[must_use]
    pub fn is_interrupt(&self) -> bool {
        self.class == "KeyboardInterrupt"
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => f.write_str(&self.class),
            message => write!(f, "{}: {message}", self.class),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Exception {
        Exception::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_traceback_ends_with_class_and_message() {
        let text = "Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\n\
                    ZeroDivisionError: divide by zero\r\n";
        let exception = parsed(text);
        assert_eq!(
            (&*exception.class, &*exception.message),
            ("ZeroDivisionError", "divide by zero")
        );
        assert_eq!(exception.text, text);
    }

    #[test]
    fn an_os_error_has_its_number_with_and_without_a_name() {
        assert_eq!(parsed("OSError: [Errno 2] ENOENT\r\n").errno(), Some(errno::ENOENT));
        assert_eq!(parsed("OSError: 28\r\n").errno(), Some(errno::ENOSPC));
        assert_eq!(parsed("OSError: \r\n").errno(), None);
        assert_eq!(parsed("ValueError: 28\r\n").errno(), None);
    }

    #[test]
    fn memory_that_ran_out_is_told_in_many_ways() {
        for text in [
            "MemoryError: \r\n",
            "MemoryError\r\n",
            "MemoryError: memory allocation failed, allocating %u bytes\r\n",
            "Traceback (most recent call last):\r\n  File \"<stdin>\", line 3\r\n\
             MemoryError: memory allocation failed, allocating 4120 bytes\r\n",
        ] {
            assert!(parsed(text).is_out_of_memory(), "{text}");
        }
    }

    #[test]
    fn a_message_of_several_lines_does_not_hide_the_class() {
        let exception = parsed(
            "Traceback (most recent call last):\r\n  File \"<stdin>\", line 1\r\nValueError: a\r\nb: c\r\n",
        );
        assert_eq!((&*exception.class, &*exception.message), ("ValueError", "a"));
    }

    #[test]
    fn no_text_is_no_exception() {
        assert_eq!(Exception::parse(b""), None);
        assert_eq!(Exception::parse(b"\r\n"), None);
    }
}
