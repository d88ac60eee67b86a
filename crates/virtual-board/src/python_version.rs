//! What a version of MicroPython has, as far as the serial line shows it.

/// The second number of a version `1.…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PythonVersion {
    minor: u32,
}

impl PythonVersion {
    /// Version 1.`minor`.
    #[must_use]
    pub const fn minor(minor: u32) -> Self {
        Self { minor }
    }

    /// The `minor` of it.
    #[must_use]
    pub const fn minor_number(self) -> u32 {
        self.minor
    }

    /// That in `MicroPython v1.9.3 on …`; where there is none that is known, the newest.
    #[must_use]
    pub fn of_banner(banner: &str) -> Self {
        let numbers = banner.strip_prefix("MicroPython v1.").unwrap_or_default();
        let digits = numbers.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        Self { minor: digits.parse().unwrap_or(u32::MAX) }
    }

    /// Whether it is older than 1.`minor`.
    #[must_use]
    pub const fn is_before(self, minor: u32) -> bool {
        self.minor < minor
    }

    /// Whether raw mode takes a program with acknowledgements.
    #[must_use]
    pub const fn has_raw_paste(self) -> bool {
        !self.is_before(14)
    }

    /// Whether SystemExit starts Python anew; before, it led back to the prompt.
    #[must_use]
    pub const fn exits_by_soft_reset(self) -> bool {
        !self.is_before(24)
    }

    /// What a soft reset says first.
    #[must_use]
    pub const fn soft_reset_text(self) -> &'static str {
        if self.is_before(11) { "PYB: soft reboot\r\n" } else { "MPY: soft reboot\r\n" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_stands_in_the_banner() {
        let of = PythonVersion::of_banner;
        assert_eq!(of("MicroPython v1.9.3-8-g63826ac5c on 2017-11-01"), PythonVersion::minor(9));
        assert_eq!(of("MicroPython v1.28.0 on 2026-04-06"), PythonVersion::minor(28));
        assert!(!of("MicroPython v2.0.0 on 2030-01-01").is_before(100));
    }

    #[test]
    fn what_the_line_shows_changed_with_these_versions() {
        let has = |minor| {
            let version = PythonVersion::minor(minor);
            (version.has_raw_paste(), version.exits_by_soft_reset())
        };
        assert_eq!(
            [13, 14, 23, 24].map(has),
            [(false, false), (true, false), (true, false), (true, true)]
        );
        assert!(PythonVersion::minor(10).soft_reset_text().starts_with("PYB"));
        assert!(PythonVersion::minor(11).soft_reset_text().starts_with("MPY"));
    }
}
