//! What a board's own words say about its prompt.

/// Something about the prompt that shows in what the board says, or in its silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Python told its version, in the banner before its prompt: letters, digits, dots, hyphens and
    /// plus signs, such as `1.9.3-8-g63826ac5c`.
    PythonVersion(String),
    /// The board shows `>>> `.
    PromptSeen,
    /// No prompt came in the time that one takes.
    NoPrompt,
    /// Python says that the file system on the board is damaged.
    FilesystemCorrupt,
}
