//! How the process is started and ended: as a child of this one, or as one of a nursery's.

use std::io::{self, PipeReader, PipeWriter};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open, pidfd_send_signal};

use super::nursery::Nursery;

/// What tells the system to end a process with the one that started it.
const LEASH: &[&str] = &["--pdeathsig", "KILL", "--"];

/// What starts the program.
#[derive(Debug, Clone)]
pub(super) enum Starter {
    /// This process does.
    Program(PathBuf),
    /// One does that has it loaded already.
    Nursery(Nursery),
}

impl Starter {
    pub(super) fn program(&self) -> &Path {
        match self {
            Self::Program(program) => program,
            Self::Nursery(nursery) => nursery.program(),
        }
    }

    /// Starts it with these arguments, between these pipes.
    pub(super) fn start(
        &self,
        arguments: &[&str],
        input: PipeReader,
        output: PipeWriter,
    ) -> io::Result<Child> {
        match self {
            Self::Program(program) => {
                let mut command = on_a_leash(program);
                command.args(arguments).stdin(input).stdout(output.try_clone()?).stderr(output);
                command.spawn().map(Child::Ours)
            }
            Self::Nursery(nursery) => {
                let pid = nursery.start(arguments, &input, &output)?;
                let handle = pidfd_open(pid, PidfdFlags::empty())?;
                Ok(Child::OfNursery { pid, handle })
            }
        }
    }
}

/// The process. Dropping it ends it.
#[derive(Debug)]
pub(super) enum Child {
    Ours(process::Child),
    /// Its number may be another one's when it has ended: the handle knows.
    OfNursery {
        pid: Pid,
        handle: OwnedFd,
    },
}

impl Child {
    pub(super) fn id(&self) -> u32 {
        match self {
            Self::Ours(child) => child.id(),
            Self::OfNursery { pid, .. } => pid.as_raw_nonzero().get().unsigned_abs(),
        }
    }

    /// Interrupts what runs.
    pub(super) fn interrupt(&self) {
        // One that has ended says so by its state.
        let _ = match self {
            Self::Ours(child) => kill_process(Pid::from_child(child), Signal::INT),
            Self::OfNursery { handle, .. } => pidfd_send_signal(handle, Signal::INT),
        };
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        match self {
            Self::Ours(child) => {
                let _ = child.kill();
                let _ = child.wait();
            }
            Self::OfNursery { handle, .. } => drop(pidfd_send_signal(handle, Signal::KILL)),
        }
    }
}

/// The program, so that it ends with this one, also when this one is killed.
fn on_a_leash(program: &Path) -> Command {
    let leash = ["/usr/bin/setpriv", "/bin/setpriv"].map(Path::new);
    match leash.into_iter().find(|path| path.is_file()) {
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args(LEASH).arg(program);
            command
        }
        None => Command::new(program),
    }
}
