//! What is being done with a board.

/// What is being done with the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// Opening the port and looking at the board.
    Probing,
    /// Nothing yet: the person is choosing.
    Choosing,
    /// A job, before the flash is touched.
    Preparing,
    /// A job, after it was touched: there is no whole firmware on the board.
    Writing,
    /// Using the terminal.
    Terminal,
}
