//! What must come of each cell of the two matrices: its worst probe.

use super::work::Work;
use crate::expected::compare_with;
use crate::matrix::Matrix;

/// A column for each stage of an installation, in their order. In that of "erase" the stub is told the flash's size,
/// in that of "write" it is read; nothing is verified at the end, and no prompt comes.
#[rustfmt::skip]
const READING: &[(&str, &str)] = &[
    //                                  reset  identify  start   read    restart
    //                                  | sync    | upload | size  |        |
    ("lost byte",                         "- r r r r r r - - -"),
    ("flipped bit",                       "- r r r r r r - - -"),
    ("doubled byte",                      "- r r r r r r - - -"),
    ("burst of 40 bytes of garbage",      "- r r r r r r - - -"),
    ("silence of 0.1 s",                  "- r . . . . . - - -"),
    ("silence of 1 s",                    "- r r r . . . - - -"),
    ("silence of 5 s",                    "- r r r r r r - - -"),
    ("silence of 30 s",                   "- r r r r r r - - -"),
    ("answer 4 s late",                   "- r r r r r r - - -"),
    ("stale answer",                      "- - . . . . r - - -"),
    ("doubled answer",                    "- . . . . . r - - -"),
    ("block damaged once",                "- - - r - - - - - -"),
    ("block damaged three times",         "- - - r - - - - - -"),
    ("write error told later",            "- - - - - - r - - -"),
    ("brown-out",                         "r r r r r r r - . -"),
    ("unplugged",                         "L L L L L L L - L -"),
    ("framing error",                     "- . r r r r r - - -"),
    ("break",                             "- . r r r r r - - -"),
    ("overrun",                           "- . r r r r r - - -"),
    ("parity error",                      "- . r r r r r - - -"),
    ("answer cut in two, everywhere",     "- . . . . . . - - -"),
    ("host stalls for 5 s",               ". . . . r . r - . -"),
    ("jump's answer lost",                "- - - - . - - - - -"),
    ("stub starts 0.1 and 2 s late",      "- - - - . - - - - -"),
    ("stub starts 6 s late",              "- - - - S - - - - -"),
    ("stub never starts",                 "- - - - S - - - - -"),
    ("flash id of no chip",               "- - F - - - - - - -"),
    ("flash id of unknown size",          "- - U - - - - - - -"),
    ("flash cell stuck in the image",     "- - - - - - - - - -"),
    ("erase never ends",                  "- - - - - . - - - -"),
    ("speed change not followed",         "- - - - r - - - - -"),
    ("150 framing errors at once",        "- r r r r r r - - -"),
    ("speed refused, port as before",     "r - - - - - - - r -"),
    ("speed refused, port closed",        "r - - - - - - - r -"),
    ("port opens at the third try",       "r - - - - - - - r -"),
    ("port never opens again",            "C - - - - - - - . -"),
    ("modem line refused once",           "r - - - - - - - r -"),
    ("modem lines refused from then on",  "N - - - - - - - r -"),
    ("write refused",                     "- r r r r r r - - -"),
    ("input not thrown away",             "r r r r - r r - - -"),
    ("system hangs for 10 s",             "r r r r r r r - r -"),
    ("no modem lines",                    "N - - - - - - - - -"),
    ("no modem lines, buttons pressed",   ". - - - - - - - - -"),
    ("opening the port resets the board", ". - - - - - - - - -"),
];

/// As for reading, but for that it is written and verified.
#[rustfmt::skip]
const RESTORING: &[(&str, &str)] = &[
    //                                  reset  identify  start   write   restart
    //                                  | sync    | upload | size  | verify |
    ("lost byte",                         "- r r r r r r r - -"),
    ("flipped bit",                       "- r r r r r r r - -"),
    ("doubled byte",                      "- r r r r r r r - -"),
    ("burst of 40 bytes of garbage",      "- r r r r r r r - -"),
    ("silence of 0.1 s",                  "- r . . . . . . - -"),
    ("silence of 1 s",                    "- r r r . . . . - -"),
    ("silence of 5 s",                    "- r r r r r r r - -"),
    ("silence of 30 s",                   "- r r r r r r r - -"),
    ("answer 4 s late",                   "- r r r r r r - - -"),
    ("stale answer",                      "- - . . . . . - - -"),
    ("doubled answer",                    "- . . . . . . - - -"),
    ("block damaged once",                "- - - r - - r - - -"),
    ("block damaged three times",         "- - - r - - r - - -"),
    ("write error told later",            "- - - - - - r - - -"),
    ("brown-out",                         "r r r r r r r r . -"),
    ("unplugged",                         "L L L L L L L L L -"),
    ("framing error",                     "- . r r r r r r - -"),
    ("break",                             "- . r r r r r r - -"),
    ("overrun",                           "- . r r r r r r - -"),
    ("parity error",                      "- . r r r r r r - -"),
    ("answer cut in two, everywhere",     "- . . . . . . . - -"),
    ("host stalls for 5 s",               ". . . . r . . . . -"),
    ("jump's answer lost",                "- - - - . - - - - -"),
    ("stub starts 0.1 and 2 s late",      "- - - - . - - - - -"),
    ("stub starts 6 s late",              "- - - - S - - - - -"),
    ("stub never starts",                 "- - - - S - - - - -"),
    ("flash id of no chip",               "- - F - - - - - - -"),
    ("flash id of unknown size",          "- - U - - - - - - -"),
    ("flash cell stuck in the image",     "- - - - - - - M - -"),
    ("erase never ends",                  "- - - - - T - - - -"),
    ("speed change not followed",         "- - - - r - - - - -"),
    ("150 framing errors at once",        "- r r r r r r r - -"),
    ("speed refused, port as before",     "r - - - - - - - r -"),
    ("speed refused, port closed",        "r - - - - - - - r -"),
    ("port opens at the third try",       "r - - - - - - - r -"),
    ("port never opens again",            "C - - - - - - - . -"),
    ("modem line refused once",           "r - - - - - - - r -"),
    ("modem lines refused from then on",  "N - - - - - - - r -"),
    ("write refused",                     "- r r r r r r r - -"),
    ("input not thrown away",             "r r r r - r r r - -"),
    ("system hangs for 10 s",             "r r r r r r r r r -"),
    ("no modem lines",                    "N - - - - - - - - -"),
    ("no modem lines, buttons pressed",   ". - - - - - - - - -"),
    ("opening the port resets the board", ". - - - - - - - - -"),
];

/// The cells that came out otherwise, in words.
pub(super) fn compare(work: Work, matrix: &Matrix) -> Vec<String> {
    let wanted = match work {
        Work::Reading => READING,
        Work::Restoring => RESTORING,
    };
    compare_with(wanted, matrix)
        .into_iter()
        .map(|complaint| format!("{}: {complaint}", work.name()))
        .collect()
}
