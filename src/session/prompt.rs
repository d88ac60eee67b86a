//! Reading what a board says for the few things that change what the page shows.

/// Longer lines than this hold no sign; only their start is kept.
const LINE_BYTES: usize = 160;
const PROMPT: &[u8] = b">>> ";
/// How the line goes on that tells of a damaged file system: since MicroPython 1.13, and before,
/// where it breaks off there.
const CORRUPT: [&str; 2] = ["looks corrupt", "appears to"];

/// Something that a board said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// It waits for Python, on an empty line.
    Prompt,
    /// Python told its version.
    Banner(String),
    /// Python can't use the file system, and says so again and again.
    FilesystemCorrupt,
}

/// Finds [`Sign`]s in a stream of bytes.
#[derive(Debug, Default)]
pub(super) struct SignReader {
    line: Vec<u8>,
}

impl SignReader {
    /// Takes what has arrived. A prompt counts only at its end: more would follow it otherwise.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Sign> {
        let mut signs = Vec::new();
        for &byte in bytes {
            match byte {
                b'\n' => {
                    signs.extend(sign_of(&self.line));
                    self.line.clear();
                }
                b'\r' => {}
                other if self.line.len() < LINE_BYTES => self.line.push(other),
                _ => {}
            }
        }
        if self.line == PROMPT {
            signs.push(Sign::Prompt);
        }
        signs
    }

    /// Forgets the line that has begun.
    pub(super) fn clear(&mut self) {
        self.line.clear();
    }
}

fn sign_of(line: &[u8]) -> Option<Sign> {
    let line = String::from_utf8_lossy(line);
    if line.contains("filesystem starting at sector") && CORRUPT.iter().any(|it| line.contains(it))
    {
        return Some(Sign::FilesystemCorrupt);
    }
    let (_, after_name) = line.split_once("MicroPython ")?;
    let (version, _) = after_name.split_once(" on ")?;
    let number = version.rsplit(' ').next()?.strip_prefix('v')?;
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| Sign::Banner(number.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANNER: &[u8] = b"\r\nMicroPython v1.9.3-8-g63826ac5c on 2017-11-01; \
        ESP module with ESP8266\r\nType \"help()\" for more information.\r\n>>> ";

    #[test]
    fn a_boot_tells_version_and_prompt_however_it_is_cut() {
        let expected = [Sign::Banner("1.9.3-8-g63826ac5c".into()), Sign::Prompt];
        for cut in 1..BANNER.len() {
            let mut reader = SignReader::default();
            let mut signs: Vec<_> = BANNER.chunks(cut).flat_map(|part| reader.push(part)).collect();
            signs.dedup();
            assert_eq!(signs, expected, "cut to {cut}");
        }
    }

    #[test]
    fn a_preview_tells_its_version_too() {
        let banner = b"MicroPython (with v2.0 preview) v1.29.0-preview on 2026-08-19; ESP module\n";
        let expected = [Sign::Banner("1.29.0-preview".into())];
        assert_eq!(SignReader::default().push(banner), expected);
    }

    #[test]
    fn a_prompt_with_something_behind_it_is_not_waiting() {
        assert_eq!(SignReader::default().push(b"\r\n>>> print(1)"), []);
    }

    #[test]
    fn a_damaged_file_system_is_recognised() {
        let new = b"The filesystem starting at sector 256 with size 763 sectors looks corrupt.\r\n";
        let old = b"The FAT filesystem starting at sector 153 with size 866 sectors appears to\r\n\
            be corrupted.\r\n";
        assert_eq!(SignReader::default().push(new), [Sign::FilesystemCorrupt]);
        assert_eq!(SignReader::default().push(old), [Sign::FilesystemCorrupt]);
    }
}
