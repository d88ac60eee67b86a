//! Reading a file: it comes in base64, and its SHA-256 behind it.

use super::listing::unhexed;
use super::parts;
use crate::error::Error;
use crate::python::{self, Program};
use crate::repl::{Repl, SOON};
use alloc::vec::Vec;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serial_line::SerialLine;
use sha2::{Digest as _, Sha256};

/// Bytes that the board reads at once: a line of 512 in base64.
const PIECE_BYTES: usize = 384;
const ATTEMPTS: u32 = 3;

pub(super) async fn read<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    path: &[u8],
    progress: &mut dyn FnMut(usize),
) -> Result<Vec<u8>, Error> {
    let source = Program::new(python::READ).bytes(path).number(PIECE_BYTES).source();
    for _ in 0..ATTEMPTS {
        let mut came = 0;
        let mut heard = |bytes: usize| {
            came += bytes;
            // Four letters are three bytes.
            progress(came / 4 * 3);
        };
        let parts = parts(repl.ask_telling(&source, SOON, &mut heard).await?)?;
        if let Some(content) = joined(&parts) {
            return Ok(content);
        }
    }
    Err(Error::Damaged)
}

/// The content, where it has the SHA-256 that stands behind it.
fn joined(parts: &[Vec<u8>]) -> Option<Vec<u8>> {
    let (sum, pieces) = parts.split_last()?;
    let mut content = Vec::new();
    for piece in pieces {
        BASE64_STANDARD.decode_vec(piece, &mut content).ok()?;
    }
    let sum = unhexed(sum.strip_prefix(b"sha ")?)?;
    (Sha256::digest(&content).as_slice() == sum).then_some(content)
}
