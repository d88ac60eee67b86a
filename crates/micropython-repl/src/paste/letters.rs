//! Letters that word processors, chats and other keyboards put in place of those of ASCII.

/// A straight quotation mark that Python knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    Double,
    Single,
}

impl Quote {
    pub(super) const fn straight(self) -> char {
        match self {
            Self::Double => '"',
            Self::Single => '\'',
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Double => Self::Single,
            Self::Single => Self::Double,
        }
    }

    /// Of a straight quotation mark.
    pub(super) const fn of_straight(letter: char) -> Option<Self> {
        match letter {
            '"' => Some(Self::Double),
            '\'' => Some(Self::Single),
            _ => None,
        }
    }

    /// Of any other quotation mark.
    pub(super) const fn of_typographic(letter: char) -> Option<Self> {
        match letter {
            '\u{201C}'..='\u{201F}'
            | '\u{AB}'
            | '\u{BB}'
            | '\u{2033}'
            | '\u{2036}'
            | '\u{301D}'..='\u{301F}'
            | '\u{FF02}' => Some(Self::Double),
            '\u{2018}'..='\u{201B}'
            | '\u{2039}'
            | '\u{203A}'
            | '\u{2032}'
            | '\u{2035}'
            | '\u{B4}'
            | '\u{FF07}' => Some(Self::Single),
            _ => None,
        }
    }

    pub(super) fn of(letter: char) -> Option<Self> {
        Self::of_straight(letter).or(Self::of_typographic(letter))
    }
}

/// Whether a line ends here, in what is no string.
pub(super) const fn is_line_end(letter: char) -> bool {
    is_control_line_end(letter) || matches!(letter, '\n' | '\u{2028}' | '\u{2029}')
}

/// Line ends that are control characters too: a vertical tab, a form feed, U+0085.
pub(super) const fn is_control_line_end(letter: char) -> bool {
    matches!(letter, '\u{B}' | '\u{C}' | '\u{85}')
}

/// Whether a letter shows nothing, and is no space.
pub(super) const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// A space that Python does not know.
pub(super) const fn is_other_space(letter: char) -> bool {
    matches!(
        letter,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

pub(super) const fn is_dash(letter: char) -> bool {
    matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// The sign of ASCII that was meant in code.
///
/// Wide letters and digits stay: in a name they are letters like any other.
pub(super) const fn sign(letter: char) -> Option<&'static str> {
    if is_dash(letter) {
        return Some("-");
    }
    Some(match letter {
        '\u{2026}' => "...",
        '！' => "!",
        '＃' => "#",
        '％' => "%",
        '＆' => "&",
        '（' => "(",
        '）' => ")",
        '＊' => "*",
        '＋' => "+",
        '，' => ",",
        '．' => ".",
        '／' => "/",
        '：' => ":",
        '；' => ";",
        '＜' => "<",
        '＝' => "=",
        '＞' => ">",
        '＠' => "@",
        '［' => "[",
        '＼' => "\\",
        '］' => "]",
        '＾' => "^",
        '＿' => "_",
        '｛' => "{",
        '｜' => "|",
        '｝' => "}",
        '～' => "~",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_one_role() {
        for letter in '\0'..=char::MAX {
            let roles = [
                Quote::of(letter).is_some(),
                is_line_end(letter),
                is_invisible(letter),
                is_other_space(letter),
                sign(letter).is_some(),
                letter.is_alphanumeric(),
            ];
            assert!(roles.iter().filter(|&&role| role).count() <= 1, "{letter:?}");
        }
    }

    #[test]
    fn what_unicode_calls_a_space_becomes_one_or_ends_a_line() {
        for letter in ('\u{7F}'..=char::MAX).filter(|letter| letter.is_whitespace()) {
            assert!(is_other_space(letter) || is_line_end(letter), "{letter:?}");
        }
    }
}
