//! Text that was copied from a prompt, with its prompts and with what Python answered.

use super::Changes;
use super::letters::{is_invisible, is_line_end, is_other_space, sign};
use alloc::string::String;

/// Whether the first line with anything on it has a prompt.
pub(super) fn is_one(text: &str) -> bool {
    let first = text.split(is_line_end).find(|line| !skip_blank(line).is_empty());
    first.and_then(statement).is_some()
}

/// The lines with prompts, without them, if the text is a transcript.
///
/// A block ends with an empty line.
pub(super) fn without_prompts(text: &str, changes: &mut Changes) -> Option<String> {
    if !is_one(text) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut block = Block::None;
    for line in text.split_inclusive(is_line_end) {
        let (line, end) = split_end(line);
        let (rest, goes_on) = match (statement(line), continuation(line)) {
            (Some(rest), _) => (rest, false),
            (None, Some(rest)) => (rest, true),
            (None, None) => {
                changes.answers += usize::from(!skip_blank(line).is_empty());
                continue;
            }
        };
        changes.prompts += 1;
        if block == Block::Open && !goes_on {
            out.push('\n');
        }
        let rest = innermost(rest);
        out.push_str(rest);
        if let Some(end) = end {
            changes.line_ends += usize::from(end != '\n');
            out.push('\n');
        }
        block = if goes_on && !rest.trim().is_empty() { Block::Open } else { Block::None };
    }
    Some(out)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    None,
    /// The last line went on with a statement.
    Open,
}

/// The line, and what ends it.
fn split_end(line: &str) -> (&str, Option<char>) {
    let mut letters = line.chars();
    match letters.next_back().filter(|&last| is_line_end(last)) {
        Some(end) => (letters.as_str(), Some(end)),
        None => (line, None),
    }
}

/// What stands behind `>>> `, or behind paste mode's `=== `.
fn statement(line: &str) -> Option<&str> {
    behind(line, ">>>").or_else(|| behind(line, "==="))
}

/// What stands behind `... `.
fn continuation(line: &str) -> Option<&str> {
    behind(line, "...")
}

/// What is left where one prompt stands behind another.
fn innermost(mut line: &str) -> &str {
    while let Some(rest) = statement(line) {
        line = rest;
    }
    line
}

/// What stands behind a prompt and the space that belongs to it.
fn behind<'a>(line: &'a str, prompt: &str) -> Option<&'a str> {
    let mut rest = skip_blank(line);
    let mut left = prompt;
    while !left.is_empty() {
        let letter = rest.chars().next()?;
        let shown = rest.get(..letter.len_utf8()).unwrap_or_default();
        left = left.strip_prefix(sign(letter).unwrap_or(shown))?;
        rest = skip_invisible(rest.get(letter.len_utf8()..).unwrap_or_default());
    }
    // `====` under a heading is none.
    if prompt == "===" && !rest.is_empty() && rest == skip_blank(rest) {
        return None;
    }
    let mut letters = rest.chars();
    match letters.next() {
        Some(space) if space == ' ' || is_other_space(space) => Some(letters.as_str()),
        _ => Some(rest),
    }
}

fn skip_blank(line: &str) -> &str {
    line.trim_start_matches(|letter: char| letter.is_whitespace() || is_invisible(letter))
}

fn skip_invisible(line: &str) -> &str {
    line.trim_start_matches(is_invisible)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Option<String> {
        without_prompts(text, &mut Changes::default())
    }

    #[test]
    fn lines_with_prompts_stay_and_answers_go() {
        let text = ">>> 1+1\n2\n>>> for i in range(2):\n...     print(i)\n...\n0\n1\n";
        let mut changes = Changes::default();
        let left = without_prompts(text, &mut changes).unwrap();
        assert_eq!(left, "1+1\nfor i in range(2):\n    print(i)\n\n");
        assert_eq!((changes.prompts, changes.answers), (4, 3));
    }

    #[test]
    fn a_block_without_its_empty_line_gets_one() {
        let text = ">>> if x:\n...     y()\n>>> z()\n";
        assert_eq!(bare(text).unwrap(), "if x:\n    y()\n\nz()\n");
    }

    #[test]
    fn what_was_pasted_in_paste_mode_is_a_transcript_too() {
        let text =
            ">>> \npaste mode; Ctrl-C to cancel, Ctrl-D to finish\n=== a = 1\n=== \n>>> a\n1";
        assert_eq!(bare(text).unwrap(), "\na = 1\n\na\n");
    }

    #[test]
    fn a_prompt_is_known_behind_spaces_and_with_the_dots_of_a_word_processor() {
        let text = "\u{FEFF}\n    >>>\u{A0}if x:\n    …     y()\n    >>>\n";
        assert_eq!(bare(text).unwrap(), "if x:\n    y()\n\n\n");
    }

    #[test]
    fn other_lines_with_prompts_are_no_transcript() {
        for text in ["x = 1\n>>> 2\n", "... \n", "====\nx", "'''\n>>> 1\n1\n'''\n", ""] {
            assert_eq!(bare(text), None, "{text:?}");
        }
    }
}
