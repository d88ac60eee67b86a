//! Times and speeds, for logs.

use core::time::Duration;
use page_words::one_decimal;

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
    fn times_and_speeds_in_logs_are_rounded_to_one_decimal() {
        assert_eq!(seconds(Duration::from_millis(9_650)), "9.7");
        assert_eq!(seconds(Duration::from_millis(40)), "0.0");
        assert_eq!(kilobits_per_second(600_888, Duration::from_millis(9_700)), "495.6");
        assert_eq!(kilobits_per_second(1, Duration::ZERO), "8.0");
    }
}
