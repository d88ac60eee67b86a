//! Amounts for people.

use crate::{Text, texts};
use core::time::Duration;

/// The size of a file, in steps of thousand, as file managers show it.
#[must_use]
pub fn size(bytes: usize) -> Text {
    let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
    match bytes {
        0..1_000 => texts::SizeBytes { count: bytes }.text(),
        1_000..1_000_000 => texts::SizeKilobytes { count: (bytes + 500) / 1_000 }.text(),
        _ => texts::SizeMegabytes { count: &one_decimal(bytes.into(), 1_000_000) }.text(),
    }
    .into()
}

/// The size of a file to the byte.
#[must_use]
pub fn exact_size(bytes: usize) -> Text {
    let count = u32::try_from(bytes).unwrap_or(u32::MAX);
    texts::SizeExact { count, digits: &number(count) }.text().into()
}

/// A number with a mark at each thousand.
#[must_use]
pub fn number(number: u32) -> String {
    let (above, below) = (number / 1_000, number % 1_000);
    if above == 0 {
        return below.to_string();
    }
    let above = self::number(above);
    texts::NumberThousands { above: &above, below: &format!("{below:03}") }.text()
}

/// A quotient, rounded. Floats would bring their printing into the page, which is large.
#[must_use]
pub fn one_decimal(dividend: u64, divisor: u64) -> String {
    let tenths = (dividend * 10 + divisor / 2) / divisor;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The size of a flash chip, as the makers name it.
#[must_use]
pub fn flash_size(bytes: u32) -> Text {
    let text = if bytes < 1 << 20 {
        texts::FlashKilobytes { count: bytes >> 10 }.text()
    } else {
        texts::FlashMegabytes { count: bytes >> 20 }.text()
    };
    text.into()
}

/// The size of a board's memory, for people.
#[must_use]
pub fn memory(bytes: u32) -> String {
    if bytes < 1 << 20 {
        texts::MemoryKilobytes { count: bytes >> 10 }.text()
    } else {
        texts::MemoryMegabytes { count: bytes >> 20 }.text()
    }
}

/// A time in whole seconds, rounded up: the last second is not over yet.
#[must_use]
pub fn time(time: Duration) -> Text {
    let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    match (seconds / 60, seconds % 60) {
        (0, seconds) => texts::TimeSeconds { seconds }.text(),
        (minutes, seconds) => texts::TimeMinutes { minutes, seconds }.text(),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flash_chips_have_the_sizes_that_their_makers_name() {
        assert_eq!(flash_size(512 << 10), "512K");
        assert_eq!(flash_size(4 << 20), "4M");
    }

    #[test]
    fn a_time_is_never_shorter_than_it_is() {
        assert_eq!(time(Duration::from_millis(7_001)), "8 s");
        assert_eq!(time(Duration::from_secs(75)), "1 min 15 s");
    }

    #[test]
    fn sizes_are_rounded_as_people_say_them() {
        assert_eq!(size(0), "0 bytes");
        assert_eq!(size(1), "1 byte");
        assert_eq!(size(600_888), "601 kB");
        assert_eq!(size(1_048_576), "1.0 MB");
        assert_eq!(size(104_857_600), "104.9 MB");
    }

    #[test]
    fn an_exact_size_has_a_mark_at_each_thousand() {
        assert_eq!(exact_size(1), "1 byte");
        assert_eq!(exact_size(1_024), "1,024 bytes");
        assert_eq!(exact_size(1_000_007), "1,000,007 bytes");
    }
}
