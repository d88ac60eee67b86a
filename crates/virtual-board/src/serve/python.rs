//! The options of `--program python`.

use std::error::Error;
use std::path::PathBuf;

use virtual_board::Program;

pub(crate) const USAGE: &str = "\
  --python PATH             MicroPython's Unix port, for --program python
  --python-heap BYTES       the heap of the board that is meant (38912)
  --python-files littlefs|fat|none    what keeps its files (as the build has it)
  --python-version 1.N      whose ways it has (those of the image's)
  --python-deaf             bytes are lost while the flash is erased or written";

/// What was said about it.
#[derive(Debug, Default)]
pub(crate) struct PythonOptions {
    path: Option<PathBuf>,
    heap_bytes: Option<u32>,
    files: Option<String>,
    minor_version: Option<u32>,
    is_deaf: bool,
}

impl PythonOptions {
    /// Takes an option, if it is one of these.
    pub(crate) fn take(
        &mut self,
        name: &str,
        value: impl FnOnce() -> Result<String, String>,
    ) -> Result<bool, Box<dyn Error>> {
        match name {
            "--python" => self.path = Some(PathBuf::from(value()?)),
            "--python-heap" => self.heap_bytes = Some(value()?.parse()?),
            "--python-files" => self.files = Some(value()?),
            "--python-version" => self.minor_version = Some(minor_version(&value()?)?),
            "--python-deaf" => self.is_deaf = true,
            _ => return Ok(false),
        }
        Ok(true)
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn program(self) -> Result<Box<dyn Program + Send>, Box<dyn Error>> {
        use virtual_board::{
            FileSystem, FilesWanted, Interpreter, InterpreterOptions, Pace, PythonVersion,
            WhileFlashWorks,
        };

        let path = self.path.ok_or("--program python needs --python PATH")?;
        let usual = InterpreterOptions::new(path);
        let files = match self.files.as_deref() {
            None => usual.files,
            Some("littlefs") => FilesWanted::Kind(FileSystem::Littlefs),
            Some("fat") => FilesWanted::Kind(FileSystem::Fat),
            Some("none") => FilesWanted::None,
            Some(other) => return Err(format!("unknown kind of files {other}").into()),
        };
        let while_flash_works =
            if self.is_deaf { WhileFlashWorks::Lost } else { WhileFlashWorks::Kept };
        Ok(Box::new(Interpreter::new(InterpreterOptions {
            heap_bytes: self.heap_bytes.unwrap_or(usual.heap_bytes),
            files,
            version: self.minor_version.map(PythonVersion::minor),
            pace: Pace::Real,
            while_flash_works,
            ..usual
        })?))
    }

    #[cfg(not(target_os = "linux"))]
    pub(crate) fn program(self) -> Result<Box<dyn Program + Send>, Box<dyn Error>> {
        Err("--program python runs on Linux only".into())
    }
}

fn minor_version(text: &str) -> Result<u32, Box<dyn Error>> {
    let minor = text.strip_prefix("1.").and_then(|minor| minor.split('.').next()?.parse().ok());
    minor.ok_or_else(|| format!("--python-version is 1.N, not {text}").into())
}
