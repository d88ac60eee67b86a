//! Line ends and control characters.

use super::Changes;
use super::letters::is_control_line_end;
use alloc::string::String;

/// The text with `\n` for `\r\n` and `\r`, and without control characters but tabs and those that may
/// end a line. Holds everywhere, strings included: the prompt would obey what is taken out here.
///
/// Behind a backslash they do end one: a line goes on there, in code and in strings alike.
pub(super) fn without_controls(text: &str, changes: &mut Changes) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\t' => out.push(letter),
            other if other.is_control() && !is_control_line_end(other) => changes.controls += 1,
            other if is_control_line_end(other) && ends_with_backslash(&out) => {
                changes.line_ends += 1;
                out.push('\n');
            }
            other => out.push(other),
        }
    }
    out
}

/// Whether the last letter is a backslash that no other backslash stands for.
fn ends_with_backslash(text: &str) -> bool {
    text.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
}

/// The text without empty lines at both ends, and with one `\n` behind several lines.
pub(super) fn without_empty_ends(text: &str) -> String {
    let mut from = 0;
    for line in text.split_inclusive('\n').take_while(|line| line.trim_ascii().is_empty()) {
        from += line.len();
    }
    let text = text.get(from..).unwrap_or_default();
    let mut until = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if !line.trim_ascii().is_empty() {
            until = end;
        }
    }
    let mut out = String::from(text.get(..until).unwrap_or_default());
    if out.contains('\n') && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_goes_on_behind_any_line_end() {
        let mut changes = Changes::default();
        assert_eq!(
            without_controls("\\\u{B}\\\\\u{B}\r\n\r\x07", &mut changes),
            "\\\n\\\\\u{B}\n\n"
        );
        assert_eq!((changes.line_ends, changes.controls), (1, 1));
    }

    #[test]
    fn empty_lines_go_at_both_ends_and_nowhere_else() {
        assert_eq!(without_empty_ends("\n  \n a\n\nb \n\n \n"), " a\n\nb \n");
        assert_eq!(without_empty_ends("a\nb"), "a\nb\n");
        assert_eq!(without_empty_ends(" \n\t\n"), "");
    }

    #[test]
    fn one_line_keeps_its_end_or_its_lack_of_one() {
        assert_eq!(without_empty_ends("x = "), "x = ");
        assert_eq!(without_empty_ends("\nx\n\n"), "x\n");
    }
}
