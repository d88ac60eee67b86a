//! Giving a file or a folder another name.

use super::Outcome;
use micropython_repl::error::Error;
use micropython_repl::repl::Repl;
use serial_line::SerialLine;

pub(super) async fn run<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    path: &[u8],
    to: &[u8],
) -> Result<Outcome, Error> {
    Ok(if repl.rename(path, to).await? { Outcome::Done } else { Outcome::NameTaken })
}
