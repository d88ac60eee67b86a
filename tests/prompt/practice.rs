//! The practice board's Python: what the page serves, run by Node, as a line in real time.

use core::time::Duration;
use serial_line::{LineError, SerialLine};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/prompt/practice-board.mjs");
/// A person's program may be silent for ever. None of these tests is.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);

/// A running Node; dropping it ends it.
#[derive(Debug)]
pub(super) struct PracticeBoard {
    child: Child,
    keys: ChildStdin,
    said: Receiver<Vec<u8>>,
    /// Heard and not read yet.
    unread: Vec<u8>,
    began: Instant,
}

impl PracticeBoard {
    /// Starts one that greets so. The page's files are laid out in a folder.
    pub(super) fn start(folder: &Path, banner: &str) -> std::io::Result<Self> {
        let mut child = Command::new("node")
            .arg(SCRIPT)
            .arg(folder)
            .arg(banner)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(keys), Some(says)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        };
        let (said, began) = (listen(says), Instant::now());
        Ok(Self { child, keys, said, unread: Vec::new(), began })
    }
}

/// Hears a pipe out, since reading it has no limit of time.
fn listen(mut says: ChildStdout) -> Receiver<Vec<u8>> {
    let (heard, said) = channel();
    std::thread::spawn(move || {
        let mut chunk = [0; 4096];
        while let Ok(count @ 1..) = says.read(&mut chunk)
            && heard.send(chunk[..count].to_vec()).is_ok()
        {}
    });
    said
}

impl SerialLine for PracticeBoard {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        if self.unread.is_empty() {
            let patience = timeout.min(LONGEST_SILENCE);
            self.unread = self.said.recv_timeout(patience).map_err(|error| match error {
                RecvTimeoutError::Timeout if patience == timeout => LineError::TimedOut,
                _ => LineError::Lost,
            })?;
        }
        let count = buf.len().min(self.unread.len());
        for (to, byte) in buf.iter_mut().zip(self.unread.drain(..count)) {
            *to = byte;
        }
        Ok(count)
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError> {
        self.keys.write_all(bytes).and_then(|()| self.keys.flush()).map_err(|_| LineError::Lost)
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        self.unread.clear();
        while self.said.try_recv().is_ok() {}
        Ok(())
    }

    async fn sleep(&mut self, duration: Duration) {
        std::thread::sleep(duration);
    }

    fn now(&self) -> Duration {
        self.began.elapsed()
    }
}

impl Drop for PracticeBoard {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
