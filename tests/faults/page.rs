//! `docs/reliability.md`, and the parts of it that are made here.

use std::fs;

const PAGE: &str = "docs/reliability.md";
/// What begins the tables of installations,
pub(crate) const INSTALLATIONS: &str = "<!-- made by: cargo xtask test faults -- --write -->\n";
/// and those of saves and runs.
pub(crate) const AT_THE_PROMPT: &str =
    "<!-- made by: cargo xtask test faults -- --write, with a MicroPython -->\n";
const END: &str = "<!-- end -->\n";

/// Writes the tables into the page, or says that the page has others.
pub(crate) fn keep(begin: &str, tables: &str, write: bool) -> Vec<String> {
    let page = fs::read_to_string(PAGE).unwrap_or_default();
    let parts =
        page.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(END)?)));
    let Some((before, (old, after))) = parts else {
        return vec![format!("{PAGE} has no place for the tables: {}", begin.trim())];
    };
    if old == tables {
        return Vec::new();
    }
    if write && fs::write(PAGE, [before, begin, tables, END, after].concat()).is_ok() {
        println!("{PAGE}: written");
        return Vec::new();
    }
    vec![format!("{PAGE} has other tables: cargo xtask test faults -- --write")]
}
