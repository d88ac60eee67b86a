//! What the numbers of `OSError` mean for a beginner.

use crate::texts;

/// `number` is as in MicroPython's `py/mperrno.h`, or one of lwIP's, which are below zero.
pub(super) fn os_error(number: i32) -> Option<&'static str> {
    Some(match number {
        2 => texts::mistake_os_not_there(),
        5 => texts::mistake_os_io(),
        11 => texts::mistake_os_again(),
        12 => texts::mistake_memory(),
        13 | 1 => texts::mistake_os_access(),
        16 => texts::mistake_os_busy(),
        17 => texts::mistake_os_exists(),
        19 => texts::mistake_os_no_device(),
        20 => texts::mistake_os_no_folder(),
        21 => texts::mistake_os_folder(),
        22 => texts::mistake_os_invalid(),
        28 => texts::mistake_os_full(),
        30 => texts::mistake_os_read_only(),
        39 => texts::mistake_os_not_empty(),
        // Not found by its name, on all versions of lwIP.
        -2 | -6 | -202 => texts::mistake_os_host_name(),
        9 | 107 | 128 => texts::mistake_os_closed(),
        98 | 112 => texts::mistake_os_address_used(),
        103 | 104 => texts::mistake_os_cut(),
        110 | 116 => texts::mistake_os_late(),
        111 => texts::mistake_os_refused(),
        113 | 118 => texts::mistake_os_unreachable(),
        _ => return None,
    })
}
