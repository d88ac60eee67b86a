//! An excerpt loses the indentation that all its lines have.
//!
//! What stands within a triple-quoted string stays, though it is indented too: it belongs to what a
//! program prints. Lines that a bracket or a backslash has continued go along, but need not have the
//! indentation: Python does not heed theirs. Nor that of comments.

use super::Changes;
use super::clean::Start;
use alloc::string::String;
use core::iter::repeat_n;

/// Where Python's tab stops are.
const TAB_COLUMNS: usize = 8;

/// The text without its common indentation. `starts` has an entry for each line.
pub(super) fn without_common(text: &str, starts: &[Start], changes: &mut Changes) -> String {
    let lines = || text.split_inclusive('\n').zip(starts.iter().copied());
    let statements = || lines().filter(|(_, start)| *start == Start::Statement);
    let lines_with_text =
        || statements().map(|(line, _)| line).filter(|line| !line.trim_ascii().is_empty());
    let code = lines_with_text().filter(|line| !line.trim_ascii().starts_with('#'));
    let common = code.map(width).min().or_else(|| lines_with_text().map(width).min());
    let Some(common @ 1..) = common else { return text.into() };
    let mut out = String::with_capacity(text.len());
    for (line, start) in lines() {
        if start == Start::InString {
            out.push_str(line);
            continue;
        }
        changes.indented += usize::from(!line.trim_ascii().is_empty() && width(line) > 0);
        push_without(line, common, &mut out);
    }
    out
}

/// Writes a line without its first columns, as far as those are indentation.
fn push_without(line: &str, columns: usize, out: &mut String) {
    let rest = line.trim_start_matches([' ', '\t']);
    let indent = line.strip_suffix(rest).unwrap_or_default();
    let mut column = 0;
    let mut letters = indent.chars();
    while column < columns
        && let Some(letter) = letters.next()
    {
        column = after(column, letter);
    }
    let kept = letters.as_str();
    if column == columns && (!kept.contains('\t') || columns.is_multiple_of(TAB_COLUMNS)) {
        out.push_str(kept);
    } else {
        // A tab reaches across, or would end elsewhere now.
        out.extend(repeat_n(' ', width(indent).saturating_sub(columns)));
    }
    out.push_str(rest);
}

/// How far a line is indented, in columns.
fn width(line: &str) -> usize {
    let indent = line.chars().take_while(|letter| matches!(letter, ' ' | '\t'));
    indent.fold(0, after)
}

const fn after(column: usize, letter: char) -> usize {
    if letter == '\t' { (column / TAB_COLUMNS + 1) * TAB_COLUMNS } else { column + 1 }
}

#[cfg(test)]
mod tests {
    use super::super::clean::clean;
    use super::*;

    fn unindented(text: &str) -> String {
        let mut changes = Changes::default();
        let (text, starts) = clean(text, &mut changes);
        without_common(&text, &starts, &mut changes)
    }

    #[test]
    fn what_all_lines_have_goes() {
        assert_eq!(unindented("  if x:\n      y()\n\n  z()"), "if x:\n    y()\n\nz()");
        assert_eq!(unindented("if x:\n  y()"), "if x:\n  y()");
    }

    #[test]
    fn a_tab_is_as_wide_as_python_sees_it() {
        assert_eq!(unindented("\tif x:\n\t\ty()\n        z()"), "if x:\n\ty()\nz()");
        assert_eq!(unindented("    if x:\n\ty()\n        z()"), "if x:\n    y()\n    z()");
        assert_eq!(unindented("    if x:\n    \ty()\n"), "if x:\n    y()\n");
    }

    #[test]
    fn a_tab_elsewhere_stays() {
        assert_eq!(unindented("  x =\t'\t'\n"), "x =\t'\t'\n");
        assert_eq!(unindented("if x:\n\ty()\n"), "if x:\n\ty()\n");
    }

    #[test]
    fn text_of_a_string_stays() {
        assert_eq!(unindented("  x = '''a\n    b\nc'''\n  y\n"), "x = '''a\n    b\nc'''\ny\n");
    }

    #[test]
    fn comments_and_continued_lines_need_not_have_it() {
        assert_eq!(unindented("# a\n  f(1,\n2,\n    3)\n"), "# a\nf(1,\n2,\n  3)\n");
        assert_eq!(unindented("  # a\n    # b\n"), "# a\n  # b\n");
    }
}
