/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// What it is called.
    pub title: String,
    /// Its cards, of which there is one at least.
    pub cards: Vec<Card>,
}

/// What is shown at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What it is about.
    pub heading: String,
    /// Its parts, in order; one at least.
    pub blocks: Vec<Block>,
    /// What to do if it did not work.
    pub fold: Option<Fold>,
}

/// A part of a card that is shown on request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// The words on its button.
    pub title: String,
    /// Its parts, in order; one at least.
    pub blocks: Vec<Block>,
}

/// A part of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Words.
    Paragraph(Vec<Span>),
    /// Things in a list.
    List(Vec<Vec<Span>>),
    /// What should happen.
    Expected(Vec<Span>),
    /// Something to be read letter by letter.
    Code {
        /// Its lines with `\n` between them, and none behind the last.
        text: String,
        /// Where it is for.
        insert: Insert,
    },
}

/// Where code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insert {
    /// To be typed at the prompt.
    Prompt,
    /// The program that a person writes.
    Program,
    /// Only to be looked at.
    Nowhere,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// The name of something to look for or to press.
    Strong(String),
    /// Something to be read letter by letter.
    Code(String),
}

impl Lesson {
    /// All code of the lesson that is for a place, in order.
    pub fn code(&self, place: Insert) -> impl Iterator<Item = &str> {
        self.cards.iter().flat_map(Card::all_blocks).filter_map(move |block| match block {
            Block::Code { text, insert } if *insert == place => Some(&**text),
            _ => None,
        })
    }
}

impl Card {
    /// Its parts, and those that are folded.
    fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().chain(self.fold.iter().flat_map(|fold| &fold.blocks))
    }
}
