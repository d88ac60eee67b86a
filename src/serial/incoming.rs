//! Bytes from the browser, chunk by chunk, across streams that die of line faults.

use super::fault::while_reading;
use crate::js::{Elapsed, within};
use core::future::{Future as _, poll_fn};
use core::pin::{Pin, pin};
use core::time::Duration;
use futures::future::{Either, select};
use gloo::timers::future::TimeoutFuture;
use js_sys::{Promise, Reflect, Uint8Array};
use serial_line::LineError;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, SerialPort};

/// The receiving half of an open port.
///
/// At most one read of the browser's is under way, and it stays here when nobody waits any more: so
/// a dropped wait loses no bytes, and a slow taker slows the browser down instead of filling
/// memory.
#[derive(Debug)]
pub(super) struct Incoming {
    port: SerialPort,
    reader: Option<ReadableStreamDefaultReader>,
    pending: Option<JsFuture>,
    chunk: Option<Chunk>,
    /// How many streams have ended since the last byte.
    dry: u32,
}

/// So many chunks are thrown away at once: more than the buffers of browser and system hold in the
/// smallest packets of USB. What comes then has come later.
const DISCARDED_CHUNKS: u32 = 4_096;

/// So many streams in a row may end at once before the page gets its turn.
const DRY_STREAMS: u32 = 8;

/// What the browser gave, and how much of it was taken.
#[derive(Debug)]
struct Chunk {
    bytes: Uint8Array,
    taken: u32,
}

impl Incoming {
    pub(super) const fn new(port: SerialPort) -> Self {
        Self { port, reader: None, pending: None, chunk: None, dry: 0 }
    }

    /// See [`SerialLine::read`](serial_line::SerialLine::read).
    pub(super) async fn read(
        &mut self,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        loop {
            let count = self.take(buf);
            if count > 0 {
                return Ok(count);
            }
            match within(self.next_chunk(), timeout).await {
                Ok(outcome) => outcome?,
                Err(Elapsed) => return Err(LineError::TimedOut),
            }
        }
    }

    /// Forgets what has arrived and was not taken.
    pub(super) async fn discard(&mut self) -> Result<(), LineError> {
        for _ in 0..DISCARDED_CHUNKS {
            self.chunk = None;
            let arrived = {
                let (next, look) = (pin!(self.next_chunk()), pin!(kept_promises()));
                match select(next, look).await {
                    Either::Left((outcome, _)) => outcome,
                    Either::Right(_) => return Ok(()),
                }
            };
            match arrived {
                Ok(()) | Err(LineError::LineFault(_)) => {}
                Err(error) => return Err(error),
            }
        }
        self.chunk = None;
        Ok(())
    }

    /// Lets the stream go, so that the port can be closed.
    pub(super) async fn release(&mut self, limit: Duration) {
        self.pending = None;
        self.chunk = None;
        if let Some(reader) = self.reader.take() {
            // A stream that has died already has nothing to cancel.
            let _ = within(JsFuture::from(reader.cancel()), limit).await;
            reader.release_lock();
        }
    }

    /// Waits for the next chunk that is not empty.
    async fn next_chunk(&mut self) -> Result<(), LineError> {
        loop {
            if self.pending.is_none() {
                self.pending = Some(JsFuture::from(self.reader()?.read()));
            }
            let Some(pending) = &mut self.pending else { continue };
            let outcome = poll_fn(|context| Pin::new(&mut *pending).poll(context)).await;
            self.pending = None;
            match outcome {
                Ok(result) => match value_of(&result) {
                    Some(bytes) if bytes.length() > 0 => {
                        self.dry = 0;
                        self.chunk = Some(Chunk { bytes, taken: 0 });
                        return Ok(());
                    }
                    Some(_) => {}
                    // The stream ended: the port was closed, or has a new stream.
                    None => self.outlive_stream().await,
                },
                Err(error) => {
                    self.outlive_stream().await;
                    return Err(while_reading(&error));
                }
            }
        }
    }

    /// The reader of the port's present stream. A port without one is gone.
    fn reader(&mut self) -> Result<&ReadableStreamDefaultReader, LineError> {
        if self.reader.is_none() {
            let stream = Reflect::get(&self.port, &"readable".into())
                .ok()
                .and_then(|stream| stream.dyn_into::<web_sys::ReadableStream>().ok())
                .ok_or(LineError::Lost)?;
            // Fails where someone else reads; the stream's own method would throw through this code.
            let reader = ReadableStreamDefaultReader::new(&stream).map_err(|_| LineError::Lost)?;
            self.reader = Some(reader);
        }
        self.reader.as_ref().ok_or(LineError::Lost)
    }

    /// Leaves a dead stream. Streams that are dead from the start could follow each other without an
    /// end, and no click and no timer, not even that of a limit, would have a turn between them.
    async fn outlive_stream(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.release_lock();
        }
        self.dry += 1;
        if self.dry >= DRY_STREAMS {
            // Reading goes on meanwhile; a port that has no stream any more is told by the next read.
            self.pending = self.reader().map(|reader| JsFuture::from(reader.read())).ok();
            TimeoutFuture::new(0).await;
            self.dry = 0;
        }
    }

    /// Moves bytes of the chunk into `buf`. There are none where another script has taken the chunk's
    /// memory away.
    fn take(&mut self, buf: &mut [u8]) -> usize {
        let Some(chunk) = &mut self.chunk else { return 0 };
        let left = chunk.bytes.length().saturating_sub(chunk.taken);
        let count = left.min(u32::try_from(buf.len()).unwrap_or(u32::MAX));
        if count == 0 {
            self.chunk = None;
            return 0;
        }
        let part = chunk.bytes.subarray(chunk.taken, chunk.taken + count);
        if let Some(place) = buf.get_mut(..count as usize) {
            part.copy_to(place);
        }
        if count == left {
            self.chunk = None;
        } else {
            chunk.taken += count;
        }
        count as usize
    }
}

/// The bytes of `{ value, done }`; `None` at the end.
fn value_of(result: &JsValue) -> Option<Uint8Array> {
    let value = Reflect::get(result, &"value".into()).ok()?;
    value.dyn_into().ok()
}

/// Waits, without a timer, until promises that were kept before have told so: a chunk that has
/// arrived is handed over within a few turns of the browser's queue.
async fn kept_promises() {
    const TURNS: usize = 8;
    for _ in 0..TURNS {
        // A kept promise does not fail.
        let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
    }
}
