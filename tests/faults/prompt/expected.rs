//! What must come of each cell of the matrix: its worst probe.

use super::matrix::Matrix;

/// A column for each step, in their order; the letters are those of `Verdict::letter`.
#[rustfmt::skip]
const EXPECTED: &[(&str, &str)] = &[
    // A save: take over, room, open, bytes, close, SHA-256, replace, prompt.
    // A run: take over, source, output, error, prompt.
    // What is asked and answered is asked again; what a window or a frame lacks is missed.
    ("lost byte",                         "r T X r r T T r d T s s r"),
    ("flipped bit",                       "r T X r r T T r d T s s r"),
    ("doubled byte",                      "r T r r r T T r d s d s r"),
    ("burst of 40 bytes of garbage",      "r T r r r T T r d d d s r"),
    ("silence of 0.1 s",                  ". . . . . . . . . . . . ."),
    // Longer than the board has to answer a taking-over.
    ("silence of 1 s",                    "T T r . r T T r T r . s r"),
    ("silence of 5 s",                    "N T N r r T T r N T . s d"),
    ("silence of 30 s",                   "N T N N N T T r N T . s d"),
    // The board's Python starts anew, and says so.
    ("brown-out",                         "r T X B B T T . d T B s ."),
    ("unplugged",                         "L L L L L L L L L L L L L"),
    // A sign without a byte changes nothing.
    ("framing error",                     ". . . . . . . . . . . . ."),
    ("break",                             ". . . . . . . . . . . . ."),
    ("overrun",                           ". . . . . . . . . . . . ."),
    ("parity error",                      ". . . . . . . . . . . . ."),
    ("answer cut in two, everywhere",     ". . . . . . . . . . . . ."),
    ("host stalls for 5 s",               "r r r r . r r r r r . . r"),
    ("150 framing errors at once",        ". . . . . . . . . . . . ."),
    // Nothing is sent again that the system may have sent.
    ("write refused",                     "C C C C C C C C C C - - C"),
    ("system hangs for 10 s",             "H H H H H H H H H H - - H"),
];

/// The cells that came out otherwise, in words.
pub(crate) fn compare(matrix: &Matrix) -> Vec<String> {
    let mut complaints = Vec::new();
    for row in &matrix.rows {
        let found = row.letters();
        match EXPECTED.iter().find(|(name, _)| *name == row.name) {
            None => {
                complaints.push(format!("nothing is expected of \"{}\" at the prompt", row.name));
            }
            Some((name, expected)) if *expected != found => {
                complaints
                    .push(format!("{name} at the prompt: expected {expected}, found {found}"));
            }
            Some(_) => {}
        }
    }
    complaints
}
