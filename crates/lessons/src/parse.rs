use crate::inline::spans;
use crate::{Block, Card, Error, Fold, Insert, Lesson, Mistake, Span};
use core::iter::{Enumerate, Peekable};
use core::str::Lines;

const FENCE: &str = "```";
const ITEM: &str = "- ";
const EXPECTED: &str = ">";
/// What word processors make of spaces and quotation marks.
const NOT_PYTHON: [char; 9] = [
    '\t', '\u{A0}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{201E}', '\u{2013}',
    '\u{2026}',
];

/// Takes the text of a lesson; lines may end in `\n` or `\r\n`.
///
/// # Errors
///
/// The first [`Mistake`] in it, with its line. See the crate's own documentation for what there is.
pub fn parse(text: &str) -> Result<Lesson, Error> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut parser = Parser { lines: text.lines().enumerate().peekable(), cards: Vec::new() };
    parser.lesson()
}

#[derive(Debug)]
struct Parser<'a> {
    lines: Peekable<Enumerate<Lines<'a>>>,
    cards: Vec<Unfinished>,
}

/// A card, and the lines of its headings.
#[derive(Debug)]
struct Unfinished {
    card: Card,
    line: usize,
    fold_line: usize,
}

impl<'a> Parser<'a> {
    fn lesson(&mut self) -> Result<Lesson, Error> {
        let title = self.next().and_then(|(_, line)| heading(line, "# "));
        let title = title.ok_or(Error::new(1, Mistake::NoTitle))?.to_owned();
        let mut last = 1;
        while let Some((at, line)) = self.next() {
            last = at;
            if line.starts_with('#') {
                self.begin(at, line)?;
            } else if !line.is_empty() {
                let block = self.block(at, line)?;
                self.blocks().ok_or(Error::new(at, Mistake::BeforeFirstCard))?.push(block);
            }
        }
        if self.cards.is_empty() {
            return Err(Error::new(last, Mistake::NoCard));
        }
        let cards = self.cards.drain(..).map(Unfinished::finish).collect::<Result<_, _>>()?;
        Ok(Lesson { title, cards })
    }

    /// A card or a fold.
    fn begin(&mut self, at: usize, line: &str) -> Result<(), Error> {
        let error = |mistake| Err(Error::new(at, mistake));
        if let Some(words) = heading(line, "### ") {
            let Some(card) = self.cards.last_mut() else { return error(Mistake::BeforeFirstCard) };
            if card.card.fold.is_some() {
                return error(Mistake::SecondFold);
            }
            card.fold_line = at;
            card.card.fold = Some(Fold { title: words.to_owned(), blocks: Vec::new() });
        } else if let Some(words) = heading(line, "## ") {
            let card = Card { heading: words.to_owned(), blocks: Vec::new(), fold: None };
            self.cards.push(Unfinished { card, line: at, fold_line: at });
        } else if heading(line, "# ").is_some() {
            return error(Mistake::SecondTitle);
        } else {
            return error(Mistake::Heading(line.to_owned()));
        }
        Ok(())
    }

    /// Where a block belongs; nowhere before the first card.
    fn blocks(&mut self) -> Option<&mut Vec<Block>> {
        let card = &mut self.cards.last_mut()?.card;
        Some(match &mut card.fold {
            Some(fold) => &mut fold.blocks,
            None => &mut card.blocks,
        })
    }

    /// The block that begins with this line.
    fn block(&mut self, at: usize, line: &'a str) -> Result<Block, Error> {
        if let Some(kind) = line.strip_prefix(FENCE) {
            return self.code(at, kind.trim());
        }
        if line.starts_with(ITEM) {
            return self.list(at, line);
        }
        let mut words = self.paragraph(line);
        if !line.starts_with(EXPECTED) {
            return Ok(Block::Paragraph(spans_at(at, &words.join(" "))?));
        }
        for line in &mut words {
            *line = line.strip_prefix(EXPECTED).unwrap_or(line).trim();
        }
        Ok(Block::Expected(spans_at(at, &words.join(" "))?))
    }

    /// The lines from this one to an empty one, or to where something else begins.
    fn paragraph(&mut self, first: &'a str) -> Vec<&'a str> {
        let mut words = vec![first.trim()];
        let is_expected = first.starts_with(EXPECTED);
        while let Some((_, line)) = self.lines.peek() {
            let ends = line.trim().is_empty()
                || ["#", FENCE, ITEM].iter().any(|begin| line.starts_with(begin))
                || line.starts_with(EXPECTED) != is_expected;
            if ends {
                break;
            }
            words.push(line.trim());
            self.lines.next();
        }
        words
    }

    fn list(&mut self, at: usize, first: &'a str) -> Result<Block, Error> {
        let mut items = Vec::new();
        let (mut at, mut next) = (at, Some(first));
        while let Some(item) = next.and_then(|line| line.strip_prefix(ITEM)) {
            let words = self.paragraph(item);
            items.push(spans_at(at, &words.join(" "))?);
            next = self.lines.peek().map(|(_, line)| *line).filter(|line| line.starts_with(ITEM));
            if next.is_some()
                && let Some((index, _)) = self.lines.next()
            {
                at = index + 1;
            }
        }
        Ok(Block::List(items))
    }

    fn code(&mut self, at: usize, kind: &str) -> Result<Block, Error> {
        let insert = match kind {
            "python prompt" => Insert::Prompt,
            "python program" => Insert::Program,
            "text" => Insert::Nowhere,
            _ => return Err(Error::new(at, Mistake::KindOfCode(kind.to_owned()))),
        };
        let mut code = Vec::new();
        loop {
            let Some((index, line)) = self.lines.next() else {
                return Err(Error::new(at, Mistake::OpenCode));
            };
            if line.trim_end() == FENCE {
                break;
            }
            if insert != Insert::Nowhere
                && let Some(sign) = line.chars().find(|sign| NOT_PYTHON.contains(sign))
            {
                return Err(Error::new(index + 1, Mistake::Sign(sign)));
            }
            code.push(line.trim_end());
        }
        let text = code.join("\n").trim_matches('\n').to_owned();
        if text.trim().is_empty() {
            return Err(Error::new(at, Mistake::EmptyCode));
        }
        Ok(Block::Code { text, insert })
    }

    /// The next line with its number, without the spaces behind it.
    fn next(&mut self) -> Option<(usize, &'a str)> {
        self.lines.next().map(|(index, line)| (index + 1, line.trim_end()))
    }
}

impl Unfinished {
    fn finish(self) -> Result<Card, Error> {
        if self.card.blocks.is_empty() {
            return Err(Error::new(self.line, Mistake::Empty));
        }
        if self.card.fold.as_ref().is_some_and(|fold| fold.blocks.is_empty()) {
            return Err(Error::new(self.fold_line, Mistake::Empty));
        }
        Ok(self.card)
    }
}

fn spans_at(line: usize, text: &str) -> Result<Vec<Span>, Error> {
    spans(text).map_err(|mistake| Error::new(line, mistake))
}

/// The words of a heading of this kind.
fn heading<'a>(line: &'a str, kind: &str) -> Option<&'a str> {
    line.strip_prefix(kind).map(str::trim).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests;
