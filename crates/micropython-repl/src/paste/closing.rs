//! Where a string ends: as Python sees it, and as a person meant it who got typographic marks.

use super::letters::{Quote, is_invisible, is_line_end, is_other_space, sign};

/// Words of Python that may follow a string.
const KEYWORDS: [&str; 10] = ["and", "as", "else", "for", "from", "if", "import", "in", "is", "or"];
const TRIPLE: usize = 3;

/// Where Python ends a string of one line that has begun before `from`.
pub(super) fn of_line(letters: &[char], from: usize, quote: Quote) -> Option<usize> {
    let mut is_escaped = false;
    for (at, &letter) in letters.iter().enumerate().skip(from) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' => return None,
            other if other == quote.straight() => return Some(at),
            _ => {}
        }
    }
    None
}

/// Where Python ends a triple-quoted string: the first of the three marks.
pub(super) fn of_triple(letters: &[char], from: usize, quote: Quote) -> Option<usize> {
    triple_of(letters, from, |letter| letter == quote.straight())
}

/// Whether a typographic mark and the two behind it were meant to begin a triple-quoted string: those
/// two are the same, as in `“””`.
pub(super) fn opens_triple(opening: char, second: Option<char>, third: Option<char>) -> bool {
    second == third
        && second.is_some_and(|mark| may_close(opening, mark) && (mark == opening || !is_low(mark)))
}

/// Where a triple-quoted string was meant to end, whatever its marks became.
///
/// Of more than three marks in a row the last three count: the others belong to the text.
pub(super) fn meant_of_triple(letters: &[char], from: usize, quote: Quote) -> Option<usize> {
    let is_mark = |letter| Quote::of(letter) == Some(quote);
    let first = triple_of(letters, from, is_mark)?;
    let more = letters.iter().skip(first + TRIPLE).take_while(|&&letter| is_mark(letter));
    Some(first + more.count())
}

fn triple_of(letters: &[char], from: usize, is_mark: impl Fn(char) -> bool) -> Option<usize> {
    let mut is_escaped = false;
    let mut marks = 0;
    for (at, &letter) in letters.iter().enumerate().skip(from) {
        let is_one = !is_escaped && is_mark(letter);
        marks = if is_one { marks + 1 } else { 0 };
        if marks == TRIPLE {
            return Some(at + 1 - TRIPLE);
        }
        is_escaped = !is_escaped && letter == '\\';
    }
    None
}

/// Where a string of one line was meant to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// At a mark behind which code goes on.
    Clearly(usize),
    /// At the last mark of the line. What stands behind it looks like no code.
    Perhaps(usize),
    Nowhere,
}

/// Where the string was meant to end that `opening`, which stands before `from`, begins.
///
/// Its partner is the first mark of its kind that code can follow, but for apostrophes as in `It’s` and
/// for pairs of marks within.
pub(super) fn meant_of_line(letters: &[char], from: usize, opening: char) -> Meant {
    let mut last = Meant::Nowhere;
    let mut within: usize = 0;
    let mut is_escaped = false;
    for (at, &letter) in letters.iter().enumerate().skip(from) {
        if is_line_end(letter) {
            break;
        }
        let is_text = is_escaped || !may_close(opening, letter) || is_apostrophe(letters, at);
        is_escaped = !is_escaped && letter == '\\';
        if is_text {
            continue;
        }
        if opens_within(letters, at, opening) {
            within += 1;
            continue;
        }
        if is_low(letter) && letter != opening {
            continue;
        }
        last = Meant::Perhaps(at);
        if within > 0 {
            within -= 1;
        } else if code_follows(letters.get(at + 1..).unwrap_or_default()) {
            return Meant::Clearly(at);
        }
    }
    last
}

/// Whether both are of a kind: angled marks go together, and all others.
fn may_close(opening: char, letter: char) -> bool {
    let is_angled = |letter| matches!(letter, '«' | '»' | '‹' | '›');
    let any = Quote::of_straight(opening).is_some() || Quote::of_straight(letter).is_some();
    Quote::of(opening) == Quote::of(letter) && (any || is_angled(opening) == is_angled(letter))
}

fn is_apostrophe(letters: &[char], at: usize) -> bool {
    let is_letter = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_alphanumeric());
    letters.get(at).copied().and_then(Quote::of) == Some(Quote::Single)
        && is_letter(at.checked_sub(1).and_then(|before| letters.get(before)))
        && is_letter(letters.get(at + 1))
}

