//! Removing a file, or a folder with nothing in it.

use super::Outcome;
use micropython_repl::error::Error;
use micropython_repl::repl::Repl;
use serial_line::SerialLine;

pub(super) async fn run<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    path: &[u8],
) -> Result<Outcome, Error> {
    repl.remove(path).await.map(|()| Outcome::Done)
}
