//! All lessons of a language as one file: each behind a mark and its id.

use crate::{Lesson, parse};

/// Stands before each lesson. No text has it.
const MARK: char = '\u{1E}';

/// The file for these lessons, given as their ids and texts.
#[must_use]
pub fn bundle<'a>(lessons: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    lessons.into_iter().map(|(id, text)| format!("{MARK}{id}\n{text}")).collect()
}

/// The lessons of such a file with their ids, in order. What is no lesson is left out: who built the page was
/// told of it.
#[must_use]
pub fn unbundle(file: &str) -> Vec<(String, Lesson)> {
    let lessons = file.split(MARK).filter_map(|lesson| lesson.split_once('\n'));
    lessons.filter_map(|(id, text)| Some((id.to_owned(), parse(text).ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_come_back_in_their_order() {
        let (blink, hello) = ("# Blink\n\n## A\n\nb\n", "# Hello\n\n## C\n\nd\n");
        let lessons = unbundle(&bundle([("blink", blink), ("hello", hello)]));
        let expected = [("blink", blink), ("hello", hello)]
            .map(|(id, text)| (id.to_owned(), parse(text).unwrap()));
        assert_eq!(lessons, expected);
    }

    #[test]
    fn what_is_no_lesson_is_left_out() {
        assert_eq!(unbundle(""), []);
        assert_eq!(unbundle("<!doctype html>\n<p>Not found"), []);
        assert_eq!(unbundle(&bundle([("a", "b")])), []);
    }
}
