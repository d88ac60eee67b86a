//! The names in xterm.js that have to stay when it is minified.
//!
//! It comes with the names of all its members, eight times as many as its users see. Those that nobody
//! else can know become short: what is in its typings, what its add-on reaches for, what it also has as
//! a text, and what browsers have, stays. So do single letters, some of which are character sets by the
//! letter that a program chooses them with.

use std::collections::BTreeSet;
use std::fs;

use crate::failure::{During, Outcome};

const TYPINGS: &str = "node_modules/@xterm/xterm/typings/xterm.d.ts";
const ADD_ON: &str = "node_modules/@xterm/addon-fit/lib/addon-fit.mjs";
/// What terser's list of browsers' names lacks.
const OF_BROWSERS: [&str; 3] = ["importScripts", "return", "willReadFrequently"];

/// All of them in its script, each once.
pub(super) fn kept(script: &str) -> Outcome<Vec<String>> {
    let read = |file| fs::read_to_string(file).during(format!("read {file}"));
    let (typings, add_on) = (read(TYPINGS)?, read(ADD_ON)?);
    let mut kept = BTreeSet::from(OF_BROWSERS);
    kept.extend(typings.lines().filter(|line| !is_comment(line)).flat_map(words));
    kept.extend(words(&add_on));
    kept.extend(texts(script));
    kept.extend(words(script).filter(|word| word.len() == 1));
    Ok(kept.into_iter().map(str::to_owned).collect())
}

/// In a comment of several lines, each begins with a star.
fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with(['*', '/'])
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter| !is_of_name(letter)).filter(|word| !word.is_empty())
}

/// The texts in a script that could be names.
fn texts(script: &str) -> impl Iterator<Item = &str> {
    let parts: Vec<_> = script.split(['"', '\'', '`']).collect();
    // Where a text begins and ends is not told apart: more may stay than has to.
    parts.into_iter().filter(|part| !part.is_empty() && part.chars().all(is_of_name))
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_reached_by_a_text_stay() {
        let script = r#"a.on("scrollback",b);c['ansi']=`${d} e`;f="two words""#;
        assert_eq!(texts(script).collect::<Vec<_>>(), ["scrollback", "ansi"]);
    }

    #[test]
    fn the_words_of_a_comment_are_no_names() {
        let typings = ["  /**", "   * Its rows.", "   */", "  readonly rows: number;"];
        let names = typings.into_iter().filter(|line| !is_comment(line)).flat_map(words);
        assert_eq!(names.collect::<Vec<_>>(), ["readonly", "rows", "number"]);
    }
}
