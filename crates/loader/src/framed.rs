//! A command as it goes over the wire, made before its turn comes.

use crate::request::{Opcode, Request};
use alloc::vec::Vec;
use core::time::Duration;

/// A command, framed, and what is to be known about its answer.
#[derive(Debug)]
pub(crate) struct Framed {
    pub(crate) command: Opcode,
    /// Bytes of the answer's data before its two status bytes.
    pub(crate) reply_bytes: usize,
    /// How long the answer may take, the time on the wire not included.
    pub(crate) timeout: Duration,
    pub(crate) wire: Vec<u8>,
}

impl Framed {
    pub(crate) fn new(request: &Request<'_>) -> Self {
        let mut wire = Vec::new();
        request.encode(&mut wire);
        Self {
            command: request.opcode(),
            reply_bytes: request.reply_bytes(),
            timeout: request.timeout(),
            wire,
        }
    }
}
