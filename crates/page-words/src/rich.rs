//! The little markup in texts: `*strong*` and `` `code` ``.

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it is.
    Plain(&'a str),
    /// The name of something to look for or to press.
    Strong(&'a str),
    /// Something to be read letter by letter.
    Code(&'a str),
}

/// The parts of a text, in order. A mark without its partner stays a letter.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, marked, after, mark)) = first_marked(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        pieces.push(if mark == '*' { Piece::Strong(marked) } else { Piece::Code(marked) });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    pieces
}

fn first_marked(text: &str) -> Option<(&str, &str, &str, char)> {
    let start = text.find(['*', '`'])?;
    let (before, marked) = text.split_at(start);
    let mark = marked.chars().next()?;
    let (marked, after) = marked.get(1..)?.split_once(mark)?;
    (!marked.is_empty()).then_some((before, marked, after, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_backticks_mark_words() {
        let expected = [
            Piece::Plain("Press "),
            Piece::Strong("Connect"),
            Piece::Plain(" at "),
            Piece::Code("https://"),
            Piece::Plain("."),
        ];
        assert_eq!(pieces("Press *Connect* at `https://`."), expected);
    }

    #[test]
    fn a_lonely_mark_is_a_letter() {
        assert_eq!(pieces("2 * 3"), [Piece::Plain("2 * 3")]);
        assert_eq!(pieces("**"), [Piece::Plain("**")]);
    }
}
