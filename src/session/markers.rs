//! Reading what a board says for the few things that change what the page shows.

/// Longer lines than this hold no marker; only their start is kept.
const LINE_BYTES: usize = 160;
const PROMPT: &[u8] = b">>> ";
/// The second line of Python's banner, in every version.
const HELP_LINE: &[u8] = b"Type \"help()\" for more information.";
/// How the line goes on that tells of a damaged file system: since MicroPython 1.13, and before,
/// where it breaks off there.
const CORRUPT: [&str; 2] = ["looks corrupt", "appears to"];

/// Something in what a board says that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marker {
    /// A line that a banner begins with: its prompt may be a few bytes away.
    BannerLine,
    /// Python's version. Comes with the prompt that its banner ends with: what only
    /// looks like a banner, as a program may print it, is none.
    PythonVersion(String),
    /// Python can't use the file system, and says so again and again.
    FilesystemCorrupt,
}

/// Finds [`Marker`]s in a stream of bytes.
#[derive(Debug, Default)]
pub(super) struct MarkerScanner {
    line: Vec<u8>,
    banner: Banner,
}

/// How much of a banner stands directly before the present line.
#[derive(Debug, Default)]
enum Banner {
    #[default]
    Nothing,
    FirstLine(String),
    BothLines(String),
}

impl MarkerScanner {
    /// Takes what has arrived.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Marker> {
        let mut markers = Vec::new();
        for &byte in bytes {
            match byte {
                b'\n' => {
                    markers.extend(self.end_line());
                    self.line.clear();
                }
                b'\r' => {}
                other if self.line.len() < LINE_BYTES => self.line.push(other),
                _ => {}
            }
        }
        if self.line == PROMPT
            && let Banner::BothLines(version) = core::mem::take(&mut self.banner)
        {
            markers.push(Marker::PythonVersion(version));
        }
        markers
    }

    /// Forgets the line that has begun, and the banner before it.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn end_line(&mut self) -> Option<Marker> {
        let line = String::from_utf8_lossy(&self.line);
        let before = core::mem::take(&mut self.banner);
        if let Some(version) = version_in(&line) {
            self.banner = Banner::FirstLine(version.to_owned());
            return Some(Marker::BannerLine);
        }
        if let Banner::FirstLine(version) = before
            && self.line == HELP_LINE
        {
            self.banner = Banner::BothLines(version);
        }
        let is_corrupt = line.contains("filesystem starting at sector")
            && CORRUPT.iter().any(|words| line.contains(words));
        is_corrupt.then_some(Marker::FilesystemCorrupt)
    }
}

/// The version in the first line of a banner.
fn version_in(line: &str) -> Option<&str> {
    let (_, after_name) = line.split_once("MicroPython ")?;
    let (version, _) = after_name.split_once(" on ")?;
    let number = version.rsplit(' ').next()?.strip_prefix('v')?;
    let is_version = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_alphanumeric() || ".+-".contains(c));
    is_version.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANNER: &[u8] = b"\r\nMicroPython v1.9.3-8-g63826ac5c on 2017-11-01; \
        ESP module with ESP8266\r\nType \"help()\" for more information.\r\n>>> ";

    fn version(banner: &[u8]) -> Option<String> {
        MarkerScanner::default().push(banner).into_iter().find_map(|marker| match marker {
            Marker::PythonVersion(version) => Some(version),
            _ => None,
        })
    }

    #[test]
    fn a_boot_tells_version_and_prompt_however_it_is_cut() {
        let version = Marker::PythonVersion("1.9.3-8-g63826ac5c".into());
        let expected = [Marker::BannerLine, version];
        for cut in 1..BANNER.len() {
            let mut scanner = MarkerScanner::default();
            let mut markers: Vec<_> =
                BANNER.chunks(cut).flat_map(|part| scanner.push(part)).collect();
            markers.dedup();
            assert_eq!(markers, expected, "cut to {cut}");
        }
    }

    #[test]
    fn a_preview_tells_its_version_too() {
        let banner = b"MicroPython (with v2.0 preview) v1.29.0-preview on 2026-08-19; ESP module\n\
            Type \"help()\" for more information.\r\n>>> ";
        assert_eq!(version(banner), Some("1.29.0-preview".into()));
    }

    #[test]
    fn what_a_program_prints_is_no_banner() {
        for printed in [
            &b"MicroPython v9.9 on 2030-01-01; my own\r\n>>> "[..],
            b"MicroPython v9.9 on 2030-01-01\r\nand more\r\nType \"help()\" for more information.\r\n>>> ",
            b"MicroPython v9.9 on 2030-01-01\r\nType \"help()\" for more information.\r\nmore\r\n>>> ",
            b"MicroPython v9.9 on 2030-01-01\r\nType \"help()\" for more information.\r\n",
        ] {
            assert_eq!(version(printed), None, "{}", String::from_utf8_lossy(printed));
        }
    }

    #[test]
    fn a_version_is_made_of_letters_digits_and_few_signs() {
        for odd in ["9<b>", "9\u{202E}9", "9\u{A0}", "9\x1b[2J", "9;"] {
            let banner = format!(
                "MicroPython v{odd} on 2030-01-01\r\nType \"help()\" for more information.\r\n>>> "
            );
            assert_eq!(version(banner.as_bytes()), None, "{odd:?}");
        }
    }

    #[test]
    fn a_damaged_file_system_is_recognised() {
        let new = b"The filesystem starting at sector 256 with size 763 sectors looks corrupt.\r\n";
        let old = b"The FAT filesystem starting at sector 153 with size 866 sectors appears to\r\n\
            be corrupted.\r\n";
        assert_eq!(MarkerScanner::default().push(new), [Marker::FilesystemCorrupt]);
        assert_eq!(MarkerScanner::default().push(old), [Marker::FilesystemCorrupt]);
    }
}
