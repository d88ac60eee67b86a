//! What is typed while a job has the board.
//!
//! Whoever puts keys in and whoever takes them run in one task, which looks at both whenever it is woken:
//! so nobody has to be woken here.

use core::cell::RefCell;
use core::future::poll_fn;
use core::task::Poll;
use micropython_repl::bytes::CTRL_C;

/// More is not typed in the time of a job, but may be pasted.
const MOST_BYTES: usize = 64 << 10;

/// The keys that no job has taken yet.
#[derive(Debug, Default)]
pub(in crate::session) struct Keys(RefCell<Vec<u8>>);

impl Keys {
    /// Takes keys. What was typed before a Ctrl-C is dropped, as it is on a board.
    pub(in crate::session) fn push(&self, keys: &[u8]) {
        let mut queue = self.0.borrow_mut();
        if let Some(at) = keys.iter().rposition(|&key| key == CTRL_C) {
            queue.clear();
            queue.extend(keys.get(at..).unwrap_or_default());
        } else if queue.len() + keys.len() <= MOST_BYTES {
            queue.extend_from_slice(keys);
        }
    }

    /// What is left when the job is over.
    pub(in crate::session) fn take(&self) -> Vec<u8> {
        self.0.take()
    }

    /// Waits for keys, and takes them. A Ctrl-C comes alone.
    pub(super) async fn typed(&self) -> Vec<u8> {
        poll_fn(|_| {
            let mut queue = self.0.borrow_mut();
            match queue.first() {
                None => Poll::Pending,
                Some(&CTRL_C) => Poll::Ready(vec![queue.remove(0)]),
                Some(_) => Poll::Ready(core::mem::take(&mut *queue)),
            }
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pollster::block_on;

    #[test]
    fn a_ctrl_c_drops_what_was_typed_before_and_comes_alone() {
        let keys = Keys::default();
        keys.push(b"abc");
        keys.push(b"d\x03e");
        assert_eq!(block_on(keys.typed()), [CTRL_C]);
        assert_eq!(block_on(keys.typed()), b"e");
        assert_eq!(keys.take(), b"");
    }

    #[test]
    fn what_nobody_took_is_left() {
        let keys = Keys::default();
        keys.push(b"print(1)\r");
        assert_eq!(keys.take(), b"print(1)\r");
    }
}
