//! Lines that tell of a board in trouble.

use crate::bytes::{contains, split_once};

/// What is wrong with a board, in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Python can't use the file system: it says so every 3 s, and shows no prompt.
    FilesDamaged,
    /// Python runs and shows its prompt, but its start has failed to find a place for files.
    NoFiles,
    /// Memory ran out where Python can't raise an error. The watchdog restarts the board.
    OutOfMemory,
}

/// How much of a traceback stands directly before the present line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Traceback {
    #[default]
    None,
    /// Its first line.
    Begun,
    /// It began in a module that makes the file system ready.
    OfFiles,
    /// It began elsewhere.
    Other,
}

/// Reads lines for faults.
#[derive(Debug, Default)]
pub(super) struct Faults(Traceback);

impl Faults {
    /// Takes a whole line.
    pub(super) fn push(&mut self, line: &str) -> Option<Fault> {
        if contains(line, "NLR jump failed") {
            return Some(Fault::OutOfMemory);
        }
        if is_of_damaged_files(line) {
            return Some(Fault::FilesDamaged);
        }
        // Some builds print no traceback.
        let is_failed_setup = contains(line, "'FlashBdev' object has no attribute 'START_SEC'");
        let before = self.0;
        self.0 = match before {
            _ if line.ends_with("Traceback (most recent call last):") => Traceback::Begun,
            Traceback::Begun if is_of_files(line) => Traceback::OfFiles,
            Traceback::Begun | Traceback::Other if line.starts_with(' ') => Traceback::Other,
            Traceback::OfFiles if line.starts_with(' ') => Traceback::OfFiles,
            _ => Traceback::None,
        };
        // Ctrl-C in the first moments is no fault of the files.
        let has_ended = before == Traceback::OfFiles
            && self.0 == Traceback::None
            && !line.starts_with("KeyboardInterrupt");
        (has_ended || is_failed_setup).then_some(Fault::NoFiles)
    }
}

/// `The FAT filesystem starting at sector 153 with size 866 sectors appears to` (be corrupted), which
/// breaks off there, or the same with `looks corrupt` since MicroPython 1.15.
fn is_of_damaged_files(line: &str) -> bool {
    let Some((_, rest)) = split_once(line, "filesystem starting at ") else { return false };
    contains(rest, "looks corrupt") || contains(rest, "appears to")
}

/// Whether a traceback's line is of what runs before a person's own files.
fn is_of_files(line: &str) -> bool {
    let file = line.trim_ascii_start().strip_prefix("File \"");
    let name = file.and_then(|rest| rest.split_once('"')).map(|(name, _)| name);
    matches!(name, Some("_boot.py" | "inisetup.py" | "flashbdev.py"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> alloc::vec::Vec<Fault> {
        let mut faults = Faults::default();
        text.lines().filter_map(|line| faults.push(line)).collect()
    }

    #[test]
    fn damaged_files_are_known_in_the_words_of_every_version() {
        for words in [
            "The FAT filesystem starting at sector 153 with size 866 sectors appears to\nbe corrupted. If you had important data there, you may want to make a flash snapshot",
            "The filesystem starting at sector 256 with size 763 sectors appears to\nbe corrupted.",
            "The filesystem starting at sector 256 with size 763 sectors looks corrupt.",
        ] {
            assert_eq!(faults(words), [Fault::FilesDamaged], "{words}");
        }
    }

    #[test]
    fn a_start_that_fails_leaves_no_place_for_files() {
        let error = "Traceback (most recent call last):\n  File \"_boot.py\", line 13, in <module>\n  \
            File \"inisetup.py\", line 38, in setup\nOSError: [Errno 5] EIO";
        assert_eq!(faults(error), [Fault::NoFiles]);
        let old = "Traceback (most recent call last):\n  File \"_boot.py\", line 11, in <module>\n\
            AttributeError: 'FlashBdev' object has no attribute 'START_SEC'";
        assert_eq!(faults(old), [Fault::NoFiles]);
        assert_eq!(
            faults("AttributeError: 'FlashBdev' object has no attribute 'START_SEC'"),
            [Fault::NoFiles]
        );
    }

    #[test]
    fn other_tracebacks_are_of_a_program() {
        for text in [
            "Traceback (most recent call last):\n  File \"main.py\", line 1, in <module>\nOSError: 5",
            "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n  File \
             \"inisetup.py\", line 1, in setup\nOSError: 5",
            "Traceback (most recent call last):\n  File \"_boot.py\", line 3, in <module>\n\
             KeyboardInterrupt: ",
            "  File \"_boot.py\", line 13, in <module>\nOSError: 5",
        ] {
            assert_eq!(faults(text), [], "{text}");
        }
    }

    #[test]
    fn memory_that_ran_out_is_told() {
        assert_eq!(faults("x\nNLR jump failed\n"), [Fault::OutOfMemory]);
    }
}
