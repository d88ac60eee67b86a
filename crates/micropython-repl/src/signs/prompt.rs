//! Prompts, as the last thing on a line.

use crate::line::Line;

/// What waits for input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prompt {
    /// `>>> `: Python, for a statement.
    Statement,
    /// `... `, perhaps indented: Python, for the rest of a block.
    Continuation,
    /// `=== `: Python's paste mode.
    Paste,
    /// `>` directly behind `raw REPL; CTRL-B to exit`: Python's raw mode.
    Raw,
    /// `--> `: the prompt of Python's `aiorepl`.
    Aiorepl,
    /// `> ` or `>`: Lua's or Espruino's prompt, or a question of any program's.
    Other,
}

/// What stands before a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nothing: it begins its line.
    Alone,
    /// Text without a line end, as in `x>>> `. A weaker sign: Enter shows whether it is one.
    BehindText,
}

/// The prompt that a line reads as.
pub(super) fn at_end_of(line: &Line, is_raw: bool) -> Option<(Prompt, Standing)> {
    let alone = match line.whole() {
        Some(b">>> ") => Some(Prompt::Statement),
        Some(b"=== ") => Some(Prompt::Paste),
        Some(b"--> ") => Some(Prompt::Aiorepl),
        Some(b">") if is_raw => Some(Prompt::Raw),
        Some(b">" | b"> ") => Some(Prompt::Other),
        Some([b'.', b'.', b'.', b' ', indent @ ..]) if indent.iter().all(|byte| *byte == b' ') => {
            Some(Prompt::Continuation)
        }
        _ => None,
    };
    let is_statement = || line.last() == Some(*b">>> ");
    alone
        .map(|prompt| (prompt, Standing::Alone))
        .or_else(|| is_statement().then_some((Prompt::Statement, Standing::BehindText)))
}
