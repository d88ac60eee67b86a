//! Amounts for people.

use crate::{Text, texts};

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

#[cfg(test)]
mod tests {
    use super::*;

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
