//! The marks within a text: `**strong**` and `` `code` ``.

use crate::{Mistake, Span};

const STRONG: &str = "**";
const CODE: &str = "`";

/// The parts of a text, in order. What stands between marks has no marks of its own.
pub(crate) fn spans(text: &str) -> Result<Vec<Span>, Mistake> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((at, mark)) = first_mark(rest) {
        let (before, marked) = rest.split_at(at);
        let opened = marked.strip_prefix(mark).unwrap_or_default();
        let (marked, after) = opened.split_once(mark).ok_or(Mistake::OpenMark(mark))?;
        if marked.trim().is_empty() {
            return Err(Mistake::EmptyMark(mark));
        }
        if !before.is_empty() {
            spans.push(Span::Plain(before.to_owned()));
        }
        let marked = marked.to_owned();
        spans.push(if mark == STRONG { Span::Strong(marked) } else { Span::Code(marked) });
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Plain(rest.to_owned()));
    }
    Ok(spans)
}

/// The place of the first mark, and which one it is.
fn first_mark(text: &str) -> Option<(usize, &'static str)> {
    [STRONG, CODE].into_iter().filter_map(|mark| Some((text.find(mark)?, mark))).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_backticks_mark_words() {
        let expected = [
            Span::Plain("Press ".into()),
            Span::Strong("Stop".into()),
            Span::Plain(" in ".into()),
            Span::Code("a ** b".into()),
        ];
        assert_eq!(spans("Press **Stop** in `a ** b`").unwrap(), expected);
        assert_eq!(spans("2 * 3").unwrap(), [Span::Plain("2 * 3".into())]);
    }

    #[test]
    fn a_mark_without_its_partner_is_told() {
        assert_eq!(spans("a **b"), Err(Mistake::OpenMark("**")));
        assert_eq!(spans("a `b"), Err(Mistake::OpenMark("`")));
        assert_eq!(spans("a ****"), Err(Mistake::EmptyMark("**")));
    }
}
