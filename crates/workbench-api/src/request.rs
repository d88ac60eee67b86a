use micropython_repl::job::Task;
use std::rc::Rc;

/// What to do, and how a person calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The name of the file, of the program or of the folder; empty for what has none. Of such a job, as of a
    /// paste, only trouble is said: it shows by itself.
    pub name: Rc<str>,
    /// What to do.
    pub task: Task,
}