/// Whether a mark begins a pair within a string: such as „, or the string's own first mark again,
/// directly before a word.
fn opens_within(letters: &[char], at: usize, opening: char) -> bool {
    let letter = letters.get(at).copied();
    let is_before_word = letters.get(at + 1).is_some_and(|next| next.is_alphanumeric());
    let is_own = letter == Some(opening) && matches!(opening, '“' | '‘' | '«' | '‹');
    is_before_word && (letter.is_some_and(is_low) || is_own)
}

/// Whether a mark begins strings, and ends none.
const fn is_low(mark: char) -> bool {
    matches!(mark, '„' | '‚')
}

/// Whether this looks like what stands behind a string.
fn code_follows(letters: &[char]) -> bool {
    let is_space = |letter: char| {
        matches!(letter, ' ' | '\t') || is_other_space(letter) || is_invisible(letter)
    };
    let spaces = letters.iter().take_while(|&&letter| is_space(letter)).count();
    let mut rest = letters.iter().copied().skip(spaces);
    let Some(first) = rest.next() else { return true };
    let second = rest.next();
    if is_line_end(first) {
        return true;
    }
    if Quote::of(first).is_some() {
        return spaces > 0 && second.is_some_and(char::is_alphanumeric);
    }
    let shown = sign(first).and_then(|sign| sign.chars().next()).unwrap_or(first);
    match shown {
        ')' | ',' | ']' | '}' | ':' | ';' | '+' | '-' | '*' | '/' | '%' | '=' | '#' | '<' | '>'
        | '&' | '|' | '^' | '@' | '[' | '\\' => true,
        '!' => second == Some('='),
        '.' => spaces == 0 && second.is_some_and(|letter| letter.is_alphabetic() || letter == '_'),
        'a'..='z' => {
            spaces > 0 && KEYWORDS.iter().any(|word| starts_with_word(letters, spaces, word))
        }
        _ => false,
    }
}

fn starts_with_word(letters: &[char], at: usize, word: &str) -> bool {
    let mut rest = letters.iter().copied().skip(at);
    word.chars().all(|letter| rest.next() == Some(letter))
        && !rest.next().is_some_and(|next| next.is_alphanumeric() || next == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use alloc::vec::Vec;

    /// What stands between the first mark and its partner.
    fn content(line: &str) -> Option<String> {
        let letters: Vec<char> = line.chars().collect();
        let opening = letters.iter().position(|&letter| Quote::of(letter).is_some()).unwrap();
        match meant_of_line(&letters, opening + 1, letters[opening]) {
            Meant::Clearly(end) | Meant::Perhaps(end) => {
                Some(letters[opening + 1..end].iter().collect())
            }
            Meant::Nowhere => None,
        }
    }

    #[test]
    fn an_apostrophe_ends_nothing() {
        assert_eq!(content("print(‘It’s ok’)").unwrap(), "It’s ok");
        assert_eq!(content("print(‘the boys’ hats’)").unwrap(), "the boys’ hats");
        assert_eq!(content("print(“It’s ok”)").unwrap(), "It’s ok");
    }

    #[test]
    fn a_pair_within_belongs_to_the_text() {
        for text in [
            "Er sagte „Hallo“",
            "Er sagte „Hallo“ laut",
            "He said “yes” and left",
            "He said “yes”, and left",
            "size 5\" wide",
            "a «b» c",
        ] {
            assert_eq!(content(&alloc::format!("print(“{text}”)")).unwrap(), text);
        }
    }

    #[test]
    fn the_first_mark_that_code_follows_is_the_partner() {
        for rest in [
            ", “b”",
            " + “b”",
            "]",
            ".upper()",
            " if x else ‘b’",
            "",
            " “b”",
            "  # “b”",
            "：",
            " != “b”",
        ] {
            assert_eq!(content(&alloc::format!("“a”{rest}")).unwrap(), "a", "{rest}");
        }
    }

    #[test]
    fn partners_are_those_of_all_countries() {
        for text in ["„a“", "„a”", "”a”", "«a»", "»a«", "“a\"", "‚a‘", "‹a›", "´a´", "″a″", "＂a＂"]
        {
            assert_eq!(content(&alloc::format!("f({text})")).unwrap(), "a", "{text}");
        }
    }

    #[test]
    fn without_a_partner_there_is_none() {
        assert_eq!(content("print(“a)"), None);
        assert_eq!(content("print(“a»)"), None);
        assert_eq!(content("print(“a\n”)"), None);
    }
}
