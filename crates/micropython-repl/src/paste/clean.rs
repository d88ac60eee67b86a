//! Letters become what Python reads where it reads code, and stay where it does not.
//!
//! A light tokenizer: it knows code, comments and strings. Prefixes as in `rb''` need no care of their
//! own: a backslash before a quotation mark keeps it from ending a string in all of them. An f-string is
//! a string, with what stands in its braces.

use super::Changes;
use super::closing::{self, Meant};
use super::letters::{Quote, is_control_line_end, is_invisible, is_line_end, is_other_space, sign};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// What a line begins in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// A statement, whose indentation Python heeds.
    Statement,
    /// A statement that a bracket or a backslash has brought to this line.
    Continued,
    /// A string: what looks like indentation belongs to its text.
    InString,
}

/// The text, and what each of its lines begins in.
pub(super) fn clean(text: &str, changes: &mut Changes) -> (String, Vec<Start>) {
    let letters: Vec<char> = text.chars().collect();
    let mut cleaner = Cleaner {
        letters: &letters,
        at: 0,
        out: String::with_capacity(text.len()),
        starts: vec![Start::Statement],
        brackets: 0,
        changes,
    };
    while let Some(letter) = cleaner.next() {
        cleaner.code(letter);
    }
    (cleaner.out, cleaner.starts)
}

struct Cleaner<'a> {
    letters: &'a [char],
    /// The next letter's index.
    at: usize,
    out: String,
    starts: Vec<Start>,
    /// How many are open.
    brackets: usize,
    changes: &'a mut Changes,
}

/// What a string may hold besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    OneLine,
    Triple,
}

