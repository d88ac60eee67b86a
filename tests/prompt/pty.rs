//! MicroPython's Unix port on a terminal of its own, as a line in real time.

use core::time::Duration;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use serial_line::{LineError, SerialLine};
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

const CTRL_C: u8 = 0x03;

/// A running interpreter; dropping it ends it.
#[derive(Debug)]
pub(super) struct Interpreter {
    child: Child,
    terminal: File,
    began: Instant,
}

impl Interpreter {
    /// Starts one in a folder.
    pub(super) fn start(program: &Path, folder: &Path) -> std::io::Result<Self> {
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        grantpt(&terminal)?;
        unlockpt(&terminal)?;
        let name = ptsname(&terminal, Vec::new())?;
        let inside =
            OpenOptions::new().read(true).write(true).open(name.to_string_lossy().as_ref())?;
        let mut modes = tcgetattr(&inside)?;
        modes.make_raw();
        tcsetattr(&inside, OptionalActions::Now, &modes)?;
        let stdio = || inside.try_clone().map(Stdio::from);
        let child = Command::new(program)
            .arg("-i")
            .current_dir(folder)
            .stdin(stdio()?)
            .stdout(stdio()?)
            .stderr(stdio()?)
            .spawn()?;
        Ok(Self { child, terminal: terminal.into(), began: Instant::now() })
    }
}

impl Interpreter {
    /// Whether it waits for what is typed. Else a Ctrl-C interrupts it, as the UART's interrupt does on a
    /// board; a terminal's own way would end an interpreter that wants none.
    fn reads(&self) -> bool {
        const READ_STDIN: &str = "0 0x0 ";
        (0..20).any(|_| {
            let call = std::fs::read_to_string(format!("/proc/{}/syscall", self.child.id()));
            let reads = call.is_ok_and(|call| call.starts_with(READ_STDIN));
            if !reads {
                std::thread::sleep(Duration::from_millis(1));
            }
            reads
        })
    }
}

impl SerialLine for Interpreter {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        let timeout = Timespec::try_from(timeout).map_err(|_| LineError::TimedOut)?;
        let mut waits = [PollFd::from_borrowed_fd(self.terminal.as_fd(), PollFlags::IN)];
        match poll(&mut waits, Some(&timeout)) {
            Ok(0) => Err(LineError::TimedOut),
            Ok(_) => self.terminal.read(buf).map_err(|_| LineError::Lost),
            Err(error) => Err(LineError::Refused(error.to_string())),
        }
    }

    async fn write_all(&mut self, mut bytes: &[u8]) -> Result<(), LineError> {
        while let [CTRL_C, rest @ ..] = bytes
            && !self.reads()
        {
            kill_process(Pid::from_child(&self.child), Signal::INT).map_err(|_| LineError::Lost)?;
            // It is noticed between two steps of the program.
            std::thread::sleep(Duration::from_millis(20));
            bytes = rest;
        }
        self.terminal.write_all(bytes).map_err(|_| LineError::Lost)
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        let mut chunk = [0; 4096];
        while self.read(&mut chunk, Duration::ZERO).await.is_ok() {}
        Ok(())
    }

    async fn sleep(&mut self, duration: Duration) {
        std::thread::sleep(duration);
    }

    fn now(&self) -> Duration {
        self.began.elapsed()
    }
}

impl Drop for Interpreter {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
