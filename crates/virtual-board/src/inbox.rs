//! Frames on their way from the UART to a loader.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::time::Duration;

use crate::slip::{self, Decoder};

/// A received frame, and when its first byte came.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) bytes: Vec<u8>,
    pub(crate) started_at: Duration,
}

/// Decodes frames and keeps them until the loader has time.
#[derive(Debug)]
pub(crate) struct Inbox {
    decoder: Decoder,
    started_at: Duration,
    frames: VecDeque<Frame>,
    room: usize,
}

impl Inbox {
    /// An inbox for `room` frames of at most `frame_bytes` each. More frames are lost.
    pub(crate) fn new(room: usize, frame_bytes: usize) -> Self {
        Self {
            decoder: Decoder::new(frame_bytes),
            started_at: Duration::ZERO,
            frames: VecDeque::new(),
            room,
        }
    }

    /// Takes bytes of which the first came at `first_at` and each next one a `byte_time` later.
    pub(crate) fn take(&mut self, bytes: &[u8], first_at: Duration, byte_time: Duration) {
        for (n, &byte) in (0u32..).zip(bytes) {
            if byte != slip::END && self.decoder.at_frame_start() {
                self.started_at = first_at + byte_time * n;
            }
            if let Some(bytes) = self.decoder.push(byte)
                && self.frames.len() < self.room
            {
                self.frames.push_back(Frame { bytes, started_at: self.started_at });
            }
        }
    }

    pub(crate) fn next(&mut self) -> Option<Frame> {
        self.frames.pop_front()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }
}
