//! Reading a file.

use super::{Outcome, Step};
use micropython_repl::error::Error;
use micropython_repl::repl::Repl;
use serial_line::SerialLine;

pub(super) async fn run<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    path: &[u8],
    told: &mut dyn FnMut(Step),
) -> Result<Outcome, Error> {
    let content = repl.read(path, &mut |bytes| told(Step::Reading { bytes })).await?;
    Ok(Outcome::Read(content.into()))
}
