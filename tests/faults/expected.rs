//! What must come of each cell of the matrix: its worst probe.

use crate::fault::ROWS;
use crate::matrix::Matrix;

/// A column for each stage, in their order; the letters are those of `Verdict::letter`.
#[rustfmt::skip]
const EXPECTED: &[(&str, &str)] = &[
    //                                  reset  identify  start   write  restart
    //                                  | sync    | upload | erase | verify | prompt
    ("lost byte",                       "- r r r r r r r - r"),
    ("flipped bit",                     "- r r r r r r r - r"),
    ("doubled byte",                    "- r r r r r r r - r"),
    ("burst of 40 bytes of garbage",    "- r r r r r r r - r"),
    ("silence of 0.1 s",                "- r . . . . . . - ."),
    ("silence of 1 s",                  "- r r r . . . . - r"),
    ("silence of 5 s",                  "- r r r r r r r - r"),
    ("silence of 30 s",                 "- r r r r r r r - P"),
    ("answer 4 s late",                 "- r r r r r r - - -"),
    ("stale answer",                    "- - . . . . . - - -"),
    ("doubled answer",                  "- . . . . . . - - -"),
    ("block damaged once",              "- - - r - - r - - -"),
    ("block damaged three times",       "- - - r - - r - - -"),
    ("write error told later",          "- - - - - - r - - -"),
    ("brown-out",                       "r r r r r r r r . ."),
    ("unplugged",                       "L L L L L L L L L L"),
    ("framing error",                   "- . r r r r r r - ."),
    ("break",                           "- . r r r r r r - ."),
    ("overrun",                         "- . r r r r r r - ."),
    ("parity error",                    "- . r r r r r r - ."),
    ("answer cut in two, everywhere",   "- . . . . . . . - ."),
    ("host stalls for 5 s",             ". . . . r . . . . ."),
    ("jump's answer lost",              "- - - - . - - - - -"),
    ("stub starts 0.1 and 2 s late",    "- - - - . - - - - -"),
    ("stub starts 6 s late",            "- - - - u - - - - -"),
    ("stub never starts",               "- - - - u - - - - -"),
    ("flash id of no chip",             "- - F - - - - - - -"),
    ("flash id of unknown size",        "- - U - - - - - - -"),
    ("flash cell stuck in the image",   "- - - - - - - M - -"),
    ("erase never ends",                "- - - - - T - - - -"),
    ("speed change not followed",       "- - - - r - - - - -"),
    // Too many for one wait. Calls are repeated; the next rung serves the rest; a prompt is asked for.
    ("150 framing errors at once",      "- r r r r r r r - r"),
    // The next rung; after the installation, the same again.
    ("speed refused, port as before",   "r - - - - - - - r -"),
    ("speed refused, port closed",      "r - - - - - - - r -"),
    ("port opens at the third try",     "r - - - - - - - r -"),
    // Before: no rung opens it. Afterwards the flash is proved already, and the session finds it closed.
    ("port never opens again",          "C - - - - - - - c -"),
    // Switched again at once.
    ("modem line refused once",         "r - - - - - - - r -"),
    // Before: the chip is not reset, or held in reset. Afterwards nobody presses the button.
    ("modem lines refused from then on", "N - - - - - - - P -"),
    // From the reset on the next rung. The input is thrown away before each command, so before the
    // first of a stage it is done in the one before.
    ("write refused",                   "- r r r r r r r - -"),
    ("input not thrown away",           "r r r r - r r r - -"),
    // All once more.
    ("system hangs for 10 s",           "r r r r r r r r r -"),
    // Only a person can reset the board. One who does is at the prompt in the end.
    ("no modem lines",                  "N - - - - - - - - -"),
    ("no modem lines, buttons pressed", ". - - - - - - - - -"),
    ("opening the port resets the board", ". - - - - - - - - -"),
];

/// The cells of installations that came out otherwise, in words.
pub(crate) fn compare(matrix: &Matrix) -> Vec<String> {
    compare_with(EXPECTED, matrix)
}

/// The cells that came out otherwise than these, in words.
pub(crate) fn compare_with(wanted: &[(&str, &str)], matrix: &Matrix) -> Vec<String> {
    let mut complaints = Vec::new();
    for (index, row) in ROWS.iter().enumerate() {
        let found = matrix.letters(index);
        match wanted.iter().find(|(name, _)| *name == row.name) {
            None => complaints.push(format!("nothing is expected of \"{}\"", row.name)),
            Some((name, expected)) if *expected != found => {
                complaints.push(format!("{name}: expected {expected}, found {found}"));
            }
            Some(_) => {}
        }
    }
    complaints
}
