//! What is saved and run in these tests.

use boardwalk::session::jobs::prompt::{Request, Task};
use std::sync::Arc;

/// Where the file is that is saved.
pub(crate) const PATH: &[u8] = b"/main.py";

/// A program that prints, takes its time, and fails.
const PROGRAM: &[u8] =
    b"import time\nfor i in range(3):\n    print('line', i)\n    time.sleep_ms(20)\n\
    raise ValueError('the end')\n";

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Save,
    Run,
}

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Run => "run",
        }
    }
}

/// One job, and the file that it leaves.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) kind: Kind,
    /// What is saved; nothing where a program is run.
    pub(crate) new: Arc<[u8]>,
}

impl Job {
    pub(crate) fn request(&self) -> Request {
        match self.kind {
            Kind::Save => {
                let task = Task::Save { path: PATH.into(), content: (*self.new).into() };
                Request { name: "main.py".into(), task }
            }
            Kind::Run => {
                Request { name: "program.py".into(), task: Task::Run { source: PROGRAM.into() } }
            }
        }
    }
}

/// What was on the board before.
pub(crate) fn old() -> Vec<u8> {
    b"# The old file.\nx = [0, 1, 2, 3]\n".repeat(20)
}

/// Two frames.
pub(crate) fn usual_save() -> Job {
    save(&b"# The new one, which is longer.\ny = {'a': 4, 'b': 5}\n".repeat(28))
}

/// One short frame.
pub(crate) fn short_save() -> Job {
    save(b"# new\nz = 6\n")
}

pub(crate) fn run() -> Job {
    Job { kind: Kind::Run, new: [].into() }
}

fn save(content: &[u8]) -> Job {
    Job { kind: Kind::Save, new: content.into() }
}