impl Cleaner<'_> {
    fn next(&mut self) -> Option<char> {
        let letter = self.peek(0)?;
        self.at += 1;
        Some(letter)
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn code(&mut self, letter: char) {
        if is_line_end(letter) {
            let start = if self.brackets > 0 { Start::Continued } else { Start::Statement };
            self.end_line(letter, start);
        } else if let Some(quote) = Quote::of(letter) {
            self.string(letter, quote);
        } else if is_invisible(letter) {
            self.changes.invisible += 1;
        } else {
            self.sign(letter);
        }
    }

    /// A letter of code that stands for itself, or for a sign of ASCII.
    fn sign(&mut self, letter: char) {
        let shown = self.plain(letter);
        match shown {
            '(' | '[' | '{' => self.brackets += 1,
            ')' | ']' | '}' => self.brackets = self.brackets.saturating_sub(1),
            '#' => self.comment(),
            '\\' => self.continued(),
            _ => {}
        }
    }

    /// Behind a backslash.
    fn continued(&mut self) {
        while self.peek(0).is_some_and(is_invisible) {
            self.at += 1;
            self.changes.invisible += 1;
        }
        if let Some(end) = self.peek(0).filter(|&next| is_line_end(next)) {
            self.at += 1;
            self.end_line(end, Start::Continued);
        }
    }

    /// Writes a letter of code or of a comment. Gives what it became.
    fn plain(&mut self, letter: char) -> char {
        if is_other_space(letter) {
            self.changes.spaces += 1;
            self.out.push(' ');
            return ' ';
        }
        let Some(plain) = sign(letter) else {
            self.out.push(letter);
            return letter;
        };
        self.changes.signs += 1;
        self.out.push_str(plain);
        plain.chars().next().unwrap_or(letter)
    }

    /// Up to the end of the line. Only spaces and dashes change: nothing else can be told from text.
    fn comment(&mut self) {
        while let Some(letter) = self.peek(0).filter(|&letter| !is_line_end(letter)) {
            self.at += 1;
            if is_other_space(letter) || super::letters::is_dash(letter) {
                self.plain(letter);
            } else {
                self.out.push(letter);
            }
        }
    }

    fn end_line(&mut self, letter: char, next: Start) {
        self.changes.line_ends += usize::from(letter != '\n');
        self.out.push('\n');
        self.starts.push(next);
    }

    /// A string that this mark begins, up to behind its end.
    fn string(&mut self, opening: char, quote: Quote) {
        let is_straight = |letter| letter == Some(quote.straight());
        if !is_straight(Some(opening)) {
            if self.out.ends_with(quote.straight()) {
                // Together with the end of the string before, its mark would read as a triple one.
                self.out.push(' ');
            }
            if closing::opens_triple(opening, self.peek(0), self.peek(1)) {
                self.repaired_triple(quote);
            } else {
                self.typographic(opening, quote);
            }
        } else if is_straight(self.peek(0)) && is_straight(self.peek(1)) {
            self.straight_triple(quote);
        } else {
            self.straight(quote);
        }
    }

    fn straight(&mut self, quote: Quote) {
        if let Some(end) = closing::of_line(self.letters, self.at, quote) {
            self.out.push(quote.straight());
            self.copy_until(end, Length::OneLine);
            self.at += 1;
            self.out.push(quote.straight());
            return;
        }
        match closing::meant_of_line(self.letters, self.at, quote.straight()) {
            Meant::Clearly(end) => self.repaired(end, quote),
            Meant::Perhaps(_) | Meant::Nowhere => {
                self.out.push(quote.straight());
                self.unfinished();
            }
        }
    }

    fn typographic(&mut self, opening: char, quote: Quote) {
        self.changes.quotes += 1;
        match closing::meant_of_line(self.letters, self.at, opening) {
            Meant::Clearly(end) | Meant::Perhaps(end) => self.repaired(end, quote),
            Meant::Nowhere => self.straight(quote),
        }
    }

    /// A string of one line whose marks were not those of Python. It gets those that its text has not.
    fn repaired(&mut self, end: usize, meant: Quote) {
        let text = self.letters.get(self.at..end).unwrap_or_default();
        let quote = [meant, meant.other()].into_iter().find(|quote| !has_unescaped(text, *quote));
        let mark = quote.unwrap_or(meant).straight();
        self.out.push(mark);
        let mut is_escaped = false;
        while self.at < end
            && let Some(letter) = self.next()
        {
            if letter == mark && !is_escaped {
                self.out.push('\\');
            }
            self.push_text(letter, is_escaped);
            is_escaped = !is_escaped && letter == '\\';
        }
        self.end_mark();
        self.out.push(mark);
    }

    /// Writes a letter of a repaired string. `\”` was `\"` before.
    fn push_text(&mut self, letter: char, is_escaped: bool) {
        match Quote::of_typographic(letter) {
            Some(quote) if is_escaped => {
                self.changes.quotes += 1;
                self.out.push(quote.straight());
            }
            _ if is_line_end(letter) && letter != '\u{2028}' && letter != '\u{2029}' => {
                self.end_line(letter, Start::InString);
            }
            _ => self.out.push(letter),
        }
    }

    /// Takes one mark that ends a string.
    fn end_mark(&mut self) {
        let is_other = self.next().and_then(Quote::of_typographic).is_some();
        self.changes.quotes += usize::from(is_other);
    }

    fn straight_triple(&mut self, quote: Quote) {
        match closing::of_triple(self.letters, self.at + 2, quote) {
            Some(end) => {
                self.push_triple(quote);
                self.at += 2;
                self.copy_until(end, Length::Triple);
                self.at += 3;
                self.push_triple(quote);
            }
            None => self.repaired_triple(quote),
        }
    }

    /// A triple-quoted string, two of whose marks are yet to be taken.
    fn repaired_triple(&mut self, quote: Quote) {
        self.at -= 1;
        for _ in 0..3 {
            self.end_mark();
        }
        self.push_triple(quote);
        let Some(end) = closing::meant_of_triple(self.letters, self.at, quote) else {
            return self.copy_until(self.letters.len(), Length::Triple);
        };
        // A straight mark directly before the end would be taken for a part of it.
        let text = self.letters.get(self.at..end).unwrap_or_default();
        let marks = text.iter().rev().take_while(|letter| Quote::of(**letter) == Some(quote));
        let tail = end - marks.count();
        let mut is_escaped = false;
        while self.at < end
            && let Some(letter) = self.next()
        {
            if self.at > tail && letter == quote.straight() && !is_escaped {
                self.out.push('\\');
            }
            self.push_text(letter, is_escaped);
            is_escaped = !is_escaped && letter == '\\';
        }
        for _ in 0..3 {
            self.end_mark();
        }
        self.push_triple(quote);
    }

    fn push_triple(&mut self, quote: Quote) {
        self.out.extend([quote.straight(); 3]);
    }

    /// A string without an end goes on to the end of its line, or further behind a backslash.
    fn unfinished(&mut self) {
        let mut is_escaped = false;
        while let Some(letter) = self.peek(0).filter(|&next| is_escaped || !is_line_end(next)) {
            self.at += 1;
            if letter == '\n' {
                self.end_line(letter, Start::InString);
            } else {
                self.out.push(letter);
            }
            is_escaped = !is_escaped && letter == '\\';
        }
    }

    /// Text that stays, but for control characters.
    fn copy_until(&mut self, end: usize, length: Length) {
        while self.at < end
            && let Some(letter) = self.next()
        {
            match letter {
                '\n' => self.end_line(letter, Start::InString),
                other if !is_control_line_end(other) => self.out.push(other),
                _ if length == Length::Triple => self.end_line(letter, Start::InString),
                _ => self.changes.controls += 1,
            }
        }
    }
}

