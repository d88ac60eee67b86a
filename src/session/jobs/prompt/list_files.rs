//! Listing a folder.

use super::Outcome;
use micropython_repl::error::Error;
use micropython_repl::repl::Repl;
use serial_line::SerialLine;

pub(super) async fn run<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    folder: &[u8],
) -> Result<Outcome, Error> {
    Ok(Outcome::Listed(repl.list(folder).await?.into()))
}
