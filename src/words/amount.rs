//! Sizes of chips, times and speeds for people.

use crate::texts;
use core::time::Duration;
use page_words::{Text, one_decimal};

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
pub(super) fn memory(bytes: u32) -> String {
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

/// Seconds with one decimal, for logs.
pub(super) fn seconds(time: Duration) -> String {
    one_decimal(milliseconds(time), 1_000)
}

/// A speed in thousands of bits in a second, with one decimal, for logs.
pub(super) fn kilobits_per_second(bytes: u32, took: Duration) -> String {
    one_decimal(u64::from(bytes) * 8, milliseconds(took).max(1))
}

fn milliseconds(time: Duration) -> u64 {
    time.as_secs() * 1_000 + u64::from(time.subsec_millis())
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
    fn times_and_speeds_in_logs_are_rounded_to_one_decimal() {
        assert_eq!(seconds(Duration::from_millis(9_650)), "9.7");
        assert_eq!(seconds(Duration::from_millis(40)), "0.0");
        assert_eq!(kilobits_per_second(600_888, Duration::from_millis(9_700)), "495.6");
        assert_eq!(kilobits_per_second(1, Duration::ZERO), "8.0");
    }

    #[test]
    fn a_time_is_never_shorter_than_it_is() {
        assert_eq!(time(Duration::from_millis(7_001)), "8 s");
        assert_eq!(time(Duration::from_secs(75)), "1 min 15 s");
    }
}