fn has_unescaped(text: &[char], quote: Quote) -> bool {
    let mut is_escaped = false;
    text.iter().any(|&letter| {
        let is_mark = !is_escaped && letter == quote.straight();
        is_escaped = !is_escaped && letter == '\\';
        is_mark
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(text, &mut Changes::default()).0
    }

    #[test]
    fn strings_and_comments_stay_as_they_are() {
        for text in [
            "print(\"Er sagte „Hallo“\")",
            "print('It’s ok')",
            "# don’t",
            "x = '' # “a”\u{200B}",
            "rb'\\’' + f\"{x[‘a’]}\u{200B}\u{A0}–\"",
            "'''“a”\n “b”\u{2028}''' + \"\"\"’\"'\"\"\"",
            "'\\'’'",
            "'a\\\n’b'",
            "x = \"“”\" + '’'",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn a_string_that_begins_with_a_typographic_mark_is_repaired() {
        for (text, expected) in [
            ("print(“It’s ok”)", "print(\"It’s ok\")"),
            ("print(‘It’s ok’)", "print('It’s ok')"),
            ("print(„Grüße“, «b»)", "print(\"Grüße\", \"b\")"),
            ("d[‘a’] = f“{x}”", "d['a'] = f\"{x}\""),
            ("“””Doc’s\n  “a”\n“””", "\"\"\"Doc’s\n  “a”\n\"\"\""),
            ("‘‘‘a’’’", "'''a'''"),
            ("“” + ‘’", "\"\" + ''"),
            ("“say \\”hi\\””", "\"say \\\"hi\\\"\""),
        ] {
            assert_eq!(cleaned(text), expected);
        }
    }

    #[test]
    fn a_repaired_string_gets_the_mark_that_its_text_has_not() {
        assert_eq!(cleaned("print(“5\" wide”)"), "print('5\" wide')");
        assert_eq!(cleaned("print(‘it's so’)"), "print(\"it's so\")");
        assert_eq!(cleaned("print(“5\" wide 'x' y”)"), "print(\"5\\\" wide 'x' y\")");
    }

    #[test]
    fn a_straight_beginning_with_a_typographic_end_is_repaired() {
        assert_eq!(cleaned("print(\"Hello”)"), "print(\"Hello\")");
        assert_eq!(cleaned("print('It’s ok’)"), "print('It’s ok')");
        assert_eq!(cleaned("\"\"\"a\n”””"), "\"\"\"a\n\"\"\"");
    }

    #[test]
    fn without_a_partner_the_rest_of_the_line_is_a_string() {
        assert_eq!(cleaned("print(“a’)\n‘b’"), "print(\"a’)\n'b'");
        assert_eq!(cleaned("print('It’s)\n‘b’"), "print('It’s)\n'b'");
    }

    #[test]
    fn invisible_letters_spaces_and_signs_are_those_of_code() {
        let text = "\u{FEFF}if\u{A0}a\u{200B}>−1：\n\u{2003}b（…）＃ “x” – y";
        let mut changes = Changes::default();
        let (out, _) = clean(text, &mut changes);
        assert_eq!(out, "if a>-1:\n b(...)# “x” - y");
        let expected = Changes { invisible: 2, spaces: 2, signs: 7, ..Changes::default() };
        assert_eq!(changes, expected);
    }

    #[test]
    fn odd_line_ends_are_line_ends_outside_strings_of_one_line() {
        let text = "a\u{2028}b\u{B}# c\u{C}d\u{85}'e\u{B}f\u{2029}' + '''\u{C}'''";
        let mut changes = Changes::default();
        let (out, starts) = clean(text, &mut changes);
        assert_eq!(out, "a\nb\n# c\nd\n'ef\u{2029}' + '''\n'''");
        assert_eq!((changes.line_ends, changes.controls), (5, 1));
        assert_eq!(starts.last(), Some(&Start::InString));
    }

    #[test]
    fn what_a_line_begins_in_is_known() {
        use Start::{Continued, InString, Statement};
        let (_, starts) = clean("f(1,\n2)\nx = \\\n3\n'''\n'''\n", &mut Changes::default());
        assert_eq!(
            starts,
            [Statement, Continued, Statement, Continued, Statement, InString, Statement]
        );
    }
}
