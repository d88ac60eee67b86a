use crate::Request;

/// What stands beside the terminal, where a person wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The terminal, which is always there.
    #[default]
    Prompt,
    /// The program that a person writes.
    Program,
    /// What stands at the side.
    Side(Side),
}

/// What can stand at the side, one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What to do next, for those who learn.
    Lesson,
    /// What is on the board.
    Files,
    /// The numbers that a program prints, drawn.
    Plot,
    /// The board itself: what it is, a copy of it.
    Board,
}

/// What the workbench asks of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// To begin a job.
    Start(Request),
    /// To begin a job of the board's boot loader: which one, the workbench
    /// [knows](crate::Workbench::loader_job).
    StartLoader,
    /// To give up the job that runs.
    Cancel,
    /// To type this at the prompt, without Enter, and to give that the keyboard.
    Insert(String),
    /// To show a pane.
    Open(Pane),
    /// To close a pane.
    Close(Pane),
    /// To install the firmware that was chosen, on a board from which everything was erased where files may be.
    InstallClean,
}

/// Whether the board's Python can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Board {
    /// There is none, or no prompt.
    #[default]
    Away,
    /// No port is open: the next board may be another one.
    Gone,
    /// Firmware is being installed.
    Installing,
    /// It runs something, or a job has it.
    Busy,
    /// It waits at its prompt.
    Ready,
}

impl Pane {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Prompt,
        Self::Program,
        Self::Side(Side::Lesson),
        Self::Side(Side::Files),
        Self::Side(Side::Plot),
        Self::Side(Side::Board),
    ];
}

impl Board {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Away, Self::Gone, Self::Installing, Self::Busy, Self::Ready];

    /// Whether there is no Python that could be asked, for whatever reason.
    #[must_use]
    pub const fn is_away(self) -> bool {
        matches!(self, Self::Away | Self::Gone | Self::Installing)
    }
}
