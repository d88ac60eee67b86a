use core::fmt;

/// What is wrong in the text of a lesson, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What is wrong in the text of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// The first line is not `# ` and a title.
    NoTitle,
    /// There is a second title.
    SecondTitle,
    /// A heading has no words, or is of a kind that there is not.
    Heading(String),
    /// There is something between the title and the first card.
    BeforeFirstCard,
    /// There is no card.
    NoCard,
    /// A card or a fold has nothing in it.
    Empty,
    /// A card has two folds.
    SecondFold,
    /// Code has no end.
    OpenCode,
    /// Code of a kind that there is not.
    KindOfCode(String),
    /// Code without a letter.
    EmptyCode,
    /// Code has a sign that Python does not take, as word processors make them.
    Sign(char),
    /// A mark that has no partner in its paragraph.
    OpenMark(&'static str),
    /// Marks with nothing between them.
    EmptyMark(&'static str),
}

impl Error {
    pub(crate) const fn new(line: usize, mistake: Mistake) -> Self {
        Self { line, mistake }
    }
}

/// A sentence, for who wrote the lesson; without the line.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.mistake {
            Mistake::NoTitle => {
                f.write_str("a lesson begins with its title, as in `# First steps`.")
            }
            Mistake::SecondTitle => {
                f.write_str("a lesson has one title. A card begins with `## ` and its heading.")
            }
            Mistake::Heading(line) => write!(
                f,
                "`{line}` is no heading. A card begins with `## ` and its heading, a fold with `### `."
            ),
            Mistake::BeforeFirstCard => {
                f.write_str("this stands on no card. A card begins with `## ` and its heading.")
            }
            Mistake::NoCard => {
                f.write_str("there is no card. A card begins with `## ` and its heading.")
            }
            Mistake::Empty => f.write_str("there is nothing under this heading."),
            Mistake::SecondFold => {
                f.write_str("this card has two folds. One is what there is room for.")
            }
            Mistake::OpenCode => f.write_str("this code has no end: a line of ``` alone."),
            Mistake::KindOfCode(kind) => write!(
                f,
                "```{kind} is not known. Code is ```python prompt, ```python program or ```text."
            ),
            Mistake::EmptyCode => f.write_str("this code is empty."),
            Mistake::Sign(sign) => write!(
                f,
                "Python does not take the sign {sign:?}. Type it anew, as \" or ' or a space."
            ),
            Mistake::OpenMark(mark) => {
                write!(f, "{mark} has no partner in this paragraph.")
            }
            Mistake::EmptyMark(mark) => write!(f, "there is nothing between {mark} and {mark}."),
        }
    }
}

impl core::error::Error for Error {}
