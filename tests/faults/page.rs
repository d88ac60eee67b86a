//! `docs/reliability.md`, and the parts of it that are made here.

use std::fs;

const PAGE: &str = "docs/reliability.md";
/// What begins the tables of installations,
pub(crate) const INSTALLATIONS: &str = "<!-- made by: cargo xtask test faults -- --write -->\n";
/// those of copies,
pub(crate) const COPIES: &str =
    "<!-- made by: cargo xtask test faults -- --write, by the loader alone -->\n";
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
    if old == tables || !write && is_alike(old, tables) && begin == AT_THE_PROMPT {
        return Vec::new();
    }
    if write && fs::write(PAGE, [before, begin, tables, END, after].concat()).is_ok() {
        println!("{PAGE}: written");
        return Vec::new();
    }
    vec![format!("{PAGE} has other tables: cargo xtask test faults -- --write")]
}

/// Whether two tables differ in how often something was counted, and in nothing else: with a process of its
/// own in the game, one of some thousand may come out otherwise on a busy computer. What must never happen is
/// counted elsewhere, and complained of.
fn is_alike(old: &str, new: &str) -> bool {
    let shape = |text: &str| -> Vec<String> {
        let without_digits = |line: &str| line.replace(|letter: char| letter.is_ascii_digit(), "");
        let counts =
            |line: &str| line.split('|').skip(2).any(|cell| cell.trim().parse::<u64>().is_ok());
        text.lines()
            .map(|line| if counts(line) { without_digits(line) } else { line.into() })
            .collect()
    };
    shape(old) == shape(new)
}
