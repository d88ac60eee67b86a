//! What a probe can find on a board.

/// What is on a board, as far as one can tell without disturbing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Found {
    /// A MicroPython prompt.
    Prompt,
    /// A program that prints: one in Python, or another firmware.
    Program,
    /// Bytes that are no text: another speed, or a board that restarts again and again.
    Noise,
    /// Nothing: a program that prints nothing, or a board without one.
    Silence,
    /// Nobody looked since something else was done.
    #[default]
    Unknown,
}
