//! A process that has the program loaded, and starts it by making copies of itself.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use std::fs::File;
use std::io::{
    self, BufRead as _, BufReader, Error, ErrorKind, PipeReader, PipeWriter, Write as _,
};
use std::os::fd::AsRawFd as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use rustix::process::Pid;

const SCRIPT: &str = include_str!("nursery.py");
/// How the first line of a program in Python begins, before the path of that Python.
const SHEBANG: &str = "#!";

/// Where interpreters come from that start in milliseconds: a process that has the package's program
/// loaded, and makes copies of itself. Clones are the same one. It ends with the last of them, and so do
/// its interpreters.
#[derive(Debug, Clone)]
pub struct Nursery(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    program: PathBuf,
    process: Mutex<Process>,
}

#[derive(Debug)]
struct Process {
    child: Child,
    /// Closed first of all: then it ends.
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Nursery {
    /// A nursery of this program.
    ///
    /// # Errors
    ///
    /// That of the system where it can't be started. The program has to be the one of the package that
    /// the tests install: a script, whose first line names its Python.
    pub fn new(program: &Path) -> io::Result<Self> {
        let mut first_line = String::new();
        BufReader::new(File::open(program)?).read_line(&mut first_line)?;
        let python = first_line.strip_prefix(SHEBANG).map(str::trim);
        let python = python.ok_or_else(|| Error::new(ErrorKind::InvalidInput, "no script"))?;
        let mut child = Command::new(python)
            .args(["-c", SCRIPT])
            .arg(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let orders = child.stdin.take();
        let answers = child.stdout.take().ok_or(ErrorKind::BrokenPipe)?;
        let process = Process { child, orders, answers: BufReader::new(answers) };
        let shared = Shared { program: program.into(), process: Mutex::new(process) };
        Ok(Self(Arc::new(shared)))
    }

    pub(super) fn program(&self) -> &Path {
        &self.0.program
    }

    /// Starts the program between these pipes. It has opened them for itself.
    pub(super) fn start(
        &self,
        arguments: &[&str],
        input: &PipeReader,
        output: &PipeWriter,
    ) -> io::Result<Pid> {
        let (own, input, output) = (std::process::id(), input.as_raw_fd(), output.as_raw_fd());
        let mut order = format!("/proc/{own}/fd/{input}\t/proc/{own}/fd/{output}");
        for argument in arguments {
            order.push('\t');
            order.push_str(argument);
        }
        order.push('\n');
        let mut process = self.0.process.lock().unwrap_or_else(PoisonError::into_inner);
        let orders = process.orders.as_mut().ok_or(ErrorKind::BrokenPipe)?;
        orders.write_all(order.as_bytes())?;
        let mut answer = String::new();
        process.answers.read_line(&mut answer)?;
        let pid = answer.trim().parse().ok().and_then(Pid::from_raw);
        pid.ok_or_else(|| Error::new(ErrorKind::BrokenPipe, "the nursery has ended"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.orders = None;
        let _ = self.child.wait();
    }
}
